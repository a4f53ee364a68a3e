"""How unevenly crime lies over places: "three of 84 areas hold 21% of robbery"."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray

_TIE = 1e-12


def top_share(counts: ArrayLike, k: int) -> FloatArray:
    """Give the share of all crime that lies in the k areas with most of it.

    counts: (..., areas), every area including those without crime. NaN where there is no crime at all.
    Raises ValueError for missing or negative counts, or k that is not between 1 and the number of areas.
    """
    y = _areas(counts)
    if not 1 <= k <= y.shape[-1]:
        raise ValueError(f"k must be between 1 and the {y.shape[-1]} areas there are: found {k}.")
    return _of_total(np.sort(y, axis=-1)[..., -k:].sum(axis=-1), y.sum(axis=-1))


def areas_holding(counts: ArrayLike, share: float) -> IntArray:
    """Give the smallest number of areas that together hold at least `share` of all crime; 0 if there is none.

    counts: (..., areas). Raises ValueError for missing or negative counts or a share not in (0, 1].
    """
    if not 0 < share <= 1:
        raise ValueError(f"share must be above 0 and at most 1, such as 0.5: found {share}.")
    y = _areas(counts)
    held = np.cumsum(-np.sort(-y, axis=-1), axis=-1)
    total = held[..., -1:]
    short = np.count_nonzero(held < share * total * (1 - _TIE), axis=-1)
    return np.asarray(np.where(total[..., 0] > 0, short + 1, 0), dtype=np.int64)


def gini(counts: ArrayLike) -> FloatArray:
    """Give the Gini coefficient of crime over areas: 0 spread evenly, towards 1 all in one.

    counts: (..., areas). NaN where there is no crime. Where there is less crime than areas it cannot be 0
    and overstates concentration: use `generalised_gini`. Raises ValueError for missing or negative counts.
    """
    y = _areas(counts)
    return np.asarray(_lean(y) / y.shape[-1])


def generalised_gini(counts: ArrayLike, *, unbiased: bool = False) -> FloatArray:
    """Give the Gini coefficient against the most even spread that whole crimes allow.

    With fewer crimes than areas some areas must be empty; that is not concentration. With more it equals
    `gini`. `unbiased` multiplies by m / (m - 1), m the smaller of crimes and areas (NaN where m is 1 or
    less). counts: (..., areas). NaN where there is no crime. Raises ValueError for missing or negative
    counts. Source: Bernasco and Steenbeek (2017).
    """
    y = _areas(counts)
    n, total = y.shape[-1], y.sum(axis=-1)
    fewest = np.minimum(total, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = _lean(y) / fewest - n / fewest + 1
        if unbiased:
            value = np.where(fewest > 1, value * fewest / (fewest - 1), np.nan)
    return np.asarray(np.where(total > 0, value, np.nan))


def _lean(y: FloatArray) -> FloatArray:
    """Give 2 sum(rank x share) - n - 1, ranks from the emptiest area up."""
    n = y.shape[-1]
    shares = _of_total(np.sort(y, axis=-1), y.sum(axis=-1, keepdims=True))
    return np.asarray(2 * (np.arange(1, n + 1) * shares).sum(axis=-1) - n - 1)


def _of_total(part: FloatArray, total: FloatArray) -> FloatArray:
    return np.asarray(np.divide(part, total, out=np.full(part.shape, np.nan), where=total > 0))


def _areas(counts: ArrayLike) -> FloatArray:
    y = checks.non_negative(counts, "counts")
    if y.ndim == 0 or y.shape[-1] == 0:
        raise ValueError("counts must hold one number for each area: found none.")
    return y
