"""Index of areas the slow way: one area and one variable after the other."""

from __future__ import annotations

from statistics import fmean, pstdev


def scaled(column: list[float], how: str, more: bool) -> list[float]:
    """Bring one variable to a scale."""
    sign = 1 if more else -1
    mean = fmean(column)
    if how == "index":
        return [100 + sign * (100 * value / mean - 100) for value in column]
    if how == "z":
        spread = pstdev(column)
        return [sign * (value - mean) / spread if spread else 0.0 for value in column]
    below = [sum(sign * other < sign * value for other in column) for value in column]
    level = [sum(other == value for other in column) - 1 for value in column]
    return [100 * (b + e / 2) / (len(column) - 1) for b, e in zip(below, level, strict=True)]


def index(rows: list[list[float]], how: str, more: list[bool], weights: list[float]) -> list[float]:
    """Give the weighted mean of each area's scaled variables."""
    columns = [scaled([row[at] for row in rows], how, more[at]) for at in range(len(more))]
    return [
        sum(w * column[area] for w, column in zip(weights, columns, strict=True)) / sum(weights)
        for area in range(len(rows))
    ]
