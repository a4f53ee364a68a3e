"""What a change in harm owes to the number of crimes and what to their mix: two parts that add up exactly.

Source: the decomposition of a product of two factors at their means (Marshall 1890, Edgeworth; Kitagawa 1955); the
interval of a difference from two intervals: Zou and Donner (2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from wardmote.methods.severity import HarmScore, HarmWeights, same_weights


@dataclass(frozen=True, slots=True, eq=False)
class HarmChange:
    """The change from one harm score to another by the same weights.

    change, low, high: after minus before, with its interval (chance alone; crime varies more); volume: what more or
    fewer crimes did; mix: what more or less serious crimes did; volume + mix = change. by_offence: the part of the mix
    from each offence: a smaller share of crimes milder than the average raises the score. weights: of both scores.
    """

    change: float
    low: float
    high: float
    volume: float
    mix: float
    by_offence: Mapping[str, float]
    weights: HarmWeights


def harm_change(before: HarmScore, after: HarmScore) -> HarmChange:
    """Split the change of a harm score into volume and mix.

    With R crimes per head and M the mean weight of a crime: volume = (R2 - R1) (M1 + M2) / 2, mix = (M2 - M1)
    (R1 + R2) / 2. Where either side has no crime there is no mix, and all is volume. The intervals of both scores must
    be of one confidence. Raises MixedWeightsError for scores by different weights, units or offences.
    """
    weights = same_weights(before, after)
    change = after.score - before.score
    by_offence = _by_offence(before, after, weights)
    mix = sum(by_offence.values())
    return HarmChange(
        change=change,
        low=change - sqrt((after.score - after.low) ** 2 + (before.high - before.score) ** 2),
        high=change + sqrt((after.high - after.score) ** 2 + (before.score - before.low) ** 2),
        volume=change - mix,
        mix=mix,
        by_offence=by_offence,
        weights=weights,
    )


def _by_offence(before: HarmScore, after: HarmScore, weights: HarmWeights) -> dict[str, float]:
    """Give mean rate x (weight - mean weight) x change of the offence's share of crimes."""
    if not before.count or not after.count:
        return dict.fromkeys(before.counts, 0.0)
    rate, middle = (before.rate + after.rate) / 2, (before.per_crime + after.per_crime) / 2
    return {
        offence: rate
        * (weights.weight[offence] - middle)
        * (after.counts[offence] / after.count - before.counts[offence] / before.count)
        for offence in before.counts
    }
