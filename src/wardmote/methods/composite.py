"""Several variables of each area as one index, and how sure the order of areas is.

The variables are brought to one scale (average 100, standard deviations, or ranks), turned so that more is more need, and
averaged with weights. Counts vary by chance, so each rate is drawn many times from what its count allows and the whole
index is made anew each time, the average of the areas with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray

Scale = Literal["index", "z", "rank"]
HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Sureness:
    """Places and indices in the draws, (areas,): ``low`` to ``high`` hold the share asked for. ``above``: how often the
    index is above the level asked for, NaN without one; ``top``: how often an area is among the first."""

    low: IntArray
    high: IntArray
    index_low: FloatArray
    index_high: FloatArray
    above: FloatArray
    top: FloatArray


def on_one_scale(values: ArrayLike, scale: Scale, more_is_need: ArrayLike) -> FloatArray:
    """Variables on one scale, more being more need. values: (..., areas, variables).

    ``index``: 100 times the value over the average; where less is need, as far below 100 as it would be above. ``z``:
    standard deviations from the average (of all areas, which are no sample). ``rank``: 0 for the least need, 100 for the
    most, equal values at the average of their places. A variable that is the same everywhere is 100, 0 or 50. Raises
    ValueError for missing values, and for an index of an average that is not above zero.
    """
    v = checks.numbers(values, "values")
    if not np.isfinite(v).all():
        raise ValueError("values must all be present: leave an area or a variable out that is not.")
    turned = np.where(np.asarray(more_is_need, bool), 1.0, -1.0)
    mean = v.mean(axis=-2, keepdims=True)
    if scale == "index":
        if (mean <= 0).any():
            raise ValueError(
                "an index needs an average above zero: bring this variable to a scale by z or rank."
            )
        return np.asarray(100 + turned * (100 * v / mean - 100))
    if scale == "z":
        sd = v.std(axis=-2, keepdims=True)
        return np.asarray(turned * np.divide(v - mean, sd, out=np.zeros_like(v), where=sd > 0))
    places = stats.rankdata(turned * v, axis=-2)
    return np.asarray(
        100 * (places - 1) / max(v.shape[-2] - 1, 1) if v.shape[-2] > 1 else np.full_like(v, 50)
    )


def composite(values: ArrayLike, scale: Scale, more_is_need: ArrayLike, weights: ArrayLike) -> FloatArray:
    """The index of each area: the weighted mean of its variables on one scale. values: (..., areas, variables)."""
    w = checks.positive(weights, "weights")
    return np.asarray(np.round(on_one_scale(values, scale, more_is_need) @ (w / w.sum()), 9))


def spread_between_years(before: ArrayLike, after: ArrayLike) -> float:
    """How many times more than by pure chance counts of areas differ between two years; never below 1.

    Pearson's statistic of two years by areas over its degrees of freedom.
    """
    a, b = checks.non_negative(before, "before"), checks.non_negative(after, "after")
    both = a + b
    there = both > 0
    if there.sum() < 2 or not a.sum() or not b.sum():
        return 1.0
    expected = both[there] * a.sum() / both.sum()
    other = both[there] - expected
    chi = ((a[there] - expected) ** 2 * (1 / expected + 1 / other)).sum()
    return max(1.0, float(chi / (there.sum() - 1)))


def rank_sureness(
    values: ArrayLike,
    counts: ArrayLike,
    exposure: ArrayLike,
    spread: ArrayLike,
    scale: Scale,
    more_is_need: ArrayLike,
    weights: ArrayLike,
    *,
    draws: int = 2000,
    seed: int = 1,
    share: float = 0.9,
    top: int = 3,
    above: float | None = None,
) -> Sureness:
    """Places that the counts allow, all areas together.

    values, counts, exposure: (areas, variables); where counts are NaN the value stands fast, else the rate is drawn from a
    gamma distribution with mean (count + 1/2) / exposure, in the unit of ``values``, and the variance of a count times
    ``spread`` (variables,), 1 being pure chance. With equal indices areas share the better place.
    """
    v, c = checks.numbers(values, "values"), checks.with_gaps(counts, "counts")
    e, phi = checks.numbers(exposure, "exposure"), checks.positive(spread, "spread")
    varies: BoolArray = ~np.isnan(c)
    rng = np.random.default_rng(seed)
    shape = np.where(varies, np.nan_to_num(c) + HALF, 1.0) / phi
    drawn = rng.standard_gamma(shape, (draws, *v.shape)) * phi / np.where(varies, e, 1.0)
    made = composite(np.where(varies, drawn, v), scale, more_is_need, weights)
    places = stats.rankdata(-made, method="min", axis=-1)
    ends = ((1 - checks.share(share, "share")) / 2, (1 + share) / 2)
    low, high = np.quantile(places, ends, axis=0, method="inverted_cdf").astype(np.int64)
    index_low, index_high = np.quantile(made, ends, axis=0)
    over = np.full(len(v), np.nan) if above is None else (made > above).mean(axis=0)
    return Sureness(low, high, index_low, index_high, over, (places <= top).mean(axis=0))
