"""What every weekly watch answers, what it asks of its input, and the limits of counts it uses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Alarms:
    """The last weeks of each series against what was to be expected.

    week: (weeks,), their places in the series, the first being 0; observed, expected: (..., weeks); upper: the limit,
    NaN where too few were counted to raise an alarm; phi: how many times more than chance the weeks vary, never below
    1, NaN where the method does not ask; trend: whether a trend entered; alarm: counted above the limit; chance: how
    often as many or more would be counted if nothing had changed.
    """

    week: IntArray
    observed: FloatArray
    expected: FloatArray
    upper: FloatArray
    phi: FloatArray
    trend: BoolArray
    alarm: BoolArray
    chance: FloatArray


def weekly_counts(counts: ArrayLike, last: int, needed: int, why: str) -> FloatArray:
    """Give weekly counts as (..., weeks), NaN at gaps; raise ValueError for what cannot be watched.

    needed: the weeks there must be for the first of the `last` weeks, and why.
    """
    y = checks.numbers(counts, "weekly counts")
    if y.ndim == 0:
        raise ValueError("weekly counts must be a row of weeks, oldest first: found a single number.")
    if np.isinf(y).any() or (y < 0).any():
        raise ValueError("weekly counts must be finite and not below zero; mark a missing week as NaN.")
    if last < 1:
        raise ValueError(f"last must be at least 1, the number of latest weeks to watch: found {last}.")
    if y.shape[-1] < needed + last - 1:
        raise ValueError(
            f"{why} needs {needed + last - 1} weeks to watch the last {last}: found {y.shape[-1]}. "
            "Add earlier weeks, watch fewer, or use a method that needs less history."
        )
    return y


def count_limit(mean: FloatArray, phi: FloatArray, alpha: float) -> FloatArray:
    """Give the least count that is passed with a chance of at most alpha; variance is phi times the mean.

    Negative binomial; Poisson where phi is 1.
    """
    mean = np.maximum(mean, 1e-12)
    spread = np.maximum(phi, 1 + 1e-9)
    wide = stats.nbinom.ppf(1 - alpha, mean / (spread - 1), 1 / spread)
    return np.asarray(np.where(phi > 1, wide, stats.poisson.ppf(1 - alpha, mean)))


def count_chance(seen: FloatArray, mean: FloatArray, phi: FloatArray) -> FloatArray:
    """Give the chance of `seen` or more; variance is phi times the mean."""
    mean = np.maximum(mean, 1e-12)
    spread = np.maximum(phi, 1 + 1e-9)
    wide = stats.nbinom.sf(seen - 1, mean / (spread - 1), 1 / spread)
    plain = special.gammainc(np.maximum(seen, 1e-12), mean)
    return np.asarray(np.where(seen <= 0, 1.0, np.where(phi > 1, wide, plain)))


def enough_counted(y: FloatArray, week: int, least: int, weeks: int) -> BoolArray:
    """Say whether at least `least` were counted in the `weeks` weeks up to this one; y: (series, weeks)."""
    return np.asarray(np.nansum(y[:, max(week - weeks + 1, 0) : week + 1], axis=1) >= least)
