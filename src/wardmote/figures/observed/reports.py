"""Everything that was reported of one measure for one area, and what any period of it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.places import makeups
from wardmote.figures.observed.reading import Reported, read_reported
from wardmote.figures.observed.record import GAP, Cell
from wardmote.figures.observed.rows import every_timeline
from wardmote.figures.observed.timeline import Timeline
from wardmote.figures.observed.years import total


@dataclass(frozen=True)
class Part:
    """What came of a period of which not everything did: its months, and what they come to."""

    months: tuple[str, ...]
    value: float


@dataclass(frozen=True)
class Reports:
    """What was reported of a measure for an area, in the lengths in which it came: the area's own first."""

    measure: Measure
    area: Area
    lines: tuple[Timeline, ...]

    @property
    def every(self) -> int:
        """Months in the shortest period in which anything came; 0 where nothing did."""
        return min((line.every for line in self.lines if line.reported), default=0)

    @property
    def span(self) -> Period | None:
        """From the first month of which anything came to the last; None where nothing did."""
        came = [period for line in self.lines for period in line.reported]
        return Period(min(one.start for one in came), max(one.end for one in came)) if came else None

    def cell(self, period: Period) -> Cell:
        """What a period comes to: as it was reported, else the sum of shorter periods that make it up.

        A sum lacks no part. What does not add up stands as reported, or as it last stood within the period.
        """
        found = [cell for line in self.lines if (cell := self._in(line, period)).reported]
        return next(
            (cell for cell in found if cell.value is not None), found[0] if found else self._gap(period)
        )

    def part(self, period: Period) -> Part | None:
        """What came of a period that is a gap; None where nothing did, or nothing that may be added up."""
        if not self.measure.adds_up:
            return None
        parts = [_part(line, period) for line in self.lines]
        return max((one for one in parts if one), key=lambda one: len(one.months), default=None)

    def taken_back(self, period: Period) -> list[tuple[Period, float]]:
        """The reported parts of a period that are below zero: each takes back what an earlier one counted."""
        if not self.measure.adds_up:
            return []
        found = {
            one: value
            for line in self.lines
            for one in line.reported
            if period.start <= one.start
            and one.end <= period.end
            and (value := line.cell(one).value) is not None
            and value < 0
        }
        return sorted(found.items(), key=lambda one: one[0].start)

    def _in(self, line: Timeline, period: Period) -> Cell:
        if line.cell(period).reported:
            return _levelled(line, line.cell(period))
        if not self.measure.adds_up:
            inside = [p for p in line.reported if p.start >= period.start and p.end == period.end]
            return line.cell(max(inside, key=lambda one: one.start)) if inside else GAP
        run = tiles(period, line.every)
        cells = [(one, line.cell(one)) for one in run]
        if not run or not all(cell.reported for _, cell in cells):
            return GAP
        return _levelled(line, total(cells))

    def _gap(self, period: Period) -> Cell:
        """A gap, with what was said of it where something was."""
        said = (line.cells[period].note for line in self.lines if period in line.cells)
        return Cell(GAP.state, note=next((note for note in said if note), ""))


def read_reports(evidence: Evidence, area: Area, measure: Measure) -> Reports:
    """Read everything that was reported of a measure for an area, whatever its own makeup or that of its parts."""
    codes = {code for way in makeups(evidence, area) for code in way.every_code}
    return reports_of(evidence, read_reported(evidence, [measure], codes), area, measure)


def reports_of(evidence: Evidence, reported: Reported, area: Area, measure: Measure) -> Reports:
    """The reports of one measure and area out of those of several that were read together."""
    return Reports(measure, area, tuple(every_timeline(evidence, reported, measure, area)))


def tiles(period: Period, every: int) -> list[Period]:
    """A period cut into parts of so many months; none where they do not fill it."""
    if len(period.months) % every:
        return []
    starts = period.months[::every]
    return [Period(start, shift(start, every - 1)) for start in starts]


def _part(line: Timeline, period: Period) -> Part | None:
    cells = [(one, line.cell(one).value) for one in tiles(period, line.every)]
    came = [(one, value) for one, value in cells if value is not None]
    if not came:
        return None
    return Part(tuple(month for one, _ in came for month in one.months), sum(value for _, value in came))


def _levelled(line: Timeline, cell: Cell) -> Cell:
    """The cell, which says when it is a sum of areas."""
    number = len(line.makeup.codes)
    if number < 2 or cell.note:
        return cell
    return replace(cell, note=f"Summed from {number} areas that were reported.")
