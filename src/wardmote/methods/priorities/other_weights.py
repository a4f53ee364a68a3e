"""What becomes of the order under other weights: drawn at random, and with a criterion left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.priorities.places import all_places, places
from wardmote.methods.priorities.totals import Rule, totals


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Places under weights drawn at random: the middle one, the range that holds the share asked for, and how often an
    issue is among the first; 0 and NaN for an issue without a total."""

    median: IntArray
    low: IntArray
    high: IntArray
    top: FloatArray


def drawn_weights(
    values: ArrayLike,
    applies: ArrayLike,
    weights: ArrayLike,
    rule: Rule,
    *,
    draws: int = 2000,
    seed: int = 1,
    share: float = 0.9,
    top: int = 3,
) -> Drawn:
    """Places under weights of which every split is as likely as any other (Dirichlet, all parameters 1).

    Criteria of weight zero keep it. Of a product, the weights of each factor are split by themselves.
    """
    v, w = checks.numbers(values, "values"), checks.non_negative(weights, "weights")
    known = ~np.isnan(totals(v, applies, w, rule))
    median, low, high = (np.zeros(known.size, np.int64) for _ in range(3))
    often = np.full(known.size, np.nan)
    if known.any():
        tail = (1 - checks.share(share, "share")) / 2
        split = np.random.default_rng(seed).standard_exponential((draws, w.size)) * (w > 0)
        for group in set(rule.groups):
            of = np.array(rule.groups) == group
            split[:, of] /= split[:, of].sum(axis=1, keepdims=True)
        if not rule.groups:
            split /= split.sum(axis=1, keepdims=True)
        found = all_places(totals(v[known][None], np.asarray(applies)[known], split, rule))
        marks = np.quantile(found, (tail, 0.5, 1 - tail), axis=0, method="inverted_cdf")
        low[known], median[known], high[known] = marks
        often[known] = (found <= top).mean(axis=0)
    return Drawn(median, low, high, often)


def without_each(values: ArrayLike, applies: ArrayLike, weights: ArrayLike, rule: Rule) -> IntArray:
    """Places (criteria, issues) with each criterion left out in turn; 0 where then no total can be made.

    A factor of a product that loses its only criterion leaves none.
    """
    v, w = checks.numbers(values, "values"), checks.non_negative(weights, "weights")
    left = np.where(np.eye(w.size, dtype=bool), 0.0, w)
    found = totals(v[None], applies, left, rule)
    empty: BoolArray = ~np.any(left > 0, axis=1)
    return np.array(
        [np.zeros(len(v), np.int64) if none else places(one) for one, none in zip(found, empty, strict=True)]
    )
