"""Seasonal naive, the line with months, and STL against statsmodels and loops."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from wardmote.methods.forecast.linear import filled_gaps, linear_forecast
from wardmote.methods.forecast.naive import naive_forecast
from wardmote.methods.forecast.stl_ets import stl_forecast

Y = np.random.default_rng(7).poisson(30 + 8 * np.sin(np.arange(60) / 12 * 2 * np.pi), (3, 60)).astype(float)


def test_linear_is_ordinary_least_squares_with_prediction_variance() -> None:
    y = Y.copy()
    y[1, [4, 30]] = np.nan
    found = linear_forecast(y, 5)
    for row in range(3):
        design = np.column_stack([np.arange(65), np.eye(12)[np.arange(65) % 12]])
        seen = ~np.isnan(y[row])
        fit = sm.OLS(y[row][seen], design[:60][seen]).fit()
        expected = fit.get_prediction(design[60:])
        assert found.mean[row] == pytest.approx(expected.predicted_mean)
        assert np.sqrt(np.diagonal(found.covariance()[row])) == pytest.approx(expected.se_obs)
        assert filled_gaps(y)[row] == pytest.approx(np.where(seen, y[row], fit.predict(design[:60])))


def test_seasonal_naive_repeats_the_last_year_and_its_misses_add_up() -> None:
    found = naive_forecast(Y, 30)
    assert found.mean[0, :12] == pytest.approx(Y[0, 48:])
    assert found.mean[0, 12:24] == pytest.approx(Y[0, 48:])
    sd = np.sqrt(np.diagonal(found.covariance()[0]))
    once = np.sqrt(np.mean((Y[0, 12:] - Y[0, :-12]) ** 2))
    assert sd == pytest.approx([once * np.sqrt(1 + month // 12) for month in range(30)])


def test_seasonal_naive_takes_the_year_before_at_a_gap_and_then_gives_up() -> None:
    y = Y[:2].copy()
    y[0, 50] = y[1, 50] = y[1, 38] = np.nan
    found = naive_forecast(y, 12)
    assert found.mean[0, 2] == y[0, 38]
    assert found.fitted.tolist() == [True, False]


def test_stl_puts_the_season_back() -> None:
    wave = 50 + 20 * np.sin(np.arange(72) / 12 * 2 * np.pi)
    found = stl_forecast(wave[None, :60], 12)
    assert found.mean[0] == pytest.approx(wave[60:], rel=0.01)
    short = stl_forecast(wave[None, :23], 12)
    assert not short.fitted.any()


@pytest.mark.parametrize("model", [linear_forecast, naive_forecast, stl_forecast])
def test_too_short_a_series_is_left_out_not_an_error(model: object) -> None:
    assert not model(np.ones((2, 3)), 4).fitted.any()  # type: ignore[operator]
