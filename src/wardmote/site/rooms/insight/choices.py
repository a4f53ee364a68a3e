"""What the filters of this room offer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from wardmote.analyses.community.need import FEWEST
from wardmote.figures.areas import areas_around, areas_within
from wardmote.operations.analyse.community import SCALES
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.pages.wording import month_in_words
from wardmote.site.kit.results import kept
from wardmote.site.rooms.insight.asking import CATEGORY, LENGTHS, Asked
from wardmote.site.rooms.insight.selectors import here

LISTED = ("lad", "ward")
"""Levels of area that a list names one by one, below the partnership; smaller ones are reached from their ward."""

AROUND = "force"
"""The level of the areas that the partnership lies in and that a map can be of."""
COMMON = ("lsoa", "ward", "lad")
"""Levels that tables and maps of a partnership are split by."""


@dataclass(frozen=True)
class Choice:
    """An entry of a list: what the address says, and what people read."""

    value: str
    text: str


def area_choices(scope: Scope, asked: Asked, *, around: bool = False) -> list[Choice]:
    """The partnership, and the larger areas within it; ``around``: also the force areas in which it lies."""
    del scope
    place = here(asked)
    found = kept(place, ("area choices",), lambda: _areas(place))
    if not around:
        return found
    return [found[0], *kept(place, ("areas around",), lambda: _around(place)), *found[1:]]


def _around(place: Workspace) -> list[Choice]:
    title = place.definitions.levels[AROUND].title.lower()
    areas = areas_around(place.evidence().connection, place.area(), AROUND)
    return [Choice(area.code, f"{area.name} ({title})") for area in areas]


def _areas(place: Workspace) -> list[Choice]:
    whole, evidence = place.area(), place.evidence()
    found = [Choice("", whole.name)]
    for level in LISTED:
        title = place.definitions.levels[level].title
        areas = areas_within(evidence.connection, whole, level, place.definitions)
        found += [Choice(area.code, f"{area.name} ({title.lower()})") for area in areas]
    return found


def month_choices(asked: Asked) -> list[Choice]:
    """The months that a period can end in, latest first."""
    place = here(asked)
    months = kept(place, ("months",), lambda: _months(place))
    return [Choice("" if at == 0 else month, month_in_words(month)) for at, month in enumerate(months)]


def _months(place: Workspace) -> list[str]:
    found = place.evidence().connection.execute(
        """WITH sent AS (SELECT month, count(DISTINCT force) AS n FROM supplied GROUP BY month),
                last AS (SELECT max(month) AS month FROM sent
                         WHERE n = (SELECT count(DISTINCT force) FROM supplied))
           SELECT DISTINCT s.month FROM supplied s, last WHERE s.month <= last.month ORDER BY s.month DESC"""
    )
    return [str(month) for (month,) in found.fetchall()]


def length_choices() -> list[Choice]:
    """How long a period may be."""
    return [
        Choice(str(months), ngettext("%(n)s month", "%(n)s months", months) % {"n": months})
        for months in LENGTHS
    ]


def measure_choices(asked: Asked, *, located: bool = False, every: bool = False) -> list[Choice]:
    """The measures that figures can be had of, in their order; ``located``: those that have a map."""
    place = here(asked)
    first = [Choice("", gettext("All measures"))] if every else []
    return first + [
        Choice(one.id, one.short_title)
        for one in place.definitions.measures_in_order()
        if (one.available or (one.observed and not located))
    ]


def level_choices(asked: Asked, *, rows: bool = False, every: bool = False) -> list[Choice]:
    """Levels of area that the evidence knows; ``rows``: also a row a measure; ``every``: up to the force."""
    place = here(asked)
    levels = place.definitions.levels
    known = kept(place, ("levels",), lambda: _levels(place)) if every else COMMON
    first = [Choice(CATEGORY, gettext("Measure"))] if rows else []
    return first + [
        Choice(name, one.title)
        for name, one in sorted(levels.items(), key=lambda item: item[1].rank)
        if name in known
    ]


def matrix_choices(asked: Asked) -> list[Choice]:
    """The community matrices, in their order."""
    every = here(asked).definitions.community_matrices.values()
    return [Choice(one.id, one.title) for one in sorted(every, key=lambda one: (one.order, one.id))]


def scale_choices() -> list[Choice]:
    """How the variables of a matrix are brought together."""
    said = {
        "index": gettext("Average is 100"),
        "z": gettext("Standard deviations"),
        "rank": gettext("Rank, 0 to 100"),
    }
    return [Choice(name, said[name]) for name in SCALES]


def weight_choices(own: float) -> list[Choice]:
    """How much a variable may count: not at all, to three times, and as its matrix says."""
    return [
        Choice(f"{one:g}", f"{one:g}" if one else gettext("left out"))
        for one in sorted({0.0, 0.5, 1.0, 2.0, 3.0, own})
    ]


def levels_in_several(asked: Asked) -> list[Choice]:
    """Levels of which the partnership holds enough areas for an order of them."""
    place = here(asked)
    found = kept(place, ("levels in several", asked.area), lambda: _in_several(place, asked))
    return [Choice(name, place.definitions.levels[name].title) for name in found]


def _in_several(place: Workspace, asked: Asked) -> list[str]:
    connection, whole = place.evidence().connection, place.area(asked.area or None)
    return [
        one.value
        for one in level_choices(asked)
        if len(areas_within(connection, whole, one.value, place.definitions)) >= FEWEST
    ]


def _levels(place: Workspace) -> tuple[str, ...]:
    rows = place.evidence().connection.execute("SELECT DISTINCT level FROM areas").fetchall()
    return tuple(sorted(str(level) for (level,) in rows))
