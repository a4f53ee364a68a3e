"""Sen's slope against the median of all slopes, and scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import theilslopes

from wardmote.methods.trends import mann_kendall, sen_slope

from ..oracles import trends as oracle

SERIES = st.lists(st.integers(-9, 9).map(float) | st.just(math.nan), min_size=2, max_size=40)


@given(SERIES, st.sampled_from([1, 4, 12]))
@settings(max_examples=80)
def test_it_is_the_middle_of_all_slopes(y: list[float], period: int) -> None:
    times = [float(at) for at in range(len(y))]
    found = sen_slope(y, period=period)
    assert float(found.slope) == pytest.approx(oracle.sen(y, times, period), nan_ok=True)
    assert int(found.pairs) == len(oracle.pairs(y, period))
    if found.pairs:
        assert found.low <= found.slope <= found.high


def test_uneven_times_count() -> None:
    y, times = [3.0, 4.0, 9.0, 7.0, 8.0, 15.0], [0.0, 1.0, 2.0, 5.0, 6.0, 9.0]
    assert float(sen_slope(y, times).slope) == pytest.approx(oracle.sen(y, times, 1))


def test_interval_lies_just_outside_scipys_which_rounds_to_the_nearest_rank() -> None:
    y = np.random.default_rng(8).normal(size=30) + 0.1 * np.arange(30)
    known, found = theilslopes(y), sen_slope(y)
    assert found.low <= known.low_slope < known.high_slope <= found.high
    assert (float(found.low), float(found.high)) == pytest.approx(
        (known.low_slope, known.high_slope), abs=0.006
    )


@given(st.lists(st.integers(-50, 50), min_size=8, max_size=30, unique=True))
@settings(max_examples=40)
def test_interval_leaves_out_zero_only_where_the_test_sees_a_trend(y: list[int]) -> None:
    found, test = sen_slope(y), mann_kendall(y, exact_below=0)
    if found.low > 0 or found.high < 0:
        assert test.p < 0.06


@given(SERIES, st.floats(0.5, 20), st.floats(-50, 50))
@settings(max_examples=40)
def test_scale_carries_over_and_level_does_not(y: list[float], scale: float, level: float) -> None:
    plain, scaled = sen_slope(y), sen_slope(np.array(y) * scale + level)
    assert float(scaled.slope) == pytest.approx(float(plain.slope) * scale, nan_ok=True, abs=1e-9)
    assert float(sen_slope(-np.array(y)).low) == pytest.approx(-float(plain.high), nan_ok=True)


def test_too_few_points_set_no_limit_and_one_series_of_a_stack_is_its_own() -> None:
    found = sen_slope([1, 2, 3])
    assert (found.low, found.high) == (-math.inf, math.inf)
    rows = np.random.default_rng(1).normal(size=(4, 2, 15))
    stack = sen_slope(rows)
    assert float(stack.high[3, 1]) == float(sen_slope(rows[3, 1]).high)


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="times must be present and ascend: sort"):
        sen_slope([1, 2, 3], [0, 2, 1])
    with pytest.raises(ValueError, match="times must be present and ascend"):
        sen_slope([1, 2, 3], [0, math.nan, 1])
    with pytest.raises(ValueError, match="one time for each of 3 values"):
        sen_slope([1, 2, 3], [0, 1])
    with pytest.raises(ValueError, match="at least two points"):
        sen_slope([1])
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        sen_slope([1, 2], confidence=95)
    assert np.isnan(sen_slope([math.nan, 3]).slope)
