"""Comparisons of areas, one area and one group after the other, in plain Python."""

from __future__ import annotations

import math
import random
from statistics import NormalDist, fmean, pstdev


def byar(count: float, confidence: float) -> tuple[float, float]:
    """Give the cube formula."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    low = count * max(1 - 1 / (9 * count) - z / (3 * math.sqrt(count)), 0) ** 3 if count else 0.0
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def direct_rate(
    persons: dict[int, list[float]], population: list[float], standard: list[float], confidence: float
) -> tuple[float, float, float]:
    """Give rate and limits per head from how many people of each group had 1, 2, 3 ... events."""
    rate = variance = total = 0.0
    for group, (people, weight) in enumerate(zip(population, standard, strict=True)):
        events = sum(each * persons[each][group] for each in persons)
        squares = sum(each**2 * persons[each][group] for each in persons)
        rate += weight / sum(standard) * events / people
        variance += (weight / sum(standard)) ** 2 * squares / people**2
        total += events
    low, high = byar(total, confidence)
    scale = math.sqrt(variance / total)
    return rate, rate + scale * (low - total), rate + scale * (high - total)


def quantile(values: list[float], share: float) -> float:
    """Give the quantile by straight lines between the ordered values (type 7)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def dispersion(
    observed: list[float], expected: list[float], trim: float, scale: str, ends: str
) -> tuple[float, float, list[float]]:
    """Give phi, tau2 and the adjusted z of each area."""
    pairs = list(zip(observed, expected, strict=True))
    if scale == "log":
        y, s2 = [math.log(o / e) for o, e in pairs], [1 / e for e in expected]
    else:
        y, s2 = [math.sqrt(o / e) - 1 for o, e in pairs], [1 / (4 * e) for e in expected]
    z = [a / math.sqrt(b) for a, b in zip(y, s2, strict=True)]
    low, high = quantile(z, trim), quantile(z, 1 - trim)
    if ends == "winsorise":
        kept, weights = [min(max(one, low), high) for one in z], [1 / one for one in s2]
    else:
        inside = [low <= one <= high for one in z]
        kept = [one for one, stays in zip(z, inside, strict=True) if stays]
        weights = [1 / one for one, stays in zip(s2, inside, strict=True) if stays]
    phi = sum(one**2 for one in kept) / len(kept)
    room = sum(weights) - sum(one**2 for one in weights) / sum(weights)
    tau2 = max(0.0, (len(kept) * phi - (len(kept) - 1)) / room)
    return phi, tau2, [a / math.sqrt(b + tau2) for a, b in zip(y, s2, strict=True)]


def flag(observed: float, limits: dict[float, tuple[float, float]], expected: float) -> tuple[int, float]:
    """Give the side and the rarest level at which the area's own interval leaves out what is expected."""
    side, tail = 0, math.nan
    for level in sorted(limits):
        low, high = limits[level]
        if low > expected:
            side, tail = 1, (1 - level) / 2
        elif high < expected:
            side, tail = -1, (1 - level) / 2
    return side, tail


def distances(profiles: list[list[float]], own: int, weights: list[float]) -> list[float]:
    """Give the distance of every area from one."""
    columns = list(zip(*profiles, strict=True))
    means, spreads = [fmean(column) for column in columns], [pstdev(column) for column in columns]
    standard = [
        [(value - mean) / spread for value, mean, spread in zip(row, means, spreads, strict=True)]
        for row in profiles
    ]
    return [
        math.sqrt(
            sum(w * (a - b) ** 2 for w, a, b in zip(weights, row, standard[own], strict=True)) / sum(weights)
        )
        for row in standard
    ]


def sure_places(values: list[float], errors: list[float], confidence: float) -> list[tuple[int, int]]:
    """Give the best and worst place of each value, highest first, all pairs compared with Holm's correction."""
    k = len(values)
    pairs = []
    for i in range(k):
        for j in range(i + 1, k):
            gap = values[i] - values[j]
            z = gap / math.hypot(errors[i], errors[j]) if gap else 0.0
            pairs.append((2 * NormalDist().cdf(-abs(z)), i, j))
    ahead: set[tuple[int, int]] = set()
    for step, (p, i, j) in enumerate(sorted(pairs)):
        if p * (len(pairs) - step) >= 1 - confidence:
            break
        ahead.add((i, j) if values[i] > values[j] else (j, i))
    return [(1 + sum(b == i for _, b in ahead), k - sum(a == i for a, _ in ahead)) for i in range(k)]


def simulated_inequality(
    count: list[float], population: list[float], runs: int, seed: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Give 95% limits of slope and ratio by drawing every group's rate again and again and fitting each time."""
    source, slopes, ratios = random.Random(seed), [], []
    for _ in range(runs):
        drawn = [source.gauss(x / n, math.sqrt(x) / n) for x, n in zip(count, population, strict=True)]
        first, slope = weighted_line(drawn, population)
        slopes.append(slope)
        ratios.append((first + slope) / first)
    return tuple((quantile(one, 0.025), quantile(one, 0.975)) for one in (slopes, ratios))  # type: ignore[return-value]


def weighted_line(rate: list[float], people: list[float]) -> tuple[float, float]:
    """Give intercept and slope over the middles of the groups, by the textbook sums."""
    total, before, middles = sum(people), 0.0, []
    for n in people:
        middles.append((before + n / 2) / total)
        before += n
    centre = sum(n * x for n, x in zip(people, middles, strict=True)) / total
    mean = sum(n * y for n, y in zip(people, rate, strict=True)) / total
    slope = sum(n * (x - centre) * (y - mean) for n, x, y in zip(people, middles, rate, strict=True)) / sum(
        n * (x - centre) ** 2 for n, x in zip(people, middles, strict=True)
    )
    return mean - slope * centre, slope
