"""Comparing two counts on their own, without the months behind them.

These take the counts to be Poisson: they are right for few events and far too ready to see a change in
large counts of crime, which vary more than that (see docs/explanation/statistics.md). The verdict on a
change is in `change`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from wardmote.methods import checks
from wardmote.methods.change import Interval
from wardmote.methods.checks import FloatArray

_TAIL = 1e-16
_TIE = 1e-10
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class RateRatio:
    """The ratio of two rates with its exact interval and two-sided p."""

    ratio: float
    low: float
    high: float
    p: float


def e_test(
    count1: int,
    count2: int,
    exposure1: float = 1.0,
    exposure2: float = 1.0,
    form: Literal["score", "wald"] = "score",
) -> float:
    """Give the two-sided p of the E-test that two Poisson rates are equal.

    `score` sets the difference against the pooled variance (as ptools and statsmodels do), `wald` against
    each count's own (Krishnamoorthy and Thomson 2004); at equal exposures they agree. Raises ValueError
    for counts below zero or exposures that are not above zero.
    """
    k1, k2 = _one_count(count1, "count1"), _one_count(count2, "count2")
    n1 = float(checks.positive(exposure1, "exposure1"))
    n2 = float(checks.positive(exposure2, "exposure2"))
    if k1 + k2 == 0:
        return 1.0
    rate = (k1 + k2) / (n1 + n2)
    x1, weight1 = _likely_counts(rate * n1)
    x2, weight2 = _likely_counts(rate * n2)
    observed = _difference(np.asarray([k1]), np.asarray([k2]), n1, n2, form)[0, 0]
    p = 0.0
    for start in range(0, x1.size, _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        extreme = _difference(x1[some], x2, n1, n2, form) >= observed * (1 - _TIE)
        p += float(weight1[some] @ extreme @ weight2)
    return min(p, 1.0)


def exact_rate_ratio(
    a: int, b: int, exposure_a: float = 1.0, exposure_b: float = 1.0, confidence: float = 0.95
) -> RateRatio:
    """Compare rate a with rate b: their ratio, its Clopper-Pearson interval, and the exact two-sided p.

    Given a + b, a is binomial under equal rates. The p adds every split no likelier than the one seen, as
    R's `poisson.test`. The ratio is infinite where b is 0. Raises ValueError for counts below zero, two
    zeros, or exposures that are not above zero.
    """
    top, bottom = _one_count(a, "a"), _one_count(b, "b")
    if top + bottom == 0:
        raise ValueError("a ratio of 0 to 0 cannot be tested: at least one event is needed.")
    per_b = float(checks.positive(exposure_b, "exposure_b")) / float(
        checks.positive(exposure_a, "exposure_a")
    )
    test = stats.binomtest(top, top + bottom, 1 / (1 + per_b))
    limits = test.proportion_ci(checks.share(confidence, "confidence"), method="exact")
    low, high = (_odds(float(limit)) * per_b for limit in (limits.low, limits.high))
    ratio = top / bottom * per_b if bottom else np.inf
    return RateRatio(float(ratio), low, high, float(test.pvalue))


def wheeler_z(past: ArrayLike, current: ArrayLike) -> FloatArray:
    """Give Wheeler's Poisson z = 2 (sqrt(current) - sqrt(past)).

    Its spread is 1 only where `past` is a well-known mean. With two single counts it is about 1.4, so that
    3, not 2, is the mark of a rare difference. Source: Wheeler (2016).
    Raises ValueError for counts below zero.
    """
    before = checks.non_negative(past, "past counts")
    return np.asarray(2 * (np.sqrt(checks.non_negative(current, "current counts")) - np.sqrt(before)))


def wheeler_band(mean: ArrayLike, z: float = 3.0) -> Interval:
    """Give the counts between which `wheeler_z` stays within z of a well-known mean.

    Raises ValueError for means below zero. Source: Wheeler's weekly chart.
    """
    root = np.sqrt(checks.non_negative(mean, "means"))
    return Interval(np.asarray(np.maximum(root - z / 2, 0) ** 2), np.asarray((root + z / 2) ** 2))


def _difference(x1: FloatArray, x2: FloatArray, n1: float, n2: float, form: str) -> FloatArray:
    """Give the size of the standardised difference of every pair of counts."""
    rows, columns = x1[:, None].astype(np.float64), x2[None, :].astype(np.float64)
    if form == "score":
        variance = (rows + columns) / (n1 * n2)
    elif form == "wald":
        variance = rows / n1**2 + columns / n2**2
    else:
        raise ValueError(f"the E-test has the forms 'score' and 'wald': found {form!r}.")
    gap = np.abs(rows / n1 - columns / n2)
    return np.divide(gap, np.sqrt(variance), out=np.zeros(variance.shape), where=variance > 0)


def _likely_counts(mean: float) -> tuple[FloatArray, FloatArray]:
    """Give every count that has any chance worth counting, and its Poisson probability."""
    first, last = int(stats.poisson.ppf(_TAIL, mean)), int(stats.poisson.isf(_TAIL, mean)) + 1
    x = np.arange(first, last + 1, dtype=np.float64)
    return x, np.exp(special.xlogy(x, mean) - mean - special.gammaln(x + 1))


def _one_count(value: int, name: str) -> int:
    count = float(checks.non_negative(value, name))
    if count != int(count):
        raise ValueError(f"{name} must be a whole number: found {count:g}.")
    return int(count)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float(np.inf)
