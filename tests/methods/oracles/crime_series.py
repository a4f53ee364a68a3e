"""Made-up monthly crime, for measuring how often the verdict test is wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

YEAR = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS = np.array([YEAR] * 3, dtype=float)


@dataclass(frozen=True)
class World:
    """How crime behaves: `extra` variation beyond chance (squared, as the negative binomial's alpha), how
    far a month remembers the one before, steps of a random walk, steady growth, and a change at year 3."""

    name: str
    extra: float = 0.01
    memory: float = 0.0
    walk: float = 0.0
    growth: float = 0.0
    last_year: float = 1.0
    season: float = 0.15


NULL = World("No change, months independent")
MEMORY = World("No change, months remember (0.3)", memory=0.3)
HALF_MEMORY = World("No change, months remember (0.5)", memory=0.5)
LONG_MEMORY = World("No change, months remember (0.7)", memory=0.7)
STEADIER = World("No change, pure chance (no extra variation)", extra=0.0)
WILDER = World("No change, more variation (alpha 0.05)", extra=0.05)
WANDERING = World("Drift in random steps of 2% a month", walk=0.02)
RISE_10 = World("Rise of 10%", last_year=1.1)
RISE_20 = World("Rise of 20%", last_year=1.2)
RISE_50 = World("Rise of 50%", last_year=1.5)
GROWING = World("Steady growth of 2% every month", growth=0.02)
WORLDS = (
    NULL,
    MEMORY,
    HALF_MEMORY,
    LONG_MEMORY,
    STEADIER,
    WILDER,
    WANDERING,
    RISE_10,
    RISE_20,
    RISE_50,
    GROWING,
)


def simulate(world: World, a_year: float, runs: int, seed: int, years: int = 3) -> npt.NDArray[np.int64]:
    """Give counts of shape (runs, years, 12 months)."""
    random = np.random.default_rng(seed)
    month = np.arange(12 * years)
    mean = a_year / 12 * (1 + world.season * np.sin(2 * np.pi * month / 12)) * (1 + world.growth) ** month
    mean = mean * np.where(month >= 12 * years - 12, world.last_year, 1.0)
    still = np.zeros((runs, month.size))
    wander = np.cumsum(random.normal(0, world.walk, still.shape), axis=1) if world.walk else still
    level = mean * np.exp(wander)
    if world.memory:
        level = level * remembered(random, still.shape, world)
    elif world.extra:
        level = random.gamma(1 / world.extra, world.extra * level)
    return random.poisson(level).reshape(runs, years, 12)


def remembered(random: np.random.Generator, shape: tuple[int, ...], world: World) -> npt.NDArray[np.float64]:
    """Give log-normal multipliers of mean 1 and variance `extra`, each month leaning on the one before."""
    spread = np.log(1 + world.extra)
    steps = random.normal(0, np.sqrt(spread * (1 - world.memory**2)), shape)
    x = np.empty(shape)
    x[:, 0] = random.normal(0, np.sqrt(spread), shape[0])
    for month in range(1, shape[1]):
        x[:, month] = world.memory * x[:, month - 1] + steps[:, month]
    return np.exp(x - spread / 2)
