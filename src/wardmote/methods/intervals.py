"""Intervals of one count, rate or share: how far chance alone could have moved it.

Source: Byar's approximation and Wilson's score interval as the Office for Health Improvement and Disparities
publishes them (Eayres, "Technical Briefing 3"); the exact interval of a count: Garwood (1936).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.change import Interval
from wardmote.methods.checks import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
    """A rate and its interval, all per the same multiplier."""

    value: FloatArray
    low: FloatArray
    high: FloatArray


def byar_interval(count: ArrayLike, confidence: float = 0.95) -> Interval:
    """Give Byar's interval of a count of independent events; close to exact from about 10 upwards.

    Raises ValueError for counts below zero or missing.
    """
    x, z = checks.non_negative(count, "counts"), _normal(confidence)
    least = np.maximum(x, 1)
    low = np.where(x > 0, x * np.maximum(1 - 1 / (9 * least) - z / (3 * np.sqrt(least)), 0) ** 3, 0)
    high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return Interval(low, np.asarray(high))


def exact_interval(count: ArrayLike, confidence: float = 0.95) -> Interval:
    """Give the exact (Garwood) Poisson interval of a count; 0 gives 0 to 3.69 at 95%.

    Raises ValueError for counts below zero or missing.
    """
    x, level = checks.non_negative(count, "counts"), checks.share(confidence, "confidence")
    low = np.where(x > 0, special.gammaincinv(np.maximum(x, 1e-300), (1 - level) / 2), 0)
    return Interval(low, np.asarray(special.gammaincinv(x + 1, (1 + level) / 2)))


def count_interval(count: ArrayLike, confidence: float = 0.95, exact_below: float = 10) -> Interval:
    """Give the interval of a count: exact below `exact_below`, Byar's from there on.

    Raises ValueError for counts below zero or missing.
    """
    x = checks.non_negative(count, "counts")
    exact, byar = exact_interval(x, confidence), byar_interval(x, confidence)
    small = x < exact_below
    return Interval(np.where(small, exact.low, byar.low), np.where(small, exact.high, byar.high))


def crude_rate(
    count: ArrayLike,
    population: ArrayLike,
    per: float = 1000,
    confidence: float = 0.95,
    exact_below: float = 10,
) -> Rate:
    """Give count / population x per with its interval; the population is taken as known without error.

    Arrays broadcast. Raises ValueError for counts below zero or populations that are not above zero.
    """
    people = checks.positive(population, "populations")
    x = checks.non_negative(count, "counts")
    low, high = count_interval(x, confidence, exact_below)
    return Rate(np.asarray(x / people * per), np.asarray(low / people * per), np.asarray(high / people * per))


def wilson_interval(count: ArrayLike, of: ArrayLike, confidence: float = 0.95) -> Interval:
    """Give Wilson's score interval of the share count / of, as a share between 0 and 1.

    Arrays broadcast. Raises ValueError for counts below zero or above `of`, or where `of` is not above zero.
    """
    x, n, z = checks.non_negative(count, "counts"), checks.positive(of, "of"), _normal(confidence)
    if (x > n).any():
        raise ValueError("counts must not exceed what they are a part of: a share above 1 was found.")
    middle = (2 * x + z**2) / (2 * (n + z**2))
    half = z * np.sqrt(z**2 + 4 * x * (1 - x / n)) / (2 * (n + z**2))
    low, high = np.where(x == 0, 0.0, middle - half), np.where(x == n, 1.0, middle + half)
    return Interval(low, high)


def _normal(confidence: float) -> float:
    return float(special.ndtri((1 + checks.share(confidence, "confidence")) / 2))
