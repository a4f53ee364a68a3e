"""From scores of several people to one total an issue.

Scores are arrays of scorers by issues by criteria; NaN is no score. Where an answer was that a criterion does not apply,
``aside`` is true and the score counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray

SAME = 9
"""Totals that agree to so many decimals are equal: sums of weights in another order must not part a tie."""


@dataclass(frozen=True)
class Rule:
    """How scores become a total. ``groups``: of a product, the number of the factor that each criterion belongs to."""

    formula: Literal["sum", "weighted-mean", "product"]
    groups: tuple[int, ...] = ()
    combine: Literal["median", "mean"] = "median"


@dataclass(frozen=True, eq=False)
class Combined:
    """One score an issue and criterion. ``values``: (issues, criteria), NaN where nobody gave one; ``applies``: false
    where more than half of those who answered said that the criterion does not apply."""

    values: FloatArray
    applies: BoolArray


def combined(scores: ArrayLike, aside: ArrayLike | None = None, how: str = "median") -> Combined:
    """One score of several people's: the median or mean of the scores given.

    scores: (scorers, issues, criteria); aside: the same shape. Raises ValueError for another shape.
    """
    s, apart = _fitting(scores, aside)
    given = ~np.isnan(s) & ~apart
    answered = given.sum(axis=0) + apart.sum(axis=0)
    applies = 2 * apart.sum(axis=0) <= answered
    values = np.where(given, s, np.nan)
    one = _median(values) if how == "median" else _mean(values, given)
    return Combined(np.where(applies, one, np.nan), applies)


def totals(values: ArrayLike, applies: ArrayLike, weights: ArrayLike, rule: Rule) -> FloatArray:
    """Total of each issue; NaN where a criterion that applies and counts has no score, or none applies.

    values: (..., issues, criteria); applies: (issues, criteria); weights: (..., criteria), not below zero. Of a sum, a
    criterion that does not apply adds nothing; of means, it is left out.
    """
    v, there = checks.numbers(values, "values"), np.asarray(applies, bool)
    w = checks.non_negative(weights, "weights")[..., None, :]
    lacking = (np.isnan(v) & there & (w > 0)).any(axis=-1)
    heavy = np.where(there, w, 0.0)
    weighed = heavy * np.where(np.isnan(v), 0.0, v)
    if rule.formula == "sum":
        made = weighed.sum(axis=-1)
    else:
        made = np.ones(lacking.shape)
        for group in sorted(set(rule.groups)) or [0]:
            of = np.array(rule.groups or (0,) * v.shape[-1]) == group
            made = made * _ratio(weighed[..., of].sum(axis=-1), heavy[..., of].sum(axis=-1))
    return np.asarray(np.where(lacking, np.nan, np.round(made, SAME)))


def _ratio(top: FloatArray, bottom: FloatArray) -> FloatArray:
    shape = np.broadcast_shapes(top.shape, bottom.shape)
    out = np.full(shape, np.nan)
    return np.asarray(np.divide(top, bottom, out=out, where=np.broadcast_to(bottom > 0, shape)))


def _fitting(scores: ArrayLike, aside: ArrayLike | None) -> tuple[FloatArray, BoolArray]:
    s = checks.with_gaps(scores, "scores")
    if s.ndim != 3:
        raise ValueError(f"scores must be of scorers by issues by criteria: found {s.ndim} dimensions.")
    apart = np.zeros(s.shape, bool) if aside is None else np.asarray(aside, bool)
    if apart.shape != s.shape:
        raise ValueError(f"aside must have the shape of scores, {s.shape}: found {apart.shape}.")
    return s, apart


def _median(values: FloatArray) -> FloatArray:
    """Median over the first axis without the NaN in it; by sorting, which is far quicker here than numpy's own."""
    ordered = np.sort(values, axis=0)
    n = (~np.isnan(values)).sum(axis=0)
    lower, upper = np.maximum(n - 1, 0) // 2, n // 2
    upper = np.minimum(upper, len(values) - 1)
    first = np.take_along_axis(ordered, lower[None], axis=0)[0]
    second = np.take_along_axis(ordered, upper[None], axis=0)[0]
    return np.asarray(np.where(n > 0, (first + second) / 2, np.nan))


def _mean(values: FloatArray, given: BoolArray) -> FloatArray:
    return _ratio(np.nansum(values, axis=0), given.sum(axis=0).astype(np.float64))
