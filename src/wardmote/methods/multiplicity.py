"""Many tests at once: adjusted p-values, so that the reader of a whole table is not misled by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray


def benjamini_hochberg(p: ArrayLike, axis: int = -1) -> FloatArray:
    """Adjust p-values so that calling q < 5% a change leaves, on average, 5% of the calls false.

    p: any shape; each line along `axis` is one family. NaN is not in the family and stays NaN. Raises
    ValueError for p below 0 or above 1. Source: Benjamini and Hochberg (1995), as R's `p.adjust`.
    """
    ordered, order, size = _ascending(p, axis)
    rank = np.arange(1, ordered.shape[-1] + 1)
    raised = np.where(rank <= size, ordered * size / rank, np.inf)
    adjusted = np.minimum(np.minimum.accumulate(raised[..., ::-1], axis=-1)[..., ::-1], 1)
    return _restored(adjusted, order, size, axis)


def benjamini_yekutieli(p: ArrayLike, axis: int = -1) -> FloatArray:
    """Adjust p-values as Benjamini-Hochberg, for tests that depend on each other in whatever way.

    Shares of one whole do: where one area gains, others lose. It multiplies by 1 + 1/2 + ... + 1/m, so it
    finds less. Shapes, NaN and errors as in `benjamini_hochberg`. Source: Benjamini and Yekutieli (2001), as
    R's `p.adjust`.
    """
    values = checks.numbers(p, "p-values")
    adjusted = benjamini_hochberg(values, axis)
    size = np.count_nonzero(~np.isnan(values), axis=axis, keepdims=True)
    sums = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, size.max(initial=0) + 1))])
    # The first adjustment is cut off at 1, which the second factor, never below 1, leaves at 1.
    return np.asarray(np.minimum(adjusted * sums[size], 1))


def holm(p: ArrayLike, axis: int = -1) -> FloatArray:
    """Adjust p-values so that any false call at all is as rare as the level: stricter than the above.

    Shapes, NaN and errors as in `benjamini_hochberg`. Source: Holm (1979), as R's `p.adjust`.
    """
    ordered, order, size = _ascending(p, axis)
    rank = np.arange(1, ordered.shape[-1] + 1)
    raised = np.where(rank <= size, ordered * (size - rank + 1), 0)
    adjusted = np.minimum(np.maximum.accumulate(raised, axis=-1), 1)
    return _restored(adjusted, order, size, axis)


def _ascending(p: ArrayLike, axis: int) -> tuple[FloatArray, IntArray, IntArray]:
    """Give p in ascending order along the last axis (NaN last, as 1), that order, and each family's size."""
    values = checks.numbers(p, "p-values")
    if values.ndim == 0:
        raise ValueError("p-values must come as a family: found a single number.")
    if ((values < 0) | (values > 1)).any():
        raise ValueError(
            f"p-values must lie between 0 and 1: found {np.nanmin(values):g} to {np.nanmax(values):g}."
        )
    lines = np.moveaxis(values, axis, -1)
    order = np.argsort(lines, axis=-1, kind="stable")
    size = np.count_nonzero(~np.isnan(lines), axis=-1, keepdims=True)
    ordered = np.nan_to_num(np.take_along_axis(lines, order, axis=-1), nan=1.0)
    return ordered, order, np.asarray(size, dtype=np.int64)


def _restored(adjusted: FloatArray, order: IntArray, size: IntArray, axis: int) -> FloatArray:
    rank = np.arange(1, adjusted.shape[-1] + 1)
    lines = np.empty(adjusted.shape)
    np.put_along_axis(lines, order, np.where(rank <= size, adjusted, np.nan), axis=-1)
    return np.moveaxis(lines, -1, axis)
