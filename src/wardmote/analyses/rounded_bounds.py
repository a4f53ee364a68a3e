"""Class bounds for a map: round numbers near the fifths of the values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Bounds = tuple[float, float, float, float]

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 8.0, 9.0, 10.0)
"""Mantissas that a reader takes for round."""

CLASSES_AT = (0.2, 0.45, 0.7, 0.9)
"""Shares of areas below each bound: the darkest class is kept for few, so that it means something."""


def rounded_bounds(values: Sequence[float], *, whole: bool = False) -> Bounds:
    """Four ascending round bounds that cut the values into five classes.

    ``whole``: the values are counts, so bounds are whole numbers and zeros do not pull them down. Where the
    values are so few or so alike that bounds would coincide, the next round number up is taken for each.
    """
    found = np.asarray(values, dtype=float)
    counted = found[found > 0] if whole and (found > 0).any() else found
    at = np.quantile(counted, CLASSES_AT)
    bounds: list[float] = []
    for value in at:
        bound = _round(float(value), whole)
        while bounds and bound <= bounds[-1]:
            bound = _next(bounds[-1], whole)
        bounds.append(bound)
    return (bounds[0], bounds[1], bounds[2], bounds[3])


def _round(value: float, whole: bool) -> float:
    if value <= 1:
        return 1.0
    return min(_steps(value, whole), key=lambda bound: abs(bound - value))


def _next(bound: float, whole: bool) -> float:
    return min(step for step in _steps(bound, whole) if step > bound * (1 + 1e-9))


def _steps(value: float, whole: bool) -> list[float]:
    """Round numbers from the size of the value up to ten times it."""
    size = 10.0 ** float(np.floor(np.log10(value)))
    steps = [step * size * scale for scale in (1.0, 10.0) for step in STEPS]
    return [step for step in steps if not whole or step.is_integer()]
