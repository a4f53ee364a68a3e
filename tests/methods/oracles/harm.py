"""Harm scores crime by crime."""

from __future__ import annotations

import math

from .peers import byar


def one_by_one(counts: dict[str, int], weights: dict[str, float]) -> list[float]:
    """Give the weight of every single crime."""
    return [weights[offence] for offence, count in counts.items() for _ in range(count)]


def dobson(crimes: list[float], confidence: float) -> tuple[float, float]:
    """Give the limits of the sum of weights, Byar's from ten crimes."""
    total, spread, count = sum(crimes), math.sqrt(sum(one**2 for one in crimes) / len(crimes)), len(crimes)
    low, high = byar(count, confidence)
    return total + spread * (low - count), total + spread * (high - count)


def split(before: list[float], after: list[float]) -> tuple[float, float]:
    """Give volume and mix of the change of a sum: crimes at the mean weight, and weights at the mean number."""
    one, other = sum(before) / len(before), sum(after) / len(after)
    volume = (len(after) - len(before)) * (one + other) / 2
    return volume, (other - one) * (len(before) + len(after)) / 2
