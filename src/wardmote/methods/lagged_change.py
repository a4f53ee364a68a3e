"""The alternative to the default verdict test: dispersion from each month against the same month last year.

It needs no fit, but takes a real change of level for noise, and so misses changes the default finds
(weapons possession 85 to 151 in one real partnership). Kept for comparison with tools that use it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class LaggedChange:
    """Totals of the last two years, the lag dispersion as measured (it can be below 1), and z."""

    previous: FloatArray
    current: FloatArray
    phi: FloatArray
    z: FloatArray


def lagged_change(counts: ArrayLike, lag: int = 12) -> LaggedChange:
    """Compare the last `lag` months with the `lag` before them.

    counts: (..., months), oldest first, at least two years of them. phi = mean((y_t - y_{t-lag})^2 / (y_t +
    y_{t-lag})) over all pairs, empty pairs counting 0; z = sqrt(2) (sqrt(b) - sqrt(a)) / sqrt(max(1, phi)).
    Raises ValueError for missing or negative counts or fewer than 2 x lag months.
    """
    y = checks.non_negative(counts, "counts")
    if y.ndim == 0 or lag < 1 or y.shape[-1] < 2 * lag:
        raise ValueError(f"counts must hold at least {2 * lag} months in a row: found the shape {y.shape}.")
    now, then = y[..., lag:], y[..., :-lag]
    pairs = np.divide((now - then) ** 2, now + then, out=np.zeros(now.shape), where=now + then > 0)
    phi = pairs.mean(axis=-1)
    a, b = y[..., -2 * lag : -lag].sum(axis=-1), y[..., -lag:].sum(axis=-1)
    z = np.sqrt(2) * (np.sqrt(b) - np.sqrt(a)) / np.sqrt(np.maximum(phi, 1))
    return LaggedChange(np.asarray(a), np.asarray(b), np.asarray(phi), np.asarray(z))
