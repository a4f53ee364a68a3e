"""The month pattern: which months stand above the average, and do so every year?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.change import expected_counts
from wardmote.methods.checks import BoolArray, FloatArray, IntArray

_CONVERGED = 1e-12
_TIE = 1e-9
_MOST_ROUNDS = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class MonthPattern:
    """A month pattern, 1 being the average month of its own year, days allowed for.

    index: (..., months); yearly: (..., years, months), NaN at gaps; years_above: (..., months), in how many
    years the month stood above the average; above_every_year: months above it in every year that has them;
    p: (...), the chance of months differing this much if there were no season; NaN where it cannot be said.
    """

    index: FloatArray
    yearly: FloatArray
    years_above: IntArray
    above_every_year: BoolArray
    p: FloatArray


def month_pattern(counts: ArrayLike, days: ArrayLike) -> MonthPattern:
    """Find the month pattern of whole years of monthly counts.

    counts: (..., years, months), NaN for a month that is missing; days: (years, months). Each year's crimes
    per day are divided by that year's average, and the years' figures for a month are averaged. A gap is
    left out, and its year's average is taken as if the month had followed the pattern, so that a missing
    summer does not flatter the winter. A year without any crime says nothing of the pattern and is left out.
    Raises ValueError for fewer than two years or months, negative counts, or a month missing in every year.
    """
    y, d = _whole_years(counts, days)
    present = ~np.isnan(y) & (np.nansum(y, axis=-1, keepdims=True) > 0)
    filled, length = np.where(present, y, 0.0), np.where(present, d, 0.0)
    index = np.ones((*y.shape[:-2], y.shape[-1]))
    for _ in range(_MOST_ROUNDS):
        before = index
        yearly = _over(filled, d * _over(filled.sum(-1), (length * index[..., None, :]).sum(-1))[..., None])
        index = _scaled(_over(np.where(present, yearly, 0).sum(-2), present.sum(-2)), d)
        if np.nanmax(np.abs(index - before), initial=0.0) <= _CONVERGED:
            break
    yearly = np.where(present, yearly, np.nan)
    years_above = np.count_nonzero(yearly > 1 + _TIE, axis=-2)
    every = (years_above == present.sum(axis=-2)) & (years_above > 0)
    return MonthPattern(index, yearly, np.asarray(years_above, dtype=np.int64), every, _chance(y, d))


def _scaled(index: FloatArray, d: FloatArray) -> FloatArray:
    """Give the index so scaled that an average day of the year stands at 1."""
    month_days = d.mean(axis=-2)
    return np.asarray(index * month_days.sum(-1, keepdims=True) / (index * month_days).sum(-1, keepdims=True))


def _chance(y: FloatArray, d: FloatArray) -> FloatArray:
    """Test month effects by F: their mean square against the dispersion that month and year effects leave.

    Only months present in every year of every series enter. NaN where fewer than two are, or no crime is.
    """
    gaps = np.isnan(y).any(axis=tuple(range(y.ndim - 1)))
    y, d = y[..., ~gaps], np.broadcast_to(d, y.shape)[..., ~gaps]
    years, months = y.shape[-2:]
    if months < 2:
        return np.full(y.shape[:-2], np.nan)
    fitted = expected_counts(y, d)
    flat = y.sum(-1, keepdims=True) * d / d.sum(-1, keepdims=True)
    by_month, flat_month = y.sum(-2), flat.sum(-2)
    between = _over((by_month - flat_month) ** 2, flat_month, empty=0.0).sum(-1) / (months - 1)
    df = (years - 1) * (months - 1)
    within = np.maximum(_over((y - fitted) ** 2, fitted, empty=0.0).sum(axis=(-2, -1)) / df, 1.0)
    p = special.fdtrc(months - 1, df, between / within)
    return np.asarray(np.where(y.sum(axis=(-2, -1)) > 0, p, np.nan))


def _whole_years(counts: ArrayLike, days: ArrayLike) -> tuple[FloatArray, FloatArray]:
    y, d = checks.numbers(counts, "counts"), checks.positive(days, "days")
    if y.ndim < 2 or y.shape[-2] < 2 or y.shape[-1] < 2:
        raise ValueError(
            "a month pattern needs at least two years (rows) of at least two months: "
            f"found the shape {y.shape}."
        )
    if np.isinf(y).any() or (y < 0).any():
        raise ValueError("counts must be finite and not below zero; mark a missing month as NaN.")
    if d.shape != y.shape[-2:]:
        raise ValueError(f"days must have the shape {y.shape[-2:]}, one for each month: found {d.shape}.")
    if np.isnan(y).all(axis=-2).any():
        raise ValueError("a month is missing in every year: leave it out, or add a year that has it.")
    return y, d


def _over(top: FloatArray, bottom: FloatArray | IntArray, empty: float = np.nan) -> FloatArray:
    shape = np.broadcast_shapes(top.shape, bottom.shape)
    return np.asarray(np.divide(top, bottom, out=np.full(shape, empty), where=bottom > 0))
