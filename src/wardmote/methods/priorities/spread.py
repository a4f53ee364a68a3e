"""How far apart people score: median, range, and what needs talking over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.priorities.totals import combined


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Of each issue and criterion (issues, criteria): median, lowest and highest score, NaN without one; how many scores;
    whether they lie far apart; whether they are few."""

    median: FloatArray
    low: FloatArray
    high: FloatArray
    scorers: IntArray
    apart: BoolArray
    few: BoolArray


def spread(scores: ArrayLike, aside: ArrayLike | None = None, *, flag: float = 3, fewest: int = 5) -> Spread:
    """Median and range of the scores given; an answer that a criterion does not apply is none of them.

    scores: (scorers, issues, criteria), NaN where there is none. ``flag``: a range of so much is far apart; ``fewest``:
    fewer scores are few.
    """
    s = checks.with_gaps(scores, "scores")
    given = ~np.isnan(s) & (True if aside is None else ~np.asarray(aside, bool))
    n = given.sum(axis=0)
    low = np.where(n > 0, np.where(given, s, np.inf).min(axis=0, initial=np.inf), np.nan)
    high = np.where(n > 0, np.where(given, s, -np.inf).max(axis=0, initial=-np.inf), np.nan)
    median = combined(np.where(given, s, np.nan)).values
    return Spread(
        median, low, high, n.astype(np.int64), (n > 0) & (np.nan_to_num(high - low) >= flag), n < fewest
    )
