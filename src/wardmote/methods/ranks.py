"""How sure a rank is: the places in the list that the data would also allow.

Source: Klein, Wright and Wieczorek, "A joint confidence region for an overall ranking of populations", Journal of
the Royal Statistical Society C (2020), with all pairs compared and Holm's correction (1979).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.multiplicity import holm


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """Places in a list, 1 first; equal values share the best. `best`, `worst`: the places the data also allow."""

    rank: IntArray
    best: IntArray
    worst: IntArray


def ranks(
    values: ArrayLike,
    covariance: ArrayLike,
    *,
    df: float = np.inf,
    confidence: float = 0.95,
    highest_first: bool = True,
) -> Ranks:
    """Rank estimates, and say between which places each lies, all of them together with this confidence.

    values: (k,); covariance: (k, k) of their errors, or (k,) variances of independent ones; df: of Student's t. An
    estimate cannot be before those that are beyond chance ahead of it, nor after those beyond chance behind it.
    Raises ValueError for no values, missing ones, a covariance of another shape, and negative variances.
    """
    v, spread = _fitting(values, covariance)
    level = checks.share(confidence, "confidence")
    ahead = v if highest_first else -v
    place = stats.rankdata(-ahead, method="min")
    first, second = np.triu_indices(v.size, 1)
    variance = np.maximum(spread[first, first] + spread[second, second] - 2 * spread[first, second], 0)
    gap = ahead[first] - ahead[second]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(gap == 0, 0, gap / np.sqrt(variance))
    tail = special.ndtr(-np.abs(t)) if np.isinf(df) else special.stdtr(df, -np.abs(t))
    sure = holm(2 * tail) < 1 - level if t.size else np.zeros(0, bool)
    before = np.zeros((v.size, v.size), bool)
    before[first, second], before[second, first] = sure & (gap > 0), sure & (gap < 0)
    best, worst = 1 + before.sum(axis=0), v.size - before.sum(axis=1)
    return Ranks(place.astype(np.int64), best.astype(np.int64), worst.astype(np.int64))


def _fitting(values: ArrayLike, covariance: ArrayLike) -> tuple[FloatArray, FloatArray]:
    v, spread = checks.numbers(values, "values"), checks.numbers(covariance, "covariance")
    if v.ndim != 1 or v.size == 0 or not np.isfinite(v).all():
        raise ValueError("values must be a list of numbers, none missing: leave out what has no value.")
    if spread.shape == v.shape:
        spread = np.diag(spread)
    if spread.shape != (v.size, v.size) or not np.isfinite(spread).all() or (np.diag(spread) < 0).any():
        raise ValueError(
            f"covariance must hold a variance, not below zero, for each of the {v.size} values, or one for each pair."
        )
    return v, spread
