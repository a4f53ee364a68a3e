"""The weekly alert where there are fewer than five years: a level, a trend and one wave a year.

log mean = level + trend + a sin + b cos, by quasi-Poisson regression on all weeks before those left out, exceptional
ones weighed down as in the flexible method. The limit allows for not knowing the mean exactly.
Source: after Serfling, Public Health Reports 78 (1963), 494-506, with the weights of Noufaily and others (2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.exceptional.alarms import (
    Alarms,
    count_chance,
    count_limit,
    enough_counted,
    weekly_counts,
)
from wardmote.methods.exceptional.farrington import exceptional_weights
from wardmote.methods.exceptional.quasi_poisson import quasi_poisson

_HIGHEST = 30.0


@dataclass(frozen=True, slots=True)
class HarmonicRules:
    """How a week is judged with little history.

    least_weeks: the history there must be; for_a_season, for_a_trend: weeks of history from which a yearly wave and
    a trend are fitted (a wave cannot be told from a trend in less than a year); left_out: latest weeks that do not
    enter; alpha, weight_from, least, within: as in `farrington.Rules`; in_year: weeks in a year.
    """

    least_weeks: int = 20
    for_a_season: int = 78
    for_a_trend: int = 104
    left_out: int = 4
    alpha: float = 0.01
    weight_from: float = 2.58
    least: int = 5
    within: int = 4
    in_year: float = 365.25 / 7


def harmonic_watch(counts: ArrayLike, last: int = 1, rules: HarmonicRules = HarmonicRules()) -> Alarms:
    """Watch the last weeks of weekly counts with whatever history there is.

    counts: (..., weeks), oldest first, NaN at gaps. The limit is the 1 - alpha quantile of the negative binomial whose
    variance is phi x mean and that of the mean itself. Raises ValueError for less than the least history, negative or
    infinite counts.
    """
    checks.share(rules.alpha, "alpha")
    needed = rules.least_weeks + rules.left_out + 1
    y = weekly_counts(counts, last, needed, "a watch by level, trend and one wave a year")
    flat = y.reshape(-1, y.shape[-1])
    weeks = range(y.shape[-1] - last, y.shape[-1])
    columns = [_judge(flat, week, rules) for week in weeks]
    shape = (*y.shape[:-1], last)
    return Alarms(
        np.array(weeks), *(np.stack(part, axis=1).reshape(shape) for part in zip(*columns, strict=True))
    )


def _judge(y: FloatArray, week: int, rules: HarmonicRules) -> tuple[FloatArray | BoolArray, ...]:
    past = y[:, : week - rules.left_out]
    design = _design(np.arange(past.shape[1], dtype=np.float64) - week, past.shape[1], rules)
    now = _design(np.zeros(1), past.shape[1], rules)[0]
    present = (~np.isnan(past)).astype(np.float64)
    fit = quasi_poisson(past, design, present)
    fit = quasi_poisson(past, design, exceptional_weights(past, present, fit, rules.weight_from))
    phi = np.maximum(np.nan_to_num(fit.dispersion, nan=1.0), 1.0)
    mean = np.exp(np.clip(fit.coefficients @ now, -_HIGHEST, _HIGHEST))
    wider = phi * (1 + mean * np.einsum("i,sij,j->s", now, fit.unscaled, now))
    seen = y[:, week]
    known = fit.df > 0
    watched = known & ~np.isnan(seen) & enough_counted(y, week, rules.least, rules.within)
    upper = np.where(watched, count_limit(mean, wider, rules.alpha), np.nan)
    chance = np.where(known & ~np.isnan(seen), count_chance(np.nan_to_num(seen), mean, wider), np.nan)
    trend = np.full(len(y), past.shape[1] >= rules.for_a_trend)
    unknown = np.nan
    return (
        seen,
        np.where(known, mean, unknown),
        upper,
        np.where(known, phi, unknown),
        trend,
        watched & (seen > upper),
        chance,
    )


def _design(time: FloatArray, weeks: int, rules: HarmonicRules) -> FloatArray:
    turn = 2 * np.pi * time / rules.in_year
    columns = [np.ones(len(time))]
    if weeks >= rules.for_a_season:
        columns += [np.sin(turn), np.cos(turn)]
    if weeks >= rules.for_a_trend:
        columns.append(time / rules.in_year)
    return np.column_stack(columns)
