"""Chance that is the same every time and everywhere."""

from __future__ import annotations

from zlib import crc32

import numpy as np


def chance(seed: int, *names: str) -> np.random.RandomState:
    """A stream of random numbers for every name: a change in one part leaves the others alone.

    RandomState, not the newer Generator: numpy has frozen its streams (NEP 19), so that a seed gives the same
    files with every version of numpy.
    """
    return np.random.RandomState([seed, crc32("/".join(names).encode())])
