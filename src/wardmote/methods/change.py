"""The default verdict test: did a yearly count change by more than its own months vary?

Monthly counts of two or more years are fitted with month and year effects. What is left over says how much
more than chance alone the months vary (phi). The difference of the square roots of the last two yearly
totals is set against that, with Student's t for the few months there are to judge by.
Source: square-root difference after Anscombe (1948) and Wheeler (2016); residual dispersion after McCullagh
and Nelder (1989). In plain English, with simulated error rates: docs/explanation/statistics.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray

_CONVERGED = 1e-12
_MOST_ROUNDS = 10_000


class Interval(NamedTuple):
    """The lower and upper limit of each value; `high` is infinite where the data set no upper limit."""

    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class YearChange:
    """The test of a change between the last two of several years, for one series or for many.

    a, b: totals of the last year but one and of the last; phi: how many times more than chance the months
    vary, never below 1; df: degrees of freedom of phi; d1, d2: days behind a and b; z: the difference in
    standard errors, positive for a rise; p: two-sided, from Student's t with df. Arrays have the shape of
    the counts without their last two axes.
    """

    a: FloatArray
    b: FloatArray
    phi: FloatArray
    df: int
    d1: FloatArray
    d2: FloatArray
    z: FloatArray
    p: FloatArray


def year_change(counts: ArrayLike, days: ArrayLike) -> YearChange:
    """Test the change between the last two years of matched monthly counts.

    counts: (..., years, months), oldest year first; a month that is missing in any year is left out of all
    of them by the caller. days: (years, months) or any shape that broadcasts to the counts': the length of
    each month in days. Raises ValueError for fewer than two years or months, for missing or negative
    counts, and for days that do not fit the counts.
    """
    y, d = _matched(counts, days)
    df = (y.shape[-2] - 1) * (y.shape[-1] - 1)
    phi = _dispersion(y, _fit(y, d), df)
    totals, lengths = y.sum(axis=-1), np.broadcast_to(d, y.shape).sum(axis=-1)
    a, b, d1, d2 = totals[..., -2], totals[..., -1], lengths[..., -2], lengths[..., -1]
    z, p = _test(a, b, phi, df, d1, d2)
    return YearChange(a, b, phi, df, d1, d2, z, p)


def expected_counts(counts: ArrayLike, days: ArrayLike) -> FloatArray:
    """Fit month and year effects to counts of shape (..., years, months), with days as exposures.

    The expected count is E = days x year effect x month effect, with the same year and month totals as the
    counts: the Poisson log-linear fit with log(days) as offset. Where a month has as many days in every
    year it is (year total x month total) / grand total; a leap February needs the iteration (proportional
    fitting, Deming and Stephan 1940). Where a year or month has no crime at all, E is 0. Raises ValueError
    as `year_change` does.
    """
    return _fit(*_matched(counts, days))


def scaled_change(change: YearChange, share_previous: ArrayLike, share_current: ArrayLike) -> YearChange:
    """Repeat the test on totals divided by their shares (of rows with a location), with the same phi and df.

    Shares lie between 0 and 1 and broadcast to the totals. Where a share is 0 or NaN nothing can be said:
    z and p are NaN. Raises ValueError for shares below 0 or above 1.
    """
    a = _divided(change.a, share_previous, "share_previous")
    b = _divided(change.b, share_current, "share_current")
    z, p = _test(a, b, change.phi, change.df, change.d1, change.d2)
    return YearChange(a, b, change.phi, change.df, change.d1, change.d2, z, p)


def ratio_interval(
    a: ArrayLike,
    b: ArrayLike,
    phi: ArrayLike,
    df: ArrayLike,
    d1: ArrayLike,
    d2: ArrayLike,
    confidence: float = 0.95,
) -> Interval:
    """Give the interval of the rate ratio (b per d2) / (a per d1): every ratio the verdict test would accept.

    For a ratio r the test is z(r) = 2 (sqrt(b/d2) - sqrt(r a/d1)) / sqrt(r/d1 + 1/d2) / sqrt(phi), which at
    r = 1 is the z of `year_change`. The interval therefore leaves out 1 exactly when p < 1 - confidence. With
    k = t^2 phi / 4 and u = sqrt(r d2/d1) it is where (a - k) u^2 - 2 sqrt(ab) u + (b - k) <= 0. `low` is 0
    where b is at most k; `high` is infinite where a is at most k: too few to set a limit. Arguments
    broadcast. Raises ValueError for negative counts, phi below 1, or days or df that are not above zero.
    """
    before, after = checks.non_negative(a, "a"), checks.non_negative(b, "b")
    k = _critical(phi, df, confidence) ** 2 / 4
    per_day = checks.positive(d1, "d1") / checks.positive(d2, "d2")
    before, after, k, per_day = np.broadcast_arrays(before, after, k, per_day)
    arm = np.sqrt(before * after) + np.sqrt(np.maximum(k * (before + after - k), 0))
    low = np.divide(np.maximum(after - k, 0), arm, out=np.zeros(k.shape), where=after > k)
    high = np.divide(arm, before - k, out=np.full(k.shape, np.inf), where=before > k)
    return Interval(np.asarray(low**2 * per_day), np.asarray(high**2 * per_day))


def percent_interval(
    a: ArrayLike, b: ArrayLike, phi: ArrayLike, df: ArrayLike, confidence: float = 0.95
) -> Interval:
    """Give the interval of the change from a to b in percent of a, with the phi and t of the verdict test.

    It is of the counts as shown: days do not enter (they enter only the test, so after a leap year the two
    can part at the very edge). Both limits are NaN where a is 0; `high` is infinite where a is too small to
    set one. Raises ValueError as `ratio_interval` does.
    """
    low, high = ratio_interval(a, b, phi, df, 1.0, 1.0, confidence)
    no_base = checks.numbers(a, "a") == 0
    percent = (np.where(no_base, np.nan, 100 * (limit - 1)) for limit in (low, high))
    return Interval(*percent)


def _matched(counts: ArrayLike, days: ArrayLike) -> tuple[FloatArray, FloatArray]:
    y, d = checks.non_negative(counts, "counts"), checks.positive(days, "days")
    if y.ndim < 2 or y.shape[-2] < 2 or y.shape[-1] < 2:
        raise ValueError(
            "counts must hold at least two years (rows, oldest first) of at least two matched months: "
            f"found the shape {y.shape}. Add a year of data, or report the count without a test."
        )
    try:
        fits = np.broadcast_shapes(d.shape, y.shape) == y.shape and d.ndim >= 2
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(
            f"days must give one length for every year and month {y.shape[-2:]}: found the shape {d.shape}."
        )
    return y, d


def _fit(y: FloatArray, d: FloatArray) -> FloatArray:
    years, months = y.sum(axis=-1), y.sum(axis=-2)
    month_effect = months / d.sum(axis=-2)
    for _ in range(_MOST_ROUNDS):
        year_effect = _ratio(years, (d * month_effect[..., None, :]).sum(axis=-1))
        month_effect = _ratio(months, (d * year_effect[..., :, None]).sum(axis=-2))
        expected = np.asarray(d * year_effect[..., :, None] * month_effect[..., None, :])
        if (np.abs(expected.sum(axis=-1) - years) <= _CONVERGED * np.maximum(years, 1)).all():
            return expected
    raise ValueError("days differ too much between years for month and year effects to be told apart.")


def _dispersion(y: FloatArray, expected: FloatArray, df: int) -> FloatArray:
    misfit = np.divide((y - expected) ** 2, expected, out=np.zeros(y.shape), where=expected > 0)
    return np.asarray(np.maximum(misfit.sum(axis=(-2, -1)) / df, 1.0))


def _test(
    a: FloatArray, b: FloatArray, phi: FloatArray, df: int, d1: FloatArray, d2: FloatArray
) -> tuple[FloatArray, FloatArray]:
    z = np.asarray(2 * (np.sqrt(b / d2) - np.sqrt(a / d1)) / np.sqrt((1 / d1 + 1 / d2) * phi))
    return z, np.asarray(2 * special.stdtr(df, -np.abs(z)))


def _critical(phi: ArrayLike, df: ArrayLike, confidence: float) -> FloatArray:
    level = checks.share(confidence, "confidence")
    spread = checks.positive(phi, "phi")
    if (spread < 1).any():
        raise ValueError(f"phi must be at least 1: found {spread.min():g}.")
    t = special.stdtrit(checks.positive(df, "df"), (1 + level) / 2)
    return np.asarray(t * np.sqrt(spread))


def _divided(total: FloatArray, share: ArrayLike, name: str) -> FloatArray:
    shares = checks.numbers(share, name)
    if ((shares < 0) | (shares > 1)).any():
        raise ValueError(
            f"{name} must lie between 0 and 1: found {np.nanmin(shares):g} to {np.nanmax(shares):g}."
        )
    usable = np.where(shares > 0, shares, np.nan)
    return np.asarray(total / usable)


def _ratio(top: FloatArray, bottom: FloatArray) -> FloatArray:
    return np.divide(
        top, bottom, out=np.zeros(np.broadcast_shapes(top.shape, bottom.shape)), where=bottom > 0
    )
