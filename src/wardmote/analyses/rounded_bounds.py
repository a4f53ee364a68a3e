"""Class bounds for a map: round numbers near the fifths of the values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Bounds = tuple[float, float, float, float]

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0, 9.0, 10.0)
"""Mantissas that a reader takes for round."""

CLASSES_AT = (0.2, 0.45, 0.7, 0.9)
"""Shares of areas below each bound: the darkest class is kept for few, so that it means something."""


def rounded_bounds(values: Sequence[float]) -> Bounds:
    """Four ascending round bounds that cut the values into five classes.

    Where the values are so few or so alike that round bounds would coincide, the next round number up is
    taken for each.
    """
    at = np.quantile(np.asarray(values, dtype=float), CLASSES_AT)
    bounds: list[float] = []
    for value in at:
        bound = _round(float(value))
        while bounds and bound <= bounds[-1]:
            bound = _next(bounds[-1])
        bounds.append(bound)
    return (bounds[0], bounds[1], bounds[2], bounds[3])


def _round(value: float) -> float:
    if value <= 1:
        return 1.0
    size = 10.0 ** np.floor(np.log10(value))
    return float(min((step * size for step in STEPS), key=lambda bound: abs(bound - value)))


def _next(bound: float) -> float:
    size = 10.0 ** np.floor(np.log10(bound))
    following = [step * size for step in STEPS if step * size > bound * (1 + 1e-9)]
    return float(following[0] if following else 15.0 * size)
