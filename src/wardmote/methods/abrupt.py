"""Months that stand so far from those around them that the supply, not the place, may have changed.

A screen for questions to the supplier, not a test: it makes no claim about crime.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class AbruptMonths:
    """How each month stands to those around it, (..., months).

    expected: median count a day of the months around it, times its days; ratio: count over expected; drop, spike:
    whether it is asked about. NaN and False where it is missing or too few months stand around it.
    """

    expected: FloatArray
    ratio: FloatArray
    drop: BoolArray
    spike: BoolArray


def abrupt_months(
    counts: ArrayLike, days: ArrayLike, *, around: int, least: float, ratio: float, noise: float
) -> AbruptMonths:
    """Screen monthly counts for abrupt drops and spikes.

    counts: (..., months), NaN for a month that is missing; days: (months,). A month is compared with the median of
    the ``around`` months on each side of it, itself left out; at least half of them must be there, and the expected
    count be ``least`` or more. It is asked about where it is ``ratio`` times further down or up than that median,
    where the difference, 2 sqrt b - 2 sqrt a, is more than ``noise`` standard deviations (of a count, or of the series'
    own months where they vary more: 1.4826 times their median distance), and where the same calendar month of another
    year did not move even half as far the same way (on the log scale), as a season would.

    Raises ValueError for negative counts, or a ratio that is not above 1.
    """
    y, d = checks.numbers(counts, "counts"), checks.positive(days, "days")
    if np.any(y < 0):
        raise ValueError("counts must not be below zero: leave revised counts out of the screen.")
    if ratio <= 1:
        raise ValueError(f"ratio must be above 1, such as 1.5: found {ratio}.")
    expected = _around(y / d, around) * d
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = y / expected
        away = np.log(np.maximum(y, 0.5) / expected)
    distance = np.abs(2 * np.sqrt(y) - 2 * np.sqrt(expected))
    far = distance > noise * _usual(distance)
    asked = far & (expected >= least) & (np.abs(away) >= np.log(ratio)) & ~_seasonal(away)
    return AbruptMonths(expected, relative, asked & (away < 0), asked & (away > 0))


def _around(rates: FloatArray, around: int) -> FloatArray:
    """The median of the months on both sides of each, (..., months); NaN where fewer than half are there."""
    months = rates.shape[-1]
    expected = np.full(rates.shape, np.nan)
    for at in range(months):
        beside = [
            other for other in range(at - around, at + around + 1) if 0 <= other < months and other != at
        ]
        if not beside:
            continue
        there = rates[..., beside]
        enough = np.count_nonzero(np.isfinite(there), axis=-1) >= around
        filled = np.where(enough[..., None], there, 0.0)
        expected[..., at] = np.where(enough, np.nanmedian(filled, axis=-1), np.nan)
    return expected


def _usual(distance: FloatArray) -> FloatArray:
    """The standard deviation that the months of a series usually have, (..., 1): at least that of a count."""
    there = np.where(np.isfinite(distance).any(axis=-1, keepdims=True), distance, 0.0)
    return np.asarray(np.maximum(1.0, 1.4826 * np.nanmedian(there, axis=-1, keepdims=True)), dtype=np.float64)


def _seasonal(away: FloatArray) -> BoolArray:
    """Whether the same calendar month of another year lies at least half as far the same way."""
    found = np.zeros(away.shape, dtype=np.bool_)
    months = away.shape[-1]
    for at in range(months):
        others = [other for other in range(at % 12, months, 12) if other != at]
        if others:
            mine, theirs = away[..., [at]], np.nan_to_num(away[..., others])
            found[..., at] = ((theirs * mine > 0) & (np.abs(theirs) >= np.abs(mine) / 2)).any(axis=-1)
    return found
