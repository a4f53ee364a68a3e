"""Sets every way of counting beside a stated figure, and says which equal it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.observed_wording import value_words
from wardmote.analyses.reconcile.counting import Counting, counting
from wardmote.analyses.reconcile.meanings import measure_options
from wardmote.analyses.reconcile.result import Reconciliation, Way, agree
from wardmote.analyses.reconcile.stated import Stated
from wardmote.analyses.reconcile.ways import (
    AreaOption,
    MeasureOption,
    Option,
    PeriodOption,
    TreatmentOption,
    area_options,
    location_options,
    period_options,
    report_options,
)
from wardmote.analyses.wording import count, inside, listed, opening
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.observed.reports import read_reports
from wardmote.figures.periods import in_dates
from wardmote.figures.supply import forces_supplied, rows_repeated
from wardmote.figures.tokens import State

MOST_TOLD = 5
"""Ways that go some of the way, told at most."""
OWN = TreatmentOption("location", "", "own")


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
    now = counting(evidence, found.periods, found.areas, found.measures)
    ours = now.count(found.periods[0], found.areas[0], found.measures[0], OWN)
    if ours is not None and agree(stated, ours):
        return Reconciliation(stated, ours, evidence.snapshot, (), (), (), _rounding(stated))
    ways = _ways(now, found)
    for words, then in earlier:
        ways += _ways(counting(then, found.periods, found.areas, found.measures), found, words)
    equal = [way for way in ways if agree(stated, way.count)]
    shortest = min((len(way.sides) for way in equal), default=0)
    return Reconciliation(
        stated=stated,
        ours=ours,
        snapshot=evidence.snapshot,
        equal=tuple(_distinct([way for way in equal if len(way.sides) == shortest])[:MOST_TOLD]),
        nearer=() if ours is None else _nearer(stated, ours, ways),
        open=_open(evidence, stated, found, now, ours, bool(earlier)),
        notes=(*_rounding(stated), *_by_chance(len(ways), equal)),
        absent="" if ours is not None else _absent(now, found),
    )


def _nearer(stated: Stated, ours: float, ways: Sequence[Way]) -> tuple[Way, ...]:
    """Ways that differ on one side and close at least half of the difference, the nearest first."""
    gap = abs(stated.value - ours)
    found = [
        way
        for way in ways
        if len(way.sides) == 1 and not agree(stated, way.count) and 2 * abs(way.away(stated)) <= gap
    ]
    return tuple(_distinct(sorted(found, key=lambda way: abs(way.away(stated))))[:MOST_TOLD])


def _absent(now: Counting, found: _Options) -> str:
    """Why there is no number of ours, completing "Ours:"; empty where months of records are missing."""
    cell = now.cell(found.periods[0], found.areas[0], found.measures[0].measures[0].id)
    if cell is None:
        return ""
    if cell.state is State.SUPPRESSED:
        least = f", at least {value_words(cell.at_least, share=False)}" if cell.at_least is not None else ""
        return f"suppressed by who supplied it{least}, of"
    if cell.state is State.NOT_AVAILABLE:
        return "two figures stand for one period of"
    return "not supplied for the whole of"


def _open(
    evidence: Evidence, stated: Stated, found: _Options, now: Counting, ours: float | None, vintages: bool
) -> tuple[str, ...]:
    """What the evidence cannot tell; nothing where we have no number to set beside theirs."""
    if ours is None:
        return ()
    if not stated.measure.available:
        return tuple(_questions_of_reports(stated, now, vintages))
    return (*_lost(now, found, stated, ours), *_questions(evidence, stated, found, vintages))


def _lost(now: Counting, found: _Options, stated: Stated, ours: float) -> tuple[str, ...]:
    """Whether records without a place, which count for no partnership here, could be what theirs holds more."""
    most = now.count(found.periods[0], found.areas[0], found.measures[0], _records(found)[-1])
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
    places: list[TreatmentOption]


def _options(evidence: Evidence, stated: Stated) -> _Options:
    measures = measure_options(evidence.definitions, stated.measure)
    periods = [*period_options(stated.period), *_so_far(evidence, stated)]
    if not any(one.available for option in measures for one in option.measures):
        places = [OWN, *report_options(_sources(evidence, stated))]
        return _Options(periods, area_options(evidence, stated.area), measures, places)
    probe = counting(evidence, [periods[0]], [AreaOption("area", "", stated.area)], measures[:1])
    places = location_options(bool(probe.counts.owns_not_located[0]))
    if not all(one.available for option in measures for one in option.measures):
        places += report_options(_sources(evidence, stated))
    return _Options(periods, area_options(evidence, stated.area), measures, places)


def _so_far(evidence: Evidence, stated: Stated) -> list[PeriodOption]:
    """The first months of the period, where only those were reported."""
    if stated.measure.available:
        return []
    reports = read_reports(evidence, stated.area, stated.measure)
    part = None if reports.cell(stated.period).reported else reports.part(stated.period)
    if part is None or part.months != stated.period.months[: len(part.months)]:
        return []
    months = Period(part.months[0], part.months[-1])
    return [PeriodOption("period", f"for the months that were supplied, {in_dates(months)}", part.months)]


def _records(found: _Options) -> list[TreatmentOption]:
    return [one for one in found.places if one.side == "location"]


def _sources(evidence: Evidence, stated: Stated) -> dict[str, str]:
    """Titles of the sources that reported the measure for the area."""
    if stated.measure.available:
        return {}
    option = [AreaOption("area", "", stated.area)], [MeasureOption("definition", "", (stated.measure,))]
    alone = counting(evidence, period_options(stated.period)[:1], *option).alone
    named = evidence.definitions.sources
    return {name: named[name].title if name in named else name for name in alone}


def _ways(now: Counting, found: _Options, snapshot: str = "") -> list[Way]:
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
    found: dict[tuple[tuple[str, ...], float], Way] = {}
    for way in ways:
        found.setdefault((way.sides, way.count), way)
    return list(found.values())


def _rounding(stated: Stated) -> tuple[str, ...]:
    if not stated.within:
        return ()
    share = stated.measure.is_share
    low, high = (value_words(stated.value + by, share=False) for by in (-stated.within, stated.within))
    return (
        f"Theirs looks rounded: a {'share' if share else 'count'} from {low} to {high} is taken as equal to it.",
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


def _questions_of_reports(stated: Stated, now: Counting, vintages: bool) -> list[str]:
    """What reports cannot tell, as questions to who states the figure."""
    held = now.reports.get((stated.area.code, stated.measure.id))
    back = held.taken_back(stated.period) if held else []
    told = "" if vintages else " Only one snapshot is held here, so revisions between files cannot be seen."
    return [
        *(
            f"{opening(in_dates(one))} takes back {value_words(-value, share=False)}, counted in an earlier period: ask "
            "whether theirs was made before."
            for one, value in back
        ),
        f"Ask them which edition or extract theirs is from: reports are revised.{told}",
        f"Ask them what they count as {inside(stated.measure.short_title)}, and in which area.",
        *(["Ask them how many people were asked, and who."] if stated.measure.is_share else []),
    ]


def _repeated(evidence: Evidence, stated: Stated, found: _Options) -> int:
    forces = {option.area.code for option in found.areas if option.area.level == "force"}
    mine = [
        one[0]
        for one in forces_supplied(evidence)
        if (force := evidence.definitions.forces.get(one[0])) is not None and force.code in forces
    ]
    return rows_repeated(evidence, mine, stated.period)
