"""The weekly alert of public health, in its flexible and in its original form.

Earlier years say how many to expect this week; weeks that were themselves exceptional count for less; the limit is
set so that it is passed with a chance of alpha if nothing has changed.
Sources: Farrington, Andrews, Beale and Catchpole, Journal of the Royal Statistical Society A 159 (1996), 547-563;
Noufaily and others, Statistics in Medicine 32 (2013), 1206-1222. Conventions where the papers leave a choice
(reference weeks, rules for the trend, fewer than five in four weeks) are those of the R package surveillance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.exceptional.alarms import (
    Alarms,
    count_chance,
    count_limit,
    enough_counted,
    weekly_counts,
)
from wardmote.methods.exceptional.quasi_poisson import Fit, quasi_poisson
from wardmote.methods.exceptional.reference_weeks import season_groups

_YEARS_FOR_A_TREND = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """How a week is judged.

    years: how many years back; half_window: weeks each side of the same week; groups: parts of the year (1: none);
    left_out: latest weeks that do not enter, so that a rise does not hide itself; alpha: the chance of an alarm if
    nothing has changed; trend: whether to look for one; trend_p: it stays if its p is below this; weight_from:
    residuals above this count for less (None: all count alike); least, within: fewer than so many in so many weeks
    raise no alarm; in_year: weeks in a year.
    """

    years: int = 5
    half_window: int = 3
    groups: int = 10
    left_out: int = 26
    alpha: float = 0.01
    trend: bool = True
    trend_p: float = 1.0
    weight_from: float | None = 2.58
    least: int = 5
    within: int = 4
    in_year: int = 52


ORIGINAL = Rules(groups=1, left_out=3, trend=False, trend_p=0.05, weight_from=1.0)


class _Week(NamedTuple):
    """What the model says of one week: mean, its standard error over the mean, phi, trend kept, could be fitted."""

    mean: FloatArray
    relative_error: FloatArray
    phi: FloatArray
    trend: BoolArray
    known: BoolArray


# From what a model says of a week and the counts seen, the upper limits and the chances of as many.
Limit = Callable[[_Week, FloatArray], tuple[FloatArray, FloatArray]]


def farrington_flexible(counts: ArrayLike, last: int = 1, rules: Rules = Rules()) -> Alarms:
    """Watch the last weeks of weekly counts by the flexible method with negative binomial limits.

    counts: (..., weeks), oldest first, NaN at gaps; last: how many of the latest weeks to watch. log mean = level +
    trend + season group; phi = max(1, Pearson's dispersion); the limit is the 1 - alpha quantile of the negative
    binomial with that mean and variance phi x mean. A trend that would expect more than was ever counted in the weeks
    used is dropped. Raises ValueError for too few weeks, negative or infinite counts, or rules that cannot be kept.
    """
    y, weeks = _checked(counts, last, rules)

    def limit(week: _Week, seen: FloatArray) -> tuple[FloatArray, FloatArray]:
        return count_limit(week.mean, week.phi, rules.alpha), count_chance(seen, week.mean, week.phi)

    return _watch(y, weeks, rules, limit, np.shape(counts)[:-1])


def farrington_original(counts: ArrayLike, last: int = 1, rules: Rules = ORIGINAL) -> Alarms:
    """Watch the last weeks by the method of 1996.

    Only the weeks round the same week of earlier years enter. The limit is set on the 2/3 power, which makes counts
    nearly normal: (mean^(2/3) + z s)^(3/2) with s^2 = 4/9 mean^(1/3) (phi + variance of the mean / mean), and alpha
    in both directions together. Arguments and errors as `farrington_flexible`.
    """
    y, weeks = _checked(counts, last, rules)

    def limit(week: _Week, seen: FloatArray) -> tuple[FloatArray, FloatArray]:
        spread = np.sqrt(4 / 9 * np.cbrt(week.mean) * (week.phi + week.relative_error**2 * week.mean))
        middle = np.cbrt(week.mean) ** 2
        upper = (middle + special.ndtri(1 - rules.alpha / 2) * spread) ** 1.5
        return upper, special.ndtr((middle - np.cbrt(seen) ** 2) / np.maximum(spread, 1e-12))

    return _watch(y, weeks, rules, limit, np.shape(counts)[:-1])


def _checked(counts: ArrayLike, last: int, rules: Rules) -> tuple[FloatArray, range]:
    checks.share(rules.alpha, "alpha")
    if rules.years < 1 or rules.half_window < 0 or rules.groups < 1 or rules.in_year <= 2 * rules.half_window:
        raise ValueError(f"the rules of the watch cannot be kept: {rules}.")
    needed = rules.years * rules.in_year + rules.half_window + 1
    why = f"a watch that looks {rules.years} years back, {rules.half_window} weeks to each side,"
    y = weekly_counts(counts, last, needed, why)
    flat = y.reshape(-1, y.shape[-1])
    return flat, range(y.shape[-1] - last, y.shape[-1])


def _watch(y: FloatArray, weeks: range, rules: Rules, limit: Limit, shape: tuple[int, ...]) -> Alarms:
    columns = []
    for week in weeks:
        judged = _judge(y, week, rules)
        seen = y[:, week]
        upper, chance = limit(judged, np.where(np.isnan(seen), 0.0, seen))
        watched = judged.known & ~np.isnan(seen) & enough_counted(y, week, rules.least, rules.within)
        upper = np.where(watched, upper, np.nan)
        columns.append(
            (
                seen,
                np.where(judged.known, judged.mean, np.nan),
                upper,
                np.where(judged.known, judged.phi, np.nan),
                judged.trend,
                watched & (seen > upper),
                np.where(judged.known & ~np.isnan(seen), chance, np.nan),
            )
        )
    return Alarms(
        np.array(weeks),
        *(np.stack(part, axis=1).reshape(*shape, len(weeks)) for part in zip(*columns, strict=True)),
    )


def _judge(y: FloatArray, week: int, rules: Rules) -> _Week:
    group = season_groups(
        week,
        y.shape[1],
        years=rules.years,
        half_window=rules.half_window,
        groups=rules.groups,
        in_year=rules.in_year,
    )
    group[week - rules.left_out : week + 1] = 0
    used = np.flatnonzero(group)
    past, time, group = y[:, used], used - week, group[used]
    if not rules.trend or rules.years < _YEARS_FOR_A_TREND:
        return _fitted(past, time, group, rules, trend=False)
    judged = _fitted(past, time, group, rules, trend=True)
    keep = judged.trend & (judged.mean <= np.nanmax(np.where(np.isnan(past), -1.0, past), axis=1))
    if not keep.all():
        plain = _fitted(past[~keep], time, group, rules, trend=False)
        for kept, instead in zip(judged, plain, strict=True):
            kept[~keep] = instead
    return judged


def _fitted(past: FloatArray, time: IntArray, group: IntArray, rules: Rules, *, trend: bool) -> _Week:
    """Fit, weigh exceptional weeks down, and fit again. In the design this week is time 0, of the last group."""
    others = [group == one for one in range(1, rules.groups)]
    slope = [time / rules.in_year] if trend else []
    design = np.column_stack([np.ones(len(time)), *slope, *others])
    present = (~np.isnan(past)).astype(np.float64)
    fit = quasi_poisson(past, design, present)
    converged = fit.converged
    if rules.weight_from is not None:
        fit = quasi_poisson(past, design, exceptional_weights(past, present, fit, rules.weight_from))
    phi = np.maximum(np.nan_to_num(fit.dispersion, nan=1.0), 1.0)
    error = np.sqrt(np.maximum(fit.unscaled[:, 0, 0], 0.0))
    kept = np.zeros(len(past), dtype=bool)
    if trend:
        deviation = np.sqrt(np.maximum(fit.unscaled[:, 1, 1] * fit.dispersion, 1e-300))
        p = 2 * special.stdtr(np.maximum(fit.df, 1), -np.abs(fit.coefficients[:, 1] / deviation))
        kept = converged & fit.converged & ((p < rules.trend_p) | (rules.trend_p >= 1))
    mean = np.exp(np.clip(fit.coefficients[:, 0], -30, 30))
    return _Week(mean, error * np.sqrt(phi), phi, kept, fit.df > 0)


def exceptional_weights(past: FloatArray, present: FloatArray, fit: Fit, above: float) -> FloatArray:
    """Weigh a week by 1 / s^2 where its standardised Anscombe residual s is above the limit, to a mean of 1."""
    phi = np.maximum(np.nan_to_num(fit.dispersion, nan=1.0), 1.0)[:, None]
    y = np.where(present > 0, past, 0.0)
    raw = 1.5 * (np.cbrt(y) ** 2 * fit.fitted ** (-1 / 6) - np.sqrt(fit.fitted))
    s = raw / np.sqrt(phi * np.maximum(1 - fit.leverage, 1e-12))
    weights = np.where(s > above, 1 / np.maximum(s, 1e-12) ** 2, 1.0) * present
    return np.asarray(weights * (present.sum(axis=1) / weights.sum(axis=1))[:, None])
