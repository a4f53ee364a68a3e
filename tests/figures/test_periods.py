from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.figures import PeriodError
from wardmote.figures.months import Period
from wardmote.figures.periods import Asked, Length, Quarters, in_dates, read_period, steps

LATEST = "2024-07"
AS_ASKED = {
    "2023-24": ("2023-04", "2024-03", "Financial year 2023-24 (April 2023 to March 2024)"),
    "2023/24": ("2023-04", "2024-03", "Financial year 2023-24 (April 2023 to March 2024)"),
    "2023\u201324": ("2023-04", "2024-03", "Financial year 2023-24 (April 2023 to March 2024)"),
    "FY 2023-2024": ("2023-04", "2024-03", "Financial year 2023-24 (April 2023 to March 2024)"),
    "2011/12": ("2011-04", "2012-03", "Financial year 2011-12 (April 2011 to March 2012)"),
    "1999-2000": ("1999-04", "2000-03", "Financial year 1999-2000 (April 1999 to March 2000)"),
    "Q1 2023-24": ("2023-04", "2023-06", "Quarter 1 of 2023-24 (April to June 2023)"),
    "Q4 2023-24": ("2024-01", "2024-03", "Quarter 4 of 2023-24 (January to March 2024)"),
    "2023-24 q4": ("2024-01", "2024-03", "Quarter 4 of 2023-24 (January to March 2024)"),
    "quarter 3 of 2023/24": ("2023-10", "2023-12", "Quarter 3 of 2023-24 (October to December 2023)"),
    "calendar Q1 2024": ("2024-01", "2024-03", "Calendar quarter 1 of 2024 (January to March 2024)"),
    "2023": ("2023-01", "2023-12", "Calendar year 2023 (January to December 2023)"),
    "year to 2024-04": ("2023-05", "2024-04", "Year to April 2024 (May 2023 to April 2024)"),
    "2024-03": ("2024-03", "2024-03", "March 2024"),
    "2023-12": ("2023-12", "2023-12", "December 2023"),
    "2024-01..2024-03": ("2024-01", "2024-03", "January to March 2024"),
    "2023-11 to 2024-02": ("2023-11", "2024-02", "November 2023 to February 2024"),
}
PARTS = {
    "ytd": ("2024-07", "Year to date: April to July 2024, 4 of 12 months of financial year 2024-25"),
    "ytd to 2024-05": (
        "2024-05",
        "Year to date: April to May 2024, 2 of 12 months of financial year 2024-25",
    ),
    "2024-25": ("2024-07", "Part of a year: April to July 2024, 4 of 12 months of financial year 2024-25"),
    "Q2 2024-25": ("2024-07", "Part of a quarter: July 2024, 1 of 3 months of quarter 2 of 2024-25"),
    "2024-06..2024-09": ("2024-07", "Part of a period: June to July 2024, 2 of 4 months"),
}
REFUSED = {
    "2011-12": "could be the financial year or December 2011",
    "2023-25": "would end in 2024",
    "Q1 2024": "could be of a calendar year or of a financial year",
    "Q5 2023-24": "is not a period",
    "2024-13": "would end in 2025",
    "2024-00..2024-03": "is not a month",
    "2024-03..2024-01": "ends before it begins",
    "2025": "complete to July 2024",
    "last year": "is not a period",
    "": "is not a period",
}


@pytest.mark.parametrize("words", AS_ASKED)
def test_a_period_is_read_as_people_ask_for_it(words) -> None:
    start, end, said = AS_ASKED[words]
    asked = read_period(words, LATEST)
    assert asked.whole == asked.counted == Period(start, end)
    assert asked.complete
    assert asked.words == said


@pytest.mark.parametrize("words", PARTS)
def test_a_part_says_how_much_of_it_there_is(words) -> None:
    end, said = PARTS[words]
    asked = read_period(words, LATEST)
    assert not asked.complete
    assert asked.counted.end == end
    assert asked.words == said


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_period_or_two_is_refused_with_what_to_write(words) -> None:
    with pytest.raises(PeriodError, match=REFUSED[words]):
        read_period(words, LATEST)


def test_a_quarter_of_one_year_means_what_the_council_counts_in() -> None:
    assert read_period("Q1 2024", LATEST, Quarters.CALENDAR).whole == Period("2024-01", "2024-03")
    assert read_period("Q1 2024-25", LATEST, Quarters.CALENDAR).whole == Period("2024-04", "2024-06")


def test_the_year_to_date_in_march_is_the_whole_year() -> None:
    assert read_period("ytd", "2024-03").words == "Financial year 2023-24 (April 2023 to March 2024)"


MONTH = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(1990, 2060), st.integers(1, 12))


@given(MONTH, st.integers(0, 40), st.sampled_from(Length), st.sampled_from(Quarters))
def test_steps_hold_every_month_once_and_begin_where_their_year_does(start, months, length, quarters) -> None:
    year, month = int(start[:4]), int(start[5:])
    walked = [f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02d}" for n in range(months + 1)]
    found = list(steps(start, walked[-1], length, quarters))
    held = [name for one in found for name in one.whole.months]
    assert len(held) == len(set(held)) == length.months * len(found)
    assert set(walked) <= set(held)
    assert set(found[0].whole.months) & set(walked)
    assert set(found[-1].whole.months) & set(walked)
    begins = {1: set(range(1, 13)), 3: {1, 4, 7, 10}, 12: {4 if quarters is Quarters.FINANCIAL else 1}}
    assert {int(one.whole.start[5:]) for one in found} <= begins[length.months]


@given(MONTH, st.sampled_from((Length.QUARTER, Length.YEAR)))
def test_the_name_of_a_step_is_read_back_as_the_step(month, length) -> None:
    for quarters in Quarters:
        (step,) = steps(month, month, length, quarters)
        assert read_period(step.name, "9999-12", quarters).whole == step.whole


@given(MONTH)
def test_dates_name_every_month_of_a_quarter_in_its_year(month) -> None:
    (step,) = steps(month, month, Length.QUARTER)
    words = in_dates(step.whole)
    first, last = (calendar.month_name[int(one[5:])] for one in (step.whole.start, step.whole.end))
    assert words == f"{first} to {last} {step.whole.end[:4]}"


def test_a_part_of_nothing_named_is_still_a_part() -> None:
    asked = Asked(Period("2024-01", "2024-12"), Period("2024-01", "2024-05"))
    assert asked.share == "5 of 12 months"
