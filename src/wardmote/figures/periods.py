"""Periods as people ask for them: read in one place, and worded in one place.

Quarters are financial (Q1 is April to June) or calendar (Q1 is January to March); dates are always printed.
Source: the partnership's year begins on 1 April (SI 2007/1830, reg. 2).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardmote.figures.months import FORM, Period, ending, in_words, shift

APRIL, JANUARY = 4, 1


class Quarters(StrEnum):
    """Which quarters, and which years, a council counts in."""

    FINANCIAL = "financial"
    CALENDAR = "calendar"

    @property
    def first_month(self) -> int:
        """Number of the month in which its year begins."""
        return APRIL if self is Quarters.FINANCIAL else JANUARY


class Length(StrEnum):
    """What one step of a series is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months one holds."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


class PeriodError(ValueError):
    """A period was asked for that cannot be understood, or could be understood in two ways; says how to write it."""


@dataclass(frozen=True)
class Asked:
    """A period as somebody asked for it.

    ``whole`` is what the name means; ``counted`` the months of it that there can be figures for: the same, or its
    first months where the rest has not come yet. ``name`` is what people call it, without dates; empty where only
    dates do.
    """

    whole: Period
    counted: Period
    name: str = ""
    to_date: bool = False
    """Whether a year or quarter so far was asked for, and not the whole of it."""

    @property
    def complete(self) -> bool:
        """Whether every month of it is counted."""
        return self.counted == self.whole

    @property
    def share(self) -> str:
        """How much of it is counted: 4 of 12 months; empty where all of it is."""
        if self.complete:
            return ""
        return f"{len(self.counted.months)} of {len(self.whole.months)} months"

    @property
    def words(self) -> str:
        """Its name with its dates: Quarter 4 of 2023-24 (January to March 2024).

        A part says so: Year to date: April to July 2024, 4 of 12 months of 2024-25.
        """
        dates = in_dates(self.counted)
        if self.complete:
            return f"{self.name} ({dates})" if self.name else dates[:1].upper() + dates[1:]
        of = f" of {_inside(self.name)}" if self.name else ""
        part = {3: "Part of a quarter", 12: "Part of a year"}.get(len(self.whole.months), "Part of a period")
        return f"{'Year to date' if self.to_date else part}: {dates}, {self.share}{of}"


def in_dates(period: Period, *, short: bool = False) -> str:
    """A period by its months: January to March 2024; May 2023 to April 2024; April 2024. ``short``: Jan to Mar 2024."""
    first, last = (in_words(month, short=short) for month in (period.start, period.end))
    if period.start == period.end:
        return last
    if period.start[:4] == period.end[:4]:
        first = first.removesuffix(f" {period.start[:4]}")
    return f"{first} to {last}"


def read_period(words: str, latest: str, quarters: Quarters = Quarters.FINANCIAL) -> Asked:
    """The period that somebody asked for.

    Parameters
    ----------
    words
        ``2023-24``, ``Q4 2023-24``, ``calendar Q1 2024``, ``2023``, ``year to 2024-04``, ``ytd``, ``2024-03`` or
        ``2024-01..2024-03``.
    latest
        Last complete month of the evidence, YYYY-MM: what lies beyond it cannot be counted.
    quarters
        What ``Q1 2024`` means, where nothing else says it.

    Raises
    ------
    PeriodError
        When it is none of these, means two things, ends before it begins, or begins after ``latest``.
    """
    said = " ".join(words.casefold().replace("\u2013", "-").split())
    for form, reader in _FORMS:
        found = form.fullmatch(said)
        if found:
            return _cut(reader(found, latest, quarters), latest, words)
    raise PeriodError(f"'{words}' is not a period. {HOW}")


HOW = (
    "Write a financial year (2023-24), a quarter of one (Q4 2023-24), a calendar year (2023) or a quarter of one "
    "(calendar Q1 2024), the year so far (ytd), twelve months (year to 2024-04), a month (2024-03), or the first and "
    "the last month (2024-01..2024-03)."
)


@dataclass(frozen=True)
class _Read:
    """The whole period, its name, and the month up to which it was asked for; empty for the whole of it."""

    whole: Period
    name: str = ""
    until: str = ""


def steps(start: str, end: str, length: Length, quarters: Quarters = Quarters.FINANCIAL) -> Iterator[Asked]:
    """The months, quarters or years that hold any month between two, in order; each whole, with its name."""
    offset = (int(start[5:]) - quarters.first_month) % length.months
    first = shift(start, -offset)
    while first <= end:
        whole = Period(first, shift(first, length.months - 1))
        yield Asked(whole, whole, _named(whole, length, quarters))
        first = shift(first, length.months)


def financial_year(month: str) -> Period:
    """The financial year, April to March, in which a month lies."""
    first = int(month[:4]) - (int(month[5:]) < APRIL)
    return Period(f"{first:04d}-04", f"{first + 1:04d}-03")


def financial_name(year: Period) -> str:
    """2023-24; and 1999-2000 where two figures would mislead."""
    first, last = year.start[:4], year.end[:4]
    return f"{first}-{last[2:] if last[:2] == first[:2] else last}"


def _named(whole: Period, length: Length, quarters: Quarters) -> str:
    if length is Length.MONTH:
        return ""
    financial = quarters is Quarters.FINANCIAL
    year = financial_name(financial_year(whole.start)) if financial else whole.start[:4]
    if length is Length.YEAR:
        return f"Financial year {year}" if financial else f"Calendar year {year}"
    number = (int(whole.start[5:]) - quarters.first_month) % 12 // 3 + 1
    return f"{'Quarter' if financial else 'Calendar quarter'} {number} of {year}"


def _cut(read: _Read, latest: str, words: str) -> Asked:
    """The asked period with what can be counted of it."""
    whole = read.whole
    if whole.end < whole.start:
        raise PeriodError(f"'{words}' ends before it begins. Write the earlier month first.")
    if whole.start > latest:
        raise PeriodError(
            f"'{words}' begins in {in_words(whole.start)}. The evidence is complete to {in_words(latest)}."
        )
    end = min(whole.end, read.until or whole.end, latest)
    return Asked(whole, Period(whole.start, end), read.name, bool(read.until))


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]


def _two_years(first: str, second: str, words: str) -> Period:
    """The financial year whose two calendar years were named, the second in two figures or four."""
    end = int(first) + 1
    year = Period(f"{first}-04", f"{end:04d}-03")
    if second not in (f"{end:04d}", f"{end % 100:02d}"):
        raise PeriodError(
            f"'{words}' is not one financial year: it would end in {end}. Write {financial_name(year)}, or two months "
            f"such as {first}-04..{first}-06."
        )
    return year


def _financial(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    first, mark, second = found.group("first"), found.group("mark"), found.group("second")
    words = f"{first}{mark}{second}"
    if mark == "-" and len(second) == 2 and FORM.match(words) and not found.group("said"):
        return _month_or_year(first, second, words)
    year = _two_years(first, second, words)
    return _Read(year, f"Financial year {financial_name(year)}")


def _month_or_year(first: str, second: str, words: str) -> _Read:
    """A month; but 2011-12 could be the financial year as well, so it has to be said."""
    if int(second) == (int(first) + 1) % 100:
        raise PeriodError(
            f"'{words}' could be the financial year or {in_words(words)}. Write {first}/{second} for the year, or "
            f"{words}..{words} for the month."
        )
    return _Read(Period(words, words))


def _financial_quarter(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    words = f"{found.group('first')}{found.group('mark')}{found.group('second')}"
    year = _two_years(found.group("first"), found.group("second"), words)
    return _quarter(int(found.group("number")), year.start, Quarters.FINANCIAL)


def _calendar_quarter(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    year, number, said = found.group("year"), int(found.group("number")), found.group("said")
    if said or quarters is Quarters.CALENDAR:
        return _quarter(number, f"{year}-01", Quarters.CALENDAR)
    here = in_dates(_quarter(number, f"{year}-01", Quarters.CALENDAR).whole)
    there = financial_name(financial_year(f"{year}-04"))
    before = financial_name(financial_year(f"{year}-03"))
    raise PeriodError(
        f"'Q{number} {year}' could be of a calendar year or of a financial year. Write calendar Q{number} {year} "
        f"({here}), Q{number} {before} or Q{number} {there}."
    )


def _quarter(number: int, year_start: str, quarters: Quarters) -> _Read:
    start = shift(year_start, 3 * (number - 1))
    whole = Period(start, shift(start, 2))
    return _Read(whole, _named(whole, Length.QUARTER, quarters))


def _calendar_year(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    year = found.group("year")
    return _Read(Period(f"{year}-01", f"{year}-12"), f"Calendar year {year}")


def _year_to(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    month = _month(found.group("month"))
    return _Read(ending(month, 12), f"Year to {in_words(month)}")


def _to_date(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    end = _month(found.group("month")) if found.group("month") else latest
    year = financial_year(end)
    return _Read(year, f"Financial year {financial_name(year)}", end)


def _from_to(found: re.Match[str], latest: str, quarters: Quarters) -> _Read:
    return _Read(Period(_month(found.group("start")), _month(found.group("end"))))


def _month(said: str) -> str:
    if not FORM.match(said):
        raise PeriodError(
            f"'{said}' is not a month. Write it as year and month, such as 2024-04: months are 01 to 12 "
            f"({calendar.month_name[1]} to {calendar.month_name[12]})."
        )
    return said


_YEARS = r"(?P<first>\d{4})\s?(?P<mark>[-/])\s?(?P<second>\d{4}|\d{2})"
_FORMS = [
    (re.compile(rf"(?P<said>fy ?|financial year )?{_YEARS}"), _financial),
    (re.compile(rf"(?:financial )?(?:q|quarter )(?P<number>[1-4])(?: of)? {_YEARS}"), _financial_quarter),
    (re.compile(rf"{_YEARS} (?:q|quarter )(?P<number>[1-4])"), _financial_quarter),
    (
        re.compile(r"(?P<said>calendar )?(?:q|quarter )(?P<number>[1-4])(?: of)? (?P<year>\d{4})"),
        _calendar_quarter,
    ),
    (re.compile(r"(?:calendar year )?(?P<year>\d{4})"), _calendar_year),
    (re.compile(r"(?:12 months|year) to (?P<month>\d{4}-\d{2})"), _year_to),
    (re.compile(r"(?:ytd|year to date)(?: to (?P<month>\d{4}-\d{2}))?"), _to_date),
    (re.compile(r"(?P<start>\d{4}-\d{2}) ?(?:\.\.|to) ?(?P<end>\d{4}-\d{2})"), _from_to),
]
"""Each way of asking, tried in this order."""
