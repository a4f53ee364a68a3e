"""Funnels: how far from its group an area may lie by chance alone, given its size.

Source: Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine (2005). The
significance flag follows the public health practice of a 95% and a 99.8% interval round the area's own ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.change import Interval
from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.intervals import count_interval, exact_interval
from wardmote.methods.peers.dispersion import Dispersion


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """Which side of the group an area lies on: -1 below, 0 within, 1 above; `tail`: how rare that is on one side.

    tail is the smallest one-sided level at which it still lies outside (0.001 for the 99.8% interval), NaN within.
    """

    side: IntArray
    tail: FloatArray


def funnel_limits(expected: ArrayLike, target: float = 1.0, confidence: float = 0.95) -> Interval:
    """Give the ratios (observed / expected x target) between which an area lies by chance alone.

    Exact Poisson limits round the expected count. Raises ValueError for expected counts or a target not above zero.
    """
    e = checks.positive(expected, "expected counts")
    scale = float(checks.positive(target, "the target"))
    limits = exact_interval(e, confidence)
    return Interval(np.asarray(limits.low / e * scale), np.asarray(limits.high / e * scale))


def spread_limits(
    expected: ArrayLike, dispersion: Dispersion, target: float = 1.0, confidence: float = 0.95
) -> Interval:
    """Give the limits where areas also differ among themselves for reasons nobody measured.

    The random effects limits on the scale of the dispersion: exp(+-z sqrt(1/E + tau2)) for logarithms and
    (1 +- z sqrt(1/(4E) + tau2))^2 for square roots, times the target. Raises ValueError as `funnel_limits` does.
    """
    e = checks.positive(expected, "expected counts")
    scale = float(checks.positive(target, "the target"))
    z = float(special.ndtri((1 + checks.share(confidence, "confidence")) / 2))
    if dispersion.scale == "log":
        reach = z * np.sqrt(1 / e + dispersion.tau2)
        return Interval(np.asarray(scale * np.exp(-reach)), np.asarray(scale * np.exp(reach)))
    reach = z * np.sqrt(1 / (4 * e) + dispersion.tau2)
    return Interval(np.asarray(scale * np.maximum(1 - reach, 0) ** 2), np.asarray(scale * (1 + reach) ** 2))


def significance(
    observed: ArrayLike,
    expected: ArrayLike,
    levels: Sequence[float] = (0.95, 0.998),
    exact_below: float = 10,
    target: float = 1.0,
) -> Signal:
    """Flag ratios whose own interval leaves out the target, at the widest interval that still does.

    observed, expected: arrays that broadcast; intervals are exact below `exact_below` events and Byar's from there.
    Many areas at once give false flags: at 95% one in twenty. Raises ValueError for observed counts below zero,
    expected ones or a target not above zero, and no levels.
    """
    if not levels:
        raise ValueError("levels must name at least one interval, such as 0.95.")
    o, e = checks.non_negative(observed, "observed counts"), checks.positive(expected, "expected counts")
    e = e * float(checks.positive(target, "the target"))
    side, tail = np.zeros(np.broadcast_shapes(o.shape, e.shape), np.int64), np.full((), np.nan)
    for level in sorted(levels):
        low, high = count_interval(o, level, exact_below)
        out = np.where(low > e, 1, np.where(high < e, -1, 0))
        side, tail = np.where(out != 0, out, side), np.where(out != 0, (1 - level) / 2, tail)
    return Signal(np.asarray(side, np.int64), np.broadcast_to(tail, side.shape).astype(np.float64))
