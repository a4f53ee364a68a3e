"""Reads the week or the day that a cell stands for. A week runs from Monday to Sunday and is known by its Monday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wardmote.definitions.models import Layout
from wardmote.evidence.observations.dates import Read, read_date
from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.months import EARLIEST, LATEST, Span

ISO_WEEK = re.compile(r"(\d{4})[ -]?W(\d{1,2})", re.IGNORECASE)
OPENING = re.compile(
    r"(?:week (?:of|from|commencing|beginning|starting|ending|ended|to)|w/?[cbe])[ :]+", re.IGNORECASE
)
"""Words before the date of a week."""
ENDS = re.compile(r"week (?:ending|ended|to)|w/?e\b", re.IGNORECASE)
"""Words that say that a date is the last day of its week."""
A_WEEK = "a week: its Monday such as 2025-02-10, or 2025-W07"
A_MONDAY = (
    "a Monday, as weeks here run from Monday to Sunday; where the date is the Sunday that a week ends with, say "
    "week_named_by: last-day in the layout of the source's definition"
)
A_SUNDAY = "a Sunday, as the layout says that weeks go by their last day, and they run from Monday to Sunday"
NO_SUCH_WEEK = "a week of the calendar, 1 to 52 or 53"
A_DAY = "a date such as 2025-02-14"
TWO_WAYS = (
    "a date such as 2025-02-14: day and month of this one could be either way round; where the day comes first, say "
    "day_first: true in the layout of the source's definition"
)
A_YEAR = f"a date of the years {EARLIEST} to {LATEST}"


def read_week(text: str, layout: Layout) -> Span:
    """The week that a text stands for, as its Monday in both places of a span.

    Raises
    ------
    Misread
        When it is none, begins on another day, or could be two.
    """
    plain = " ".join(text.split())
    if found := ISO_WEEK.fullmatch(plain):
        try:
            return _span(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        except ValueError as error:
            raise Misread(NO_SUCH_WEEK) from error
    last = layout.week_named_by == "last-day" or ENDS.match(plain) is not None
    read = read_date(OPENING.sub("", plain, count=1))
    if read is None:
        raise Misread(A_WEEK)
    fitting = [day for day in _ways(read, layout) if day.weekday() == (6 if last else 0)]
    if len(fitting) > 1:
        raise Misread(TWO_WAYS)
    if not fitting:
        raise Misread(A_SUNDAY if last else A_MONDAY)
    return _span(fitting[0] - timedelta(days=6 if last else 0))


def read_day(text: str, layout: Layout) -> Span:
    """The day that a text stands for, in both places of a span; a time beside it is left aside.

    Raises
    ------
    Misread
        When it is none, or could be two.
    """
    read = read_date(" ".join(text.replace("T", " ").replace("Z", "").split()))
    if read is None:
        raise Misread(A_DAY)
    if len(_ways(read, layout)) > 1:
        raise Misread(TWO_WAYS)
    return _span(read.day)


def looks_like_week(text: str, layout: Layout) -> bool:
    """Whether a text is surely a week: one of the calendar's, or words for one and its date."""
    plain = " ".join(text.split())
    if not ISO_WEEK.fullmatch(plain) and not OPENING.match(plain):
        return False
    try:
        read_week(plain, layout)
    except Misread:
        return False
    return True


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def in_words(day: date) -> str:
    """10 February 2025."""
    return f"{day.day} {day:%B} {day.year}"


def _ways(read: Read, layout: Layout) -> list[date]:
    """The days that a date can be: with its month first, too, where nothing says that the day comes first."""
    if not read.either or layout.day_first:
        return [read.day]
    return [read.day, date(read.day.year, read.day.day, read.day.month)]


def _span(day: date) -> Span:
    if not EARLIEST <= day.year <= LATEST:
        raise Misread(A_YEAR)
    return Span(day.isoformat(), day.isoformat())
