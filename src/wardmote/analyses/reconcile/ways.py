"""The ways in which the same thing may be counted: another period, area, definition, or treatment of lost places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Definitions, Measure
from wardmote.figures.areas import Area, areas_around, find_area
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words, shift
from wardmote.figures.periods import financial_year, in_dates

SHIFTS = (-3, -2, -1, 1, 2, 3)
"""Months by which a period may have been meant earlier or later."""


@dataclass(frozen=True)
class Option:
    """One way to read one side of a figure; the first of each side is ours.

    ``words`` completes "ours, counted ...".
    """

    side: str
    """snapshot, period, area, definition or location."""
    words: str


@dataclass(frozen=True)
class PeriodOption(Option):
    """Other months."""

    months: tuple[str, ...]


@dataclass(frozen=True)
class AreaOption(Option):
    """Another area."""

    area: Area


@dataclass(frozen=True)
class MeasureOption(Option):
    """Another measure, or several together."""

    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class LocationOption(Option):
    """``own``: as ours; ``located``: only rows with a place; ``all``: and all the forces' rows without one."""

    rule: str


@dataclass(frozen=True, eq=False)
class Grid:
    """Monthly counts of every area and measure that may have been meant, of one snapshot."""

    counts: MonthlyCounts

    def count(
        self, period: PeriodOption, area: AreaOption, measure: MeasureOption, place: LocationOption
    ) -> int | None:
        """What one way of counting gives; None where a month of it was not supplied."""
        months = [self._month[month] for month in period.months if month in self._month]
        if len(months) < len(period.months) or not months:
            return None
        at = self._area[area.area.code]
        if not self.counts.supplied[at, months].all():
            return None
        rows = [self._measure[one.id] for one in measure.measures]
        total = self._sum(self.counts.counts, at, rows, months)
        owned = self._sum(self.counts.owned, at, rows, months)
        if place.rule == "located":
            return total - owned
        if place.rule == "all":
            return total - owned + self._sum(self.counts.not_located, at, rows, months)
        return total

    def _sum(self, values: npt.NDArray[np.int64], at: int, rows: list[int], months: list[int]) -> int:
        return int(values[at][rows][:, months].sum())

    @property
    def _month(self) -> dict[str, int]:
        return {month: at for at, month in enumerate(self.counts.months)}

    @property
    def _area(self) -> dict[str, int]:
        return {area.code: at for at, area in enumerate(self.counts.areas)}

    @property
    def _measure(self) -> dict[str, int]:
        return {measure.id: at for at, measure in enumerate(self.counts.measures)}


def grid(
    evidence: Evidence,
    periods: Sequence[PeriodOption],
    areas: Sequence[AreaOption],
    measures: Sequence[MeasureOption],
) -> Grid:
    """Count everything that the options may ask for, at once."""
    months = sorted({month for option in periods for month in option.months})
    span = Period(months[0], months[-1]).months
    asked = tuple({one.id: one for option in measures for one in option.measures}.values())
    return Grid(monthly_counts(evidence, [option.area for option in areas], asked, span))


def period_options(period: Period) -> list[PeriodOption]:
    """The months meant, and others that are easily taken for them."""
    found = [PeriodOption("period", "", period.months)]
    for by in SHIFTS:
        moved = Period(shift(period.start, by), shift(period.end, by))
        found.append(PeriodOption("period", f"for {in_dates(moved)}", moved.months))
    if len(period.months) > 1:
        shorter = Period(period.start, shift(period.end, -1))
        found.append(PeriodOption("period", f"without {in_words(period.end)}", shorter.months))
        later = Period(shift(period.start, 1), period.end)
        found.append(PeriodOption("period", f"without {in_words(period.start)}", later.months))
    longer = Period(period.start, shift(period.end, 1))
    found.append(PeriodOption("period", f"with {in_words(longer.end)} added", longer.months))
    if len(period.months) == 12:
        found += _years(period)
    distinct: dict[tuple[str, ...], PeriodOption] = {}
    for one in found:
        distinct.setdefault(one.months, one)
    return list(distinct.values())


def _years(period: Period) -> Iterator[PeriodOption]:
    """The financial and the calendar years that share at least half of its months."""
    for month in (period.start, period.end):
        financial = financial_year(month)
        calendar = Period(f"{month[:4]}-01", f"{month[:4]}-12")
        for name, year in (("financial", financial), ("calendar", calendar)):
            if len(set(year.months) & set(period.months)) >= 6:
                yield PeriodOption("period", f"for the {name} year, {in_dates(year)}", year.months)


def area_options(evidence: Evidence, area: Area) -> list[AreaOption]:
    """The area meant, those around it, and others of its name."""
    found = {area.code: AreaOption("area", "", area)}
    for level in ("lad", "csp", "force"):
        for one in areas_around(evidence.connection, area, level):
            title = evidence.definitions.levels[level].title
            found.setdefault(one.code, AreaOption("area", f"for {one.name} ({title}, {one.code})", one))
    rows = evidence.connection.execute(
        "SELECT code FROM areas WHERE lower(name) = lower(?) AND level <> 'lsoa' ORDER BY code", [area.name]
    ).fetchall()
    for (code,) in rows:
        one = find_area(evidence.connection, code)
        title = evidence.definitions.levels[one.level].title
        found.setdefault(code, AreaOption("area", f"for {one.name} ({title}, {code})", one))
    return list(found.values())


def measure_options(definitions: Definitions, measure: Measure) -> list[MeasureOption]:
    """The measure meant, the composites that hold it, its parts, and all crime with or without incidents."""
    available = [one for one in definitions.measures_in_order() if one.available]
    mine = _categories(measure)
    found = [MeasureOption("definition", "", (measure,))]
    for one in available:
        theirs = _categories(one)
        if one.id != measure.id and (mine < theirs or theirs < mine):
            found.append(MeasureOption("definition", f"as {one.title}", (one,)))
    composite = [one for one in available if not one.base]
    found += [
        MeasureOption("definition", f"with {one.short_title} added to it", (measure, one))
        for one in available
        if one.base and measure in composite and not _categories(one) & mine
    ]
    return found


def _categories(measure: Measure) -> set[tuple[str, str]]:
    return {(counted.source, name) for counted in measure.counted for name in counted.categories}


def location_options(owns: bool) -> list[LocationOption]:
    """Ways to treat rows without a place; ``owns``: whether ours counts them in the area."""
    own = LocationOption("location", "", "own")
    located = LocationOption("location", "without the records that have no place", "located")
    if owns:
        return [own, located]
    return [
        own,
        located,
        LocationOption("location", "with all the force's records that have no place", "all"),
    ]
