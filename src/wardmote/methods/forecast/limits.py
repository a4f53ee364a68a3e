"""Limits of counts to come: never below zero, whole numbers, and never surer than chance allows."""

from __future__ import annotations

import numpy as np
from scipy import stats

from wardmote.methods.checks import BoolArray, FloatArray, IntArray


def count_limits(mean: FloatArray, variance: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Give the limits between which a count lies with at least this confidence; arguments broadcast.

    The count is negative binomial with this mean and variance; where the variance is below the mean, Poisson: not even
    a steady series is surer than that. NaN stays NaN.
    """
    mean, variance = np.broadcast_arrays(np.maximum(mean, 0.0), variance)
    tail = (1 - confidence) / 2
    return _quantile(mean, variance, tail), _quantile(mean, variance, 1 - tail)


def chance_at_most(count: FloatArray, mean: FloatArray, variance: FloatArray) -> FloatArray:
    """Give the chance of `count` or fewer under the same distribution."""
    mean, variance, count = np.broadcast_arrays(np.maximum(mean, 0.0), variance, count)
    size, share = _shape(mean, variance)
    wide = stats.nbinom.cdf(count, size, share)
    plain = stats.poisson.cdf(count, np.nan_to_num(mean))
    known = np.where(_overdispersed(mean, variance), wide, plain)
    return np.asarray(np.where(np.isnan(mean) | np.isnan(variance), np.nan, known))


def quiet_limit(months: FloatArray | IntArray, ahead: int, confidence: float) -> FloatArray:
    """Give the upper limit of the sum of `ahead` months where none was counted in so many months.

    The predictive distribution under Jeffreys's prior for a Poisson mean is negative binomial with size 1/2 and
    share months / (months + ahead). Source: Bernardo and Smith, Bayesian Theory (1994), appendix A.
    """
    share = np.asarray(months / (months + ahead), dtype=np.float64)
    return np.asarray(stats.nbinom.ppf((1 + confidence) / 2, 0.5, share))


def _quantile(mean: FloatArray, variance: FloatArray, at: float) -> FloatArray:
    found = np.full(mean.shape, np.nan)
    known = ~(np.isnan(mean) | np.isnan(variance))
    wide = known & _overdispersed(mean, variance)
    size, share = _shape(mean[wide], variance[wide])
    found[wide] = stats.nbinom.ppf(at, size, share)
    plain = known & ~wide
    found[plain] = stats.poisson.ppf(at, mean[plain])
    return np.asarray(np.maximum(found, 0.0))


def _overdispersed(mean: FloatArray, variance: FloatArray) -> BoolArray:
    return np.asarray((mean > 1e-9) & (variance > mean * (1 + 1e-6)))


def _shape(mean: FloatArray, variance: FloatArray) -> tuple[FloatArray, FloatArray]:
    safe = np.maximum(mean, 1e-9)
    spare = np.maximum(variance - safe, safe * 1e-6)
    return safe**2 / spare, safe / (safe + spare)
