"""STL forecast: what is left when the season is taken off is smoothed on, and the last year's season put back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.decomposition import stl
from wardmote.methods.forecast.ets.automatic import ets_forecast
from wardmote.methods.forecast.ets.forms import WITHOUT_SEASON
from wardmote.methods.forecast.linear import filled_gaps
from wardmote.methods.forecast.prediction import Prediction

_FORMS = tuple(form for form in WITHOUT_SEASON if form.error == "A" and form.trend != "A")


def stl_forecast(y: FloatArray, horizon: int, period: int = 12) -> Prediction:
    """Forecast by STL with one season for all years, and exponential smoothing (level, damped trend) of the rest.

    y: (series, months), NaN at gaps; for the season, gaps are filled by a line with month effects. Left NaN where that
    cannot
    be fitted, or there are fewer than two years. The spread allows for the season having been fitted.
    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2021), section 5.7.
    """
    series, months = y.shape
    full = filled_gaps(y, period)
    able = np.asarray(~np.isnan(full).any(axis=1))
    if months < 2 * period or not able.any():
        empty = np.full((series, horizon), np.nan)
        return Prediction(
            "STL",
            empty,
            np.full((series, horizon, horizon), np.nan),
            np.full(y.shape, np.nan),
            None,
            ("",) * series,
        )
    season = np.zeros(y.shape)
    season[able] = stl(full[able], period).season
    rest = ets_forecast(np.where(able[:, None], y - season, np.nan), horizon, period, _FORMS)
    seen = np.count_nonzero(~np.isnan(y), axis=1)
    spare = seen - np.array([2 + 2 * (form == "(A,Ad,N)") for form in rest.chosen])
    wider = np.sqrt(spare / np.maximum(spare - (period - 1), 1))
    last = season[:, months - period :][:, np.arange(horizon) % period]
    misses = np.where(np.isnan(y), np.nan, rest.misses)
    return replace(
        rest, model="STL", mean=rest.mean + last, response=rest.response * wider[:, None, None], misses=misses
    )
