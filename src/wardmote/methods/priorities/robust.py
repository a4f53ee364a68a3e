"""Which issues are among the first whatever the weights are, asked exactly.

Where totals are sums, another issue is ahead where a linear function of the weights is above zero. An issue falls out of
the first three when there are weights by which three others are ahead of it at once. Such weights are first looked for
among some that are easy to name and some drawn at random; where none of them does it, every three others are asked in
turn by linear programmes, and only where none can be solved does the issue stay among the first whatever the weights are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.priorities.totals import Rule, totals

LEAD = 1e-6
"""A lead smaller than this, with weights that add up to 1, is none; leads of scores are zero or far larger."""
DRAWS = 512


def robust(
    values: ArrayLike,
    applies: ArrayLike,
    weights: ArrayLike,
    rule: Rule,
    *,
    top: int = 3,
    within: float | None = None,
    seed: int = 1,
) -> BoolArray | None:
    """Whether each issue is among the first ``top`` whatever the weights are; equal totals share the better place.

    within: each weight from so many times less to so many times more than it is set; None: any weights from zero up, of
    the criteria that have one. An issue without a total is not. The answer is None for products, and for means where
    not the same criteria apply to every issue: there totals are no sums. ``seed`` changes how long it takes, no answer.
    """
    v, w = checks.numbers(values, "values"), checks.non_negative(weights, "weights")
    there = np.asarray(applies, bool)
    known = ~np.isnan(totals(v, there, w, rule))
    alike = not known.any() or bool((there[known] == there[known][:1]).all())
    if rule.formula == "product" or (rule.formula == "weighted-mean" and not alike):
        return None
    counting = w > 0
    points = np.where(there, np.nan_to_num(v), 0.0)[known][:, counting]
    share = w[counting] / max(w.sum(), 1e-300)
    range_ = _Range(
        *((0 * share, 1 + 0 * share) if within is None else (share / within, share * within)), seed
    )
    found = np.zeros(known.size, bool)
    found[known] = [
        not _can_fall(np.delete(points, at, axis=0) - points[at], range_, top) for at in range(len(points))
    ]
    return found


class _Range:
    """Weights from low to high; they add up to 1 where that parts nothing but the size of a lead."""

    def __init__(self, low: FloatArray, high: FloatArray, seed: int) -> None:
        self.low, self.high = low, high
        self.open = bool((low == 0).all() and (high == 1).all())
        rng = np.random.default_rng(seed)
        one = np.eye(low.size, dtype=bool)
        if self.open:
            drawn = rng.dirichlet(np.full(low.size, 0.3), DRAWS)
            self.tried = np.vstack([one, np.full(low.size, 1 / low.size), drawn])
        else:
            drawn = np.where(rng.random((DRAWS, low.size)) < 0.5, low, high)
            self.tried = np.vstack([np.where(one, high, low), np.where(one, low, high), drawn])

    def greatest(self, differences: FloatArray) -> FloatArray:
        """The greatest lead that each other can have."""
        if self.open:
            return np.asarray(differences.max(axis=1))
        return np.asarray(np.maximum(differences, 0) @ self.high + np.minimum(differences, 0) @ self.low)

    def ahead_at_once(self, differences: FloatArray) -> bool:
        """Whether there are weights by which all of these are ahead: the least of their leads as large as can be."""
        others, criteria = differences.shape
        rows = np.hstack([-differences, np.ones((others, 1))])
        bounds = [*zip(self.low, self.high, strict=True), (None, 1.0)]
        total = np.append(np.ones(criteria), 0.0)[None] if self.open else None
        found = optimize.linprog(
            np.append(np.zeros(criteria), -1.0), A_ub=rows, b_ub=np.zeros(others), bounds=bounds,
            A_eq=total, b_eq=None if total is None else [1.0], method="highs",
        )  # fmt: skip
        if not found.success:
            raise ArithmeticError(f"The programme of weights was not solved: {found.message}")
        return bool(-float(found.fun or 0.0) > LEAD)


def _can_fall(differences: FloatArray, range_: _Range, top: int) -> bool:
    """Whether so many others can be ahead at once. differences: (others, criteria), theirs less ours."""
    able = differences[range_.greatest(differences) > LEAD]
    if len(able) < top:
        return False
    ahead = able @ range_.tried.T > LEAD
    if (ahead.sum(axis=0) >= top).any():
        return True
    order = np.argsort(-ahead.sum(axis=1), kind="stable")
    return _deeper(able[order], (), top, range_)


def _deeper(able: FloatArray, chosen: tuple[int, ...], top: int, range_: _Range) -> bool:
    """Whether others can be added to those chosen until there are enough, all ahead at once."""
    if len(chosen) == top:
        return True
    first = chosen[-1] + 1 if chosen else 0
    for other in range(first, len(able) - (top - len(chosen)) + 1):
        tried = (*chosen, other)
        if (len(tried) == 1 or range_.ahead_at_once(able[list(tried)])) and _deeper(able, tried, top, range_):
            return True
    return False
