"""A straight line with month effects, by least squares."""

from __future__ import annotations

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.forecast.prediction import Prediction

_YEARS = 2


def linear_forecast(y: FloatArray, horizon: int, period: int = 12) -> Prediction:
    """Forecast by a line and the months. y: (series, months), NaN at gaps.

    Misses of different months are taken as independent; not knowing line and months exactly is allowed for. Left NaN
    where fewer than two years of months are in hand, or a calendar month is in none of them.
    Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (2021), chapter 7.
    """
    series, months = y.shape
    design, later = (
        _design(np.arange(months), months, period),
        _design(np.arange(months, months + horizon), months, period),
    )
    able = _able(y, period)
    mean = np.full((series, horizon), np.nan)
    response = np.full((series, horizon, horizon), np.nan)
    further = np.full((series, horizon, horizon), np.nan)
    misses = np.full(y.shape, np.nan)
    if able.any():
        coefficients, inverse = _fit(y[able], design)
        misses[able] = y[able] - coefficients @ design.T
        spare = np.count_nonzero(~np.isnan(y[able]), axis=1) - design.shape[1]
        variance = np.nansum(misses[able] ** 2, axis=1) / spare
        mean[able] = coefficients @ later.T
        response[able] = np.eye(horizon) * np.sqrt(variance)[:, None, None]
        further[able] = variance[:, None, None] * (later @ inverse @ later.T)
    return Prediction("linear", mean, response, misses, further, ("",) * series)


def filled_gaps(y: FloatArray, period: int = 12) -> FloatArray:
    """Fill gaps by the line and the months; series that cannot bear one keep theirs."""
    holes = np.isnan(y)
    able = _able(y, period) & holes.any(axis=1)
    if not able.any():
        return y
    design = _design(np.arange(y.shape[1]), y.shape[1], period)
    full = y.copy()
    full[able] = np.where(holes[able], _fit(y[able], design)[0] @ design.T, y[able])
    return full


def _able(y: FloatArray, period: int) -> BoolArray:
    seen = ~np.isnan(y)
    months = (
        np.stack([seen[:, month::period].any(axis=1) for month in range(period)])
        if y.shape[1] >= period
        else [[False]]
    )
    return np.asarray((np.count_nonzero(seen, axis=1) >= _YEARS * period) & np.all(months, axis=0))


def _design(time: IntArray, months: int, period: int) -> FloatArray:
    return np.column_stack([(time - (months - 1) / 2) / period, np.eye(period)[time % period]])


def _fit(y: FloatArray, design: FloatArray) -> tuple[FloatArray, FloatArray]:
    seen = (~np.isnan(y)).astype(np.float64)
    inverse = np.linalg.inv(np.einsum("st,ti,tj->sij", seen, design, design, optimize=True))
    return np.einsum("sij,sj->si", inverse, np.where(seen > 0, y, 0.0) @ design), inverse
