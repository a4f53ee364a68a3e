"""Bank holidays in England and Wales as the law makes them, worked out anew, beside what the definitions say.

Banking and Financial Dealings Act 1971, Sch. 1 (Easter Monday, the last Mondays of May and August, 26 and 27 December),
common law (Good Friday, Christmas Day), proclamations (1 January, the first Monday of May, substitutes).
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from wardmote.definitions import load


def easter(year: int) -> date:
    """Easter Sunday by counting: the Sunday after the ecclesiastical full moon on or after 21 March."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon - skipped) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    full = 44 - epact + (30 if 44 - epact < 21 else 0)
    after = date(year, 3, 1) + timedelta(days=full - 1)
    return after + timedelta(days=6 - after.weekday() or 7)


def monday(year: int, month: int, *, last: bool) -> date:
    """The first or the last Monday of a month."""
    found = [one for n in range(31) if (one := date(year, month, 1) + timedelta(days=n)).month == month]
    return [one for one in found if one.weekday() == 0][-1 if last else 0]


def holidays(year: int) -> set[date]:
    """Every bank holiday of a year; one that falls on a weekend moves to the next day that is none."""
    found = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    found |= {monday(year, 5, last=False), monday(year, 5, last=True), monday(year, 8, last=True)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in found:
            fixed += timedelta(days=1)
        found.add(fixed)
    return found


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2038, (4, 25)), (2049, (4, 18))]
)
def test_easter_is_counted_rightly(year: int, day: tuple[int, int]) -> None:
    """Against Easters that are known, the latest that can be among them."""
    assert easter(year) == date(year, *day)


def test_every_year_has_the_bank_holidays_of_the_law() -> None:
    """From 2025 to the last year that the definitions name, all of each year and no other day."""
    known = load().holidays["england-and-wales"].days
    years = sorted({one.year for one in known})
    assert years == list(range(2025, years[-1] + 1))
    assert years[-1] >= 2027
    assert set(known) == {day for year in years for day in holidays(year)}
    assert list(known) == sorted(set(known))
