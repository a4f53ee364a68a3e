"""Weekly alerts worked out week by week: the regressions by statsmodels, everything else in loops."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

import numpy as np
import statsmodels.api as sm
from scipy import stats


def flexible_limit(
    y: Sequence[float], week: int, groups: int = 10, left_out: int = 26, alpha: float = 0.01
) -> tuple[float, float, float]:
    """Give expected count, phi and limit of one week: five years, three weeks to each side, the trend kept."""
    group: dict[int, int] = {}
    for year in range(5):
        here, before = week - 52 * year, week - 52 * (year + 1)
        for step in range(-3, 4):
            group[before + step] = groups
        between = list(range(before + 4, here - 3))
        for place, one in enumerate(between):
            group[one] = part_of(place, len(between), groups - 1)
    for step in range(4):
        group[week - step] = groups
    used = [one for one in sorted(group) if one < week - left_out and not math.isnan(y[one])]
    counts = [y[one] for one in used]
    for trend in (True, False):
        x = [row(one - week, group[one], groups, trend) for one in used]
        now = row(0, groups, groups, trend)
        mean, phi = weighed_fit(x, counts, now, 2.58)
        if not trend or mean <= max(counts):
            break
    if phi > 1:
        return mean, phi, float(stats.nbinom.ppf(1 - alpha, mean / (phi - 1), 1 / phi))
    return mean, phi, float(stats.poisson.ppf(1 - alpha, mean))


def part_of(place: int, weeks: int, parts: int) -> int:
    """Deal weeks out to parts in order, the first ones getting what is over."""
    dealt = 0
    for part in range(1, parts + 1):
        dealt += weeks // parts + (1 if part <= weeks % parts else 0)
        if place < dealt:
            return part
    raise AssertionError(place)


def row(time: int, group: int, groups: int, trend: bool) -> list[float]:
    """One row of the design: level, trend, and the groups but the last."""
    return [1.0, *([float(time)] if trend else []), *(float(group == one) for one in range(1, groups))]


def weighed_fit(x: list[list[float]], y: list[float], now: list[float], above: float) -> tuple[float, float]:
    """Fit, weigh down what stands out, fit again; give the mean at `now` and phi."""
    design, counts = np.array(x), np.array(y)
    first = sm.GLM(counts, design, sm.families.Poisson()).fit(tol=1e-12, maxiter=100)
    hat = first.get_hat_matrix_diag()
    phi = max(1.0, first.pearson_chi2 / first.df_resid)
    weights = []
    for seen, mu, h in zip(counts, first.fittedvalues, hat, strict=True):
        s = 1.5 * (seen ** (2 / 3) * mu ** (-1 / 6) - mu**0.5) / math.sqrt(phi * (1 - h))
        weights.append(s**-2 if s > above else 1.0)
    scaled = np.array(weights) * len(weights) / sum(weights)
    second = sm.GLM(counts, design, sm.families.Poisson(), var_weights=scaled).fit(tol=1e-12, maxiter=100)
    phi = max(
        1.0,
        float(
            (scaled * (counts - second.fittedvalues) ** 2 / second.fittedvalues).sum() / (len(y) - len(now))
        ),
    )
    return math.exp(float(np.dot(second.params, now))), phi


def ears_limits(y: Sequence[float], week: int, baseline: int, z: float) -> tuple[float, float, float]:
    """Give C1, C2 and C3 of one week."""
    c1 = statistics.mean(y[week - baseline : week]) + z * statistics.stdev(y[week - baseline : week])

    def guarded(at: int) -> tuple[float, float]:
        taken = y[at - 2 - baseline : at - 2]
        return statistics.mean(taken), statistics.stdev(taken)

    mean, spread = guarded(week)
    excess = 0.0
    for before in (week - 1, week - 2):
        usual, sd = guarded(before)
        if sd > 0:
            excess += max(0.0, (y[before] - usual) / sd - 1)
        elif y[before] > usual:
            excess = math.nan
    return (
        c1,
        mean + z * spread,
        mean + spread * (z - excess),
    )


def busiest_window(length: int, mean: float, n: int, runs: int, seed: int) -> float:
    """Share of made-up stretches in which some window of length 1 holds n events or more."""
    random, found = np.random.default_rng(seed), 0
    for _ in range(runs):
        events = np.sort(random.uniform(0, length, random.poisson(mean * length)))
        if n <= len(events) and (events[n - 1 :] - events[: len(events) - n + 1] < 1).any():
            found += 1
    return found / runs
