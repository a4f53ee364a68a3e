"""Dates as printed, with the day of the week where one stands beside them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardmote.checker.quantities.vocabulary import MONTH, WEEKDAYS, month_of

DAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
WRITTEN = (
    rf"(?:(?P<weekday>{DAY})\.?,?\s+(?:the\s+)?)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{MONTH}),?\s+"
    r"(?P<year>(?:19|20)\d{2})(?!\d)"
)
AMERICAN = (
    rf"(?:(?P<weekday2>{DAY})\.?,?\s+)?(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year2>(?:19|20)\d{2})(?!\d)"
)
SLASHED = (
    rf"(?:(?P<weekday3>{DAY})\.?,?\s+)?(?<![\d./-])(?P<day3>\d{{1,2}})/(?P<month3>\d{{1,2}})/"
    r"(?P<year3>(?:19|20)\d{2}|\d{2})(?![\d/])"
)
ISO = r"(?<![\d-])(?P<year4>(?:19|20)\d{2})-(?P<month4>\d{2})-(?P<day4>\d{2})(?![\d-])"
DOTTED = r"(?<![\d.])(?P<day5>\d{1,2})\.(?P<month5>\d{1,2})\.(?P<year5>(?:19|20)\d{2}|\d{2})(?![\d.]*\d)"
YEARLESS = rf"(?P<day6>[12]\d|3[0-9]|0?[1-9])(?:(?:st|nd|rd|th)(?:\s+of)?)?\s+(?P<month6>{MONTH})(?![\w-])"
DATE = re.compile(rf"\b(?:{WRITTEN}|{AMERICAN}|{YEARLESS})|{SLASHED}|{ISO}|{DOTTED}", re.IGNORECASE)
DATE_WORDS = re.compile(
    r"\b(?:from|on|by|until|till|since|before|after|dated|date|due|deadline|commenc\w+|start\w*|end\w*|between)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PrintedDate:
    """A date as printed: year (0 where none stands), month and day, and the day of the week (0 Monday) or None."""

    text: str
    start: int
    end: int
    year: int
    month: int
    day: int
    weekday: int | None

    @property
    def why_not(self) -> str:
        """Why the calendar has no such date; "" where it has."""
        if not 1 <= self.month <= 12:
            return f"a year has no month {self.month}"
        year = self.year or 2000
        days = calendar.monthrange(year, self.month)[1]
        if not 1 <= self.day <= days:
            named = f"{calendar.month_name[self.month]} {self.year or ''}".strip()
            return f"{named} has {days} days"
        return ""

    @property
    def day_of_week(self) -> str:
        """The day of the week that it was, by the calendar. Only for a date that exists, with a year."""
        return WEEKDAYS[date(self.year, self.month, self.day).weekday()]


def dates_in(text: str) -> Iterator[PrintedDate]:
    """Every date of a passage. Numbers between dots are a date only after a word that leads to one."""
    for found in DATE.finditer(text) if any(letter.isdigit() for letter in text) else ():
        named = {name.rstrip("23456"): part for name, part in found.groupdict().items() if part}
        if found["day5"] and not DATE_WORDS.search(text[max(0, found.start() - 20) : found.start()]):
            continue
        month = named["month"]
        year = int(named.get("year", 0))
        weekday = named.get("weekday", "")
        yield PrintedDate(
            found[0],
            *found.span(),
            year + 2000 if 0 < year < 100 else year,
            int(month) if month.isdigit() else month_of(month),
            int(named["day"]),
            next(at for at, name in enumerate(WEEKDAYS) if name[:3].lower() == weekday[:3].lower())
            if weekday
            else None,
        )
