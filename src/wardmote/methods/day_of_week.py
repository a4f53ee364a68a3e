"""Do a handful of crimes keep to certain days? Exact, for series too short for any approximation."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray

_MOST_TABLES = 2_000_000
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class DayTest:
    """g: the likelihood-ratio statistic; p: exact; tables: how many ways the events can fall on the days."""

    g: float
    p: float
    tables: int


def exact_day_test(counts: ArrayLike, shares: ArrayLike | None = None) -> DayTest:
    """Test whether events fall on days (or any bins) as they should.

    counts: (days,), whole numbers; shares: (days,), each day's share of all days, equal where none are given.
    g = 2 sum of y log(y / expected); p adds the multinomial chance of every table whose g is at least as large.
    Raises ValueError for counts that are not whole or below zero, fewer than two days, no event, shares that do
    not fit, and for so many events that there are over two million tables: take a chi-square test then.
    Source: Wheeler (2016), "Testing serial crime events for randomness in day of week patterns with small
    samples"; g after Wilks (1938).
    """
    y = checks.non_negative(counts, "counts")
    if y.ndim != 1 or y.size < 2 or (y != np.floor(y)).any() or y.sum() == 0:
        raise ValueError(
            "the test needs a whole number of events for each of two days or more, and one event."
        )
    share = np.full(y.size, 1 / y.size) if shares is None else checks.positive(shares, "shares")
    if share.shape != y.shape:
        raise ValueError(f"shares must give one value for each of {y.size} days: found {share.shape}.")
    n, days = int(y.sum()), int(y.size)
    tables = comb(n + days - 1, days - 1)
    if tables > _MOST_TABLES:
        raise ValueError(
            f"{n} events can fall on {days} days in {tables:,} ways: too many to count, and enough for a "
            "chi-square test."
        )
    expected = n * share / share.sum()
    every = _tables(n, days)
    g, seen = _g(every, expected), float(_g(y[None, :], expected)[0])
    chance = np.exp(
        special.gammaln(n + 1) - special.gammaln(every + 1).sum(-1) + every @ np.log(expected / n)
    )
    return DayTest(seen, min(float(chance[g >= seen - _TIE].sum()), 1.0), tables)


def _g(tables: FloatArray | IntArray, expected: FloatArray) -> FloatArray:
    return np.asarray(2 * (special.xlogy(tables, tables) - tables * np.log(expected)).sum(axis=-1))


def _tables(n: int, days: int) -> IntArray:
    """Every way in which n events can fall on so many days, (tables, days)."""
    if days == 1:
        return np.array([[n]], dtype=np.int64)
    rests = [_tables(n - first, days - 1) for first in range(n + 1)]
    firsts = np.repeat(np.arange(n + 1), [len(rest) for rest in rests])
    return np.column_stack([firsts, np.concatenate(rests)])
