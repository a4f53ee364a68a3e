"""Monthly counts with season and length of month taken off, so that a control chart sees what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.control_charts.limits import xmr_limits
from wardmote.methods.trends.log_linear import month_index, monthly_counts
from wardmote.methods.trends.poisson_fit import poisson_fit


@dataclass(frozen=True, slots=True, eq=False)
class AdjustedMonths:
    """values: (..., n), counts as an average month of average length would hold them, NaN at gaps;
    month_index: (..., period), 1 being the average day of the year, months in the order of the counts;
    dispersion: (...), how many times more than chance the months vary round season, trend and steps; taken_off:
    (...), whether there was a season to take off: not in a series of zeros, whose index is 1 throughout.
    """

    values: FloatArray
    month_index: FloatArray
    dispersion: FloatArray
    taken_off: BoolArray


def adjusted_months(
    counts: ArrayLike, days: ArrayLike, breaks: Sequence[int] = (), period: int = 12
) -> AdjustedMonths:
    """Divide monthly counts by their month effects and days.

    counts: (..., n), in order, NaN at gaps; days: (n,); breaks: positions of the first point after each break of
    the level. Month effects come from the quasi-Poisson fit log(expected) = log(days) + month + trend + step at
    each break; only they are taken off: trend and steps stay for the chart to show. Where trend and steps cannot
    be told apart (two years and a break between them), or crime is all on one side of a break, the fit does
    without the trend, then without steps. A month without any crime in all years stays 0.
    Raises ValueError for less than two years, a month that is missing in all of them, and as `monthly_trend`.
    Source: `trends.poisson_fit`; the false alarms that are left are in docs/explanation/control-charts.md.
    """
    y, d = monthly_counts(counts, days, period)
    n = y.shape[-1]
    if n < 2 * period:
        raise ValueError(
            f"a season can be taken off two years or more ({2 * period} points): found {n}. Add a year of data."
        )
    rows = y.reshape(-1, n)
    absent = [np.isnan(rows[:, month::period]).all(axis=-1) for month in range(period)]
    if np.any(absent):
        raise ValueError("a month is missing in every year: without it there is no season to take off.")
    season, dispersion = _season(rows, d, np.arange(n) % period, _terms(n, breaks))
    index = month_index(season, d, period)
    taken_off = np.asarray(~np.isnan(index).any(axis=-1))
    index = np.where(taken_off[:, None], index, 1.0)
    usual = d.mean() / d
    effect = index[:, np.arange(n) % period]
    values = np.divide(rows * usual, effect, out=np.where(np.isnan(rows), np.nan, 0.0), where=effect > 0)
    lead = y.shape[:-1]
    return AdjustedMonths(
        values.reshape(y.shape), index.reshape(*lead, -1), dispersion.reshape(lead), taken_off.reshape(lead)
    )


def _season(
    rows: FloatArray, days: FloatArray, month: IntArray, terms: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Month effects and dispersion of every series, by the fullest model that can be told for it."""
    fit = poisson_fit(rows, days, month, terms)
    season, dispersion = fit.season, fit.dispersion
    for fewer in (terms[:, 1:], terms[:, :0]):
        left = np.isnan(season).all(axis=-1)
        if not left.any():
            break
        fit = poisson_fit(rows[left], days, month, fewer)
        season[left], dispersion[left] = fit.season, fit.dispersion
    return season, dispersion


def _terms(n: int, breaks: Sequence[int]) -> FloatArray:
    """A trend from -1 to 1, and for each break a step from 0 to 1."""
    stretch = xmr_limits(np.zeros(n), breaks).stretch
    steps = [(stretch >= number).astype(np.float64) for number in range(1, int(stretch[-1]) + 1)]
    return np.stack([np.linspace(-1, 1, n), *steps], axis=-1)
