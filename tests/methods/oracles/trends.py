"""Trends by looking at every pair, every order of the values, and by another program's regression."""

from __future__ import annotations

import itertools
import math
import statistics

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm


def pairs(y: list[float], period: int) -> list[tuple[int, int]]:
    """Every pair of places of one season at which there is a value."""
    return [
        (i, j)
        for i in range(len(y))
        for j in range(i + 1, len(y))
        if (j - i) % period == 0 and not math.isnan(y[i]) and not math.isnan(y[j])
    ]


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


def kendall_s(y: list[float], period: int = 1) -> int:
    """Rising less falling pairs."""
    return sum(sign(y[j] - y[i]) for i, j in pairs(y, period))


def kendall_variance(y: list[float], period: int) -> float:
    """The variance of s, season by season, group of ties by group of ties."""
    total = 0.0
    for season in range(period):
        values = [one for one in y[season::period] if not math.isnan(one)]
        n = len(values)
        total += n * (n - 1) * (2 * n + 5)
        for value in set(values):
            t = values.count(value)
            total -= t * (t - 1) * (2 * t + 5)
    return total / 18


def exact_p(y: list[float]) -> float:
    """How many of all orders of the values have an s as far from 0."""
    orders = [abs(kendall_s(list(order))) for order in itertools.permutations(y)]
    return sum(one >= abs(kendall_s(y)) for one in orders) / len(orders)


def sen(y: list[float], times: list[float], period: int) -> float:
    """The median slope between two values."""
    slopes = [(y[j] - y[i]) / (times[j] - times[i]) for i, j in pairs(y, period)]
    return statistics.median(slopes) if slopes else math.nan


def poisson_trend(
    y: npt.NDArray[np.float64], days: npt.NDArray[np.float64], period: int
) -> tuple[float, float, float, npt.NDArray[np.float64]]:
    """Slope, its standard error of chance, Pearson dispersion and expected counts, by statsmodels' GLM."""
    there = ~np.isnan(y)
    month = np.arange(y.size) % period
    design = np.column_stack([np.arange(y.size), *(month == one for one in range(period))]).astype(float)
    model = sm.GLM(y[there], design[there], family=sm.families.Poisson(), offset=np.log(days[there]))
    fit = model.fit(tol=1e-13, maxiter=200)
    dispersion = float(((y[there] - fit.mu) ** 2 / fit.mu).sum() / (there.sum() - design.shape[1]))
    return float(fit.params[0]), float(fit.bse[0]), dispersion, fit.mu
