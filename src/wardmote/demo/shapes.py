"""Curves that look drawn by a shore or a hedge rather than a ruler."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Positions as (n, 2): kilometres east and north."""


def rounded(ring: Points, rounds: int = 2) -> Points:
    """Cut the corners of a closed ring, again and again, until it curves.

    ring: (n, 2) without a repeated last point. Gives (n x 2**rounds, 2). Source: Chaikin (1974).
    """
    for _ in range(rounds):
        following = np.roll(ring, -1, axis=0)
        pair = np.stack((0.75 * ring + 0.25 * following, 0.25 * ring + 0.75 * following), axis=1)
        ring = pair.reshape(-1, 2)
    return ring


def roughened(line: Points, amount: float, rounds: int, random: np.random.RandomState) -> Points:
    """Push the middle of every piece of a line sideways, again and again.

    line: (n, 2), its first and last points stay; amount: standard deviation of the push as a share of the
    piece. Gives ((n - 1) x 2**rounds + 1, 2). Source: midpoint displacement, Fournier,
    Fussell and Carpenter (1982).
    """
    for _ in range(rounds):
        step = np.diff(line, axis=0)
        sideways = np.stack((-step[:, 1], step[:, 0]), axis=1)
        push = np.clip(random.normal(0.0, amount, len(step)), -2 * amount, 2 * amount)
        middle = line[:-1] + step / 2 + push[:, None] * sideways
        joined = np.empty((len(line) + len(middle), 2))
        joined[0::2], joined[1::2] = line, middle
        line = joined
    return line
