"""The ways in which the same thing may be counted: another period, area, definition, or choice of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wardmote.definitions import Measure
from wardmote.figures.areas import Area, areas_around, find_area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, in_words, shift
from wardmote.figures.periods import financial_year, in_dates

SHIFTS = (-12, -3, -2, -1, 1, 2, 3, 12)
"""Months by which a period may have been meant earlier or later."""


@dataclass(frozen=True)
class Option:
    """One way to read one side of a figure; the first of each side is ours.

    ``words`` completes "ours, counted ...".
    """

    side: str
    """snapshot, period, area, definition, location, revision or source."""
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


SOURCE = "source:"
"""Begins the rule that takes one source alone."""


@dataclass(frozen=True)
class TreatmentOption(Option):
    """Which rows are taken.

    Of records ``own``: as ours; ``located``: only those with a place; ``all``: and all the forces' without one. Of reports
    ``own``; ``as-first-counted``: without the periods in which a revision took counts back; ``source:NAME``: one alone.
    """

    rule: str


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
    found += _years(period) if len(period.months) == 12 else _to_date(period)
    distinct: dict[tuple[str, ...], PeriodOption] = {}
    for one in found:
        distinct.setdefault(one.months, one)
    return list(distinct.values())


def _to_date(period: Period) -> Iterator[PeriodOption]:
    """The year so far, financial or calendar, that ends with it, and the twelve months that do."""
    financial = Period(financial_year(period.end).start, period.end)
    calendar = Period(f"{period.end[:4]}-01", period.end)
    for words, found in (
        ("the financial year to date", financial),
        ("the calendar year to date", calendar),
        ("twelve months", Period(shift(period.end, -11), period.end)),
    ):
        yield PeriodOption("period", f"for {words}, {in_dates(found)}", found.months)


def _years(period: Period) -> Iterator[PeriodOption]:
    """The financial and the calendar years that share at least half of its months, and either year to date."""
    yield from _to_date(period)
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


def location_options(owns: bool) -> list[TreatmentOption]:
    """Ways to treat rows without a place; ``owns``: whether ours counts them in the area."""
    own = TreatmentOption("location", "", "own")
    located = TreatmentOption("location", "without the records that have no place", "located")
    if owns:
        return [own, located]
    every = TreatmentOption("location", "with all the force's records that have no place", "all")
    return [own, located, every]


def report_options(titles: Mapping[str, str]) -> list[TreatmentOption]:
    """Ways to treat what was reported: with revisions or without, and of each source by itself; titles by source."""
    return [
        TreatmentOption("revision", "without what revisions took back", "as-first-counted"),
        *(
            TreatmentOption("source", f"by {title} alone", f"{SOURCE}{name}")
            for name, title in titles.items()
            if len(titles) > 1
        ),
    ]
