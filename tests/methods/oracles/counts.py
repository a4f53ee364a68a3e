"""Intervals and tests of counts by adding up probabilities one by one, and by searching for limits."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist


def poisson(count: int, mean: float) -> float:
    """Give the chance of exactly `count`."""
    if mean == 0:
        return 1.0 if count == 0 else 0.0
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))


def binomial(count: int, of: int, share: float) -> float:
    """Give the chance of exactly `count` of `of`."""
    return math.comb(of, count) * share**count * (1 - share) ** (of - count)


def search(rising: Callable[[float], float], target: float, low: float, high: float) -> float:
    """Find where a rising function passes the target."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2


def exact_poisson_limits(count: int, confidence: float) -> tuple[float, float]:
    """Find the means under which `count` or more, or `count` or fewer, is as rare as half the level."""
    tail = (1 - confidence) / 2
    top = 10.0 * count + 50

    def at_least(mean: float) -> float:
        return 1 - sum(poisson(x, mean) for x in range(count))

    def more_than(mean: float) -> float:
        return 1 - sum(poisson(x, mean) for x in range(count + 1))

    low = search(at_least, tail, 0.0, top) if count else 0.0
    return low, search(more_than, 1 - tail, 0.0, top)


def wilson_limits(count: int, of: int, confidence: float) -> tuple[float, float]:
    """Find the shares that a score test of `count` of `of` would just accept."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    seen = count / of

    def score(share: float) -> float:
        return (share - seen) / math.sqrt(share * (1 - share) / of)

    low = search(score, -z, 1e-15, seen) if count else 0.0
    return low, (search(score, z, seen, 1 - 1e-15) if count < of else 1.0)


def e_test(k1: int, k2: int, n1: float, n2: float, form: str) -> float:
    """Add up every pair of counts at least as far apart as the pair seen."""
    rate = (k1 + k2) / (n1 + n2)

    def apart(x1: int, x2: int) -> float:
        variance = (x1 + x2) / (n1 * n2) if form == "score" else x1 / n1**2 + x2 / n2**2
        return abs(x1 / n1 - x2 / n2) / math.sqrt(variance) if variance else 0.0

    seen = apart(k1, k2) * (1 - 1e-10)
    total = 0.0
    for x1 in range(int(rate * n1 + 12 * math.sqrt(rate * n1) + 30)):
        for x2 in range(int(rate * n2 + 12 * math.sqrt(rate * n2) + 30)):
            if apart(x1, x2) >= seen:
                total += poisson(x1, rate * n1) * poisson(x2, rate * n2)
    return min(total, 1.0)


def rate_ratio(a: int, b: int, n1: float, n2: float, confidence: float) -> tuple[float, float, float]:
    """Give lower limit, upper limit and p of the rate ratio, given a + b."""
    n, share, tail = a + b, n1 / (n1 + n2), (1 - confidence) / 2
    seen = binomial(a, n, share) * (1 + 1e-7)
    p = sum(chance for x in range(n + 1) if (chance := binomial(x, n, share)) <= seen)

    def at_least(q: float) -> float:
        return sum(binomial(x, n, q) for x in range(a, n + 1))

    def more_than(q: float) -> float:
        return sum(binomial(x, n, q) for x in range(a + 1, n + 1))

    low = search(at_least, tail, 0.0, 1.0) if a else 0.0
    high = search(more_than, 1 - tail, 0.0, 1.0) if b else 1.0
    return low / (1 - low) * n2 / n1, high / (1 - high) * n2 / n1 if b else math.inf, min(p, 1.0)


def mid_p_rate_ratio(a: int, b: int, n1: float, n2: float, confidence: float) -> tuple[float, float, float]:
    """Give lower limit, upper limit and p of the mid-P rate ratio, given a + b, adding up the binomial."""
    n, tail = a + b, (1 - confidence) / 2

    def upper(share: float) -> float:
        return sum(binomial(x, n, share) for x in range(a + 1, n + 1)) + binomial(a, n, share) / 2

    def odds(share: float) -> float:
        return share / (1 - share) * n2 / n1 if share < 1 else math.inf

    low = search(upper, tail, 0.0, 1.0) if a else 0.0
    high = search(upper, 1 - tail, 0.0, 1.0) if b else 1.0
    seen = upper(n1 / (n1 + n2))
    return odds(low), odds(high), min(1.0, 2 * min(seen, 1 - seen))


def fisher(x1: int, n1: int, x2: int, n2: int, mid: bool) -> float:
    """Add up the chances of the tables with the same sums that are no likelier than the one seen."""
    both = x1 + x2

    def chance(x: int) -> float:
        return math.comb(n1, x) * math.comb(n2, both - x) / math.comb(n1 + n2, both)

    tables = range(max(0, both - n2), min(n1, both) + 1)
    p = sum(chance(x) for x in tables if chance(x) <= chance(x1) * (1 + 1e-7))
    return p - chance(x1) / 2 if mid else p
