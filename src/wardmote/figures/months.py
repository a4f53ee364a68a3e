"""Months as YYYY-MM, and periods of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FORM = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MonthError(ValueError):
    """A month was not given as YYYY-MM."""


def check_month(month: str) -> str:
    """Return the month, or say how one is written.

    Raises
    ------
    MonthError
        When it is not YYYY-MM.
    """
    if not FORM.match(month):
        raise MonthError(f"'{month}' is not a month. Write it as year and month, such as 2024-04.")
    return month


def shift(month: str, by: int) -> str:
    """The month so many months later (earlier when negative)."""
    index = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def days_in(month: str) -> int:
    """Number of days in the month."""
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1]


def first_day(month: str) -> date:
    """The month's first day."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """The month's last day."""
    return date(int(month[:4]), int(month[5:]), days_in(month))


def in_words(month: str, *, short: bool = False) -> str:
    """April 2024, or Apr 2024."""
    number = int(month[5:])
    return f"{NAMES[number - 1] if short else calendar.month_name[number]} {month[:4]}"


def spans(months: Iterable[str]) -> list[str]:
    """Months in words, in order, three or more in a row as a span: May 2023 to July 2023."""
    runs: list[list[str]] = []
    for month in months:
        if runs and shift(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    names: list[str] = []
    for run in runs:
        long = len(run) > 2
        names += (
            [f"{in_words(run[0])} to {in_words(run[-1])}"] if long else [in_words(month) for month in run]
        )
    return names


@dataclass(frozen=True)
class Period:
    """A run of whole months, first and last included."""

    start: str
    end: str

    @property
    def months(self) -> tuple[str, ...]:
        """Every month of it, in order."""
        count = (int(self.end[:4]) - int(self.start[:4])) * 12 + int(self.end[5:]) - int(self.start[5:]) + 1
        return tuple(shift(self.start, step) for step in range(count))

    @property
    def middle(self) -> date:
        """The day half way through, by which a population estimate is chosen."""
        start, end = first_day(self.start), last_day(self.end)
        return start + (end - start) / 2

    @property
    def words(self) -> str:
        """Year to April 2024; or May 2023 to July 2023."""
        if len(self.months) == 12:
            return f"year to {in_words(self.end)}"
        return f"{in_words(self.start)} to {in_words(self.end)}"


def ending(to: str, months: int) -> Period:
    """The period of so many months that ends with a month."""
    return Period(shift(check_month(to), 1 - months), to)


def told(period: str) -> str:
    """A figure's period as a reader says it: ``2025-04..2026-03 against 2024-04..2025-03`` is year to March 2026
    against year to March 2025. A period of days, or of another kind, stays as it is written."""
    parts = []
    for part in period.split(" against "):
        start, _, end = part.partition("..")
        parts.append(Period(start, end).words if FORM.match(start) and FORM.match(end) else part)
    return " against ".join(parts)


def last_month_of(period: str) -> str | None:
    """The last month, YYYY-MM, of a figure's period, of the later one where two are compared; None where it is one of
    days or of another kind."""
    end = period.split(" against ")[0].split("..")[-1]
    return end if FORM.match(end) else None
