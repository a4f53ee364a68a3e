"""Who lives in a partnership, beside similar ones: a table of what is held, and what is not held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from wardmote.analyses.peers.every_measure import every_place
from wardmote.analyses.peers.neighbours import Alike, neighbours_of
from wardmote.analyses.peers.placing import Placed
from wardmote.analyses.result import CannotBearError
from wardmote.analyses.wording import amount, inside, listed, number_word, opening
from wardmote.figures.areas import Area, UnknownAreaError
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_groups import PeerGroup, peers_around
from wardmote.figures.populations import read_populations
from wardmote.figures.reference import NotHeldError, age_structure, deprivation_of
from wardmote.figures.tokens import State
from wardmote.methods.peers.group import Position

SIMILAR = 14
"""As many as a most similar group holds beside the own area."""
FIFTH = 2
"""Tenths in the most deprived fifth."""


@dataclass(frozen=True)
class PlaceLine:
    """A line of the table: ``own`` with the means of similar areas and of all, None where that is not known.

    ``unit``: a number of people or homes, a share of one, or a score.
    """

    label: str
    own: float
    unit: Literal["number", "share", "score"]
    source: str
    similar: float | None = None
    every: float | None = None


@dataclass(frozen=True)
class PlaceAndPeople:
    """``lines``: the table. ``similar``: names of the most similar areas, the nearest first. ``placed``: how the rates
    stand among peers, as a sentence; empty where no group is held. ``missing``: what is not held.
    """

    lines: tuple[PlaceLine, ...]
    similar: tuple[str, ...]
    placed: str
    missing: tuple[str, ...]


def place_and_people(evidence: Evidence, area: Area, period: Period) -> PlaceAndPeople:
    """What is held of a partnership's people, homes, ages and deprivation, and of its peers."""
    lines = [*_counted(evidence, area, period), *_ages(evidence, area), *_deprived(evidence, area)]
    alike = _alike(evidence, area)
    beside = _compared(alike) if alike else []
    told = {line.label for line in beside}
    lines = [*(line for line in lines if line.label not in told), *beside]
    placed = _placed(evidence, area, period)
    held = {line.label for line in lines}
    missing = [
        *([] if any("aged" in label for label in held) else ["ages"]),
        *([] if any("deprived" in label for label in held) else ["deprivation"]),
        *([] if alike else ["tenure and the other figures by which similar partnerships are found"]),
        *([] if placed else ["rates of other partnerships, from their forces' street files"]),
    ]
    similar = tuple(one.name for one in alike.areas) if alike else ()
    return PlaceAndPeople(tuple(lines), similar, placed, tuple(missing))


def _counted(evidence: Evidence, area: Area, period: Period) -> list[PlaceLine]:
    people = read_populations(evidence.connection, [area])
    found = []
    for kind in evidence.definitions.populations.values():
        one = people.nearest(area, kind.id, period)
        if one is not None:
            title = kind.title.split(",")[0]
            found.append(PlaceLine(title, one.value, "number", f"{kind.title}, {one.on.day} {one.on:%B %Y}"))
    return found


def _ages(evidence: Evidence, area: Area) -> list[PlaceLine]:
    try:
        ages = age_structure(evidence, area)
    except NotHeldError:
        return []
    if ages.state != State.KNOWN or not ages.total or ages.on is None:
        return []
    young, old = (int(evidence.definitions.threshold(name)) for name in ("profile-young", "profile-old"))
    source = f"Residents by single year of age, {ages.on.day} {ages.on:%B %Y}"
    shares = ages.band(0, young - 1) / ages.total, ages.band(old) / ages.total
    titles = f"Residents aged under {young}", f"Residents aged {old} and over"
    return [PlaceLine(title, share, "share", source) for title, share in zip(titles, shares, strict=True)]


def _deprived(evidence: Evidence, area: Area) -> list[PlaceLine]:
    try:
        (found,) = deprivation_of(evidence, [area])
    except NotHeldError:
        return []
    if found.state != State.KNOWN or not found.shares:
        return []
    source = f"{found.title.split(',')[0]} {found.release}, all domains"
    return [
        PlaceLine("Residents of the most deprived fifth", sum(found.shares[:FIFTH]), "share", source),
    ]


def _alike(evidence: Evidence, area: Area) -> Alike | None:
    try:
        return neighbours_of(evidence, area, SIMILAR)
    except CannotBearError:
        return None


def _compared(alike: Alike) -> list[PlaceLine]:
    """The indicators by which similar areas were found, each beside them and all; numbers of people stand above."""
    found = []
    for at, one in enumerate(alike.used):
        if one.indicator.unit == "number":
            continue
        unit: Literal["share", "score"] = "share" if one.indicator.unit == "percent" else "score"
        scale = 100 if unit == "share" else 1
        near = float(np.mean([alike.value(at, area.code) for area in alike.areas])) / scale
        every = float(np.mean([alike.value(at, area.code) for area in alike.pool])) / scale
        own = alike.value(at, alike.own.code) / scale
        found.append(PlaceLine(one.indicator.title, own, unit, one.of, near, every))
    return found


def _placed(evidence: Evidence, area: Area, period: Period) -> str:
    try:
        group = peers_around(evidence, area, area, period)
    except UnknownAreaError:
        return ""
    found = every_place(evidence, group, period) if len(group.areas) > 1 else ()
    few = evidence.definitions.threshold("peers-few")
    return _place_words(found, group, few) if found else ""


def _place_words(found: tuple[Placed, ...], group: PeerGroup, few: float) -> str:
    """How many measures lie above, below and within, with the names of those that stand out.

    Of fewer areas than ``few`` nobody can say what is usual: then in how many the rate is an end of the group.
    """
    areas = len(found[0].members)
    said = f"Against {group.title} ({number_word(areas)} with its own) "
    named = []
    for position in (Position.ABOVE, Position.BELOW):
        names = [inside(one.counts.measure.short_title) for one in found if one.position == position]
        if names:
            named.append(f"{position.value.lower()} them for {listed(names)}")
    if not named and areas < few:
        return f"{said}{_ends(found)} {opening(number_word(areas))} areas are too few to say what is usual."
    if not named:
        return f"{said}its rates are Inline in {_all(len(found))}: neither high nor low for such a group."
    rest = len(found) - sum(one.position != Position.INLINE for one in found)
    return f"{said}its rates lie {listed(named)}, and Inline in {amount(rest, 'other measure', 'other measures')}."


def _ends(found: tuple[Placed, ...]) -> str:
    """In how many measures the rate is the lowest or highest, with more than chance to the next."""
    lowest = sum(one.rank[2] == 1 for one in found)
    highest = sum(one.rank[1] == len(one.members) for one in found)
    parts = [
        f"the {words} in {number_word(n)}" for words, n in (("lowest", lowest), ("highest", highest)) if n
    ]
    of = amount(len(found), "measure", "measures")
    if not parts:
        return f"its rates are by no more than chance the lowest or highest in any of {of}."
    return f"its rate is {listed(parts)} of {of}, by more than chance."


def _all(number: int) -> str:
    return "the one measure that can be compared" if number == 1 else f"all {number_word(number)} measures"
