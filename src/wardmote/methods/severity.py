"""Harm: each crime counted by its weight, with the chance in it, and what a change owes to volume and what to mix.

Weights come from dated releases (ONS crime severity, Cambridge harm index, cost of crime); scores of two systems, or of
two releases, are never compared. Source: score as the ONS defines its Crime Severity Score, sum(weight x
count) / population; interval after Dobson et al. (1991), and after Fay and Feuer (1997).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray
from wardmote.methods.intervals import count_interval

Form = Literal["gamma", "dobson"]


class MixedWeightsError(ValueError):
    """Two scores that were not weighted alike, or do not cover the same offences, were put together."""


@dataclass(frozen=True, slots=True)
class HarmWeights:
    """The weight of each offence in one release of one system, such as "ONS crime severity", "2023"."""

    system: str
    release: str
    weight: Mapping[str, float]

    def __post_init__(self) -> None:
        """Refuse weights that are missing or below zero, and none at all."""
        if not self.weight or not self.system.strip() or not self.release.strip():
            raise ValueError("weights need a system, a release and at least one offence.")
        for offence, value in self.weight.items():
            if not np.isfinite(value) or value < 0:
                raise ValueError(f"the weight of {offence!r} must be a number not below zero: found {value}.")
        object.__setattr__(self, "weight", dict(self.weight))

    @property
    def name(self) -> str:
        """System and release, as they stand beside every score."""
        return f"{self.system}, {self.release}"


@dataclass(frozen=True, slots=True, eq=False)
class HarmScore:
    """A harm score with its interval, and the crimes behind it.

    score, low, high: weight per `per` people; count: crimes; rate: crimes per `per` people; weights: the one release
    that was used; counts: crimes by offence; population: people.
    """

    score: float
    low: float
    high: float
    count: float
    rate: float
    population: float
    per: float
    weights: HarmWeights
    counts: Mapping[str, float]

    @property
    def per_crime(self) -> float:
        """The mean weight of a crime; NaN where there is none."""
        return self.score / self.rate if self.rate else float("nan")


def harm_score(
    counts: Mapping[str, float],
    population: float,
    weights: HarmWeights,
    per: float = 1000,
    confidence: float = 0.95,
    form: Form = "gamma",
) -> HarmScore:
    """Give sum(weight x count) / population x per with its interval.

    counts: crimes by offence, a zero where there were none. `gamma` (Fay and Feuer) keeps its promise where a few
    crimes weigh most, and has an upper limit where there are none; `dobson` is narrower, and NaN without crimes.
    Raises ValueError for offences without a weight, counts below zero or missing, and a population not above zero.
    """
    x, w = _weighed(counts, weights)
    people = float(checks.positive(population, "the population"))
    scale = per / people
    low, high = _limits(x, w, checks.share(confidence, "confidence"), form)
    return HarmScore(
        score=float(w @ x) * scale,
        low=low * scale,
        high=high * scale,
        count=float(x.sum()),
        rate=float(x.sum()) * scale,
        population=people,
        per=per,
        weights=weights,
        counts=dict(zip(counts, x.tolist(), strict=True)),
    )


def same_weights(*scores: HarmScore) -> HarmWeights:
    """Give the weights that all these scores share, as a table or a chart of them must.

    Raises MixedWeightsError where systems, releases, weights, the unit or the offences covered differ.
    """
    if not scores:
        raise ValueError("there are no scores to put together.")
    first = scores[0]
    for other in scores[1:]:
        if other.weights != first.weights:
            raise MixedWeightsError(
                f"scores by different weights cannot stand together: found {first.weights.name} and "
                f"{other.weights.name}. Score both by the same release."
            )
        if other.per != first.per:
            raise MixedWeightsError(
                f"scores per {first.per:g} and per {other.per:g} people cannot stand together."
            )
        apart = sorted(set(first.counts) ^ set(other.counts))
        if apart:
            raise MixedWeightsError(
                f"the scores do not cover the same offences: {', '.join(apart)}. Give a zero where there were none, or "
                "leave the offence out of both."
            )
    return first.weights


def _weighed(counts: Mapping[str, float], weights: HarmWeights) -> tuple[FloatArray, FloatArray]:
    if not counts:
        raise ValueError("there are no offences to weigh: give a zero where there were none.")
    unknown = sorted(set(counts) - set(weights.weight))
    if unknown:
        raise ValueError(
            f"{weights.name} has no weight for {', '.join(unknown)}: leave the offence out, and say so, or map it to one "
            "that has a weight."
        )
    x = checks.non_negative(list(counts.values()), "counts")
    return x, np.array([weights.weight[offence] for offence in counts])


def _limits(x: FloatArray, w: FloatArray, level: float, form: Form) -> tuple[float, float]:
    """Give the limits of sum(w x), whose variance is sum(w^2 x)."""
    if form not in get_args(Form):
        raise ValueError(f"form must be one of {', '.join(get_args(Form))}: found {form!r}.")
    total, variance, most = float(w @ x), float(w**2 @ x), float(w.max())
    if most == 0:
        return 0.0, 0.0
    if form == "dobson":
        count = float(x.sum())
        limits = count_interval(count, level)
        spread = np.sqrt(variance / count) if count else np.nan
        return float(total + spread * (limits.low - count)), float(total + spread * (limits.high - count))
    low = 0.0
    if total > 0:
        low = variance / total * float(special.gammaincinv(total**2 / variance, (1 - level) / 2))
    more, wider = total + most, variance + most**2
    return low, wider / more * float(special.gammaincinv(more**2 / wider, (1 + level) / 2))
