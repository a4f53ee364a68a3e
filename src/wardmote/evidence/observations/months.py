"""Months and financial years, and the words for them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from wardmote.evidence.observations.misread import Misread

NAMES = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
NAMES |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
NAMES |= {"sept": 9}
NAME = "(?:" + "|".join(sorted(NAMES, key=len, reverse=True)) + r")\.?"
"""A month's name, as part of a regular expression."""
EARLIEST, LATEST = 1980, 2100
"""Years outside which a number is no year."""
FINANCIAL = (4, 7, 10, 1)
CALENDAR = (1, 4, 7, 10)
"""First months of the four quarters."""


@dataclass(frozen=True)
class Span:
    """Whole months, the first and the last included."""

    start: str
    """YYYY-MM."""
    end: str


def span(year: int, month: int, months: int = 1) -> Span:
    """So many months from a first one.

    Raises
    ------
    Misread
        When the year is none that evidence could be from.
    """
    if not EARLIEST <= year <= LATEST:
        raise Misread(f"a year from {EARLIEST} to {LATEST}")
    last = year * 12 + month - 1 + months - 1
    return Span(f"{year:04}-{month:02}", f"{last // 12:04}-{last % 12 + 1:02}")


def until(year: int, month: int, months: int) -> Span:
    """So many months up to a last one."""
    first = year * 12 + month - months
    return span(first // 12, first % 12 + 1, months)


def month_named(word: str) -> int:
    """The number of a month's name."""
    return NAMES[word.strip(" .").casefold()]


def full_year(text: str) -> int:
    """A year of four digits; one of two is of this century."""
    return int(text) + (2000 if len(text) == 2 else 0)


def financial_year(first: str, second: str) -> int | None:
    """The year in which a financial year begins, where the second of two numbers follows the first; else None."""
    begins = full_year(first)
    return begins if (begins + 1) % 100 == int(second) % 100 and len(second) in (2, 4) else None
