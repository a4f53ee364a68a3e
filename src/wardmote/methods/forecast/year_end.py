"""Where will the year end? Months in hand are fixed; the rest is forecast. And: what would meet the target?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray
from wardmote.methods.forecast.limits import chance_at_most
from wardmote.methods.forecast.results import Forecasts
from wardmote.methods.forecast.total import total_ahead


@dataclass(frozen=True, slots=True, eq=False)
class YearEnd:
    """The total of a year that is not over.

    given: (series,), counted so far, NaN where a month of it is missing; months_left: how many are forecast; mean,
    low80, high80, low95, high95: (series,), of the whole year; by_days: (series,), what scaling up by days alone would
    say (it knows no season), NaN where no days were given or no month is in hand; monthly: (series, months left), the
    forecast of each; spread: (series,), variance of the part that is forecast.
    """

    given: FloatArray
    months_left: int
    mean: FloatArray
    low80: FloatArray
    high80: FloatArray
    low95: FloatArray
    high95: FloatArray
    by_days: FloatArray
    monthly: FloatArray
    spread: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ToTarget:
    """What the rest of the year would have to be for its total to be a target.

    left: (series,), target - counted so far, below 0 where already passed; monthly: (series, months left), what each
    remaining month would have to be, in the pattern of the forecast, NaN where already passed; change: (series,), by
    what share that differs from the forecast (-0.2: a fifth fewer every month), NaN where passed or none is forecast;
    chance: (series,), how likely the year is to end at or below the target if all stays broadly the same.
    """

    left: FloatArray
    monthly: FloatArray
    change: FloatArray
    chance: FloatArray


def year_end(
    given: ArrayLike,
    forecasts: Forecasts,
    *,
    days_given: ArrayLike | None = None,
    days_left: ArrayLike | None = None,
    period: int = 12,
) -> YearEnd:
    """Project the total of a year from the months in hand and a forecast of the rest.

    given: (series, months in hand) or (months in hand,), may hold no month; forecasts: made from data up to the last
    month in hand; its first months, as many as make a year with those given, are used. Misses of neighbouring months go
    together, and the limits allow for it. days_given, days_left: lengths of the months, for `by_days`; period: 12 for
    months, 4 for quarters. Raises ValueError for more months than a year has, too short a forecast, or another number
    of series.
    """
    y = checks.numbers(given, "the months in hand")
    y = y[None] if y.ndim == 1 else y
    left = period - y.shape[-1]
    series, ahead = forecasts.mean.shape
    if left < 0 or left > ahead or len(y) != series:
        raise ValueError(
            f"a year of {period} months with {y.shape[-1]} in hand needs a forecast of {left} months for {len(y)} series: "
            f"found {ahead} months for {series}."
        )
    if (y < 0).any() or np.isinf(y).any():
        raise ValueError("the months in hand must be finite and not below zero; mark a missing month as NaN.")
    counted, monthly = y.sum(axis=1), forecasts.mean[:, :left]
    rest = total_ahead(forecasts, left)
    limits = [counted + limit for limit in (rest.low80, rest.high80, rest.low95, rest.high95)]
    by_days = _by_days(counted, days_given, days_left)
    low80, high80, low95, high95 = limits
    mean = counted + monthly.sum(axis=1)
    return YearEnd(counted, left, mean, low80, high80, low95, high95, by_days, monthly, rest.spread)


def to_target(target: ArrayLike, year: YearEnd) -> ToTarget:
    """Say what the rest of the year would have to be to end at a target.

    target: the year's total to end at, 0 or more; one, or one for each series. A counterfactual, not a forecast: it
    says how far the months to come would have to differ, not how. Raises ValueError for negative targets, and where no
    month is left.
    """
    wanted = np.broadcast_to(checks.non_negative(target, "target"), year.given.shape)
    if year.months_left == 0:
        raise ValueError("no month of the year is left: compare its total with the target.")
    left = wanted - year.given
    expected = year.monthly.sum(axis=1)
    ratio = np.divide(left, expected, out=np.full(left.shape, np.nan), where=(expected > 0) & (left >= 0))
    even = np.where(left >= 0, left / year.months_left, np.nan)[:, None]
    monthly = np.where(expected[:, None] > 0, year.monthly * ratio[:, None], even)
    chance = np.where(left < 0, 0.0, chance_at_most(np.maximum(left, 0.0), expected, year.spread))
    return ToTarget(left, monthly, ratio - 1, np.where(np.isnan(left), np.nan, chance))


def _by_days(counted: FloatArray, days_given: ArrayLike | None, days_left: ArrayLike | None) -> FloatArray:
    if days_given is None or days_left is None or not np.size(days_given):
        return np.full(counted.shape, np.nan)
    gone = float(checks.positive(days_given, "days_given").sum())
    to_come = float(checks.positive(days_left, "days_left").sum()) if np.size(days_left) else 0.0
    return np.asarray(counted * (gone + to_come) / gone)
