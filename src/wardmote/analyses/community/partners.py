"""What a partner counted of each area, as a variable of a community matrix: one year for all areas, gaps as they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wardmote.analyses.community.held import YEAR, Held
from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import inside
from wardmote.definitions import Measure
from wardmote.definitions.community_matrices import Variable
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, ending, shift
from wardmote.figures.observed.places import makeups
from wardmote.figures.observed.reading import read_reported
from wardmote.figures.observed.record import GAP, Cell
from wardmote.figures.observed.rhythms import preferred
from wardmote.figures.observed.rows import every_timeline
from wardmote.figures.observed.timeline import Timeline
from wardmote.figures.observed.years import total
from wardmote.figures.periods import in_dates
from wardmote.figures.populations import read_populations
from wardmote.figures.tokens import State
from wardmote.methods.composite import spread_between_years

Lines = Sequence[Timeline]
A_PART = Cell(State.NOT_AVAILABLE)
"""Of a part of an area: nobody reports of a part."""


def partner_count(
    evidence: Evidence, area: Area, areas: Sequence[Area], level: str, variable: Variable, period: Period
) -> Held | Refusal:
    """A variable that partners report: a count per people, or a share as it came.

    All areas have the same twelve months: of those that end in ``period`` the last that most of them reported; of what
    does not add up, the same last report. An area that was not reported of then is a gap.
    """
    measure = evidence.definitions.measures[variable.measure]
    what = f"{variable.title} is not in the index."
    lines = _lines(evidence, measure, areas)
    year = _year(lines, measure, period)
    called = inside(measure.short_title)
    if year is None:
        by = evidence.definitions.levels[level].plural
        why = f"Nobody reported {called} of {by}."
        return Refusal(what, why, "Ask by areas that it is reported of, or take in figures of these.")
    if year.end < period.start:
        why = f"The last report of {called} is of {in_dates(year)}."
        return Refusal(what, why, "Take later figures in, or ask up to an earlier month.")
    cells = _cells(areas, lines, year, measure)
    if measure.is_share:
        return _as_it_came(variable, cells, f"{measure.title}, {in_dates(year)}")
    people = read_populations(evidence.connection, areas, area)
    kind, per = variable.per or measure.population, evidence.definitions.threshold("rate-per")
    living = [people.nearest(one, kind, year) for one in areas]
    if not any(living):
        return Refusal(what, f"No estimate of {kind} is held.", "Take in the population of small areas.")
    exposure = np.array([one.value / per if one and one.value > 0 else np.nan for one in living])
    before = _cells(areas, lines, Period(shift(year.start, -YEAR), shift(year.end, -YEAR)), measure)
    return _per_people(
        variable,
        measure,
        cells,
        before,
        exposure,
        f"{measure.title}, {in_dates(year)}, per {per:,.0f} {kind}",
    )


def _lines(evidence: Evidence, measure: Measure, areas: Sequence[Area]) -> list[list[Timeline]]:
    """What was reported of each area, in every length, the preferred first."""
    codes = {code for area in areas for one in makeups(evidence, area) for code in one.every_code}
    reported = read_reported(evidence, [measure], codes)
    return [
        preferred(every_timeline(evidence, reported, measure, one), evidence.definitions) for one in areas
    ]


def _year(lines: Sequence[Lines], measure: Measure, period: Period) -> Period | None:
    """The time that most areas were reported of; the last of all where none ends in the period, None where none is."""
    ends = {one for own in lines for line in own for one in line.reported if one.end <= period.end}
    asked = {ending(one.end, YEAR) if measure.adds_up else one for one in ends}
    told = {one: sum(_cell(own, one, measure).reported for own in lines) for one in asked}
    return max(told, key=lambda one: (one.end >= period.start and told[one], one.end), default=None)


def _cells(areas: Sequence[Area], lines: Sequence[Lines], year: Period, measure: Measure) -> list[Cell]:
    return [
        A_PART if area.part_of else _cell(own, year, measure) for area, own in zip(areas, lines, strict=True)
    ]


def _cell(own: Lines, year: Period, measure: Measure) -> Cell:
    """What was reported of an area for the whole of a time, from the first of its lines that has it; else a gap."""
    for line in own:
        parts = _parts(line, year, measure)
        if parts and all(line.cell(one).reported for one in parts):
            return _counted(total([(one, line.cell(one)) for one in parts]))
    return GAP


def _parts(line: Timeline, year: Period, measure: Measure) -> list[Period]:
    """The periods of a line that make up a time exactly, were they reported or not."""
    if not measure.adds_up:
        return [year]
    starts = [shift(year.start, at) for at in range(0, YEAR, line.every)]
    return [Period(start, shift(start, line.every - 1)) for start in starts]


def _counted(cell: Cell) -> Cell:
    """A year in which more is taken back than counted is no count."""
    if cell.value is None or cell.value >= 0:
        return cell
    return replace(cell, state=State.NOT_AVAILABLE, value=None)


def _as_it_came(variable: Variable, cells: Sequence[Cell], of: str) -> Held:
    none = np.full(len(cells), np.nan)
    return Held(variable, _numbers(cells), none, none, 1.0, of, tuple(one.state for one in cells))


def _per_people(
    variable: Variable,
    measure: Measure,
    cells: Sequence[Cell],
    before: Sequence[Cell],
    exposure: np.ndarray,
    of: str,
) -> Held:
    """Only a count of events varies by chance in the trials; a caseload or a sum of money stands fast."""
    numbers, earlier = _numbers(cells), _numbers(before)
    states = tuple(
        State.NOT_AVAILABLE if one.value is not None and np.isnan(people) else one.state
        for one, people in zip(cells, exposure, strict=True)
    )
    none = np.full(len(cells), np.nan)
    whole = measure.counts and not np.isnan([*numbers, *earlier]).any()
    return Held(
        variable,
        numbers / exposure,
        np.where(np.isnan(exposure), np.nan, numbers) if measure.counts else none,
        exposure,
        spread_between_years(earlier, numbers) if whole else 1.0,
        of,
        states,
    )


def _numbers(cells: Sequence[Cell]) -> np.ndarray:
    return np.array([np.nan if one.value is None else one.value for one in cells])
