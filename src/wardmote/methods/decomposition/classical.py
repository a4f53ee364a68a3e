"""Classical decomposition: a moving average is the trend, and what is left over by month is the season."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods.checks import FloatArray
from wardmote.methods.decomposition.series import regular_series

Kind = Literal["additive", "multiplicative"]


@dataclass(frozen=True, slots=True, eq=False)
class Classical:
    """A decomposed series.

    factors: (..., period), the season from the first month of the series on; they sum to 0, or average 1 where they
    multiply; trend, remainder: (..., months), NaN for the half year at each end and where a gap touches the average.
    """

    factors: FloatArray
    trend: FloatArray
    remainder: FloatArray


def classical_decomposition(series: ArrayLike, period: int = 12, kind: Kind = "multiplicative") -> Classical:
    """Part series into trend, season and remainder.

    series: (..., months), oldest first, NaN at gaps, two whole periods or more. The trend is the average over a year
    centred on the month (half weight to the two ends where the period is even); the season is the mean by month of the
    differences from it, or of the ratios to it. A ratio to a trend of 0 is left out. Raises ValueError for too short
    series, or one without a month of each kind that a whole year surrounds.
    Source: Kendall and Stuart, The Advanced Theory of Statistics, volume 3 (1983), pages 410-414.
    """
    if kind not in ("additive", "multiplicative"):
        raise ValueError(f"kind must be 'additive' or 'multiplicative': found {kind!r}.")
    y = regular_series(series, period)
    if kind == "multiplicative" and (y < 0).any():
        raise ValueError("a multiplicative decomposition takes no values below zero: use the additive one.")
    trend = _centred_average(y, period)
    factors = _by_month(_part(y, trend, kind), period)
    middle = factors.mean(axis=-1, keepdims=True)
    factors = factors - middle if kind == "additive" else factors / np.where(middle > 0, middle, np.nan)
    whole = np.take(factors, np.arange(y.shape[-1]) % period, axis=-1)
    return Classical(np.asarray(factors), trend, _part(_part(y, trend, kind), whole, kind))


def _part(y: FloatArray, off: FloatArray, kind: Kind) -> FloatArray:
    if kind == "additive":
        return np.asarray(y - off)
    return np.asarray(np.divide(y, off, out=np.full(y.shape, np.nan), where=np.nan_to_num(off) > 0))


def _centred_average(y: FloatArray, period: int) -> FloatArray:
    weights = np.ones(period) if period % 2 else np.concatenate([[0.5], np.ones(period - 1), [0.5]])
    windows = np.lib.stride_tricks.sliding_window_view(y, len(weights), axis=-1)
    trend = np.full(y.shape, np.nan)
    half = len(weights) // 2
    trend[..., half : half + windows.shape[-2]] = windows @ (weights / period)
    return trend


def _by_month(detrended: FloatArray, period: int) -> FloatArray:
    months = detrended.shape[-1]
    padded = np.full((*detrended.shape[:-1], -(-months // period) * period), np.nan)
    padded[..., :months] = detrended
    table = padded.reshape(*detrended.shape[:-1], -1, period)
    seen = np.count_nonzero(~np.isnan(table), axis=-2)
    return np.asarray(
        np.divide(np.nansum(table, axis=-2), seen, out=np.full(seen.shape, np.nan), where=seen > 0)
    )
