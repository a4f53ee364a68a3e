"""Intervals against sums of probabilities and searches for the limits."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.intervals import (
    byar_interval,
    count_interval,
    crude_rate,
    exact_interval,
    wilson_interval,
)

from .oracles import counts as oracle

LEVEL = st.sampled_from([0.8, 0.95, 0.998])


@given(st.integers(0, 120), LEVEL)
@settings(max_examples=60)
def test_exact_limits_are_where_the_tails_are_half_the_level(count: int, level: float) -> None:
    low, high = exact_interval(count, level)
    assert (low, high) == pytest.approx(oracle.exact_poisson_limits(count, level), rel=1e-8, abs=1e-9)


@given(st.integers(0, 300), st.integers(1, 300), LEVEL)
@settings(max_examples=80)
def test_wilson_limits_are_where_the_score_test_turns(part: int, rest: int, level: float) -> None:
    of = part + rest
    low, high = wilson_interval(part, of, level)
    assert (low, high) == pytest.approx(oracle.wilson_limits(part, of, level), rel=1e-6, abs=1e-9)
    assert 0 <= low <= part / of <= high <= 1


@given(st.integers(1, 5000), LEVEL)
def test_byar_is_the_cube_formula(count: int, level: float) -> None:
    z = NormalDist().inv_cdf((1 + level) / 2)
    low, high = byar_interval(count, level)
    base = 1 - 1 / (9 * count) - z / (3 * count**0.5)
    assert low == pytest.approx(count * base**3 if base > 0 else 0, rel=1e-9, abs=1e-12)
    more = count + 1
    assert high == pytest.approx(more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3, rel=1e-9)


@given(st.integers(10, 5000))
def test_byar_is_close_to_exact_from_ten_up(count: int) -> None:
    for byar, exact in zip(byar_interval(count), exact_interval(count), strict=True):
        assert byar == pytest.approx(exact, rel=0.003)


def test_a_count_is_exact_below_ten_and_byar_from_there() -> None:
    low, high = count_interval([0, 9, 10])
    exact, byar = exact_interval([0, 9, 10]), byar_interval([0, 9, 10])
    assert low.tolist() == [exact.low[0], exact.low[1], byar.low[2]]
    assert high.tolist() == [exact.high[0], exact.high[1], byar.high[2]]
    assert count_interval(10, exact_below=11).low == exact.low[2]


def test_a_rate_scales_its_count_and_interval() -> None:
    rate = crude_rate([0, 25, 1838], [500, 1000, 294_000], per=1000)
    limits = count_interval([0, 25, 1838])
    assert rate.value == pytest.approx([0, 25, 6.2517], abs=1e-4)
    assert rate.low == pytest.approx(limits.low / [0.5, 1, 294])
    assert rate.high == pytest.approx(limits.high / [0.5, 1, 294])
    assert rate.low[0] == 0


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="counts must not be below zero: found -1"):
        byar_interval([3, -1])
    with pytest.raises(ValueError, match="populations must be above zero: found 0"):
        crude_rate(3, [10, 0])
    with pytest.raises(ValueError, match="must not exceed"):
        wilson_interval(5, 4)
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        exact_interval(5, 95)
    with pytest.raises(ValueError, match="must all be present"):
        count_interval([np.nan, 4])
