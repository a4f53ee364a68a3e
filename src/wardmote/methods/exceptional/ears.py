"""EARS: this week against the few weeks before it, for when there is no earlier year to compare with.

C1 compares with the weeks just before; C2 leaves the last two out of the comparison; C3 adds what C2 found exceptional
in those two. Source: Hutwagner, Thompson, Seeman and Treadwell, Journal of Urban Health 80 (2003), i89-i96.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.exceptional.alarms import weekly_counts

_GUARD = 2


@dataclass(frozen=True, slots=True, eq=False)
class EarsAlarms:
    """Upper limits and alarms of the last weeks by the three forms.

    A limit is NaN where a week of its baseline is missing, and that of C3 also where one of the two weeks before
    passed a baseline that did not vary at all: by how much, in standard deviations, cannot be said.

    week: (weeks,); observed, c1, c2, c3: (..., weeks); alarm1, alarm2, alarm3: counted above the limit. Where the
    baseline does not vary at all its limit is its mean, and any more is an alarm: a spread at least that of chance
    (least_spread of `ears`) prevents it.
    """

    week: IntArray
    observed: FloatArray
    c1: FloatArray
    c2: FloatArray
    c3: FloatArray
    alarm1: BoolArray
    alarm2: BoolArray
    alarm3: BoolArray


def ears(
    counts: ArrayLike, last: int = 1, baseline: int = 7, alpha: float = 0.001, least_spread: float = 0.0
) -> EarsAlarms:
    """Watch the last weeks by EARS.

    counts: (..., weeks), oldest first, NaN at gaps; baseline: weeks of the comparison, 3 or more; limit = mean + z s
    with s the standard deviation of the baseline, and z the 1 - alpha quantile of the normal curve. C1 needs
    `baseline` weeks before the first one watched; C2 two more, C3 four more: where they lack, NaN. Raises ValueError
    for too few weeks, a baseline below 3, or negative counts.
    """
    z = float(special.ndtri(1 - checks.share(alpha, "alpha")))
    if baseline < 3:
        raise ValueError(f"baseline must be at least 3 weeks, to say how much they vary: found {baseline}.")
    if not least_spread >= 0:
        raise ValueError(f"least_spread must not be below zero: found {least_spread}.")
    y = weekly_counts(counts, last, baseline + 1, f"EARS with a baseline of {baseline} weeks")
    weeks = np.arange(y.shape[-1] - last, y.shape[-1])
    c1, _, _ = _limit(y, weeks, baseline, 0, z, least_spread)
    c2, mean, spread = _limit(y, weeks, baseline, _GUARD, z, least_spread)
    c3 = mean + spread * (z - sum(_excess(y, weeks - step, baseline, least_spread) for step in (1, 2)))
    seen = y[..., weeks]
    return EarsAlarms(weeks, seen, c1, c2, np.asarray(c3), seen > c1, seen > c2, np.asarray(seen > c3))


def _limit(
    y: FloatArray, weeks: IntArray, baseline: int, guard: int, z: float, least: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Give limit, mean and spread of the baselines that end `guard` weeks before each week; NaN where not in hand."""
    places = weeks[:, None] - guard - np.arange(1, baseline + 1)
    taken = np.where(places >= 0, y[..., np.maximum(places, 0)], np.nan)
    mean = taken.mean(axis=-1)
    spread = np.maximum(taken.std(axis=-1, ddof=1), least)
    return np.asarray(mean + z * spread), np.asarray(mean), np.asarray(spread)


def _excess(y: FloatArray, weeks: IntArray, baseline: int, least: float) -> FloatArray:
    """By how many standard deviations beyond one a week passed its C2 mean; NaN where that did not vary."""
    _, mean, spread = _limit(y, weeks, baseline, _GUARD, 0.0, least)
    above = y[..., weeks] - mean
    usual = np.divide(above, spread, out=np.where(above > 0, np.nan, 0.0), where=spread > 0)
    usual = np.where(np.isnan(above), np.nan, usual)
    return np.asarray(np.maximum(usual - 1, 0))
