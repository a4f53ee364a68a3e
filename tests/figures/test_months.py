from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.figures.months import (
    MonthError,
    Period,
    check_month,
    days_in,
    ending,
    in_words,
    last_month_of,
    shift,
    told,
)

months = st.builds(lambda y, m: f"{y:04d}-{m:02d}", st.integers(1990, 2050), st.integers(1, 12))


@given(months, st.integers(-400, 400))
def test_shifting_there_and_back_is_where_one_was(month: str, by: int) -> None:
    assert shift(shift(month, by), -by) == month


def test_december_is_followed_by_january() -> None:
    assert shift("2023-12", 1) == "2024-01"


def test_a_leap_february_has_29_days() -> None:
    assert (days_in("2024-02"), days_in("2023-02")) == (29, 28)


@given(months, st.integers(1, 40))
def test_a_period_has_the_length_asked_for(to: str, length: int) -> None:
    period = ending(to, length)
    assert len(period.months) == length
    assert period.months[-1] == to
    assert list(period.months) == sorted(period.months)


def test_the_middle_of_a_year_lies_half_way() -> None:
    assert Period("2023-05", "2024-04").middle == date(2023, 10, 30)


def test_words() -> None:
    assert in_words("2024-04") == "April 2024"
    assert Period("2023-05", "2024-04").words == "year to April 2024"
    assert Period("2024-02", "2024-04").words == "February 2024 to April 2024"


@pytest.mark.parametrize("wrong", ["Apr-24", "2024-13", "2024-4", "", "2024-04-01"])
def test_what_is_no_month_is_refused_with_an_example(wrong: str) -> None:
    with pytest.raises(MonthError, match="such as 2024-04"):
        check_month(wrong)


def test_a_figure_s_period_is_told_as_it_is_said() -> None:
    assert (
        told("2025-04..2026-03 against 2024-04..2025-03") == "year to March 2026 against year to March 2025"
    )
    assert told("2025-04..2025-06") == "April 2025 to June 2025"
    assert told("2025-04-01..2025-04-30") == "2025-04-01..2025-04-30"


def test_a_period_ends_in_a_month_or_in_none() -> None:
    assert last_month_of("2025-04..2026-03 against 2024-04..2025-03") == "2026-03"
    assert last_month_of("2025-04-01..2025-04-30") is None
