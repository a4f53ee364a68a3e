"""Has an area's share of the whole changed? One test an area, and the correction for as many as there are.

It asks where crime has moved, whatever became of its total: a share can rise while the count falls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks, multiplicity
from wardmote.methods.checks import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class AreaShares:
    """One value an area: shares of the whole before and after (0 to 1), chi-square with Yates's correction
    (1 degree of freedom), its p, and q by Benjamini-Hochberg and by Benjamini-Yekutieli.

    An area without any event in either period has nothing to test: p and q are NaN, and it is no part of the
    family.
    """

    before: FloatArray
    after: FloatArray
    chi_square: FloatArray
    p: FloatArray
    benjamini_hochberg: FloatArray
    benjamini_yekutieli: FloatArray


def area_share_changes(before: ArrayLike, after: ArrayLike, dispersion: ArrayLike = 1.0) -> AreaShares:
    """Test for every area whether its share of all events differs between two periods.

    before, after: (areas,), counts that together are the whole. Each area is set against the rest: the table
    of its events and all others', before and after, with Yates's correction. dispersion: how many times more
    than chance counts vary, one for all areas or one for each, at least 1: chi-square is divided by it. At 1 the
    test takes crime to be pure chance and is far too ready to see a change in areas of a hundred crimes and more.
    Raises ValueError for counts that are missing or below zero, lists of different length, fewer than two
    areas, a period without events, and a dispersion below 1.
    Source: Yates (1934); as the chi-square form of the spatial point pattern test in Wheeler's crimepy.
    """
    first, second = checks.non_negative(before, "counts before"), checks.non_negative(after, "counts after")
    if first.ndim != 1 or first.shape != second.shape or first.size < 2:
        raise ValueError(
            "shares need one count before and one after for each of two areas or more: "
            f"found the shapes {first.shape} and {second.shape}."
        )
    if first.sum() == 0 or second.sum() == 0:
        raise ValueError("a period without any event has no shares: choose periods that hold some.")
    spread = checks.positive(dispersion, "dispersion")
    if spread.shape not in ((), first.shape) or (spread < 1).any():
        raise ValueError("dispersion must be at least 1, one value for all areas or one for each.")
    statistic = _yates(first, first.sum() - first, second, second.sum() - second) / spread
    p = np.asarray(special.chdtrc(1, statistic))
    return AreaShares(
        first / first.sum(),
        second / second.sum(),
        statistic,
        p,
        multiplicity.benjamini_hochberg(p),
        multiplicity.benjamini_yekutieli(p),
    )


def _yates(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> FloatArray:
    """Chi-square of the tables (a b / c d), each cell moved to its expectation by a half at most.

    NaN where an area holds nothing; 0 where it holds everything, which leaves nothing to differ.
    """
    whole, events = a + b + c + d, a + c
    apart = np.abs(a - events * (a + b) / whole)
    apart = apart - np.minimum(0.5, apart)
    product = (a + b) * (c + d) * events * (b + d)
    found = np.divide(apart**2 * whole**3, product, out=np.zeros(a.shape), where=product > 0)
    return np.where(events > 0, found, np.nan)
