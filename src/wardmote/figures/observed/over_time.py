"""Points of a series of what was observed: period by period as reported, or summed to quarters and years."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wardmote.definitions import Break, Definitions
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.reports import Reports
from wardmote.figures.observed.timeline import Timeline
from wardmote.figures.observed.years import conflict_words, number
from wardmote.figures.periods import Asked, Length, Quarters, in_dates, steps
from wardmote.figures.series_points import Point
from wardmote.figures.table import TableError

LENGTHS = {1: "months", 3: "quarters", 6: "half-years", 12: "years"}


def observed_points(
    definitions: Definitions,
    reports: Reports,
    span: Period,
    length: Length | None,
    quarters: Quarters,
    breaks: Sequence[Break],
) -> list[Point]:
    """A point for each step between two months; without a length for each period as it was reported.

    Raises
    ------
    TableError
        When a step is shorter than the periods in which the measure was reported.
    """
    if length is None:
        asked = [Asked(one, one) for one in _as_reported(reports, span)]
    else:
        _long_enough(reports, length)
        asked = list(steps(span.start, span.end, length, quarters))
    return [_point(definitions, reports, one, breaks) for one in asked]


def _long_enough(reports: Reports, length: Length) -> None:
    if length.months >= reports.every:
        return
    way = "or as it was reported" if reports.every in (3, 12) else "as it was reported"
    by = {3: "quarter", 12: "year"}.get(reports.every)
    raise TableError(
        f"{reports.measure.title} was reported in {LENGTHS.get(reports.every, 'longer periods')}, so nothing is known "
        f"of each {length.value}. Ask for it {f'by {by}, ' if by else ''}{way}."
    )


def _as_reported(reports: Reports, span: Period) -> list[Period]:
    """The periods of the shortest length that reach furthest, in a row with the gaps between them.

    Where they overlap, as years that end in each quarter do, only those that were reported.
    """
    line = next((one for one in reports.lines if one.reported and one.every == reports.every), None)
    if line is None:
        return []
    every = sorted(line.cells, key=lambda period: period.start)
    overlapping = any(later.start <= earlier.end for earlier, later in pairwise(every))
    found = every if overlapping else _run(line, every)
    return [one for one in found if one.start >= span.start and one.end <= span.end]


def _run(line: Timeline, every: Sequence[Period]) -> list[Period]:
    found, one = [], every[0]
    while one.end <= every[-1].end:
        found.append(one)
        one = Period(shift(one.start, line.every), shift(one.end, line.every))
    return found


def _point(definitions: Definitions, reports: Reports, asked: Asked, breaks: Sequence[Break]) -> Point:
    period = asked.whole
    cell = reports.cell(period)
    part = None if cell.reported else reports.part(period)
    return Point(
        asked=asked,
        value=cell.value,
        state=cell.state,
        supplied=period.months if cell.reported else part.months if part else (),
        so_far=part.value if part else None,
        breaks=tuple(one for one in breaks if period.start <= f"{one.date:%Y-%m}" <= period.end),
        at_least=cell.at_least,
        base=cell.base,
        sources=cell.sources,
        said=_said(definitions, reports, period, cell),
    )


def _said(definitions: Definitions, reports: Reports, period: Period, cell: Cell) -> str:
    """The note of the cell, sources that disagree, and counts that a revision took back."""
    back = reports.taken_back(period)
    return " ".join(
        (
            *((cell.note,) if cell.note else ()),
            *conflict_words([(period, cell)], definitions),
            *(_taken_back(one, value) for one, value in back),
        )
    )


def _taken_back(period: Period, value: float) -> str:
    when = in_dates(period)
    return f"{when[:1].upper()}{when[1:]} takes back {number(-value)}, counted in an earlier period."
