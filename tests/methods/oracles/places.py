"""Concentration by trying every set of areas and comparing every pair of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations


def top_share(counts: list[int], k: int) -> Fraction:
    """Try every k areas."""
    return max(Fraction(sum(areas), sum(counts)) for areas in combinations(counts, k))


def areas_holding(counts: list[int], share: Fraction) -> int:
    """Try one area, then every two, then every three."""
    return next(k for k in range(1, len(counts) + 1) if top_share(counts, k) >= share)


def gini(counts: list[int]) -> Fraction:
    """Give half the mean difference of every pair of areas, over the mean."""
    n = len(counts)
    apart = sum(abs(x - y) for x in counts for y in counts)
    return Fraction(apart, 2 * n * sum(counts))


def generalised_gini(counts: list[int]) -> Fraction:
    """Measure from the most even spread there can be: one crime each in as many areas as there are crimes."""
    n, crimes = len(counts), sum(counts)
    if crimes >= n:
        return gini(counts)
    most_even = [1] * crimes + [0] * (n - crimes)
    return Fraction(n, crimes) * (gini(counts) - gini(most_even))
