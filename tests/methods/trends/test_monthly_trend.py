"""The batched fit against statsmodels' regression, series by series."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.trends import monthly_trend

from ..oracles import trends as oracle

DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 5, dtype=float)


def made_up(runs: int, months: int, mean: float, seed: int, gaps: float = 0.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    level = mean * (1 + 0.3 * np.sin(np.arange(months) / 12 * 2 * np.pi)) * np.exp(0.01 * np.arange(months))
    y = random.poisson(random.gamma(20, level / 20, (runs, months))).astype(float)
    y[random.uniform(size=y.shape) < gaps] = np.nan
    return y


@given(
    st.integers(0, 10_000),
    st.sampled_from([36, 41, 60]),
    st.sampled_from([1, 4, 12]),
    st.sampled_from([0, 0.1]),
)
@settings(max_examples=20)
def test_estimates_are_those_of_the_full_regression(seed: int, months: int, period: int, gaps: float) -> None:
    y, days = made_up(3, months, 25.0, seed, gaps), DAYS[:months]
    found = monthly_trend(y, days, period)
    for at, row in enumerate(y):
        slope, error, dispersion, expected = oracle.poisson_trend(row, days, period)
        assert found.slope[at] == pytest.approx(slope, rel=1e-6, abs=1e-9)
        assert found.standard_error_poisson[at] == pytest.approx(error, rel=1e-6)
        assert found.dispersion[at] == pytest.approx(dispersion, rel=1e-6)
        assert found.expected[at][~np.isnan(row)] == pytest.approx(expected, rel=1e-6)
        assert np.isnan(found.expected[at][np.isnan(row)]).all()


def test_dispersion_below_one_is_told_but_not_used_unless_asked() -> None:
    y = np.tile(np.arange(20.0, 32.0), 3) + np.repeat([0, 1, 2], 12)
    usual, as_r = monthly_trend(y, 30.0), monthly_trend(y, 30.0, least_dispersion=0)
    assert float(usual.dispersion) < 0.1
    assert float(usual.standard_error) == float(usual.standard_error_poisson)
    assert float(as_r.standard_error) == pytest.approx(
        float(usual.standard_error) * float(usual.dispersion) ** 0.5
    )


@given(st.integers(0, 999))
@settings(max_examples=20)
def test_turned_round_in_time_the_slope_turns_its_sign(seed: int) -> None:
    y = made_up(1, 36, 25.0, seed)[0]
    there, back = monthly_trend(y, 30.0), monthly_trend(y[::-1], 30.0)
    assert float(back.slope) == pytest.approx(-float(there.slope), rel=1e-6, abs=1e-10)
    assert float(back.p) == pytest.approx(float(there.p), rel=1e-5)


def test_exact_growth_is_found_and_its_season() -> None:
    season = np.tile([1.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 5)
    found = monthly_trend(1000 * DAYS * season * 1.02 ** np.arange(60), DAYS)
    assert float(found.slope) == pytest.approx(math.log(1.02), rel=1e-9)
    assert float(found.yearly_percent) == pytest.approx(100 * (1.02**12 - 1), rel=1e-9)
    assert found.month_index[0] / found.month_index[1] == pytest.approx(3, rel=1e-9)
    assert (found.month_index * DAYS[:12]).sum() == pytest.approx(365)
    assert found.low <= found.yearly_percent <= found.high


def test_many_series_are_each_their_own_and_some_cannot_tell() -> None:
    y = made_up(6, 36, 3.0, 5).reshape(2, 3, 36)
    y[0, 0], y[0, 1] = 0.0, 0.0
    y[0, 1, 35] = 4
    y[0, 2] = np.nan
    found = monthly_trend(y, DAYS[:36])
    assert np.isnan(found.slope[0]).all()
    assert np.isnan(found.p[0]).all()
    for at in range(3):
        alone = monthly_trend(y[1, at], DAYS[:36])
        assert float(found.p[1, at]) == pytest.approx(float(alone.p), rel=1e-9)
        assert found.month_index[1, at] == pytest.approx(alone.month_index, rel=1e-9)


def test_4300_series_take_less_than_half_a_second_of_one_core() -> None:
    y = made_up(4300, 36, 25.0, 1)
    monthly_trend(y[:2], DAYS[:36])
    start = time.process_time()
    found = monthly_trend(y, DAYS[:36])
    assert time.process_time() - start < 0.5
    assert np.isfinite(found.p).all()


def test_bad_input_is_refused_in_a_sentence() -> None:
    y = np.full(36, 5.0)
    with pytest.raises(ValueError, match="counts must not be below zero: found -2"):
        monthly_trend(np.where(np.arange(36) == 3, -2, y), 30.0)
    with pytest.raises(ValueError, match="counts must be finite"):
        monthly_trend(np.where(np.arange(36) == 3, np.inf, y), 30.0)
    with pytest.raises(ValueError, match=r"at least 14 points in a row: found the shape \(13,\)"):
        monthly_trend(y[:13], 30.0)
    with pytest.raises(ValueError, match="at least 14 points"):
        monthly_trend([], 30.0)
    with pytest.raises(ValueError, match="one length for each of 36 months"):
        monthly_trend(y, DAYS)
    with pytest.raises(ValueError, match="days must be above zero"):
        monthly_trend(y, 0.0)
    with pytest.raises(ValueError, match="period must be 1"):
        monthly_trend(y, 30.0, period=0)
    assert float(monthly_trend(y, 30.0).p) == pytest.approx(1)
