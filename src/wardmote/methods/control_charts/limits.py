"""Centre line and limits of an XmR chart, for each stretch between breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray

# Of two neighbours: three standard deviations for each unit of mean moving range, and the limit of a range.
_LIMIT = 2.66
_RANGE_LIMIT = 3.267


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What an XmR chart draws; every value stands at its point of the series.

    centre, low, high: (..., n), the mean of the point's stretch and its limits, NaN where a stretch has no two
    neighbours; moving_range: (..., n), distance from the point before, NaN at the first of a stretch and beside
    a gap; screened: (..., n), ranges left out as too large; stretch: (n,), 0, 1, 2, ... from break to break;
    points: (..., n), how many values the limits of the point's stretch rest on.
    """

    centre: FloatArray
    low: FloatArray
    high: FloatArray
    moving_range: FloatArray
    screened: BoolArray
    stretch: IntArray
    points: IntArray


def xmr_limits(values: ArrayLike, breaks: Sequence[int] = (), screen: bool = False) -> Limits:
    """Give mean and mean +- 2.66 x mean moving range of every stretch.

    values: (..., n) in order of time, NaN at gaps. breaks: positions, from 1 to n - 1, of the first point after
    each break. screen: leave out moving ranges above 3.267 x their mean, once, as NHSRplotthedots does unless
    told not to; NHS England's own tool does not. Limits are not cut off at 0: a lower one below 0 says that
    not even 0 would be unusual. Raises ValueError for infinite values, fewer than two points, and breaks that
    do not ascend or lie outside.
    Source: Wheeler and Chambers, *Understanding Statistical Process Control* (1992); Provost and Murray (2011)
    for the screening.
    """
    y = checks.with_gaps(values, "values")
    if y.ndim == 0 or y.shape[-1] < 2:
        raise ValueError(f"a control chart needs at least two points in time: found the shape {y.shape}.")
    stretch = _stretches(breaks, y.shape[-1])
    distance = np.full(y.shape, np.nan)
    distance[..., 1:] = np.where(np.diff(stretch) == 0, np.abs(np.diff(y, axis=-1)), np.nan)
    one_hot = np.eye(int(stretch[-1]) + 1)[stretch]
    usual = _means(distance, one_hot)
    screened = distance > _RANGE_LIMIT * usual if screen else np.zeros(y.shape, np.bool_)
    reach = _LIMIT * _means(np.where(screened, np.nan, distance), one_hot)
    centre = _means(y, one_hot)
    points = np.asarray(((~np.isnan(y)) @ one_hot) @ one_hot.T, dtype=np.int64)
    return Limits(centre, centre - reach, centre + reach, distance, screened, stretch, points)


def _means(values: FloatArray, one_hot: FloatArray) -> FloatArray:
    """The mean of each stretch at each of its points, gaps left out; NaN where it holds none."""
    there = ~np.isnan(values)
    sums, many = np.where(there, values, 0.0) @ one_hot, there.astype(np.float64) @ one_hot
    means = np.divide(sums, many, out=np.full(sums.shape, np.nan), where=many > 0)
    stretch = one_hot.argmax(axis=-1)
    return np.asarray(means[..., stretch])


def _stretches(breaks: Sequence[int], n: int) -> IntArray:
    at = list(breaks)
    if any(not 0 < one < n for one in at) or sorted(set(at)) != at:
        raise ValueError(
            f"breaks must ascend and lie between 1 and {n - 1}, the position of the first point after each: "
            f"found {at}."
        )
    first = np.zeros(n, np.int64)
    first[at] = 1
    return np.cumsum(first)
