"""A measure of an area over time, in the periods in which it was supplied, and the two years that a row compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.components import length
from wardmote.figures.observed.places import Makeup
from wardmote.figures.observed.reading import Cells
from wardmote.figures.observed.record import GAP, Cell

YEAR = 12


@dataclass(frozen=True)
class Timeline:
    """What was supplied of a measure for an area, in periods of one length.

    ``every``: how many months each holds.
    """

    measure: Measure
    area: Area
    makeup: Makeup
    every: int
    cells: Cells

    def cell(self, period: Period) -> Cell:
        """What was reported of a period; a gap where nothing was."""
        return self.cells.get(period, GAP)

    @property
    def reported(self) -> list[Period]:
        """Periods of which something came, in order."""
        return sorted((p for p, cell in self.cells.items() if cell.reported), key=lambda one: one.start)

    def last(self, to: str) -> Period | None:
        """The last period, ended by a month, of which something came."""
        return max((p for p in self.reported if p.end <= to), key=lambda one: one.end, default=None)


def timelines(measure: Measure, area: Area, makeup: Makeup, cells: Cells) -> list[Timeline]:
    """One for each length in which a measure was supplied, the shortest first; lengths that no year holds are left out.

    Quarters that begin in April and quarters that begin in May are two lengths, the one that goes on longer first; for
    what does not add up they are one, as years that end in each quarter are.
    """
    apart: dict[tuple[int, int], Cells] = {}
    for period, cell in cells.items():
        every = length(period)
        if every > 0 and YEAR % every == 0:
            offset = int(period.start[5:]) % every if measure.adds_up else 0
            apart.setdefault((every, offset), {})[period] = cell
    lines = [Timeline(measure, area, makeup, every, found) for (every, _), found in sorted(apart.items())]
    lines.sort(key=lambda line: max(period.end for period in line.cells), reverse=True)
    return sorted(lines, key=lambda line: line.every)


@dataclass(frozen=True)
class Window:
    """The years of a comparison, oldest first, each as its periods in order, and the places that both later ones have.

    ``shown``: places of the periods that count in the earlier and in the later year.
    """

    years: tuple[tuple[Period, ...], ...]
    shown: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def periods(self) -> tuple[Period, Period]:
        """The earlier and the later year, or the part of a year that is compared."""
        earlier, later = (Period(year[0].start, year[-1].end) for year in self.years[-2:])
        return earlier, later

    @property
    def complete(self) -> tuple[bool, bool]:
        """Whether every period of the later, and of the earlier year was supplied."""
        whole = len(self.years[-1])
        return len(self.shown[1]) == whole, len(self.shown[0]) == whole


def window(timeline: Timeline, to: str, months: int, back: Sequence[int], fewest: int) -> Window | None:
    """The years that end with the last period supplied by a month, and so many years back; None where none was.

    ``back`` names the years in the order in which they stand: (2, 1, 0) for three of which the last two are compared.

    A period that one of the two later years lacks is left out of both, as long as so many are left; else a year
    counts only where it is whole. What does not add up is compared at one time a year apart.
    """
    last = timeline.last(to)
    if last is None:
        return None
    steps = max(1, months // timeline.every) if timeline.measure.adds_up else 1
    run = [_moved(last, -timeline.every * step) for step in reversed(range(steps))]
    each = tuple(tuple(_moved(one, -YEAR * years) for one in run) for years in back)
    there = [{at for at, one in enumerate(year) if timeline.cell(one).reported} for year in each[-2:]]
    return Window(each, _shown(there[0], there[1], steps, fewest))


def _shown(
    earlier: set[int], later: set[int], steps: int, fewest: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    shared = tuple(sorted(earlier & later))
    if len(shared) >= min(fewest, steps):
        return shared, shared
    whole = tuple(range(steps))
    return (whole if len(earlier) == steps else ()), (whole if len(later) == steps else ())


def _moved(period: Period, by: int) -> Period:
    return Period(shift(period.start, by), shift(period.end, by))


def fewest_of_year(definitions: Definitions, every: int) -> int:
    """How many of the periods of a year both years must have, where some are missing."""
    named = {1: "matched-months", 3: "matched-quarters"}.get(every)
    return int(definitions.threshold(named)) if named else YEAR // every


def chosen(found: Sequence[tuple[Timeline, Window]], current: Period) -> tuple[Timeline, Window] | None:
    """The timeline to show: one that reaches the year, whose two years are whole; of those the first."""
    ranked = enumerate(found)
    best = min(ranked, key=lambda one: (*_wanting(one[1][1], current), one[0]), default=None)
    return best[1] if best else None


def _wanting(one: Window, current: Period) -> tuple[bool, bool, bool]:
    later, earlier = one.complete
    return one.periods[1].end < current.start, not later, not earlier
