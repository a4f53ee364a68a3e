"""What a target is judged by: the counts of its period and of the year that it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, shift, spans
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.reports import Reports, read_reports
from wardmote.figures.observed.rows import observed_rows_back
from wardmote.figures.performance import rows_years_apart
from wardmote.figures.periods import in_dates
from wardmote.figures.table import Row
from wardmote.figures.tokens import State


class Reading(Protocol):
    """The counts of a measure in an area, of any months."""

    @property
    def latest(self) -> str:
        """The last month of which anything came; empty where nothing did."""

    @property
    def known_to(self) -> str:
        """The last month of which the evidence holds anything at all: a period that begins later has not begun."""

    def counted(self, whole: Period) -> Period | None:
        """From the first month of a period to the last that came; None where none did."""

    def absent(self, period: Period) -> str:
        """Why a period has no number, in a sentence; empty where it has one."""

    def total(self, period: Period) -> Fraction:
        """The number of a period that has one."""

    def change(self, period: Period, apart: int) -> Row | None:
        """The change from the same months so many years before, tested with its family; None where nothing was."""


@dataclass(frozen=True)
class RecordReading:
    """Counts of the police's records, month by month."""

    evidence: Evidence
    area: Area
    measure: Measure
    counts: MonthlyCounts

    @staticmethod
    def of(evidence: Evidence, area: Area, measure: Measure, whole: Period, apart: int) -> RecordReading:
        """Count from the first month of the earlier year to the last of the period."""
        months = Period(shift(whole.start, -12 * apart), whole.end).months
        return RecordReading(evidence, area, measure, monthly_counts(evidence, [area], [measure], months))

    @property
    def latest(self) -> str:
        """The last month that any force sent."""
        row = self.evidence.connection.execute("SELECT max(month) FROM supplied").fetchone()
        return str(row[0]) if row and row[0] else ""

    @property
    def known_to(self) -> str:
        """The same: records are all that counts."""
        return self.latest

    def counted(self, whole: Period) -> Period | None:
        """From its first month to the last supplied."""
        sent = [month for month in whole.months if self._supplied(month)]
        return Period(whole.start, sent[-1]) if sent else None

    def absent(self, period: Period) -> str:
        """Months of a period that were not supplied."""
        return _not_supplied([month for month in period.months if not self._supplied(month)])

    def total(self, period: Period) -> Fraction:
        """The count of a period."""
        at = self.counts.months
        return Fraction(sum(int(self.counts.counts[0, 0, at.index(month)]) for month in period.months))

    def change(self, period: Period, apart: int) -> Row | None:
        """The row of the change, tested with its whole family."""
        key = ("rows years apart", self.area, period, apart)
        rows = self.evidence.once(
            key, lambda: rows_years_apart(self.evidence, self.area, period.end, len(period.months), apart)
        )
        return next(one for one in rows if one.measure.id == self.measure.id)

    def _supplied(self, month: str) -> bool:
        return bool(self.counts.supplied[0, self.counts.months.index(month)])


@dataclass(frozen=True)
class ReportReading:
    """What partners or the Home Office reported, in the periods in which they did."""

    evidence: Evidence
    area: Area
    measure: Measure
    reports: Reports = field(repr=False)

    @staticmethod
    def of(evidence: Evidence, area: Area, measure: Measure) -> ReportReading:
        """Read everything that was reported of a measure for an area."""
        return ReportReading(evidence, area, measure, read_reports(evidence, area, measure))

    @property
    def latest(self) -> str:
        """The last month of anything that was reported of the measure."""
        span = self.reports.span
        return span.end if span else ""

    @property
    def known_to(self) -> str:
        """The last month of any record or report: one report may be late while another is not."""
        row = self.evidence.connection.execute(
            """SELECT max(month) FROM (SELECT month FROM supplied UNION ALL
               SELECT "end" AS month FROM observations WHERE state <> 'not-supplied') AS came"""
        ).fetchone()
        return str(row[0]) if row and row[0] else ""

    def counted(self, whole: Period) -> Period | None:
        """From its first month to the end of the last report that lies in it."""
        ends = [
            one.end
            for line in self.reports.lines
            for one in line.reported
            if whole.start <= one.start and one.end <= whole.end
        ]
        return Period(whole.start, max(ends)) if ends else None

    def absent(self, period: Period) -> str:
        """Which parts of a period were not supplied, or are suppressed, or on which sources disagree."""
        cell = self.reports.cell(period)
        if cell.value is not None:
            return ""
        if cell.reported:
            return _of_state(cell, period)
        part = self.reports.part(period)
        missing = [month for month in period.months if not part or month not in part.months]
        return " ".join(said for said in (_not_supplied(missing), cell.note) if said)

    def total(self, period: Period) -> Fraction:
        """What was reported of a period."""
        return Fraction(str(self.reports.cell(period).value))

    def change(self, period: Period, apart: int) -> Row | None:
        """The row of the change; None unless it is of these very months."""
        third = apart + 1 if apart == 1 else 1
        rows = observed_rows_back(
            self.evidence, [self.area], period.end, (third, apart, 0), months=len(period.months)
        )
        found = next((one for one in rows if one.measure.id == self.measure.id), None)
        if found is None or found.periods is None:
            return None
        last = found.periods[1]
        same = last == period if self.measure.adds_up else last.end == period.end
        return found if same else None


def reading_of(evidence: Evidence, area: Area, measure: Measure, whole: Period, apart: int) -> Reading:
    """The counts that a target of a measure is judged by."""
    if measure.available:
        return RecordReading.of(evidence, area, measure, whole, apart)
    return ReportReading.of(evidence, area, measure)


def _not_supplied(months: Sequence[str]) -> str:
    if not months:
        return ""
    return f"Not supplied: {', '.join(spans(sorted(months)))}."


def _of_state(cell: Cell, period: Period) -> str:
    if cell.state is State.SUPPRESSED:
        return f"Suppressed, so there is no number to judge: {in_dates(period)}."
    return f"{cell.note or 'Two sources say different numbers.'} So there is no number of {in_dates(period)}."
