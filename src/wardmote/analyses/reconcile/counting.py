"""Counts everything that may have been meant: records month by month, and reports in their own periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.reconcile.ways import SOURCE, AreaOption, MeasureOption, PeriodOption, TreatmentOption
from wardmote.definitions import Measure
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.observed.places import makeups
from wardmote.figures.observed.reading import Reported, read_reported
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.reports import Reports, reports_of

Key = tuple[str, str]
"""Code of an area, and a measure."""


@dataclass(frozen=True, eq=False)
class Counting:
    """What every choice of period, area, definition and rows comes to, in one snapshot."""

    counts: MonthlyCounts
    reports: Mapping[Key, Reports]
    alone: Mapping[str, Mapping[Key, Reports]]
    """The same of each source by itself, where several report a measure."""

    def count(
        self, period: PeriodOption, area: AreaOption, measure: MeasureOption, treatment: TreatmentOption
    ) -> float | None:
        """What one way of counting gives; None where a part of it was not supplied, or it makes no sense."""
        if all(one.available for one in measure.measures):
            return self._of_records(period, area, measure, treatment.rule)
        cells = [self.cell(period, area, one.id, treatment.rule) for one in measure.measures]
        if not cells or (len(cells) > 1 and not all(one.adds_up for one in measure.measures)):
            return None
        values = [cell.value for cell in cells if cell is not None and cell.value is not None]
        return sum(values) if len(values) == len(cells) else None

    def cell(self, period: PeriodOption, area: AreaOption, measure: str, rule: str = "own") -> Cell | None:
        """What was reported of one measure; None where the rule asks for what nobody reported."""
        key = (area.area.code, measure)
        held = self.alone.get(rule.removeprefix(SOURCE), {}) if rule.startswith(SOURCE) else self.reports
        reports = held.get(key)
        if reports is None or rule in ("located", "all"):
            return None
        whole = Period(period.months[0], period.months[-1])
        cell = reports.cell(whole)
        if rule != "as-first-counted":
            return cell
        back = reports.taken_back(whole)
        if cell.value is None or not back or (whole in [one for one, _ in back]):
            return None
        return Cell(cell.state, cell.value - sum(value for _, value in _shortest(back)))

    def _of_records(
        self, period: PeriodOption, area: AreaOption, measure: MeasureOption, rule: str
    ) -> float | None:
        held = {month: at for at, month in enumerate(self.counts.months)}
        months = [held[month] for month in period.months if month in held]
        codes = [one.code for one in self.counts.areas]
        if len(months) < len(period.months) or area.area.code not in codes:
            return None
        at = codes.index(area.area.code)
        if not months or not self.counts.supplied[at, months].all():
            return None
        names = [one.id for one in self.counts.measures]
        rows = [names.index(one.id) for one in measure.measures]
        total = self._sum(self.counts.counts, at, rows, months)
        owned = self._sum(self.counts.owned, at, rows, months)
        lost = self._sum(self.counts.not_located, at, rows, months)
        by_rule = {"own": total, "located": total - owned, "all": total - owned + lost}
        return by_rule.get(rule)

    def _sum(self, values: npt.NDArray[np.int64], at: int, rows: list[int], months: list[int]) -> int:
        return int(values[at][rows][:, months].sum())


def _shortest(back: Sequence[tuple[Period, float]]) -> list[tuple[Period, float]]:
    """Those of the shortest length alone: a quarter and a year that hold the same revision are one."""
    least = min(len(one.months) for one, _ in back)
    return [(one, value) for one, value in back if len(one.months) == least]


def counting(
    evidence: Evidence,
    periods: Sequence[PeriodOption],
    areas: Sequence[AreaOption],
    measures: Sequence[MeasureOption],
) -> Counting:
    """Count everything that the options may ask for, at once."""
    asked = tuple({one.id: one for option in measures for one in option.measures}.values())
    months = sorted({month for option in periods for month in option.months})
    span = Period(months[0], months[-1]).months
    places = [option.area for option in areas]
    records = [one for one in asked if one.available]
    reported = [one for one in asked if not one.available]
    counts = monthly_counts(evidence, places, records or [_any(evidence)], span)
    codes = {code for place in places for way in makeups(evidence, place) for code in way.every_code}
    read = read_reported(evidence, reported, codes) if reported else Reported({})
    sources = {name for _, by_source in read.by_source.items() for name in by_source}

    def every(one: Reported) -> dict[Key, Reports]:
        return {
            (place.code, measure.id): reports_of(evidence, one, place, measure)
            for place in places
            for measure in reported
        }

    return Counting(counts, every(read), {name: every(read.alone(name)) for name in sorted(sources)})


def _any(evidence: Evidence) -> Measure:
    """A measure of records, where none is asked for: counting needs one."""
    return next(one for one in evidence.definitions.measures_in_order() if one.available)
