"""Dates that stand for a month, a quarter or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.months import NAME, Span, full_year, month_named, span

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{2}:\d{2}(?::\d{2})?)?")
NAMED = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]({NAME})[ -](\d{{4}}|\d{{2}})")
SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
"""A day as a spreadsheet counts it, of the years 1982 to 2050."""
BEFORE_FIRST_SERIAL = date(1899, 12, 30)
NO_DATE = "a date of the calendar"
INSIDE = (
    "a month such as 2024-04, or the first day of one; where any day of a month stands for it, say periods: month in "
    "the layout of the source's definition"
)
TWO_WAYS = (
    "a month such as 2024-04: day and month of this date could be either way round; where the day comes first, say "
    "periods: month in the layout of the source's definition"
)
WHOLE = "dates from the first day of a month to the last day of one"


@dataclass(frozen=True)
class Read:
    """A date, and whether day and month could be the other way round."""

    day: date
    either: bool = False


def read_date(text: str) -> Read | None:
    """The date that a text is; None where it is none at all.

    Raises
    ------
    Misread
        When it looks like one and the calendar has no such day.
    """
    try:
        if found := ISO.fullmatch(text):
            return Read(date(int(found[1]), int(found[2]), int(found[3])))
        if found := NAMED.fullmatch(text):
            return Read(date(full_year(found[3]), month_named(found[2]), int(found[1])))
        if found := SLASHED.fullmatch(text):
            day, month = int(found[1]), int(found[3])
            read = date(full_year(found[4]), month, day)
            return Read(read, either=day <= 12 and day != month)
    except ValueError as error:
        raise Misread(NO_DATE) from error
    if SERIAL.fullmatch(text):
        return Read(BEFORE_FIRST_SERIAL + timedelta(days=int(text)))
    return None


def of_date(read: Read, how: str) -> Span:
    """The month, quarter or year that a date stands for.

    Parameters
    ----------
    how
        What the source says that its periods are; empty where it does not say.

    Raises
    ------
    Misread
        When it could stand for several, and the source does not say.
    """
    day = read.day
    if how in ("", "month"):
        if not how and read.either and day.day != 1:
            raise Misread(TWO_WAYS)
        if not how and day.day != 1:
            raise Misread(INSIDE)
        return span(day.year, day.month)
    if how.endswith("quarter"):
        return span(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if how == "financial-year":
        return span(day.year - (day.month < 4), 4, 12)
    return span(day.year, 1, 12)


def between(first: Read, last: Read) -> Span:
    """The whole months from one day to another; the day comes first in both.

    Raises
    ------
    Misread
        When the days are not the first and the last of a month, or in the wrong order.
    """
    one, other = first.day, last.day
    if one.day != 1 or other.day != monthrange(other.year, other.month)[1] or other < one:
        raise Misread(WHOLE)
    months = (other.year - one.year) * 12 + other.month - one.month + 1
    return span(one.year, one.month, months)
