"""What one number rests on: as it was when it was looked at, and as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from wardmote.analyses.wording import count, one_decimal
from wardmote.definitions import Definitions
from wardmote.figures import Figure, Row, Table
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.insight import selectors
from wardmote.site.rooms.insight.asking import CATEGORY, Asked

WHATS = ("current", "previous", "percent", "rate", "rate_previous", "points")


@dataclass(frozen=True)
class Fact:
    """A line of the page: what, and the words."""

    label: str
    words: str


@dataclass(frozen=True)
class Provenance:
    """A number with everything that says what it is. ``value`` is its words, or why there is none."""

    value: str
    figure: Figure
    row: Row
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]


def provenance(scope: Scope, asked: Asked, what: str) -> Provenance:
    """What a number of the performance table rests on.

    Raises
    ------
    Refused
        When the table has no such row, or somebody may not see it.
    """
    figures = selectors.performance(scope, replace(asked, by=CATEGORY))
    row = next((one for one in (*figures.rows, *figures.observed) if one.measure.id == asked.measure), None)
    if row is None:
        raise Refused(gettext("The table of this area and period has no row of that measure."))
    named = "points" if what == "percent" and row.observed and row.observed.points is not None else what
    found = figures.figure(row, named)
    definitions = selectors.here(asked).definitions
    caveats = [definitions.caveats[name].text for name in found.caveats if name in definitions.caveats]
    notes = [
        *caveats,
        *(row.observed.notes if row.observed else ()),
        *(one.explanation for one in row.breaks),
        row.reason,
    ]
    return Provenance(
        _value(found), found, row, tuple(_facts(found, named, row, figures, definitions)),
        tuple(dict.fromkeys(words for words in (*notes, figures.gaps) if words)),
    )  # fmt: skip


def now_and_then(scope: Scope, asked: Asked, what: str) -> tuple[Provenance, Provenance | None]:
    """The number as the address pins it; and of today's evidence, where that is another."""
    then = provenance(scope, asked, what)
    if not asked.snapshot or asked.snapshot == standing().snapshot:
        return then, None
    return then, provenance(scope, replace(asked, snapshot=""), what)


def _value(figure: Figure) -> str:
    if figure.value is None:
        return figure.state.words
    if figure.unit == "%":
        return f"{figure.value:+.1f}%".replace("-", "−")
    if figure.unit == "percent":
        return f"{one_decimal(figure.value)}%"
    return count(figure.value) if float(figure.value).is_integer() else one_decimal(figure.value)


def _facts(figure: Figure, what: str, row: Row, figures: Table, definitions: Definitions) -> Iterator[Fact]:
    measure = row.measure
    yield Fact(gettext("Measure"), measure.title)
    yield Fact(gettext("What it counts"), " ".join(measure.description.split()))
    yield Fact(gettext("Area"), f"{figure.area_name} ({figure.area})")
    yield Fact(gettext("Period"), _period(figure.period))
    if figure.interval:
        low, high = (("…" if one is None else one_decimal(one)) for one in figure.interval)
        yield Fact(gettext("Interval"), gettext("%(low)s to %(high)s") % {"low": low, "high": high})
    if row.verdict:
        yield Fact(gettext("Verdict on the year"), f"{row.verdict.symbol} {row.verdict.words}")
    population = row.population_of(what)
    if figure.population:
        kind, _, on = figure.population.partition(" ")
        title = definitions.populations[kind].title if kind in definitions.populations else kind
        size = f"{count(population.value)}, " if population else ""
        yield Fact(gettext("Population"), f"{size}{title}, {on}")
    titles = [
        definitions.sources[name].title if name in definitions.sources else name for name in figure.sources
    ]
    yield Fact(gettext("Sources"), "; ".join(titles) or gettext("none named"))
    yield Fact(gettext("Definition of the measure"), figure.measure)
    yield Fact(gettext("Evidence"), gettext("snapshot %(id)s") % {"id": figures.snapshot})
    yield Fact(gettext("What else decides it"), figure.options.replace(";", "; "))
    yield Fact(gettext("Identity of the figure"), figure.identity)
    yield Fact(gettext("Marking"), figure.marking)


def _period(words: str) -> str:
    return words.replace("..", gettext(" to "))
