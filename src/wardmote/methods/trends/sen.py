"""Sen's slope: how steep a trend is, by the middle one of all slopes between two points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.trends.mann_kendall import mann_kendall
from wardmote.methods.trends.pairs import in_parts, pairs_of, series_of


@dataclass(frozen=True, slots=True, eq=False)
class SenSlope:
    """One value a series: slope per unit of time, the limits of its interval, and how many pairs it is of.

    A limit is infinite where there are too few points to set one; slope is NaN where there is no pair.
    """

    slope: FloatArray
    low: FloatArray
    high: FloatArray
    pairs: IntArray


def sen_slope(
    values: ArrayLike, times: ArrayLike | None = None, period: int = 1, confidence: float = 0.95
) -> SenSlope:
    """Give Sen's slope of series and its interval.

    values: (..., n) in order of time, NaN at gaps; times: (n,), 0, 1, 2, ... where none are given. period as in
    `mann_kendall`: with 12, only the same months of different years are compared. The interval runs between two
    ranks, from the variance of Mann-Kendall's s, rounded outwards.
    Raises ValueError for infinite values, fewer than two points, and times that do not ascend.
    Source: Sen (1968); Gilbert (1987), section 16.5.
    """
    y = series_of(values, period)
    when = _ascending(times, y.shape[-1])
    rows = y.reshape(-1, y.shape[-1])
    earlier, later = pairs_of(rows.shape[1], period)
    reach = special.ndtri((1 + checks.share(confidence, "confidence")) / 2)
    half = reach * np.sqrt(np.atleast_1d(mann_kendall(rows, period).variance))
    found = [np.full(rows.shape[0], np.nan) for _ in range(3)]
    pairs = np.zeros(rows.shape[0], np.int64)
    for part, some in in_parts(rows, earlier.size):
        slopes = np.sort((some[:, later] - some[:, earlier]) / (when[later] - when[earlier]), axis=-1)
        n = np.count_nonzero(~np.isnan(slopes), axis=-1)
        pairs[part] = n
        found[0][part] = (_ranked(slopes, (n + 1) // 2, n) + _ranked(slopes, n // 2 + 1, n)) / 2
        found[1][part] = _ranked(slopes, np.floor((n - half[part]) / 2).astype(np.int64), n)
        found[2][part] = _ranked(slopes, np.ceil((n + half[part]) / 2).astype(np.int64) + 1, n)
    slope, low, high = (one.reshape(y.shape[:-1]) for one in found)
    return SenSlope(slope, low, high, pairs.reshape(y.shape[:-1]))


def _ranked(slopes: FloatArray, rank: IntArray, n: IntArray) -> FloatArray:
    """The slope of that rank from 1 to n; without end beyond, NaN where there is none."""
    if slopes.shape[-1] == 0:
        return np.full(n.shape, np.nan)
    position = np.clip(rank - 1, 0, np.maximum(n - 1, 0))
    inside = np.take_along_axis(slopes, position[:, None], axis=-1)[:, 0]
    beyond = np.where(rank < 1, -np.inf, np.where(rank > n, np.inf, inside))
    return np.where(n > 0, beyond, np.nan)


def _ascending(times: ArrayLike | None, n: int) -> FloatArray:
    when = np.arange(n, dtype=np.float64) if times is None else checks.numbers(times, "times")
    if when.shape != (n,):
        raise ValueError(f"times must give one time for each of {n} values: found the shape {when.shape}.")
    if not (np.diff(when) > 0).all():
        raise ValueError("times must be present and ascend: sort the values by time, one value a time.")
    return when
