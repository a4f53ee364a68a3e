"""Reads the period that a cell or a column's name stands for, in the many ways that partners write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from wardmote.evidence.observations.dates import between, of_date, read_date
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.months import (
    CALENDAR,
    FINANCIAL,
    NAME,
    Span,
    financial_year,
    full_year,
    month_named,
    span,
    until,
)

A_PERIOD = (
    "a month (2024-04), a quarter (Q1 2023/24), a year (2023/24) or whole months (01/04/2024 to 30/06/2024)"
)
WHICH_QUARTER = (
    "a quarter that says which: Q1 2023/24 for a financial year, or Apr-Jun 2023; or say periods: financial-quarter "
    "(the year is the one in which the financial year begins) or calendar-quarter in the layout of the source's definition"
)
WHICH_YEAR = (
    "a year that says which: 2023/24, or Jan-Dec 2023; or say periods: financial-year (the year in which it begins) or "
    "calendar-year in the layout of the source's definition"
)
MONTH_OR_YEAR = (
    "2011/12 for a financial year or Dec 2011 for a month; or say periods: month or financial-year in the layout of the "
    "source's definition"
)
NO_YEAR = "a month with its year, such as Apr 2024 or 2024-04"
ENDS_FIRST = "a period that begins before it ends"

YEARS = r"(?P<first>\d{4}|\d{2})\s?[/-]\s?(?P<second>\d{4}|\d{2})"
LONE = r"(?P<lone>\d{4})"
PREFIX = r"(?:financial year|fin\.? year|f/?y|year)\s*"
TO = r"\s*(?:-|to|until|till|through)\s*"
ISO_LIKE = re.compile(r"(\d{4})-(\d{2})")
FINANCIAL_YEAR = re.compile(rf"({PREFIX})?{YEARS}")
ONE_YEAR = re.compile(rf"(?:{PREFIX})?{LONE}")
YEAR_ENDING = re.compile(r"(?:fye|fy ending|financial year ending|year ending|y/?e)\s*(\d{4})")
MONTH_FIRST = re.compile(rf"({NAME})[ \-/,']*({YEARS}|(\d{{4}}|\d{{2}}))")
YEAR_FIRST = re.compile(rf"(\d{{4}})[ \-/]({NAME})")
DAY_AND_MONTH = re.compile(rf"\d{{1,2}}[ -]{NAME}|{NAME}")
QUARTER = re.compile(r"\b(?:q|qtr|quarter)\.?\s*([1-4])\b|(?<=\d)q([1-4])\b")
MONTHS = re.compile(rf"({NAME})[ \-']*(\d{{4}}|\d{{2}})?{TO}({NAME})[ \-/,']*({YEARS}|(\d{{4}}|\d{{2}}))")
LEADING_YEAR = re.compile(rf"(?:{YEARS}|{LONE})\s+({NAME}{TO}{NAME})")
ENDING = re.compile(
    rf"(?:rolling\s+)?(?:(?P<n>\d{{1,3}}|three|six|twelve)\s*months?|(?P<word>quarter|year|y/?e))\s*(?:ending|ended|end|to)?"
    rf"(?:\s+in)?\s+(?P<month>{NAME})[ \-/,']*(?P<year>\d{{4}}|\d{{2}})"
)
NUMBERS = {"three": 3, "six": 6, "twelve": 12}


@lru_cache(maxsize=4096)
def read_period(text: str, how: str = "") -> Span:
    """The months that a text stands for.

    Parameters
    ----------
    text
        Such as ``2024-04``, ``Apr-24``, ``Q1 2023/24``, ``2023/24``, ``Year ending March 2024``, ``01/04/2024 to
        30/06/2024``; or a date, which stands for its month where it is the first day of one.
    how
        How the source means a period that could be read two ways; see ``Layout.periods``.

    Raises
    ------
    Misread
        When it is no period, or could be two and the source does not say which.
    """
    plain = " ".join(re.sub(r"[‐-―−]", "-", text).casefold().split())
    for way in WAYS:
        found = way(plain, how)
        if found is not None:
            if found.end < found.start:
                raise Misread(ENDS_FIRST)
            return found
    raise Misread(A_PERIOD)


def looks_like_period(text: str, how: str = "") -> bool:
    """Whether a text is meant for a period, even if it could be read two ways."""
    try:
        read_period(text, how)
    except Misread as error:
        return error.expected not in (A_PERIOD, NO_YEAR)
    return True


def _iso_month(text: str, how: str) -> Span | None:
    found = ISO_LIKE.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    begins = financial_year(found[1], found[2])
    if begins is None or how == "month":
        return span(int(found[1]), int(found[2]))
    if how == "financial-year":
        return span(begins, 4, 12)
    raise Misread(MONTH_OR_YEAR)


def _financial_year(text: str, how: str) -> Span | None:
    found = FINANCIAL_YEAR.fullmatch(text)
    begins = financial_year(found["first"], found["second"]) if found else None
    if found is None or begins is None:
        return None
    if len(found["first"]) == 2 and begins % 100 <= 12 and not found[1] and how != "financial-year":
        raise Misread(WHICH_YEAR)
    return span(begins, 4, 12)


def _one_year(text: str, how: str) -> Span | None:
    if found := YEAR_ENDING.fullmatch(text):
        return span(int(found[1]) - 1, 4, 12)
    found = ONE_YEAR.fullmatch(text)
    if found is None:
        return None
    if how not in ("financial-year", "calendar-year"):
        raise Misread(WHICH_YEAR)
    return span(int(found["lone"]), 4 if how == "financial-year" else 1, 12)


def _month(text: str, how: str) -> Span | None:
    if found := YEAR_FIRST.fullmatch(text):
        return span(int(found[1]), month_named(found[2]))
    found = MONTH_FIRST.fullmatch(text)
    if found is None:
        if DAY_AND_MONTH.fullmatch(text):
            raise Misread(NO_YEAR)
        return None
    month = month_named(found[1])
    return span(_year_of(found, 5, month), month)


def _year_of(found: re.Match[str], lone: int, month: int) -> int:
    """The year of a month, where a financial year or a year stands beside it."""
    if found[lone] is not None:
        return full_year(found[lone])
    begins = financial_year(found["first"], found["second"])
    if begins is None:
        raise Misread(A_PERIOD)
    return begins + (month < 4)


def _quarter(text: str, how: str) -> Span | None:
    found = QUARTER.search(text)
    if found is None:
        return None
    number = int(found[1] or found[2])
    rest = " ".join(re.sub(r"[(),]", " ", text[: found.start()] + " " + text[found.end() :]).split()).strip(
        " -/"
    )
    if re.search(NAME, rest):
        return _months(rest, how)
    if year := FINANCIAL_YEAR.fullmatch(rest):
        begins = financial_year(year["first"], year["second"])
        if begins is None:
            return None
        month = FINANCIAL[number - 1]
        return span(begins + (month < 4), month, 3)
    lone = ONE_YEAR.fullmatch(rest)
    if lone is None:
        return None
    if how == "financial-quarter":
        month = FINANCIAL[number - 1]
        return span(int(lone["lone"]) + (month < 4), month, 3)
    if how == "calendar-quarter":
        return span(int(lone["lone"]), CALENDAR[number - 1], 3)
    raise Misread(WHICH_QUARTER)


def _months(text: str, how: str) -> Span | None:
    if led := LEADING_YEAR.fullmatch(text):
        text = f"{led[4]} {text[: led.start(4)].strip()}"
    found = MONTHS.fullmatch(text)
    if found is None:
        return None
    first, last = month_named(found[1]), month_named(found[3])
    ends = _year_of(found, 7, last)
    if found[2]:
        begins = full_year(found[2])
    elif found[7] is not None:
        begins = ends - (first > last)
    else:
        begins = _year_of(found, 7, first)
    start, end = span(begins, first), span(ends, last)
    return Span(start.start, end.end)


def _ending(text: str, how: str) -> Span | None:
    found = ENDING.fullmatch(text)
    if found is None:
        return None
    months = 3 if found["word"] == "quarter" else 12
    if found["n"]:
        months = NUMBERS.get(found["n"]) or int(found["n"])
    return until(full_year(found["year"]), month_named(found["month"]), months)


def _date(text: str, how: str) -> Span | None:
    read = read_date(text)
    return None if read is None else of_date(read, how)


def _range(text: str, how: str) -> Span | None:
    """Two dates or two months with a word or a spaced dash between them."""
    parts = re.split(r"\s+(?:-|to|until|till)\s+", text)
    if len(parts) != 2:
        return None
    days = [read_date(part) for part in parts]
    if days[0] is not None and days[1] is not None:
        return between(days[0], days[1])
    months = [_iso_month(part, "month") or _month(part, how) for part in parts]
    if months[0] is None or months[1] is None:
        return None
    return Span(months[0].start, months[1].end)


WAYS: tuple[Callable[[str, str], Span | None], ...] = (
    _iso_month, _date, _financial_year, _one_year, _quarter, _months, _month, _ending, _range,
)  # fmt: skip
