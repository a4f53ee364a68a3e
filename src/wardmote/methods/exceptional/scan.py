"""Naus's scan statistic: how surprising is the busiest window of a long quiet stretch?

Somewhere in four years there will be a bad month by chance alone. The chance that no window of the given length,
wherever it begins, holds n or more events is nearly Q2 (Q3 / Q2)^(L - 2), with Q2 and Q3 the chances for two and for
three windows side by side, which are known exactly.
Source: Naus, Journal of the American Statistical Association 77 (1982), 177-183.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray


def scan_chance(windows: ArrayLike, mean: ArrayLike, most: ArrayLike) -> FloatArray:
    """Give the chance that some window holds `most` or more events, if they come singly and evenly.

    windows: length of the whole stretch in windows, 2 or more; mean: expected events in a window, above 0; most:
    events in the busiest window seen, a whole number, 0 or more. Arguments broadcast. The window may begin at any
    moment: of weekly or monthly totals it may only begin with the period, so the chance is then too high (the finding
    is on the safe side). Raises ValueError outside these ranges.
    """
    length, psi = checks.positive(windows, "windows"), checks.positive(mean, "mean")
    n = checks.non_negative(most, "most")
    if (length < 2).any():
        raise ValueError(
            f"windows must be at least 2: found {length.min():g}. A single window needs no scan."
        )
    if (n != np.floor(n)).any():
        raise ValueError("most must be whole numbers: it is a count of events.")
    length, psi, n = np.broadcast_arrays(length, psi, n)
    flat = [_one(one, rate, int(top)) for one, rate, top in zip(length.flat, psi.flat, n.flat, strict=True)]
    return np.array(flat).reshape(n.shape)


def _one(length: float, psi: float, n: int) -> float:
    if n <= 1:
        return 1.0 if n == 0 else float(-np.expm1(-psi * length))
    two, three = _two_windows(n, psi), _three_windows(n, psi)
    if two <= 0 or three <= 0:
        return 1.0
    return float(np.clip(-np.expm1(np.log(two) + (length - 2) * np.log(three / two)), 0.0, 1.0))


def _p(x: FloatArray | float, psi: float) -> FloatArray:
    x = np.asarray(x, dtype=np.float64)
    inside = np.maximum(x, 0)
    return np.where(x < 0, 0.0, np.exp(inside * np.log(psi) - psi - special.gammaln(inside + 1)))


def _f(x: FloatArray | float, psi: float) -> FloatArray:
    x = np.asarray(x, dtype=np.float64)
    return np.where(x < 0, 0.0, special.pdtr(np.maximum(x, 0), psi))


def _two_windows(n: int, psi: float) -> float:
    """Chance of no window with n or more within a stretch of two."""
    pn = _p(n, psi)
    first = _f(n - 1, psi) ** 2
    return float(first - (n - 1) * pn * _p(n - 2, psi) - (n - 1 - psi) * pn * _f(n - 3, psi))


def _three_windows(n: int, psi: float) -> float:
    """Chance of no window with n or more within a stretch of three."""
    pn, below = _p(n, psi), _f(n - 1, psi)
    r = np.arange(1.0, n)
    a1 = 2 * pn * below * ((n - 1) * _f(n - 2, psi) - psi * _f(n - 3, psi))
    a2 = (
        0.5
        * pn**2
        * ((n - 1) * (n - 2) * _f(n - 3, psi) - 2 * (n - 2) * psi * _f(n - 4, psi) + psi**2 * _f(n - 5, psi))
    )
    a3 = (_p(2 * n - r, psi) * _f(r - 1, psi) ** 2).sum()
    s = r[1:]
    a4 = (_p(2 * n - s, psi) * _p(s, psi) * ((s - 1) * _f(s - 2, psi) - psi * _f(s - 3, psi))).sum()
    return float(below**3 - a1 + a2 + a3 - a4)
