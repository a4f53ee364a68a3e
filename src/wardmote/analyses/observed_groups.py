"""Rows counted from observations by who supplies them: those to show, and those of which nothing came for long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.wording import inside, listed
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
    """Who supplies a row."""
    return provider(row.measure.id, row.observed.sources if row.observed else (), definitions)


def provider(measure: str, sources: Sequence[str], definitions: Definitions) -> str:
    """Who supplies a measure: whoever owes its source or, where any partner may send it, the measure; else who publishes
    the source."""
    named = set(sources) - {ANY}
    owed = [
        feed
        for feed in definitions.feeds.values()
        if (named & set(feed.sources) if named else measure in feed.measures)
    ]
    if owed:
        return min(owed, key=lambda feed: (len(feed.measures), feed.id)).provider
    own = [definitions.sources[name].publisher for name in sorted(named) if name in definitions.sources]
    return ", ".join(dict.fromkeys(own)) or PARTNERS


def is_long_ago(row: Row) -> bool:
    """Whether nothing of the year came of a row, though something did before."""
    seen = row.observed
    return (
        seen is not None and row.state is State.NOT_SUPPLIED and seen.before is None and seen.last is not None
    )


def is_in_part(row: Row) -> bool:
    """Whether only parts of a row came, in no year a whole: some of its areas, or some of its items."""
    seen = row.observed
    return seen is not None and row.state is State.NOT_SUPPLIED and seen.before is None and seen.last is None


def in_part(rows: Sequence[Row]) -> list[Row]:
    """Rows of which only parts came, though they are expected of the whole."""
    return [row for row in rows if is_in_part(row) and not (row.observed and row.observed.only_of)]


def reported_only_for(rows: Sequence[Row]) -> tuple[str, ...]:
    """Of what is reported for some parts of an area alone, which parts, in sentences; nothing is missing of the rest."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        if is_in_part(row) and row.observed and row.observed.only_of:
            found.setdefault(row.observed.only_of, []).append(inside(row.measure.short_title))
    return tuple(f"Reported only for {listed(parts)}: {listed(names)}." for parts, names in found.items())


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
        if not is_long_ago(row) and not is_in_part(row):
            found.setdefault(provider_of(row, definitions), []).append(row)
    return [Provided(provider, tuple(mine)) for provider, mine in found.items()]


def told_twice(row: Row) -> bool:
    """Whether the police table tells the same, month by month."""
    return TOLD_TWICE in row.measure.caveats
