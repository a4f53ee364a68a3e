"""Mann-Kendall: do values tend to rise or to fall, whatever the shape of the rise and of their spread?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.trends.pairs import series_of


@dataclass(frozen=True, slots=True, eq=False)
class MannKendall:
    """The test, one value a series.

    s: pairs that rise less pairs that fall; variance: of s without a trend, ties allowed for; tau: Kendall's
    tau-b, from -1 (every pair falls) to 1, NaN where all values are one; points: how many values there are;
    exact: whether p is exact and not from the normal curve; p: two-sided, 1 where nothing can be said.
    """

    s: FloatArray
    variance: FloatArray
    tau: FloatArray
    points: IntArray
    exact: BoolArray
    p: FloatArray


def mann_kendall(values: ArrayLike, period: int = 1, exact_below: int = 50) -> MannKendall:
    """Test series for a trend by the signs of all their pairs.

    values: (..., n) in order of time, NaN at gaps. period: 1, or the length of the season (12 for months from
    any month on): only values of the same season are then compared, and their s and variances are added up, so
    that a season is no trend. p is exact without a season, without ties and with fewer than `exact_below`
    values; otherwise normal with a correction of 1 for the steps of s, and variance corrected for ties.
    Raises ValueError for infinite values or fewer than two points.
    Source: Mann (1945); Kendall (1975); Hirsch, Slack and Smith (1982) for the seasonal form.
    """
    y = series_of(values, period)
    rows = y.reshape(-1, y.shape[-1])
    s, compared, equals = _compared(rows, period)
    tied = equals.sum(axis=-1) / 2
    variance = _variance(rows, equals, period)
    points = np.count_nonzero(~np.isnan(rows), axis=-1)
    exact = (tied == 0) & (points < exact_below) & (points > 1) & (period == 1)
    p = _normal(s, variance)
    for n in np.unique(points[exact]):
        chosen = exact & (points == n)
        p[chosen] = _exact(np.abs(s[chosen]), int(n))
    spread = compared * (compared - tied)
    tau = np.divide(s, np.sqrt(spread), out=np.full(s.shape, np.nan), where=spread > 0)
    shape = y.shape[:-1]
    return MannKendall(
        s.reshape(shape),
        variance.reshape(shape),
        tau.reshape(shape),
        points.reshape(shape),
        exact.reshape(shape),
        p.reshape(shape),
    )


def _compared(y: FloatArray, period: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Give s, the pairs compared, and for each value (rows, n) how many others of its season it equals."""
    s, compared, equals = np.zeros(y.shape[0]), np.zeros(y.shape[0]), np.zeros(y.shape)
    for lag in range(period, y.shape[1], period):
        earlier, later = y[:, :-lag], y[:, lag:]
        rises, falls, same = later > earlier, later < earlier, later == earlier
        up, down = np.count_nonzero(rises, axis=-1), np.count_nonzero(falls, axis=-1)
        s += up - down
        compared += up + down + np.count_nonzero(same, axis=-1)
        equals[:, :-lag] += same
        equals[:, lag:] += same
    return s, compared, equals


def _variance(y: FloatArray, equals: FloatArray, period: int) -> FloatArray:
    """Sum over seasons (n(n-1)(2n+5) - sum over ties t(t-1)(2t+5)) / 18, a tie of t values seen t times."""
    there = ~np.isnan(y)
    ties = np.where(there, equals * (2 * equals + 7), 0.0).sum(axis=-1)
    whole = np.zeros(y.shape[0])
    for season in range(min(period, y.shape[1])):
        n = there[:, season::period].sum(axis=-1)
        whole += n * (n - 1) * (2 * n + 5)
    return np.asarray((whole - ties) / 18)


def _normal(s: FloatArray, variance: FloatArray) -> FloatArray:
    nearer = np.sign(s) * np.maximum(np.abs(s) - 1, 0)
    z = np.divide(nearer, np.sqrt(variance), out=np.zeros(s.shape), where=variance > 0)
    return np.asarray(np.minimum(2 * special.ndtr(-np.abs(z)), 1))


def _exact(distance: FloatArray, n: int) -> FloatArray:
    """Twice the chance of an s at least so high; s = n(n-1)/2 - 2 x (pairs out of order)."""
    most = n * (n - 1) // 2
    out_of_order = ((most - distance) / 2).astype(np.int64)
    return np.minimum(2 * np.cumsum(_inversions(n))[out_of_order], 1)


@cache
def _inversions(n: int) -> FloatArray:
    """The chance of 0, 1, 2, ... pairs out of order among n values in random order."""
    chance: FloatArray = np.ones(1)
    for size in range(2, n + 1):
        chance = np.convolve(chance, np.full(size, 1 / size))
    return chance
