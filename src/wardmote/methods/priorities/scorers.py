"""What becomes of the order without one of the scorers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import IntArray
from wardmote.methods.priorities.places import places
from wardmote.methods.priorities.totals import Rule, combined, totals


def without_each_scorer(
    scores: ArrayLike, aside: ArrayLike | None, weights: ArrayLike, rule: Rule
) -> IntArray:
    """Places (scorers, issues) with each scorer left out in turn; 0 for an issue that then has no total."""
    s = checks.with_gaps(scores, "scores")
    apart = np.zeros(s.shape, bool) if aside is None else np.asarray(aside, bool)
    found = []
    for at in range(len(s)):
        rest = combined(np.delete(s, at, axis=0), np.delete(apart, at, axis=0), rule.combine)
        found.append(places(totals(rest.values, rest.applies, weights, rule)))
    return np.asarray(found, np.int64).reshape(len(s), s.shape[1])
