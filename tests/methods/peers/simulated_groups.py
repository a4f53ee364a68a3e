"""Made-up comparison groups, harm scores and gradients, and how often the methods are wrong about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.peers.dispersion import dispersion
from wardmote.methods.peers.funnel import spread_limits
from wardmote.methods.peers.gradient import linear_gradient
from wardmote.methods.peers.group import Position, place_in_group
from wardmote.methods.severity import Form, HarmWeights, harm_score

AREAS, DECILES = 15, 10
WEIGHTS = HarmWeights("Made-up index", "1", {"homicide": 5000.0, "robbery": 300.0, "theft": 5.0})


@dataclass(frozen=True)
class World:
    """A group whose areas truly differ by `spread` (standard deviation of the logarithm), one of them by `far`."""

    name: str
    spread: float
    allow_spread: bool
    far: float = 1.0
    as_published: bool = False


def flagged(world: World, expected: float, groups: int, seed: int) -> float:
    """Give the share of areas called Above or Below; of the far area alone where there is one."""
    rng, calls = np.random.default_rng(seed), 0
    for _ in range(groups):
        people = rng.lognormal(0, 0.4, AREAS) * 100_000
        rate = expected / 100_000 * rng.lognormal(0, world.spread, AREAS)
        rate[0] *= world.far
        counts = rng.poisson(people * rate)
        if world.as_published:
            calls += outside_as_published(counts.astype(float), people)
            continue
        group = place_in_group(counts, people, allow_spread=world.allow_spread)
        looked = group.position[:1] if world.far != 1 else group.position
        calls += sum(one is not Position.INLINE for one in looked)
    return calls / groups / (1 if world.far != 1 else AREAS)


def outside_as_published(counts: FloatArray, people: FloatArray) -> int:
    """Count the areas outside limits whose spread is not made good for the ends drawn in."""
    expected = people * counts.sum() / people.sum()
    low, high = spread_limits(expected, dispersion(counts, expected))
    return int(((counts / expected < low) | (counts / expected > high)).sum())


def harm_covered(form: Form, homicides: float, runs: int, seed: int) -> float:
    """Give the share of runs in which the interval of a harm score holds the true score."""
    rng, held = np.random.default_rng(seed), 0
    means = {"homicide": homicides, "robbery": 100.0, "theft": 3000.0}
    truth = sum(WEIGHTS.weight[offence] * value for offence, value in means.items())
    for _ in range(runs):
        counts = {offence: float(rng.poisson(value)) for offence, value in means.items()}
        found = harm_score(counts, 1000, WEIGHTS, form=form)
        held += found.low <= truth <= found.high
    return held / runs


def slope_covered(spread: float, a_group: float, runs: int, seed: int, *, dispersed: bool) -> float:
    """Give the share of runs in which the interval of the slope index holds the true one."""
    rng, held = np.random.default_rng(seed), 0
    people = np.full(DECILES, 20_000.0)
    truth = a_group / 20_000 * (0.6 + 0.8 * (np.arange(DECILES) + 0.5) / DECILES)
    for _ in range(runs):
        extra = rng.lognormal(-(spread**2) / 2, spread, DECILES)
        found = linear_gradient(rng.poisson(people * truth * extra), people, per=1, dispersed=dispersed)
        held += found.slope.low <= 0.8 * a_group / 20_000 <= found.slope.high
    return held / runs
