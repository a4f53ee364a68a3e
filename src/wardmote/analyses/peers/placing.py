"""One measure of an area placed in its group, with everything that a sentence, a table and a picture need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.figures.evidence import Evidence
from wardmote.figures.peer_counts import PeerCount, PeerCounts
from wardmote.methods.peers.funnel import funnel_limits, spread_limits
from wardmote.methods.peers.group import Group, Position, place_in_group

GRID = 60
"""Sizes at which the limits of a funnel are drawn."""


@dataclass(frozen=True, eq=False)
class Placed:
    """A measure in a group. ``members`` and the arrays of ``group`` have one order, the own area first."""

    counts: PeerCounts
    members: tuple[PeerCount, ...]
    group: Group
    per: float

    @property
    def rate(self) -> float:
        """The own rate."""
        return float(self.group.rate.value[0])

    @property
    def interval(self) -> tuple[float, float]:
        """Its interval, by chance alone."""
        return float(self.group.rate.low[0]), float(self.group.rate.high[0])

    @property
    def limits(self) -> tuple[float, float]:
        """The limits round the group's mean for an area of the own size."""
        return float(self.group.low[0]), float(self.group.high[0])

    @property
    def position(self) -> Position:
        """Above, Inline or Below."""
        return self.group.position[0]

    @property
    def distance(self) -> float | None:
        """Own rate over the mean, less one, in percent; None where nobody has any."""
        value = float(self.group.distance[0])
        return None if np.isnan(value) else 100 * value

    @property
    def rank(self) -> tuple[int, int, int]:
        """The own rank, 1 the lowest rate, and the lowest and highest that the data also allow."""
        ranks = self.group.ranks
        return int(ranks.rank[0]), int(ranks.best[0]), int(ranks.worst[0])


def placed(evidence: Evidence, counts: PeerCounts, own: str) -> Placed | None:
    """Place the own area (its code) in its group; None where it, or all others, cannot be counted."""
    members = counts.members
    if len(members) < 2 or members[0].area.code != own:
        return None
    per = evidence.definitions.threshold("rate-per")
    group = place_in_group(
        [one.count for one in members],
        [one.population.value for one in members],
        per,
        confidence=evidence.definitions.threshold("confidence"),
    )
    return Placed(counts, members, group, per)


def limits_over_sizes(
    found: Placed, confidence: float
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """Populations from below the smallest to above the largest, and the limits of the rate at each."""
    people = np.array([one.population.value for one in found.members])
    sizes = np.geomspace(people.min() * 0.85, people.max() * 1.1, GRID)
    expected = sizes / found.per * found.group.mean
    spread = found.group.dispersion
    limits = (
        spread_limits(expected, spread, found.group.mean, confidence)
        if spread is not None and spread.tau2 > 0
        else funnel_limits(expected, found.group.mean, confidence)
    )
    return tuple(sizes.tolist()), tuple(limits.low.tolist()), tuple(limits.high.tolist())
