"""Codes such as 1/2 that a spreadsheet has turned into dates: put right only where a published list leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from wardmote.evidence.observations.dates import ISO, SLASHED
from wardmote.evidence.observations.misread import Misread, slug
from wardmote.evidence.observations.months import NAME, month_named

DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/ ]({NAME})")
MONTH_FIRST = re.compile(rf"({NAME})[-/ ](\d{{1,2}})")
DAMAGED = (
    "a code such as 1/2: a spreadsheet has made a date of it, and it could be {which}. Take in the file as it was "
    "published, without opening it in a spreadsheet"
)
NONE_OF_THEM = "a code of the published list: a spreadsheet has made a date of this one"


def mended(cell: str, item: str, codes: Mapping[str, Collection[str]]) -> tuple[str, bool]:
    """A code as it was published, and whether it had to be put right.

    Parameters
    ----------
    item
        What the row counts; it tells apart two codes that make the same date.
    codes
        Codes that make dates -> the items that they stand under; any item when empty.

    Raises
    ------
    Misread
        When the cell is a date and more than one code, or none, could have become it.
    """
    could_be = origins(cell)
    if not could_be or not codes:
        return slug(cell), False
    listed = sorted(could_be & set(codes))
    fitting = [code for code in listed if not codes[code] or item in codes[code]]
    if len(fitting) == 1:
        return slug(fitting[0]), True
    raise Misread(DAMAGED.format(which=" or ".join(fitting or listed)) if listed else NONE_OF_THEM)


def origins(cell: str) -> set[str]:
    """Every code that spreadsheets, British or American, could have turned into this date."""
    text = cell.casefold()
    if found := DAY_FIRST.fullmatch(text):
        day, month = int(found[1]), month_named(found[2])
        return {f"{day}/{month}", f"{month}/{day}"}
    if found := MONTH_FIRST.fullmatch(text):
        month, number = month_named(found[1]), int(found[2])
        return {f"{month}/{number}", f"{number}/{month}"}
    if found := ISO.fullmatch(text):
        year, month, day = (int(found[part]) for part in (1, 2, 3))
        return _of_date(year, month, day)
    if found := SLASHED.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        return _of_date(year, month, day) | _of_date(year, day, month)
    return set()


def _of_date(year: int, month: int, day: int) -> set[str]:
    if day == 1:  # a second number above 31 is taken for a year
        return {f"{day}/{month}", f"{month}/{day}", f"{month}/{year % 100}"}
    return {f"{day}/{month}", f"{month}/{day}"}
