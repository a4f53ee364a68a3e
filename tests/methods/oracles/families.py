"""Adjusted p-values from their definitions: ask of each level in turn whether it would be called."""

from __future__ import annotations


def benjamini_hochberg(p: list[float]) -> list[float]:
    """Give each p the least m p_j / rank_j among those no smaller than it."""
    ordered, m = sorted(p), len(p)
    return [min(min(1.0, m * q / (j + 1)) for j, q in enumerate(ordered) if q >= value) for value in p]


def holm(p: list[float]) -> list[float]:
    """Give each p the greatest (m - j) p_j among those no greater than it."""
    ordered, m = sorted(p), len(p)
    return [max(min(1.0, (m - j) * q) for j, q in enumerate(ordered) if q <= value) for value in p]


def benjamini_yekutieli(p: list[float]) -> list[float]:
    """As Benjamini-Hochberg, with m times the sum of 1/1 to 1/m in the place of m."""
    ordered, m = sorted(p), len(p)
    sums = sum(1 / j for j in range(1, m + 1))
    return [min(min(1.0, m * sums * q / (j + 1)) for j, q in enumerate(ordered) if q >= value) for value in p]
