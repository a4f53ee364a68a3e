"""An axis of values of any kind: counts, rates, indices, pounds, from the tiny to the huge."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wardmote.publishing.charts.numbers import counting_steps, fixed

LARGE = ((2e9, 1e9, "billion"), (1e7, 1e6, "million"))
"""From which value on an axis goes by which unit."""
ROUND = (1, 2, 2.5, 5, 10, 20, 25, 50, 100)
MOST_PLACES = 12


def finite(value: float | None) -> float | None:
    """The value as a plain number; None where it is none that can be drawn."""
    return float(value) if value is not None and math.isfinite(value) else None


def known(values: Iterable[float | None]) -> list[float]:
    """The values that can be drawn."""
    return [value for one in values if (value := finite(one)) is not None]


def value_steps(values: Sequence[float], most: int = 6, whole: bool = False) -> list[float]:
    """Round values from zero until one reaches the highest of ``values``, and down past the lowest below zero.

    ``whole``: counts, which have no steps between 0 and 1.
    """
    low, high = min([0.0, *values]), max([0.0, *values])
    if whole and low == 0:
        return counting_steps(high, most)
    return round_values(low, high or 1.0, most)


def round_values(low: float, high: float, most: int = 6) -> list[float]:
    """At most ``most`` round values, the first not above ``low`` and the last not below ``high``."""
    span = high - low
    if span <= 0 or not math.isfinite(span) or span < abs(high) * 1e-9:
        span = abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    for multiple in ROUND:
        step = multiple * power
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first + 1 <= most:
            break
    last = max(last, first + 1)
    return [number * step for number in range(first, last + 1)]


def axis_words(steps: Sequence[float]) -> dict[float, str]:
    """What an axis prints at each step: with as many decimals as the steps need; millions and billions by name."""
    unit, name = _unit(steps)
    apart = min((b - a for a, b in pairwise(steps)), default=1.0) / unit
    places = next((p for p in range(MOST_PLACES) if abs(apart - round(apart, p)) < 1e-6 * apart), MOST_PLACES)
    return {step: fixed(step / unit, places) + (f" {name}" if name and step else "") for step in steps}


def said(value: float, steps: Sequence[float]) -> str:
    """A value of this axis in words, with the decimals that its height can show: "54", "1.4", "3.2 million"."""
    unit, name = _unit(steps)
    span = ((steps[-1] - steps[0]) or 1.0) / unit
    if value == 0:
        return "0"
    places = min(max(0, 1 - math.floor(math.log10(span / 2))), MOST_PLACES)
    return fixed(value / unit, places) + (f" {name}" if name else "")


def _unit(steps: Sequence[float]) -> tuple[float, str]:
    largest = max((abs(step) for step in steps), default=0.0)
    return next(((unit, name) for least, unit, name in LARGE if largest >= least), (1.0, ""))
