"""Two proportions: the difference in points with its interval, and a test that holds for small numbers too.

For events out of events (crimes with an outcome out of crimes). Percentages differ in points, never in percent.
Large numbers of crime vary more from month to month than a proportion of independent events would: see
`share_spread` for how much, and divide both counts of each proportion by it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray
from wardmote.methods.two_shares import share_difference_interval

_TIE = 1e-7


@dataclass(frozen=True, slots=True)
class ProportionChange:
    """before and after: percent; points: after minus before, in percentage points, with its interval (low, high).

    p: two-sided; form: which test gave it, "mid-p" or "exact".
    """

    before: float
    after: float
    points: float
    low: float
    high: float
    p: float
    form: str


def proportion_change(
    count_before: int,
    of_before: int,
    count_after: int,
    of_after: int,
    confidence: float = 0.95,
    form: Literal["mid-p", "exact"] = "mid-p",
) -> ProportionChange:
    """Compare two proportions: the difference in points with Newcombe's interval, and p.

    `exact` is Fisher's test: the chance, given all four sums of the table, of any table no likelier than the
    one seen, as R's `fisher.test`. `mid-p` takes half the chance of the table seen off it. Raises ValueError
    for counts that are not whole, below zero or above what they are a part of, and for parts of nothing.
    Source: Newcombe (1998), method 10; Fagerland, Lydersen and Laake (2013) for the mid-P form.
    """
    x1, n1 = _part(count_before, of_before, "before")
    x2, n2 = _part(count_after, of_after, "after")
    before, after = x1 / n1, x2 / n2
    low, high = share_difference_interval(before, n1, after, n2, confidence)
    p = _fisher(x1, n1, x2, n2, form)
    return ProportionChange(
        100 * before, 100 * after, 100 * (after - before), 100 * float(low), 100 * float(high), p, form
    )


def _fisher(x1: int, n1: int, x2: int, n2: int, form: str) -> float:
    if form not in ("mid-p", "exact"):
        raise ValueError(f"the test of two proportions has the forms 'mid-p' and 'exact': found {form!r}.")
    both = x1 + x2
    possible: FloatArray = np.arange(max(0, both - n2), min(n1, both) + 1, dtype=np.float64)
    chance = stats.hypergeom.pmf(possible, n1 + n2, both, n1)
    seen = chance[x1 - int(possible[0])]
    p = float(chance[chance <= seen * (1 + _TIE)].sum())
    return min(p - (float(seen) / 2 if form == "mid-p" else 0.0), 1.0)


def _part(count: ArrayLike, of: ArrayLike, name: str) -> tuple[int, int]:
    x, n = float(checks.non_negative(count, f"count {name}")), float(checks.positive(of, f"of {name}"))
    if x != int(x) or n != int(n):
        raise ValueError(f"counts must be whole numbers: found {x:g} of {n:g} {name}.")
    if x > n:
        raise ValueError(f"a count must not exceed what it is a part of: found {x:g} of {n:g} {name}.")
    return int(x), int(n)
