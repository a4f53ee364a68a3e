"""Everything that was observed of an area, period by period, with what was not supplied among it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area, areas_around
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, check_month, shift
from wardmote.figures.observed.measures import observed_measures
from wardmote.figures.observed.names import Unplaced, placed
from wardmote.figures.observed.places import makeups
from wardmote.figures.observed.reading import any_observations, read_reported
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.rhythms import overlaps, period_words
from wardmote.figures.observed.rows import every_timeline
from wardmote.figures.observed.timeline import Timeline
from wardmote.figures.observed.years import conflict_words


@dataclass(frozen=True)
class ObservedPeriod:
    """A measure of an area in one period: its value, or why there is none."""

    measure: Measure
    area: Area
    period: Period
    cell: Cell
    summed_from: str = ""
    """Level of the areas that were added up, where the area itself was not reported."""
    said: str = ""
    """What a reader must know of it, in sentences."""


def observed_periods(
    evidence: Evidence, area: Area, *, measures: Sequence[str] = (), start: str = "", end: str = ""
) -> list[ObservedPeriod]:
    """Every period of every measure that anything was supplied of, by measure, length and time.

    A period between the first and the last that were supplied, or from ``start`` to ``end`` where they are given (without
    an ``end`` to the last of any measure), is in
    it too: as not supplied. Where periods overlap, as years that end in each quarter do, only those supplied are.

    Raises
    ------
    MonthError
        When a month is not YYYY-MM.
    """
    span = check_month(start) if start else "", check_month(end) if end else ""
    if not any_observations(evidence):
        return []
    counted = [m for m in observed_measures(evidence.definitions) if not measures or m.id in measures]
    codes = {code for one in makeups(evidence, area) for code in one.every_code}
    reported = read_reported(evidence, counted, codes)
    lines = [
        line
        for measure in counted
        for line in _not_doubled(every_timeline(evidence, reported, measure, area))
    ]
    if start and not end:
        span = start, max((period.end for line in lines for period in line.cells), default="")
    beside: dict[str, list[Timeline]] = {}
    for line in lines:
        beside.setdefault(line.measure.id, []).append(line)
    return [
        found
        for line in lines
        for found in _periods(evidence.definitions, line, beside[line.measure.id], *span)
    ]


def disagreeing_rhythms(evidence: Evidence, area: Area) -> list[str]:
    """Every period of an area that came in two rhythms which do not agree, in sentences."""
    if not any_observations(evidence):
        return []
    measures = observed_measures(evidence.definitions)
    codes = {code for one in makeups(evidence, area) for code in one.every_code}
    reported = read_reported(evidence, measures, codes)
    return [
        f"{measure.title}, {one.sentence(evidence.definitions)}"
        for measure in measures
        for one in overlaps(every_timeline(evidence, reported, measure, area))
    ]


def unplaced_areas(evidence: Evidence) -> tuple[Unplaced, ...]:
    """Names of areas that no observation can be counted under, those of most rows first; each says what to do."""
    return placed(evidence).unplaced if any_observations(evidence) else ()


def reported_around(evidence: Evidence, area: Area) -> list[Area]:
    """Larger areas, in which any part of an area lies, of which anything was reported."""
    if not any_observations(evidence):
        return []
    codes = set(placed(evidence).codes.values())
    rank = {name: level.rank for name, level in evidence.definitions.levels.items()}
    own = rank.get("csp" if area.level == "partnership" else area.level, 0)
    return [
        found
        for level in sorted(rank, key=lambda name: rank[name])
        if rank[level] > own
        for found in areas_around(evidence.connection, area, level)
        if found.code in codes
    ]


def _not_doubled(lines: Sequence[Timeline]) -> list[Timeline]:
    """For each length the best way in which the area's figures may be had."""
    best: dict[tuple[int, int], Timeline] = {}
    for line in lines:
        offset = min(int(period.start[5:]) % line.every for period in line.cells)
        best.setdefault((line.every, offset), line)
    return [best[key] for key in sorted(best)]


def _periods(
    definitions: Definitions, line: Timeline, lines: Sequence[Timeline], start: str, end: str
) -> list[ObservedPeriod]:
    every = sorted(line.cells, key=lambda period: period.start)
    if any(later.start <= earlier.end for earlier, later in pairwise(every)):
        wanted = [one for one in every if (not start or one.start >= start) and (not end or one.end <= end)]
    else:
        wanted = _run(every[0], start, end or every[-1].end, line.every)
    level = line.makeup.level if len(line.makeup.codes) > 1 else ""
    return [
        ObservedPeriod(
            line.measure,
            line.area,
            period,
            cell,
            level,
            " ".join(
                said
                for said in (
                    _said(definitions, period, cell),
                    period_words(period, line, lines, definitions),
                )
                if said
            ),
        )
        for period in wanted
        for cell in (line.cell(period),)
    ]


def _run(first: Period, start: str, end: str, every: int) -> list[Period]:
    """Periods of one length in a row, those that lie wholly between two months."""
    one = first
    while start and one.start > start:
        one = Period(shift(one.start, -every), shift(one.end, -every))
    found = []
    while one.end <= end:
        if not start or one.start >= start:
            found.append(one)
        one = Period(shift(one.start, every), shift(one.end, every))
    return found


def _said(definitions: Definitions, period: Period, cell: Cell) -> str:
    return " ".join((*((cell.note,) if cell.note else ()), *conflict_words([(period, cell)], definitions)))
