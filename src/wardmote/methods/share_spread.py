"""How much more than chance the shares of single months vary: what a test of two years' shares has to allow for.

Months of one year are taken as repeated looks at the year's share. What they vary beyond the binomial is phi, never
below 1, and a test that divides each count by phi keeps its promised rate of false alarms. Source: McCullagh and
Nelder (1989), section 4.5, Pearson's statistic over its degrees of freedom.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray


class Spread(NamedTuple):
    """phi: times that the months vary more than chance, at least 1; df: its degrees of freedom, 0 where there are none."""

    phi: FloatArray
    df: FloatArray


def share_spread(counts: ArrayLike, of: ArrayLike) -> Spread:
    """Give the spread of monthly shares about their years'.

    counts, of: (..., years, months), what is counted and out of how many; a month out of none says nothing. Raises
    ValueError for counts below zero or above `of`.
    """
    x, n = checks.non_negative(counts, "counts"), checks.non_negative(of, "of")
    x, n = np.broadcast_arrays(x, n)
    if (x > n).any():
        raise ValueError("counts must not exceed what they are a part of: a share above 1 was found.")
    share = _ratio(x.sum(axis=-1, keepdims=True), n.sum(axis=-1, keepdims=True))
    expected = n * share
    misfit = _ratio((x - expected) ** 2, expected * (1 - share)).sum(axis=(-2, -1))
    months = np.count_nonzero(n > 0, axis=-1)
    df = np.maximum(months - 1, 0).sum(axis=-1)
    return Spread(np.asarray(np.maximum(_ratio(misfit, df), 1.0)), np.asarray(df, dtype=np.float64))


def _ratio(top: ArrayLike, bottom: ArrayLike) -> FloatArray:
    above, below = np.broadcast_arrays(np.asarray(top, np.float64), np.asarray(bottom, np.float64))
    return np.asarray(np.divide(above, below, out=np.zeros(above.shape), where=below > 0))
