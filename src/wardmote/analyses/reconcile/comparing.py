"""Sets every way of counting beside a stated figure, and says which equal it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.reconcile.stated import Stated
from wardmote.analyses.reconcile.ways import (
    AreaOption,
    Grid,
    LocationOption,
    MeasureOption,
    Option,
    PeriodOption,
    area_options,
    grid,
    location_options,
    measure_options,
    period_options,
)
from wardmote.analyses.wording import count, inside, listed
from wardmote.figures.evidence import Evidence
from wardmote.figures.periods import in_dates
from wardmote.figures.supply import forces_supplied, months_supplied

MOST_TOLD = 5
"""Ways that go some of the way, told at most."""


@dataclass(frozen=True)
class Way:
    """A way of counting that differs from ours on one side, or on two, and what it gives."""

    sides: tuple[str, ...]
    words: str
    """What is done otherwise, completing "ours, counted"."""
    count: int

    def away(self, stated: Stated) -> int:
        """Stated figure less what this way gives."""
        return stated.value - self.count


@dataclass(frozen=True)
class Reconciliation:
    """A stated figure beside ours.

    ``ours`` None where the months were not supplied. ``equal``: ways that give the stated figure; ``nearer``: those
    that close at least half of the difference; ``open``: what the evidence cannot tell, as questions to who states it.
    """

    stated: Stated
    ours: int | None
    snapshot: str
    equal: tuple[Way, ...]
    nearer: tuple[Way, ...]
    open: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def difference(self) -> int | None:
        """Theirs less ours."""
        return None if self.ours is None else self.stated.value - self.ours

    @property
    def agrees(self) -> bool:
        """Whether ours is the number that they print, or rounds to it."""
        return self.difference is not None and abs(self.difference) <= self.stated.within

    @property
    def headline(self) -> str:
        """Both figures and their difference in a sentence or two."""
        who = self.stated.says or "Theirs"
        what = (
            f"{inside(self.stated.measure.short_title)} in {self.stated.area.name}, "
            f"{in_dates(self.stated.period)}"
        )
        if self.ours is None or self.difference is None:
            return f"{who}: {count(self.stated.value)}. Ours: not supplied for every month of {what}."
        both = f"{who}: {count(self.stated.value)}. Ours: {count(self.ours)} ({what})."
        if self.agrees:
            return f"{both} They agree{'' if not self.difference else ', rounded as theirs is'}."
        more = "more" if self.difference > 0 else "fewer"
        share = f" ({abs(self.difference) / self.ours:.1%} of ours)" if self.ours else ""
        return f"{both} Theirs is {count(abs(self.difference))} {more}{share}."

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything found, for people: what equals theirs, what comes nearer, what to ask."""
        found = [self.headline]
        if not self.agrees:
            found += [f"Ours is {count(way.count)}, as theirs, counted {way.words}." for way in self.equal]
            found += [
                f"Counted {way.words}, ours is {count(way.count)}: {_left(way.away(self.stated))} unexplained."
                for way in self.nearer
            ]
            if not self.equal and self.ours is not None:
                found.append("No way of counting that the evidence allows gives their figure.")
            found += self.open
        return (*found, *self.notes)


def _left(away: int) -> str:
    return f"theirs is still {count(abs(away))} {'more' if away > 0 else 'fewer'},"


def reconcile(
    evidence: Evidence, stated: Stated, earlier: Sequence[tuple[str, Evidence]] = ()
) -> Reconciliation:
    """Explain a stated figure as far as the evidence can.

    Parameters
    ----------
    earlier
        Earlier snapshots, each with words for it ("snapshot 1a2b of 3 May 2024"), the latest first.

    Every way that differs from ours on one side is counted: months, area, definition, records without a place, and
    earlier snapshots; and every two together, of which only those that give the stated figure are told. A way that
    equals a figure need not be how it was made.
    """
    found = _options(evidence, stated)
    now = grid(evidence, found.periods, found.areas, found.measures)
    ours = now.count(found.periods[0], found.areas[0], found.measures[0], found.places[0])
    if ours is None or abs(stated.value - ours) <= stated.within:
        return Reconciliation(stated, ours, evidence.snapshot, (), (), (), _rounding(stated))
    ways = _ways(now, found)
    for words, then in earlier:
        ways += _ways(grid(then, found.periods, found.areas, found.measures), found, words)
    single = [way for way in ways if len(way.sides) == 1]
    equal = [way for way in ways if abs(way.away(stated)) <= stated.within]
    shortest = min((len(way.sides) for way in equal), default=0)
    gap = abs(stated.value - ours)
    nearer = [way for way in single if way not in equal and 2 * abs(way.away(stated)) <= gap]
    return Reconciliation(
        stated=stated,
        ours=ours,
        snapshot=evidence.snapshot,
        equal=tuple(_distinct([way for way in equal if len(way.sides) == shortest])[:MOST_TOLD]),
        nearer=tuple(_distinct(sorted(nearer, key=lambda way: abs(way.away(stated))))[:MOST_TOLD]),
        open=(*_lost(now, found, stated, ours), *_questions(evidence, stated, found, bool(earlier))),
        notes=(*_rounding(stated), *_by_chance(len(ways), equal)),
    )


def _lost(now: Grid, found: _Options, stated: Stated, ours: int) -> tuple[str, ...]:
    """Whether records without a place, which count for no partnership here, could be what theirs holds more."""
    most = now.count(found.periods[0], found.areas[0], found.measures[0], found.places[-1])
    more = stated.value - ours
    if most is None or not 0 < more < most - ours:
        return ()
    return (
        f"{count(most - ours)} of the force's records of {inside(stated.measure.short_title)} in these months have no "
        f"place and count for no partnership here. The {count(more)} that theirs has more could be among them: ask "
        "whether they know those places.",
    )


def _by_chance(tried: int, equal: Sequence[Way]) -> tuple[str, ...]:
    if not equal:
        return ()
    return (
        f"{tried:,} ways of counting were tried. One that gives their figure may do so by chance; only they can say how "
        "it was made.",
    )


@dataclass(frozen=True)
class _Options:
    """Ways to read each side of the figure, ours first."""

    periods: list[PeriodOption]
    areas: list[AreaOption]
    measures: list[MeasureOption]
    places: list[LocationOption]


def _options(evidence: Evidence, stated: Stated) -> _Options:
    probe = grid(
        evidence,
        [PeriodOption("period", "", stated.period.months)],
        [AreaOption("area", "", stated.area)],
        [MeasureOption("definition", "", (stated.measure,))],
    )
    return _Options(
        period_options(stated.period),
        area_options(evidence, stated.area),
        measure_options(evidence.definitions, stated.measure),
        location_options(bool(probe.counts.owns_not_located[0])),
    )


def _ways(now: Grid, found: _Options, snapshot: str = "") -> list[Way]:
    """Every way that differs from ours on at most two sides; an earlier snapshot is a side."""
    ways = []
    for choice in itertools.product(found.periods, found.areas, found.measures, found.places):
        other: list[Option] = [option for option in choice if option.words]
        sides = (*(["snapshot"] if snapshot else []), *(option.side for option in other))
        if not 1 <= len(sides) <= 2:
            continue
        counted = now.count(*choice)
        if counted is not None:
            words = [option.words for option in other]
            ways.append(Way(sides, listed([*words, *([f"in {snapshot}"] if snapshot else [])]), counted))
    return ways


def _distinct(ways: Sequence[Way]) -> list[Way]:
    """One way for each reading: an area that is the same place at two levels, or an unchanged snapshot, once."""
    found: dict[tuple[tuple[str, ...], int], Way] = {}
    for way in ways:
        found.setdefault((way.sides, way.count), way)
    return list(found.values())


def _rounding(stated: Stated) -> tuple[str, ...]:
    if not stated.within:
        return ()
    return (
        f"Theirs looks rounded: a count from {count(stated.value - stated.within)} to "
        f"{count(stated.value + stated.within)} is taken as equal to it.",
    )


def _questions(evidence: Evidence, stated: Stated, found: _Options, vintages: bool) -> list[str]:
    """What the evidence cannot tell, as questions to who states the figure."""
    questions = [
        "Ask them on what day their figure was extracted: records are added and corrected for months."
        if vintages
        else "Ask them on what day their figure was extracted. Only one snapshot holds these months here, so revisions "
        "cannot be seen.",
        "Ask them whether they count by the day a crime was recorded or the day it was committed: police.uk gives the "
        "month it was recorded under.",
        f"Ask them what they count as {inside(stated.measure.short_title)}, and by which codes: police.uk knows only "
        "its own categories.",
    ]
    repeated = _repeated(evidence, stated, found)
    if repeated:
        questions.append(
            f"{count(repeated)} records of the force repeat a Crime ID in these months and were counted once here; a "
            "count of rows would hold them twice."
        )
    return questions


def _repeated(evidence: Evidence, stated: Stated, found: _Options) -> int:
    forces = {option.area.code for option in found.areas if option.area.level == "force"}
    mine = [
        one
        for one in forces_supplied(evidence)
        if (force := evidence.definitions.forces.get(one[0])) is not None and force.code in forces
    ]
    return sum(month.repeated or 0 for month in months_supplied(evidence, mine, stated.period))
