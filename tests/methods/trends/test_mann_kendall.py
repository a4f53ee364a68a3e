"""Mann-Kendall against every pair and every order of the values, and scipy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from wardmote.methods.trends import mann_kendall

from ..oracles import trends as oracle

VALUE = st.integers(-5, 5).map(float) | st.just(math.nan)
SERIES = st.lists(VALUE, min_size=2, max_size=40)


@given(SERIES, st.sampled_from([1, 4, 12]))
@settings(max_examples=80)
def test_s_and_its_variance_count_every_pair(y: list[float], period: int) -> None:
    found = mann_kendall(y, period)
    assert float(found.s) == oracle.kendall_s(y, period)
    assert float(found.variance) == pytest.approx(oracle.kendall_variance(y, period))
    assert int(found.points) == sum(not math.isnan(one) for one in y)


@given(st.lists(st.integers(0, 99), min_size=2, max_size=6, unique=True))
@settings(max_examples=25)
def test_p_without_ties_is_the_share_of_all_orders(y: list[int]) -> None:
    found = mann_kendall(y)
    assert found.exact
    assert float(found.p) == pytest.approx(oracle.exact_p([float(one) for one in y]))


@given(st.lists(st.integers(0, 30), min_size=3, max_size=40))
@settings(max_examples=40)
def test_tau_is_kendalls(y: list[int]) -> None:
    known = kendalltau(range(len(y)), y).statistic
    assert float(mann_kendall(y).tau) == pytest.approx(known, nan_ok=True)


def test_p_of_fifty_is_scipys_exact_one() -> None:
    y = np.random.default_rng(3).normal(size=49) + 0.02 * np.arange(49)
    assert float(mann_kendall(y).p) == pytest.approx(
        kendalltau(range(49), y, method="exact").pvalue, rel=1e-9
    )
    long = mann_kendall(np.arange(60))
    assert not long.exact
    assert 0 < long.p < 1e-12


@given(SERIES, st.sampled_from([1, 12]), st.floats(0.1, 100), st.floats(-50, 50))
@settings(max_examples=50)
def test_only_the_order_of_values_counts(y: list[float], period: int, scale: float, offset: float) -> None:
    plain, cubed = mann_kendall(y, period), mann_kendall((np.array(y) * scale + offset), period)
    assert float(cubed.s) == float(plain.s)
    turned = mann_kendall(-np.array(y), period)
    assert float(turned.s) == -float(plain.s)
    assert float(turned.p) == pytest.approx(float(plain.p))
    if period == 1:
        assert float(mann_kendall(y[::-1]).p) == pytest.approx(float(plain.p))


def test_a_season_alone_is_no_trend_and_many_series_are_each_their_own() -> None:
    season = np.tile(np.arange(12.0), 5)
    assert float(mann_kendall(season, 12).s) == 0
    rows = np.stack([season + np.repeat(np.arange(5), 12), season, -season]).reshape(3, 1, 60)
    together = mann_kendall(rows, 12)
    assert together.p.shape == (3, 1)
    assert together.p[0, 0] < 1e-9
    for at in range(3):
        assert float(together.p[at, 0]) == float(mann_kendall(rows[at, 0], 12).p)


def test_nothing_to_compare_says_nothing() -> None:
    flat, gone = mann_kendall([4, 4, 4, 4]), mann_kendall([math.nan] * 5)
    assert (float(flat.p), float(gone.p)) == (1, 1)
    assert np.isnan([flat.tau, gone.tau]).all()


def test_bad_input_is_refused_in_a_sentence() -> None:
    for wrong in ([], [3], 3):
        with pytest.raises(ValueError, match="at least two points in time"):
            mann_kendall(wrong)
    with pytest.raises(ValueError, match="values must be finite: found inf"):
        mann_kendall([1, math.inf])
    with pytest.raises(ValueError, match="period must be 1"):
        mann_kendall([1, 2], 0)
    with pytest.raises(ValueError, match="values must be numbers"):
        mann_kendall(["a", "b"])
