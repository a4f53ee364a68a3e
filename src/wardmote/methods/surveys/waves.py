"""Two waves of a survey: the change in points, its interval, and whether it is more than chance.

Source: difference of two independent estimates, variances added, Student's t with Welch's degrees of freedom (1947).
Printed surveys: the usual margin z sqrt(deff p (1 - p) / n), Kish (1965).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.surveys.estimates import Estimate
from wardmote.methods.surveys.sample import Sureness


@dataclass(frozen=True, slots=True)
class WaveChange:
    """After minus before, in the unit of the estimates (points where they are percentages).

    change: None where either wave has too few; low, high, p: None unless `sureness` is KNOWN; beyond_chance: p below 1 -
    confidence, None likewise; needed: the smallest change that would have been beyond chance.
    """

    change: float | None
    low: float | None
    high: float | None
    p: float | None
    beyond_chance: bool | None
    needed: float | None
    sureness: Sureness


def wave_change(
    before: Estimate, after: Estimate, *, scale: float = 1.0, confidence: float = 0.95
) -> WaveChange:
    """Compare two waves of different people; `scale` 100 gives points from shares of one.

    The weaker of the two waves decides what may be said. Raises ValueError for a confidence outside 0 to 1.
    """
    level = checks.share(confidence, "confidence")
    state = _weaker(before.sureness, after.sureness)
    if before.value is None or after.value is None:
        return WaveChange(None, None, None, None, None, None, state)
    change = (after.value - before.value) * scale
    if before.error is None or after.error is None:
        return WaveChange(change, None, None, None, None, None, state)
    error = sqrt(before.error**2 + after.error**2) * scale
    df = _welch(before, after)
    needed = float(special.stdtrit(df, (1 + level) / 2)) * error
    p = _two_sided(change, error, df)
    return WaveChange(change, change - needed, change + needed, p, p < 1 - level, needed, state)


def printed_margin(
    share: float, people: float, design_effect: float = 1.0, confidence: float = 0.95
) -> float:
    """Give the margin of error of a printed share (0 to 1) of so many people drawn at random.

    Raises ValueError for a share outside 0 to 1, no people, or a design effect not above zero.
    """
    return _z(confidence) * sqrt(_variance(share, people, design_effect))


def printed_change_needed(
    share: tuple[float, float],
    people: tuple[float, float],
    design_effect: tuple[float, float] = (1.0, 1.0),
    confidence: float = 0.95,
) -> float:
    """Give the smallest difference of two printed shares that is more than chance. Raises as `printed_margin`."""
    parts = zip(share, people, design_effect, strict=True)
    return _z(confidence) * sqrt(sum(_variance(*part) for part in parts))


def _weaker(one: Sureness, other: Sureness) -> Sureness:
    order = (
        Sureness.NOBODY,
        Sureness.TOO_FEW,
        Sureness.SELF_SELECTED,
        Sureness.TOO_FEW_CLUSTERS,
        Sureness.KNOWN,
    )
    return min(one, other, key=order.index)


def _welch(one: Estimate, other: Estimate) -> float:
    parts = [((wave.error or 0.0) ** 2, wave.freedom) for wave in (one, other)]
    below = sum(variance**2 / df for variance, df in parts)
    return sum(variance for variance, _ in parts) ** 2 / below if below else inf


def _two_sided(change: float, error: float, df: float) -> float:
    if error == 0:
        return 1.0 if change == 0 else 0.0
    return float(2 * special.stdtr(df, -abs(change) / error))


def _z(confidence: float) -> float:
    return float(special.ndtri((1 + checks.share(confidence, "confidence")) / 2))


def _variance(share: ArrayLike, people: ArrayLike, design_effect: ArrayLike) -> float:
    p = float(checks.non_negative(share, "shares"))
    if p > 1:
        raise ValueError("shares must lie between 0 and 1: divide percentages by 100.")
    n, deff = checks.positive(people, "people asked"), checks.positive(design_effect, "the design effect")
    return float(deff * p * (1 - p) / n)
