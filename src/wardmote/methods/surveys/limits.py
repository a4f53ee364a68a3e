"""Intervals of a survey's share, which stay between 0 and 1.

Source: logit interval and the beta interval of Korn and Graubard (1998), both as R's `survey::svyciprop`; at shares of
exactly 0 or 1 the beta interval of Kish's effective number (Dean and Pagano, 2015).
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.change import Interval
from wardmote.methods.checks import FloatArray

Form = Literal["logit", "beta"]
_ROUNDING = 1e-12


def share_limits(
    share: ArrayLike,
    error: ArrayLike,
    df: ArrayLike,
    effective: ArrayLike,
    confidence: float = 0.95,
    form: Form = "logit",
    people: ArrayLike | None = None,
) -> Interval:
    """Give the interval of shares (0 to 1) with these standard errors.

    df: degrees of freedom, people - 1, or clusters less strata; effective: Kish's number, which is used where the share
    is 0 or 1 or has no error; people: who answered, df + 1 where they are not given. Korn and Graubard multiply the size
    of the sample that would be as sure by (t of people - 1 / t of df) squared. Arrays broadcast; NaN stays NaN. Raises
    ValueError for shares outside 0 to 1 and an unknown form.
    """
    if form not in get_args(Form):
        raise ValueError(f"form must be one of {', '.join(get_args(Form))}: found {form!r}.")
    who = np.asarray(df) + 1 if people is None else people
    given = (checks.numbers(one, "shares and errors") for one in (share, error, df, effective, who))
    p, se, freedom, number, asked = np.broadcast_arrays(*given)
    whole = np.round(p)
    p = np.where(np.abs(p - whole) < _ROUNDING, whole, p)  # everybody, but for the rounding of weights
    if ((p < 0) | (p > 1)).any():
        raise ValueError("shares must lie between 0 and 1: divide percentages by 100.")
    level = checks.share(confidence, "confidence")
    usual = (p > 0) & (p < 1) & (se > 0)
    low, high = np.full(p.shape, np.nan), np.full(p.shape, np.nan)
    exact = ~np.isnan(p) & ~np.isnan(se) & (~usual if form == "logit" else True)
    n = np.divide(p * (1 - p), se**2, out=number.astype(np.float64), where=usual)
    fewer = (freedom < asked - 1) & (freedom > 0)
    t = [special.stdtrit(one[fewer], (1 + level) / 2) for one in (asked - 1, freedom)]
    n[fewer] *= (t[0] / t[1]) ** 2
    low[exact], high[exact] = _beta(p[exact], n[exact], level)
    if form == "logit":
        middle, spread = special.logit(p[usual]), se[usual] / (p[usual] * (1 - p[usual]))
        half = special.stdtrit(freedom[usual], (1 + level) / 2) * spread
        low[usual], high[usual] = special.expit(middle - half), special.expit(middle + half)
    return Interval(low, high)


def _beta(p: FloatArray, n: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Give the exact binomial limits of n p among n, for n that need not be whole."""
    tail = (1 - level) / 2
    low = np.where(p == 0, 0.0, special.betaincinv(n * p, n * (1 - p) + 1, tail))
    high = np.where(p == 1, 1.0, special.betaincinv(n * p + 1, n * (1 - p), 1 - tail))
    return low, high
