"""Two shares of people asked: the difference in points, its interval, and whether it is more than chance.

Both take the people asked for a simple random sample: weighting and clustering make the true interval wider, and for
people who chose to answer there is none. Source: Newcombe (1998), method 10; pooled z test of two proportions.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.change import Interval
from wardmote.methods.checks import FloatArray
from wardmote.methods.intervals import wilson_interval


class ShareChange(NamedTuple):
    """The test of a difference: in standard errors, positive for a rise, and its two-sided p."""

    z: FloatArray
    p: FloatArray


def share_difference_interval(
    before: ArrayLike, of_before: ArrayLike, after: ArrayLike, of_after: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Give the interval of after minus before, two shares of one (0 to 1), each of so many people asked.

    Arrays broadcast. Raises ValueError for shares outside 0 to 1 and for nobody asked.
    """
    p1, n1, p2, n2 = _shares(before, of_before, after, of_after)
    one, two = wilson_interval(p1 * n1, n1, confidence), wilson_interval(p2 * n2, n2, confidence)
    gap = p2 - p1
    low = gap - np.sqrt((p2 - two.low) ** 2 + (one.high - p1) ** 2)
    high = gap + np.sqrt((two.high - p2) ** 2 + (p1 - one.low) ** 2)
    return Interval(np.asarray(low), np.asarray(high))


def share_change(
    before: ArrayLike, of_before: ArrayLike, after: ArrayLike, of_after: ArrayLike
) -> ShareChange:
    """Test whether two shares of one (0 to 1), each of so many people asked, differ by more than chance.

    Arrays broadcast; two shares of 0, or of 1, do not differ (p = 1). Raises ValueError as the interval does.
    """
    p1, n1, p2, n2 = _shares(before, of_before, after, of_after)
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    gap = np.asarray(p2 - p1)
    z = np.divide(gap, error, out=np.zeros(np.broadcast_shapes(gap.shape, error.shape)), where=error > 0)
    return ShareChange(z, np.asarray(2 * special.ndtr(-np.abs(z))))


def _shares(
    before: ArrayLike, of_before: ArrayLike, after: ArrayLike, of_after: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    shares = [checks.non_negative(one, "shares") for one in (before, after)]
    if any((one > 1).any() for one in shares):
        raise ValueError("shares must lie between 0 and 1: divide percentages by 100.")
    people = [checks.positive(one, "people asked") for one in (of_before, of_after)]
    return shares[0], people[0], shares[1], people[1]
