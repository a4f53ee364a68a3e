"""An area's place in its comparison group: Above, Inline or Below, its distance from the mean and its rank.

Source: the usage of the police's most similar groups (own area included, rank 1 the lowest rate, distance = own / mean
- 1). Their own limits are not published; these are funnel limits with the spread between areas allowed for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray
from wardmote.methods.intervals import Rate, crude_rate
from wardmote.methods.peers.dispersion import Dispersion, dispersion
from wardmote.methods.peers.funnel import funnel_limits, spread_limits
from wardmote.methods.ranks import Ranks, ranks

Mean = Literal["pooled", "of rates"]


class Position(Enum):
    """Where an area lies against the limits round the mean of its group."""

    ABOVE = "Above"
    INLINE = "Inline"
    BELOW = "Below"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Every area of a comparison group against the group's mean rate.

    rate: each area's, with its own interval; mean: the group's rate, same unit; distance: own / mean - 1 (0.2 is 20%
    above), NaN where the mean is 0; low, high: the limits round the mean for an area of that size; position: (areas,)
    of Position; ranks: 1 the lowest rate, with the places that chance also allows; dispersion: how the group spreads.
    """

    rate: Rate
    mean: float
    distance: FloatArray
    low: FloatArray
    high: FloatArray
    position: tuple[Position, ...]
    ranks: Ranks
    dispersion: Dispersion | None


def place_in_group(
    count: ArrayLike,
    population: ArrayLike,
    per: float = 1000,
    *,
    mean: Mean = "pooled",
    confidence: float = 0.95,
    allow_spread: bool = True,
) -> Group:
    """Place each area of a group, own area included, against the group's mean.

    count, population: (areas,). mean: `pooled` is all events / all people, `of rates` the plain mean of the areas'
    rates, as published group tables often have it. `allow_spread` widens the limits by what areas differ beyond
    chance (needs three areas); without it most areas with large counts are flagged. Where nobody has any event all
    are Inline. Raises ValueError for fewer than two areas, counts below zero and populations not above zero.
    """
    x, people = _areas(count, population)
    rate = crude_rate(x, people, per, confidence)
    centre = _mean(x, people, per, mean)
    if centre == 0:
        nothing = np.zeros(x.shape)
        still = ranks(rate.value, nothing, confidence=confidence, highest_first=False)
        return Group(
            rate, 0.0, np.full(x.shape, np.nan), nothing, nothing, (Position.INLINE,) * x.size, still, None
        )
    expected = people / per * centre
    spread = dispersion(x, expected, make_good=True) if allow_spread and x.size > 2 else None
    limits = (
        spread_limits(expected, spread, centre, confidence)
        if spread is not None and spread.tau2 > 0
        else funnel_limits(expected, centre, confidence)
    )
    errors = np.maximum(x, 1) * (per / people) ** 2
    placed = ranks(rate.value, errors, confidence=confidence, highest_first=False)
    return Group(
        rate,
        centre,
        np.asarray(rate.value / centre - 1),
        limits.low,
        limits.high,
        tuple(_position(*one) for one in zip(rate.value, limits.low, limits.high, strict=True)),
        placed,
        spread,
    )


def _areas(count: ArrayLike, population: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, people = checks.non_negative(count, "counts"), checks.positive(population, "populations")
    if x.ndim != 1 or x.shape != people.shape or x.size < 2:
        raise ValueError(
            "a group needs a count and a population for each of at least two areas: found the shapes "
            f"{x.shape} and {people.shape}."
        )
    return x, people


def _mean(x: FloatArray, people: FloatArray, per: float, mean: Mean) -> float:
    if mean not in get_args(Mean):
        raise ValueError(f"mean must be one of {', '.join(get_args(Mean))}: found {mean!r}.")
    return float(x.sum() / people.sum() * per if mean == "pooled" else (x / people).mean() * per)


def _position(rate: float, low: float, high: float) -> Position:
    return Position.ABOVE if rate > high else Position.BELOW if rate < low else Position.INLINE
