"""Numbers, periods and dates of sentences."""

from __future__ import annotations

import pytest

from wardmote.checker.quantities.dates import dates_in
from wardmote.checker.quantities.figure_words import understood
from wardmote.checker.quantities.spans import spans_in


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Up 88 (0.7%)", ["88", "0.7%"]),
        ("+£24.3k", ["£24300"]),
        ("a loss of −45.2", ["-45.2"]),
        ("£3.5 million and 1,234 crimes", ["£3500000", "1234"]),
        ("three of the four", ["3", "4"]),
        ("4 percentage points", ["4points"]),
        ("74 per cent", ["74%"]),
        ("n=500", ["500"]),
        ("\\pounds 501,717", ["£501717"]),
        ("between 16:00 – 19:00, aged 16-17, on 4 May 2024, page 23, section 6.6, Fig 1.2, the B4012", []),
        ("in 2013/14 and 2014", []),
        ("over the next 12 months, a three-year plan", []),
    ],
)
def test_numbers_that_count_something(words: str, found: list[str]) -> None:
    made = understood(words).numbers
    said = [
        f"{'£' if one.unit == '£' else ''}{one.value:f}{one.unit if one.unit != '£' else ''}" for one in made
    ]
    assert said == found


@pytest.mark.parametrize("words", ["over 600 reports", "approximately 600", "600+ people", "at least 600"])
def test_numbers_that_are_not_meant_exactly(words: str) -> None:
    assert [one.about for one in understood(words).numbers] == [True]


@pytest.mark.parametrize(
    ("words", "first", "months"),
    [
        ("Oct 11 – Sep 12", (2011, 10), 12),
        ("April and Dec 2013", (2013, 4), 9),
        ("October 2012 – September 2013", (2012, 10), 12),
        ("2012/13", (2012, 4), 12),
        ("2012-2013", (2012, 4), 12),
        ("2013 – 2017", (2013, 1), 48),
        ("Q3 2016/17", (2016, 10), 3),
        ("quarter 3 of 2016/17", (2016, 10), 3),
        ("the first three quarters of 2013/2014", (2013, 4), 9),
        ("year ending March 2024", (2023, 4), 12),
        ("September 2013", (2013, 9), 1),
        ("2013", (2013, 1), 12),
        ("Nov 2023 to Feb 2024", (2023, 11), 4),
    ],
)
def test_periods(words: str, first: tuple[int, int], months: int) -> None:
    (span,) = spans_in(f"there were many in {words}.")
    assert (divmod(span.first, 12), span.months) == ((first[0], first[1] - 1), months)


def test_a_year_that_has_not_ended() -> None:
    assert [span.open for span in spans_in("412 in 2023/24 and 305 in 2024/25 to date")] == [False, True]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("on 31 June 2024", "June 2024 has 30 days"),
        ("29 February 2023", "February 2023 has 28 days"),
        ("29 February 2024", ""),
        ("from 1.14.15", "a year has no month 14"),
        ("by 31/09/2024", "September 2024 has 30 days"),
    ],
)
def test_dates_that_no_calendar_has(words: str, why: str) -> None:
    assert [one.why_not for one in dates_in(words)] == [why]


def test_a_section_number_is_no_date() -> None:
    assert not list(dates_in("as 2.14.15 says, and 1.14.15 too"))


def test_day_of_the_week() -> None:
    (found,) = dates_in("Thursday, 15th March 2017")
    assert (found.weekday, found.day_of_week) == (3, "Wednesday")
