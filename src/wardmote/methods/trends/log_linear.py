"""A steady growth or fall of monthly counts, with the season and the days of the months allowed for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.trends.poisson_fit import poisson_fit


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyTrend:
    """The trend of one series or many: arrays have the shape of the counts without the last axis.

    slope: change of the logarithm per month; dispersion: how many times more than chance the months vary round
    trend and season, as measured; df: its degrees of freedom; standard_error_poisson: of pure chance;
    standard_error: with the dispersion; t: slope over it; p: two-sided, Student's t with df; p_poisson: with
    pure chance and the normal curve, for comparison only; yearly_percent: the growth in a year of months,
    with its interval (low, high). month_index: (..., period), 1 being the average day, months in the order of
    the counts; expected: (..., n), NaN at gaps. NaN throughout where a series cannot tell: all zero, all crime
    at one end, or no month in two years.
    """

    slope: FloatArray
    dispersion: FloatArray
    df: IntArray
    standard_error_poisson: FloatArray
    standard_error: FloatArray
    t: FloatArray
    p: FloatArray
    p_poisson: FloatArray
    yearly_percent: FloatArray
    low: FloatArray
    high: FloatArray
    month_index: FloatArray
    expected: FloatArray


def monthly_trend(
    counts: ArrayLike,
    days: ArrayLike,
    period: int = 12,
    confidence: float = 0.95,
    least_dispersion: float = 1.0,
) -> MonthlyTrend:
    """Fit log(expected) = log(days) + month effect + slope x month to counts, by quasi-Poisson.

    counts: (..., n), in order, NaN at gaps; days: (n,), the length of each month. period: months in a year (4
    for quarters; 1 for no season). The dispersion is not taken below `least_dispersion`: 1, or 0 for R's
    quasi-Poisson. Raises ValueError for negative or infinite counts, days that do not fit, and fewer than
    period + 2 points.
    Source: McCullagh and Nelder (1989), chapters 6 and 9; as R's `glm` of family quasipoisson.
    """
    y, d = monthly_counts(counts, days, period)
    n = y.shape[-1]
    middle = (n - 1) / 2
    term = (np.arange(n) - middle)[:, None] / middle
    fit = poisson_fit(y.reshape(-1, n), d, np.arange(n) % period, term)
    level = checks.share(confidence, "confidence")
    least = checks.non_negative(least_dispersion, "least_dispersion")
    slope, chance = fit.terms[:, 0] / middle, np.sqrt(fit.covariance[:, 0, 0]) / middle
    error = chance * np.sqrt(np.maximum(fit.dispersion, least))
    with np.errstate(divide="ignore", invalid="ignore"):
        t, z = slope / error, slope / chance
    df = np.maximum(fit.df, 1)
    reach = special.stdtrit(df, (1 + level) / 2) * error
    lead = y.shape[:-1]
    return MonthlyTrend(
        slope=slope.reshape(lead),
        dispersion=fit.dispersion.reshape(lead),
        df=fit.df.reshape(lead),
        standard_error_poisson=chance.reshape(lead),
        standard_error=error.reshape(lead),
        t=t.reshape(lead),
        p=np.asarray(2 * special.stdtr(df, -np.abs(t))).reshape(lead),
        p_poisson=np.asarray(2 * special.ndtr(-np.abs(z))).reshape(lead),
        yearly_percent=_yearly(slope, period).reshape(lead),
        low=_yearly(slope - reach, period).reshape(lead),
        high=_yearly(slope + reach, period).reshape(lead),
        month_index=month_index(fit.season, d, period).reshape(*lead, -1),
        expected=fit.expected.reshape(y.shape),
    )


def monthly_counts(counts: ArrayLike, days: ArrayLike, period: int) -> tuple[FloatArray, FloatArray]:
    """Check and return counts (..., n), NaN at gaps, and days (n,); errors as `monthly_trend`."""
    y, d = checks.counts_with_gaps(counts, "counts"), checks.positive(days, "days")
    if period < 1:
        raise ValueError(f"period must be 1 (no season) or more, such as 12 for months: found {period}.")
    if y.ndim == 0 or y.shape[-1] < period + 2:
        raise ValueError(
            f"a trend with a season of {period} needs at least {period + 2} points in a row: "
            f"found the shape {y.shape}. Add a year of data."
        )
    if d.shape not in ((), y.shape[-1:]):
        raise ValueError(f"days must give one length for each of {y.shape[-1]} months: found {d.shape}.")
    return y, np.broadcast_to(d, y.shape[-1:])


def month_index(season: FloatArray, days: FloatArray, period: int) -> FloatArray:
    """Scale month effects (series, period) so that the average day of a year stands at 1; NaN stays."""
    length = np.array([days[month::period].mean() for month in range(season.shape[-1])])
    usual = np.nansum(season * length, axis=-1, keepdims=True)
    whole = np.where(np.isnan(season), 0.0, length).sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(season * whole, usual, out=np.full(season.shape, np.nan), where=usual > 0))


def _yearly(slope: FloatArray, period: int) -> FloatArray:
    return np.asarray(100 * np.expm1(period * slope))
