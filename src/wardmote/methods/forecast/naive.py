"""The seasonal naive forecast: each month as in the last year that has it. What any other must beat."""

from __future__ import annotations

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.forecast.prediction import Prediction

_LEAST_DIFFERENCES = 6
_YEARS_BACK = 2


def naive_forecast(y: FloatArray, horizon: int, period: int = 12) -> Prediction:
    """Forecast each month by the same month of the last year, or of the year before where that is a gap.

    y: (series, months), NaN at gaps. Misses are the differences to the year before; those of one calendar month add
    up from year to year. Left NaN where a month lacks in both years, or fewer than six differences are in hand.
    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2021), sections 5.2 and 5.5.
    """
    series, months = y.shape
    response = np.full((series, horizon, horizon), np.nan)
    if months < period + _LEAST_DIFFERENCES:
        return Prediction(
            "seasonal naive",
            np.full((series, horizon), np.nan),
            response,
            np.full(y.shape, np.nan),
            None,
            ("",) * series,
        )
    misses = np.full(y.shape, np.nan)
    misses[:, period:] = y[:, period:] - y[:, :-period]
    seen = np.count_nonzero(~np.isnan(misses), axis=1)
    spread = np.sqrt(np.nansum(misses**2, axis=1) / np.maximum(seen, 1))
    mean = np.stack([_last_seen(y, step, period) for step in range(horizon)], axis=1)
    able = (seen >= _LEAST_DIFFERENCES) & ~np.isnan(mean).any(axis=1)
    ahead, shock = np.arange(horizon)[:, None], np.arange(horizon)
    same = ((ahead - shock) % period == 0) & (shock <= ahead)
    response[able] = same * spread[able, None, None]
    return Prediction(
        "seasonal naive", np.where(able[:, None], mean, np.nan), response, misses, None, ("",) * series
    )


def _last_seen(y: FloatArray, step: int, period: int) -> FloatArray:
    found = np.full(len(y), np.nan)
    for year in range(1, _YEARS_BACK + 1):
        place = y.shape[1] - period * year + step % period
        if place >= 0:
            found = np.where(np.isnan(found), y[:, place], found)
    return found
