"""Rows counted from observations by who supplies them: those to show, and those of which nothing came for long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions
from wardmote.figures.months import Period
from wardmote.figures.observed.measures import ANY
from wardmote.figures.table import Row
from wardmote.figures.tokens import State

TOLD_TWICE = "also-on-police-uk"
"""The caveat of a measure that the police table holds too."""
PARTNERS = "Partners"


@dataclass(frozen=True)
class Provided:
    """Rows of one provider, in their order."""

    provider: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class LongAgo:
    """Rows of which nothing of the year came, with what came last; all of one provider."""

    provider: str
    rows: tuple[Row, ...]
    last: Period


def provider_of(row: Row, definitions: Definitions) -> str:
    """Who supplies a row: the partner that owes the feed that is most of it, else who publishes its source."""
    sources = set(row.observed.sources) if row.observed else set()
    owed = [
        feed
        for feed in definitions.feeds.values()
        if row.measure.id in feed.measures and (not sources or sources & set(feed.sources))
    ]
    if owed:
        return min(owed, key=lambda feed: (len(feed.measures), feed.id)).provider
    named = [definitions.sources[name] for name in sorted(sources) if name in definitions.sources]
    own = [source.publisher for source in named if source.id != ANY]
    return ", ".join(dict.fromkeys(own)) or PARTNERS


def is_long_ago(row: Row) -> bool:
    """Whether nothing of the year came of a row, though something did before."""
    seen = row.observed
    return (
        seen is not None and row.state is State.NOT_SUPPLIED and seen.before is None and seen.last is not None
    )


def long_ago(rows: Sequence[Row], definitions: Definitions) -> list[LongAgo]:
    """Rows of which nothing of the year came, together where they came from one provider and ended together."""
    found: dict[tuple[str, Period], list[Row]] = {}
    for row in rows:
        if is_long_ago(row) and row.observed and row.observed.last:
            found.setdefault((provider_of(row, definitions), row.observed.last[0]), []).append(row)
    return [LongAgo(provider, tuple(mine), last) for (provider, last), mine in found.items()]


def by_provider(rows: Sequence[Row], definitions: Definitions) -> list[Provided]:
    """Rows that can be shown, by provider in the order of their first rows."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if not is_long_ago(row):
            found.setdefault(provider_of(row, definitions), []).append(row)
    return [Provided(provider, tuple(mine)) for provider, mine in found.items()]


def told_twice(row: Row) -> bool:
    """Whether the police table tells the same, month by month."""
    return TOLD_TWICE in row.measure.caveats
