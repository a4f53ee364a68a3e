"""Numbers, classes and steps as charts print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.publishing.charts.classes import class_of, class_words, printed
from wardmote.publishing.charts.numbers import (
    average,
    counting_steps,
    fixed,
    month_words,
    percent_change,
    round_steps,
)

BOUNDS = (30.0, 45.0, 60.0, 90.0)


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (0.05, 1, "0.1"),
        (-0.05, 1, "−0.1"),
        (-0.04, 1, "0.0"),
        (2.5, 0, "3"),
        (-1234.5, 0, "−1,235"),
        (1e6, 0, "1,000,000"),
    ],
)
def test_numbers_are_rounded_half_up_away_from_zero(value: float, places: int, words: str) -> None:
    assert fixed(value, places) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(77.647, "+77.6%"), (-17.465, "−17.5%"), (0.0, "0.0%"), (0.04, "0.0%"), (-0.01, "0.0%")],
)
def test_percentages_show_their_sign(value: float, words: str) -> None:
    assert percent_change(value, signed=True) == words


def test_averages_have_a_decimal_below_a_hundred() -> None:
    assert (average(7.08), average(99.94), average(513.4)) == ("7.1", "99.9", "513")


def test_months_in_words() -> None:
    assert (month_words("2023-05"), month_words("2024-12")) == ("May 2023", "Dec 2024")


def test_classes_in_words() -> None:
    assert class_words(BOUNDS) == ("under 30", "30 to 44", "45 to 59", "60 to 89", "90 and over")
    assert class_words((0.5, 1.0, 2.0, 4.5)) == (
        "under 0.5",
        "0.5 to 0.9",
        "1.0 to 1.9",
        "2.0 to 4.4",
        "4.5 and over",
    )
    assert class_words((1, 2, 3, 10)) == ("under 1", "1", "2", "3 to 9", "10 and over")


@given(st.floats(0, 1e5, allow_nan=False))
def test_a_value_lies_in_the_class_its_printed_number_says(value: float) -> None:
    number = float(printed(value, BOUNDS).replace(",", ""))
    index = class_of(value, BOUNDS)
    assert index == sum(number >= bound for bound in BOUNDS)


def test_no_value_has_no_class() -> None:
    assert class_of(None, BOUNDS) is None
    assert printed(None, BOUNDS) == "not available"


@given(st.floats(-1e4, 1e4), st.floats(0.1, 1e4), st.integers(2, 12))
def test_round_steps_lie_within_and_are_few(low: float, span: float, most: int) -> None:
    steps = round_steps(low, low + span, most)
    assert len(steps) <= most
    assert all(low - 1e-6 * span <= step <= low + span + 1e-6 * span for step in steps)
    assert steps == sorted(set(steps))


@given(st.integers(0, 10**7), st.integers(3, 8))
def test_counting_steps_start_at_zero_and_reach_the_highest(high: int, most: int) -> None:
    steps = counting_steps(high, most)
    assert steps[0] == 0
    assert steps[-1] >= max(high, 1)
    assert all(float(step).is_integer() for step in steps)
    assert len(steps) <= most + 1
