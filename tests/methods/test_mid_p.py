"""Mid-P ratios against sums of the binomial, and what has to hold of any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wardmote.methods.mid_p import mid_p_rate_ratio
from wardmote.methods.two_counts import exact_rate_ratio

from .oracles import counts as oracle

COUNT = st.integers(0, 60)
DAYS = st.sampled_from([365.0, 366.0, 31.0])


@given(COUNT, COUNT, DAYS, st.sampled_from([0.95, 0.8]))
@settings(max_examples=40)
def test_adds_up_the_binomial(a: int, b: int, days: float, level: float) -> None:
    assume(a + b > 0)
    found = mid_p_rate_ratio(a, b, 365.0, days, level)
    low, high, p = oracle.mid_p_rate_ratio(a, b, 365.0, days, level)
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), rel=1e-7, abs=1e-12)
    assert float(found.p) == pytest.approx(p, rel=1e-7)


@given(COUNT, COUNT, DAYS)
@settings(max_examples=60)
def test_interval_and_p_agree_and_lie_within_the_exact_ones(a: int, b: int, days: float) -> None:
    assume(a + b > 0)
    found, exact = mid_p_rate_ratio(a, b, 365.0, days), exact_rate_ratio(a, b, 365.0, days)
    inside = bool(found.low <= 1 <= found.high)
    assert inside == bool(found.p >= 0.05) or abs(float(found.p) - 0.05) < 1e-9
    assert exact.low <= found.low <= found.high <= exact.high


@given(COUNT, COUNT, DAYS)
@settings(max_examples=60)
def test_turned_round_it_is_the_reciprocal(a: int, b: int, days: float) -> None:
    one, other = mid_p_rate_ratio(a, b, 365.0, days), mid_p_rate_ratio(b, a, days, 365.0)
    assert float(one.p) == pytest.approx(float(other.p))
    if a and b:
        assert float(one.low) == pytest.approx(1 / float(other.high))


def test_counts_come_by_the_thousand_and_from_zero() -> None:
    found = mid_p_rate_ratio([0, 5, 0, 100_000], [7, 0, 0, 101_000], 365, 366)
    assert found.low.tolist()[0] == 0
    assert np.isinf([found.ratio[1], found.high[1], found.high[2]]).all()
    assert np.isnan(found.ratio[2])
    assert found.p[2] == 1
    assert found.low[3] < found.ratio[3] < found.high[3]


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"a must be whole numbers: found 2\.5"):
        mid_p_rate_ratio(2.5, 1)
    with pytest.raises(ValueError, match="b must all be present: found nan"):
        mid_p_rate_ratio([1, 2], [np.nan, 2])
    with pytest.raises(ValueError, match="a must not be below zero"):
        mid_p_rate_ratio(-1, 3)
    with pytest.raises(ValueError, match="exposure_b must be above zero"):
        mid_p_rate_ratio(1, 3, 1, 0)
    assert mid_p_rate_ratio([], []).p.size == 0
