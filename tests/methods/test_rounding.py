"""Rounding half away from zero against exact decimal and rational arithmetic."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.rounding import (
    half_up,
    half_up_array,
    percent_change,
    percent_changes,
    rounded_ratio,
    rounded_ratios,
)


def by_hand(value: Fraction, decimals: int) -> float:
    """Round a fraction half away from zero by long division, and read the digits as a float."""
    digits = str((2 * abs(value) * 10**decimals + 1) // 2).rjust(decimals + 1, "0")
    number = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return float(number) * (-1 if value < 0 else 1) + 0.0


@pytest.mark.parametrize(
    ("previous", "current", "percent"),
    [
        (85, 151, 77.6),
        (8, 9, 12.5),
        (16, 17, 6.3),
        (16, 15, -6.3),
        (80, 81, 1.3),
        (80, 79, -1.3),
        (400, 417, 4.3),
        (42, 47, 11.9),
        (620, 840, 35.5),
        (118, 97, -17.8),
        (3, 0, -100.0),
        (2001, 2002, 0.0),
        (2001, 2000, 0.0),
    ],
)
def test_percent_change_is_what_a_reader_works_out(previous: int, current: int, percent: float) -> None:
    assert percent_change(previous, current) == percent
    assert percent_changes([previous], [current])[0] == percent


def test_percent_change_from_nothing_is_absent() -> None:
    assert percent_change(0, 5) is None
    assert np.isnan(percent_changes([0, 4], [5, 5])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("x", "decimals", "expected"),
    [
        (2.675, 2, 2.68),
        (-2.675, 2, -2.68),
        (0.5, 0, 1.0),
        (1.5, 0, 2.0),
        (2.5, 0, 3.0),
        (1.005, 2, 1.01),
        (0.285, 2, 0.29),
        (1e300, 1, 1e300),
        (1250.0, -2, 1300.0),
    ],
)
def test_half_goes_away_from_zero_on_the_decimal_value(x: float, decimals: int, expected: float) -> None:
    assert half_up(x, decimals) == expected
    assert half_up_array([x], decimals)[0] == expected


def test_minus_nothing_is_nothing() -> None:
    for value in (half_up(-0.04, 1), half_up_array([-0.04], 1)[0], percent_changes([99999], [99998])[0]):
        assert value == 0
        assert not np.signbit(value)


@given(st.integers(-(10**12), 10**12), st.integers(0, 5), st.integers(0, 4))
def test_half_up_of_any_written_decimal(digits: int, places: int, decimals: int) -> None:
    value = Decimal(digits).scaleb(-places)
    expected = float(value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
    assert half_up(float(value), decimals) == expected
    assert half_up_array([float(value)], decimals)[0] == expected


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=20), st.integers(0, 3))
def test_arrays_round_as_single_numbers_do(values: list[float], decimals: int) -> None:
    alone = [half_up(value, decimals) for value in values]
    np.testing.assert_array_equal(half_up_array(values, decimals), np.array(alone, dtype=float))


@given(
    st.integers(-(10**7), 10**7), st.integers(1, 10**7), st.integers(0, 3), st.sampled_from([1, 100, 1000])
)
def test_ratios_are_exact(top: int, bottom: int, decimals: int, per: int) -> None:
    expected = by_hand(Fraction(top * per, bottom), decimals)
    assert rounded_ratio(top, bottom, decimals, per=per) == expected
    assert rounded_ratios([top], [bottom], decimals, per=per)[0] == expected


@given(st.integers(1, 10**4), st.integers(0, 10**4))
def test_percent_changes_both_ways_agree(previous: int, current: int) -> None:
    expected = by_hand(Fraction(100 * (current - previous), previous), 1)
    assert percent_change(previous, current) == expected
    assert percent_changes(np.array([previous, 0]), np.array([current, current]))[0] == expected


def test_a_rate_and_a_monthly_average_are_ratios() -> None:
    assert rounded_ratio(138, 12) == 11.5
    assert rounded_ratio(1838, 294_000, per=1000) == 6.3
    assert rounded_ratio(3, 0) is None
    assert isnan(rounded_ratios(3, 0))


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"whole numbers: found 2\.5"):
        percent_changes([2.5], [3])
    with pytest.raises(ValueError, match="whole numbers: found nan"):
        percent_changes([np.nan], [3])
    with pytest.raises(ValueError, match="denominators must not be below zero: found -4"):
        percent_changes([-4], [3])
    with pytest.raises(ValueError, match="must not be below zero"):
        percent_change(-4, 3)
    with pytest.raises(ValueError, match="too large"):
        percent_changes([2**52], [1])
