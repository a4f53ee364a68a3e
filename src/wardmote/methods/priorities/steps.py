"""Rank bands: the places an issue could have if scores were one step higher or lower.

Two things are asked. What is possible: exact best and worst places when scores move in the worst way at once. What is
likely: places when every score given is, by itself and with equal chance, one lower, as it is, or one higher. A score
never leaves the scale, and an answer that a criterion does not apply stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.priorities.places import all_places
from wardmote.methods.priorities.totals import SAME, Rule, combined, totals

BLOCK = 2_000_000
"""Scores moved at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Best and worst place of each issue; 0 for one without a total."""

    best: IntArray
    worst: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """Places in the simulations: ``low`` to ``high`` holds the share asked for; ``top``: how often among the first."""

    low: IntArray
    high: IntArray
    top: FloatArray


def possible(
    scores: ArrayLike,
    aside: ArrayLike | None,
    weights: ArrayLike,
    rule: Rule,
    scale: tuple[float, float],
    *,
    of: Literal["one", "every"] = "every",
) -> Band:
    """Exact best and worst places when scores are at most one step off.

    ``every``: every score of every issue may be one higher or lower. ``one``: of each issue, the scores on one criterion
    only, whichever matters most. As totals never fall when a score rises, an issue's best place is where its own scores
    are raised and all others' lowered, and the other way round. Equal totals share the better place. scale: the lowest
    and highest score.
    """
    s = checks.with_gaps(scores, "scores")
    low, high = (_moved(s, aside, weights, rule, scale, step, of) for step in (-1, 1))
    known = ~np.isnan(low)
    best, worst = np.zeros(known.size, np.int64), np.zeros(known.size, np.int64)
    first, last = low[known], high[known]
    best[known] = 1 + (first[None, :] > last[:, None]).sum(axis=1)
    itself = np.eye(len(first), dtype=bool)
    worst[known] = 1 + ((last[None, :] > first[:, None]) & ~itself).sum(axis=1)
    return Band(best, worst)


def likely(
    scores: ArrayLike,
    aside: ArrayLike | None,
    weights: ArrayLike,
    rule: Rule,
    scale: tuple[float, float],
    *,
    draws: int = 2000,
    seed: int = 1,
    share: float = 0.9,
    top: int = 3,
) -> Chance:
    """Places when each score given is one lower, the same or one higher, with equal chance and by itself."""
    s = checks.with_gaps(scores, "scores")
    tail = (1 - checks.share(share, "share")) / 2
    base = combined(s, aside, rule.combine)
    known = ~np.isnan(totals(base.values, base.applies, weights, rule))
    low, high = np.zeros(known.size, np.int64), np.zeros(known.size, np.int64)
    often = np.full(known.size, np.nan)
    if known.any():
        kept = s[:, known]
        apart = None if aside is None else np.asarray(aside, bool)[:, known]
        found = _drawn(kept, apart, np.asarray(weights, np.float64), rule, scale, draws, seed)
        low[known], high[known] = np.quantile(found, (tail, 1 - tail), axis=0, method="inverted_cdf")
        often[known] = (found <= top).mean(axis=0)
    return Chance(low, high, often)


def _drawn(
    s: FloatArray,
    aside: ArrayLike | None,
    weights: FloatArray,
    rule: Rule,
    scale: tuple[float, float],
    draws: int,
    seed: int,
) -> IntArray:
    """Places (draws, issues), in blocks of draws."""
    rng = np.random.default_rng(seed)
    people, issues, criteria = s.shape
    found = []
    at_once = max(1, BLOCK // max(s.size, 1))
    for first in range(0, draws, at_once):
        n = min(at_once, draws - first)
        steps = rng.integers(-1, 2, (people, n, issues, criteria))
        moved = np.clip(s[:, None] + steps, *scale).reshape(people, n * issues, criteria)
        apart = (
            None
            if aside is None
            else np.broadcast_to(np.asarray(aside)[:, None], steps.shape).reshape(moved.shape)
        )
        one = combined(moved, apart, rule.combine)
        shape = (n, issues, criteria)
        found.append(
            all_places(totals(one.values.reshape(shape), one.applies.reshape(shape)[0], weights, rule))
        )
    return np.concatenate(found)


def _moved(
    s: FloatArray,
    aside: ArrayLike | None,
    weights: ArrayLike,
    rule: Rule,
    scale: tuple[float, float],
    step: int,
    of: str,
) -> FloatArray:
    """Totals with scores moved by a step: all of them, or those on the one criterion that moves each issue furthest."""
    base = combined(s, aside, rule.combine)
    moved = combined(np.clip(s + step, *scale), aside, rule.combine)
    if of == "every":
        return totals(moved.values, base.applies, weights, rule)
    criteria = s.shape[2]
    each = np.where(np.eye(criteria, dtype=bool)[:, None, :], moved.values, base.values)
    found = np.vstack(
        [totals(base.values, base.applies, weights, rule), totals(each, base.applies, weights, rule)]
    )
    return np.asarray(np.round(found.max(axis=0) if step > 0 else found.min(axis=0), SAME))
