"""How far forecasts were from what came."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Accuracy:
    """Measures over the months that were forecast and came; each of the shape of the series.

    me: mean of (what came - forecast); mae, rmse: mean size and root mean square of it; mape: mean size in percent of
    what came, NaN where a month had none; scale: mean size of the seasonal naive forecast's misses within the
    training months; mase: mae / scale, below 1 where better than that; months: how many entered.
    """

    me: FloatArray
    mae: FloatArray
    rmse: FloatArray
    mape: FloatArray
    scale: FloatArray
    mase: FloatArray
    months: FloatArray


def accuracy(forecast: ArrayLike, came: ArrayLike, training: ArrayLike, period: int = 12) -> Accuracy:
    """Measure forecasts of shape (..., months ahead) against what came, with the training months as the scale.

    came: as forecast, NaN for a month that is missing; training: (..., months), NaN at gaps. NaN where there is
    nothing to measure or to scale by (every year the same as the one before). Raises ValueError for shapes that do not
    fit. Source: Hyndman and Koehler, International Journal of Forecasting 22 (2006), 679-688.
    """
    f, y = checks.numbers(forecast, "forecasts"), checks.numbers(came, "counts that came")
    past = checks.numbers(training, "training counts")
    if f.ndim == 0 or f.shape[-1] != y.shape[-1]:
        raise ValueError(f"forecasts {f.shape} and what came {y.shape} must cover the same months.")
    miss = y - f
    seen = ~np.isnan(miss)
    n = seen.sum(axis=-1)

    def mean(values: FloatArray) -> FloatArray:
        return _divided(np.where(seen, values, 0.0).sum(axis=-1), n)

    percent = mean(100 * np.abs(miss) / np.where(y == 0, 1.0, np.abs(y)))
    none = (seen & (y == 0)).any(axis=-1)
    mae, scale = mean(np.abs(miss)), naive_scale(past, period)
    return Accuracy(
        mean(miss),
        mae,
        np.sqrt(mean(miss**2)),
        np.where(none, np.nan, percent),
        scale,
        _divided(mae, scale),
        n,
    )


def naive_scale(past: FloatArray, period: int = 12) -> FloatArray:
    """Mean size of the differences to the year before; NaN where there is none."""
    if past.shape[-1] <= period:
        return np.full(past.shape[:-1], np.nan)
    gap = np.abs(past[..., period:] - past[..., :-period])
    return _divided(np.nansum(gap, axis=-1), np.count_nonzero(~np.isnan(gap), axis=-1))


def _divided(top: FloatArray, bottom: FloatArray) -> FloatArray:
    bottom = np.asarray(bottom, dtype=np.float64)
    shape = np.broadcast_shapes(np.shape(top), bottom.shape)
    return np.asarray(np.divide(top, bottom, out=np.full(shape, np.nan), where=bottom > 0))
