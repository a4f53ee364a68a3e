"""Season and days are taken off, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.control_charts import adjusted_months
from wardmote.methods.trends import monthly_trend

DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 4, dtype=float)
SEASON = np.tile([1.4, 0.6, 1, 1, 1.2, 0.8, 1, 1, 1, 1, 1, 1], 4)


def test_a_pure_season_leaves_a_straight_line_and_steps_stay() -> None:
    level = np.where(np.arange(48) < 20, 100.0, 160.0)
    found = adjusted_months(level * SEASON * DAYS / 30, DAYS, [20])
    assert found.values / level == pytest.approx(np.full(48, found.values[0] / 100), rel=1e-9)
    assert (found.month_index * DAYS[:12]).sum() == pytest.approx(365)
    assert float(found.dispersion) == pytest.approx(0, abs=1e-9)


def test_growth_stays() -> None:
    growth = 1.02 ** np.arange(48)
    found = adjusted_months(50 * growth * SEASON * DAYS / 30, DAYS)
    assert found.values / growth == pytest.approx(np.full(48, found.values[0]), rel=1e-9)


@given(st.integers(0, 9999), st.sampled_from([0.5, 7.0]))
@settings(max_examples=25)
def test_scale_carries_over_and_gaps_stay_gaps(seed: int, scale: float) -> None:
    random = np.random.default_rng(seed)
    y = random.poisson(30 * SEASON).astype(float)
    y[random.choice(48, 4, replace=False)] = np.nan
    found = adjusted_months(y, DAYS)
    np.testing.assert_array_equal(np.isnan(found.values), np.isnan(y))
    np.testing.assert_allclose(adjusted_months(y * scale, DAYS).values, found.values * scale, rtol=1e-7)
    assert found.month_index == pytest.approx(monthly_trend(y, DAYS).month_index, rel=1e-7)


def test_zeros_stay_zeros_and_each_series_is_its_own() -> None:
    y = np.random.default_rng(2).poisson(9, (2, 2, 48)).astype(float)
    y[0, 0] = 0
    y[1, 1, 3::12] = 0
    found = adjusted_months(y, DAYS)
    assert (found.values[0, 0] == 0).all()
    assert (found.values[1, 1, 3::12] == 0).all()
    for at in np.ndindex(2, 2):
        np.testing.assert_allclose(found.values[at], adjusted_months(y[at], DAYS).values, rtol=1e-8)


def test_season_is_taken_off_where_steps_and_trend_cannot_be_told_apart() -> None:
    counts = 100 * SEASON[:24] * np.where(np.arange(24) < 12, 1, 2)
    found = adjusted_months(counts, 30.0, [12])
    assert found.taken_off
    assert found.values == pytest.approx(np.where(np.arange(24) < 12, 100, 200), rel=1e-9)
    one_side = adjusted_months(np.where(np.arange(24) < 12, 0, counts), 30.0, [12])
    assert one_side.taken_off
    assert one_side.values[12:] == pytest.approx(np.full(12, one_side.values[12]), rel=1e-9)


def test_a_series_of_zeros_has_no_season_to_take_off() -> None:
    found = adjusted_months(np.stack([np.zeros(48), SEASON]), 30.0)
    assert found.taken_off.tolist() == [False, True]
    assert (found.month_index[0] == 1).all()


def test_bad_input_is_refused_in_a_sentence() -> None:
    y = np.full(48, 5.0)
    with pytest.raises(ValueError, match=r"two years or more \(24 points\): found 23"):
        adjusted_months(y[:23], DAYS[:23])
    with pytest.raises(ValueError, match="a month is missing in every year"):
        adjusted_months(np.where(np.arange(48) % 12 == 7, np.nan, y), DAYS)
    with pytest.raises(ValueError, match="counts must not be below zero"):
        adjusted_months(np.where(np.arange(48) == 7, -1, y), DAYS)
    with pytest.raises(ValueError, match="breaks must ascend"):
        adjusted_months(y, DAYS, [48])
    with pytest.raises(ValueError, match="at least 14 points"):
        adjusted_months([], 30.0)
