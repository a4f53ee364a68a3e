"""Rates of areas with different populations, made comparable by age or by any other groups of people.

Source: direct standardisation with the interval of Dobson et al. (1991) on Byar's limits, and indirect
standardisation, as the Office for Health Improvement and Disparities publishes them (Eayres, "Technical Briefing
3"); repeat events after the same, "Commonly used public health statistics and their confidence intervals" (2018).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray
from wardmote.methods.intervals import Rate, byar_interval, count_interval


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """Observed against expected events: 1 is as expected; limits of the ratio; the two counts behind it."""

    value: FloatArray
    low: FloatArray
    high: FloatArray
    observed: FloatArray
    expected: FloatArray


def direct_rate(
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    per: float = 1000,
    confidence: float = 0.95,
    fewest: float = 10,
) -> Rate:
    """Give the rate an area would have if its groups were as large as those of the standard population.

    sum(S x / n) / sum(S) x per, for S the standard, x the events and n the people of each group. count, population:
    (..., groups); standard: (groups,) or any shape that broadcasts. Events are taken as independent: for repeat
    victims use `direct_rate_of_repeats`. Value and limits are NaN where all groups together have fewer than `fewest`
    events. Raises ValueError for counts below zero, and for populations or a standard not above zero.
    """
    x = checks.non_negative(count, "counts")
    return _direct(x, x, population, standard, per, confidence, fewest)


def direct_rate_of_repeats(
    persons: ArrayLike,
    events_each: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    per: float = 1000,
    confidence: float = 0.95,
    fewest: float = 10,
) -> Rate:
    """Give the directly standardised rate of events where the same person or address may have several.

    The value is that of `direct_rate`; the limits are wider, because people are independent and events are not: the
    variance of a group's events is sum(f^2 c) for c people with f events each. persons: (..., frequencies, groups),
    how many people of each group had `events_each` (frequencies,) events. Raises ValueError as `direct_rate` does,
    and where persons and events_each do not fit.
    """
    c = checks.non_negative(persons, "persons")
    f = checks.positive(events_each, "events each")
    if f.ndim != 1 or c.ndim < 2 or c.shape[-2] != f.size:
        raise ValueError(
            f"persons must have a row for each of the {f.size} numbers of events: found the shape {c.shape}."
        )
    events = (c * f[:, None]).sum(axis=-2)
    return _direct(events, (c * f[:, None] ** 2).sum(axis=-2), population, standard, per, confidence, fewest)


def expected_events(
    population: ArrayLike, standard_count: ArrayLike, standard_population: ArrayLike
) -> FloatArray:
    """Give the events an area would have if each of its groups had the standard's rate.

    population: (..., groups); the standard's counts and people: (groups,). Raises ValueError for counts below zero,
    and for populations not above zero.
    """
    n = checks.non_negative(population, "populations")
    x = checks.non_negative(standard_count, "counts of the standard")
    people = checks.positive(standard_population, "populations of the standard")
    _same_groups(n, x, people)
    return np.asarray((n * x / people).sum(axis=-1))


def indirect_ratio(
    observed: ArrayLike, expected: ArrayLike, confidence: float = 0.95, exact_below: float = 10
) -> Ratio:
    """Give observed / expected with the interval of the observed count; the expected is taken as known.

    Arrays broadcast. Multiply by the standard's crude rate for an indirectly standardised rate. Raises ValueError for
    observed counts below zero and expected ones not above zero.
    """
    e, o = checks.positive(expected, "expected counts"), checks.non_negative(observed, "observed counts")
    low, high = count_interval(o, confidence, exact_below)
    o, e, low, high = np.broadcast_arrays(o, e, low, high)
    return Ratio(np.asarray(o / e), np.asarray(low / e), np.asarray(high / e), o, e)


def _direct(
    x: FloatArray,
    variance: FloatArray,
    population: ArrayLike,
    standard: ArrayLike,
    per: float,
    confidence: float,
    fewest: float,
) -> Rate:
    n, weight = (
        checks.positive(population, "populations"),
        checks.positive(standard, "the standard population"),
    )
    _same_groups(x, n, weight)
    share = weight / weight.sum(axis=-1, keepdims=True)
    value, total = (share * x / n).sum(axis=-1), x.sum(axis=-1)
    enough = (total >= fewest) & (total > 0)
    spread = np.sqrt(((share / n) ** 2 * variance).sum(axis=-1) / np.where(enough, total, np.nan))
    limits = byar_interval(total, confidence)
    low, high = (value + spread * (limit - total) for limit in limits)
    return Rate(np.where(enough, value * per, np.nan), np.asarray(low * per), np.asarray(high * per))


def _same_groups(*parts: FloatArray) -> None:
    sizes = {part.shape[-1] if part.ndim else 0 for part in parts}
    if len(sizes) != 1 or 0 in sizes:
        raise ValueError(
            "counts, populations and the standard must hold one number for each group, in the same order: found "
            f"{', '.join(str(part.shape[-1] if part.ndim else 'a single number') for part in parts)}."
        )
