"""Every pair of points of a series, of one season each: what both rank methods are made of."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray

_AT_ONCE = 4_000_000


def series_of(values: ArrayLike, period: int) -> FloatArray:
    """Check and return series of shape (..., n), NaN at gaps, with at least two points in a row of time.

    Raises ValueError for infinite values, fewer than two points and a period below 1.
    """
    y = checks.with_gaps(values, "values")
    if y.ndim == 0 or y.shape[-1] < 2:
        raise ValueError(f"a trend needs at least two points in time: found the shape {y.shape}.")
    if period < 1:
        raise ValueError(f"period must be 1 (no season) or more, such as 12 for months: found {period}.")
    return y


def pairs_of(n: int, period: int) -> tuple[IntArray, IntArray]:
    """Give earlier and later position of every pair of points of the same season."""
    earlier, later = np.triu_indices(n, 1)
    same = (later - earlier) % period == 0
    return np.asarray(earlier[same], np.int64), np.asarray(later[same], np.int64)


def in_parts(y: FloatArray, pairs: int) -> Iterator[tuple[slice, FloatArray]]:
    """Give the series (rows of `y`) in parts whose pairs fit into memory together."""
    rows = max(1, _AT_ONCE // max(pairs, 1))
    for start in range(0, y.shape[0], rows):
        part = slice(start, start + rows)
        yield part, y[part]
