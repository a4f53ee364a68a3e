"""The season with its intervals: which months stand out by more than chance, and the calendar of peaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray

_ROUNDS = 500
_CONVERGED = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class SeasonIndex:
    """Months against the average day of the year, which stands at 1.

    index, low, high: (..., months); phi: (...), how many times more than chance the months vary, never below 1; calendar:
    (..., months), 1 where the whole interval lies above 1 (a peak), -1 where it lies below (quiet), 0 where it cannot
    be told from the average, or nothing is known; p: (...), the chance of months differing this much if there were no
    season (F: the months' mean square against the dispersion that month and year effects leave, never below 1). NaN
    where there was no crime.
    """

    index: FloatArray
    low: FloatArray
    high: FloatArray
    phi: FloatArray
    calendar: IntArray
    p: FloatArray


def season_index(counts: ArrayLike, days: ArrayLike, confidence: float = 0.95) -> SeasonIndex:
    """Find each month's index with its interval, years taken together by their counts.

    counts: (..., years, months), NaN at gaps; days: (years, months). Expected = days x year effect x month effect
    (Poisson, gaps left out); phi = max(1, Pearson's dispersion) with df = months in hand - years - months + 1; the
    index is the month effect over its mean by days. Given the total n, a month's count is a share of it: the interval
    is Wilson's score interval of that share for n / phi crimes and Student's t with df, over the share that the month
    would have without a season. Each interval is for its month alone: of twelve months without a season, one calendar
    in three or so marks some month.
    Raises ValueError for fewer than two years or months, negative counts, or a month missing in every year.
    Sources: McCullagh and Nelder, Generalized Linear Models (1989), sections 5.5 and 6.2; Wilson (1927).
    """
    level = checks.share(confidence, "confidence")
    y, d = checks.numbers(counts, "counts"), checks.positive(days, "days")
    if y.ndim < 2 or min(y.shape[-2:]) < 2:
        raise ValueError(f"a season needs two years (rows) of two months or more: found the shape {y.shape}.")
    if np.isinf(y).any() or (y < 0).any():
        raise ValueError("counts must be finite and not below zero; mark a missing month as NaN.")
    if d.shape != y.shape[-2:]:
        raise ValueError(f"days must have the shape {y.shape[-2:]}, one for each month: found {d.shape}.")
    if np.isnan(y).all(axis=-2).any():
        raise ValueError("a month is missing in every year: leave it out, or add a year that has it.")
    present = ~np.isnan(y)
    filled, length = np.where(present, y, 0.0), np.where(present, d, 0.0)
    expected, months = _effects(filled, length)
    df = np.maximum(present.sum(axis=(-2, -1)) - sum(y.shape[-2:]) + 1, 1)
    misfit = np.divide((filled - expected) ** 2, expected, out=np.zeros(y.shape), where=expected > 0)
    phi = np.maximum(misfit.sum(axis=(-2, -1)) / df, 1.0)
    p = _chance(filled, length, phi, df)
    return _with_intervals(filled, length, d, months, (phi, p), special.stdtrit(df, (1 + level) / 2))


def _chance(y: FloatArray, length: FloatArray, phi: FloatArray, df: IntArray) -> FloatArray:
    """Test the months together by F, against the counts of a flat year; NaN without a crime."""
    flat = _over(y.sum(-1), length.sum(-1))[..., None] * length
    by_month, expected = y.sum(-2), flat.sum(-2)
    apart = _over((by_month - expected) ** 2, expected).sum(-1) / (y.shape[-1] - 1)
    chance = special.fdtrc(y.shape[-1] - 1, df, apart / phi)
    return np.asarray(np.where(y.sum(axis=(-2, -1)) > 0, chance, np.nan))


def _effects(y: FloatArray, length: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Fit year and month effects by turns; give the expected counts and the month effects."""
    months = np.ones((*y.shape[:-2], y.shape[-1]))
    years = np.zeros(y.shape[:-1])
    for _ in range(_ROUNDS):
        before = months
        years = _over(y.sum(-1), (length * months[..., None, :]).sum(-1))
        months = _over(y.sum(-2), (length * years[..., None]).sum(-2))
        if np.abs(months - before).max(initial=0.0) <= _CONVERGED:
            break
    return np.asarray(length * years[..., None] * months[..., None, :]), months


def _with_intervals(
    y: FloatArray,
    length: FloatArray,
    d: FloatArray,
    months: FloatArray,
    spread: tuple[FloatArray, FloatArray],
    t: FloatArray,
) -> SeasonIndex:
    """The index from the month effects; ``spread`` is the dispersion and p, ``t`` the quantile of the intervals."""
    phi, p = spread
    year_days = d.mean(axis=-2)
    middle = (months * year_days).sum(-1, keepdims=True) / year_days.sum()
    index = np.divide(months, middle, out=np.full(months.shape, np.nan), where=middle > 0)
    seen, total = y.sum(-2), y.sum(axis=(-2, -1))
    n = np.maximum(total / phi, 1e-12)[..., None]
    share = seen / np.maximum(total, 1e-12)[..., None]
    years = _over(y.sum(-1), (length * np.nan_to_num(index)[..., None, :]).sum(-1))
    flat = _over((length * years[..., None]).sum(-2), np.maximum(total, 1e-12)[..., None])
    z = (t**2)[..., None]
    half = np.sqrt(z * share * (1 - share) / n + z**2 / (4 * n**2))
    low, high = ((share + z / (2 * n) + sign * half) / (1 + z / n) for sign in (-1, 1))
    some = (total > 0)[..., None] & (flat > 0)
    low = np.where(some, np.maximum(low, 0) / np.where(flat > 0, flat, 1), np.nan)
    high = np.where(some, high / np.where(flat > 0, flat, 1), np.nan)
    calendar = (low > 1).astype(np.int64) - (high < 1)
    return SeasonIndex(index, low, high, np.asarray(phi), np.asarray(calendar, dtype=np.int64), p)


def _over(top: FloatArray, bottom: FloatArray) -> FloatArray:
    shape = np.broadcast_shapes(top.shape, bottom.shape)
    return np.asarray(np.divide(top, bottom, out=np.zeros(shape), where=bottom > 0))
