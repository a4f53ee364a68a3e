"""Periods as partners write them, and the question that an unclear one asks."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.evidence.observations.misread import Misread
from wardmote.evidence.observations.periods import looks_like_period, read_period

CLEAR = [
    ("2024-04", "2024-04", "2024-04"),
    ("April 2024", "2024-04", "2024-04"),
    ("apr-24", "2024-04", "2024-04"),
    ("Sept 2023", "2023-09", "2023-09"),
    ("2024 April", "2024-04", "2024-04"),
    ("January 2023/24", "2024-01", "2024-01"),
    ("Q1 2023/24", "2023-04", "2023-06"),
    ("2023/24 Q4", "2024-01", "2024-03"),
    ("Q4 23/24", "2024-01", "2024-03"),
    ("Quarter 3 2022-23", "2022-10", "2022-12"),
    ("Q1 (Apr-Jun) 2023/24", "2023-04", "2023-06"),
    ("Q4 2024 (Jan-Mar)", "2024-01", "2024-03"),
    ("Apr–Jun 2023", "2023-04", "2023-06"),
    ("Oct-Mar 2024", "2023-10", "2024-03"),
    ("Apr 23 - Mar 24", "2023-04", "2024-03"),
    ("2023/24", "2023-04", "2024-03"),
    ("2023-24", "2023-04", "2024-03"),
    ("2023/2024", "2023-04", "2024-03"),
    ("23/24", "2023-04", "2024-03"),
    ("FY 2023/24", "2023-04", "2024-03"),
    ("2011/12", "2011-04", "2012-03"),
    ("FYE 2024", "2023-04", "2024-03"),
    ("Year ending March 2024", "2023-04", "2024-03"),
    ("12 months to Mar-24", "2023-04", "2024-03"),
    ("quarter ending June 2024", "2024-04", "2024-06"),
    ("three months to Dec 2023", "2023-10", "2023-12"),
    ("01/04/2024 to 30/06/2024", "2024-04", "2024-06"),
    ("2023-04 to 2024-03", "2023-04", "2024-03"),
    ("01/04/2024", "2024-04", "2024-04"),
    ("1 April 2024", "2024-04", "2024-04"),
    ("2024-04-01", "2024-04", "2024-04"),
    ("2024-04-01 00:00:00", "2024-04", "2024-04"),
    ("45383", "2024-04", "2024-04"),
]


@pytest.mark.parametrize(("text", "start", "end"), CLEAR)
def test_a_clear_period_is_read(text: str, start: str, end: str) -> None:
    found = read_period(text)
    assert (found.start, found.end) == (start, end)


UNCLEAR = [
    ("Q1 2024", "financial-quarter", "2024-04", "2024-06"),
    ("Q4 2024", "financial-quarter", "2025-01", "2025-03"),
    ("Q4 2024", "calendar-quarter", "2024-10", "2024-12"),
    ("2024", "financial-year", "2024-04", "2025-03"),
    ("FY2023", "financial-year", "2023-04", "2024-03"),
    ("2024", "calendar-year", "2024-01", "2024-12"),
    ("2011-12", "month", "2011-12", "2011-12"),
    ("2011-12", "financial-year", "2011-04", "2012-03"),
    ("11/12", "financial-year", "2011-04", "2012-03"),
    ("04/05/2024", "month", "2024-05", "2024-05"),
    ("17/05/2024", "month", "2024-05", "2024-05"),
    ("30/06/2024", "financial-quarter", "2024-04", "2024-06"),
    ("2024-03-31", "financial-year", "2023-04", "2024-03"),
]


@pytest.mark.parametrize(("text", "how", "start", "end"), UNCLEAR)
def test_an_unclear_period_asks_and_the_layout_answers(text: str, how: str, start: str, end: str) -> None:
    with pytest.raises(Misread, match="say periods: "):
        read_period(text)
    assert looks_like_period(text)
    found = read_period(text, how)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Total",
        "Ward",
        "Q1",
        "Q5 2023/24",
        "2023/25",
        "13/2024",
        "2024-13",
        "Year to date",
        "May",
        "12",
        "-",
        "24-Apr",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    with pytest.raises(Misread):
        read_period(text)
    assert not looks_like_period(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/02/2024", "calendar"),
        ("May 2024 to Apr 2024", "before it ends"),
        ("01/04/2024 to 29/06/2024", "first day of a month to the last"),
        ("Apr 1700", "year from"),
    ],
)
def test_an_impossible_period_says_why(text: str, words: str) -> None:
    with pytest.raises(Misread, match=words):
        read_period(text)


@given(
    st.integers(1990, 2060),
    st.integers(1, 12),
    st.sampled_from(["{y}-{m:02}", "{n} {y}", "{a}-{t:02}", "01/{m:02}/{y}"]),
)
def test_every_way_of_writing_a_month_comes_to_the_same(year: int, month: int, form: str) -> None:
    text = form.format(
        y=year, m=month, n=calendar.month_name[month], a=calendar.month_abbr[month], t=year % 100
    )
    expected = f"{year}-{month:02}"
    if form == "{a}-{t:02}":
        expected = f"{2000 + year % 100}-{month:02}"
    found = read_period(text, "month")
    assert (found.start, found.end) == (expected, expected)


@given(st.integers(2000, 2050), st.integers(1, 4))
def test_the_four_quarters_of_a_financial_year_are_its_twelve_months(year: int, quarter: int) -> None:
    name = f"{year}/{(year + 1) % 100:02}"
    found = read_period(f"Q{quarter} {name}")
    months = [(year, 4), (year, 7), (year, 10), (year + 1, 1)]
    assert found.start == "{}-{:02}".format(*months[quarter - 1])
    whole = read_period(name)
    assert whole.start <= found.start <= found.end <= whole.end


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    try:
        found = read_period(text)
    except Misread as error:
        words = error.expected
    else:
        words = "sound" if found.start <= found.end else ""
    assert words


def test_months_beyond_counting_are_no_period() -> None:
    with pytest.raises(Misread):
        read_period("9" * 5000 + " months to March 2024")
