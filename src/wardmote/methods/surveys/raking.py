"""Raking: weights that make a survey's respondents match what is known of the population, one margin after another.

Source: Deming and Stephan (1940); as R's `survey::rake`. Design effect of weights: Kish, "Survey Sampling" (1965).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray

Answers = Mapping[str, Sequence[Hashable]]
Targets = Mapping[str, Mapping[Any, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Raking:
    """Weights that meet every margin.

    weights: (n,), summing to the population of the targets; base: (n,) the weights before; category: (n, margins) the
    category of each respondent in each margin, numbered through over all margins; categories: how many there are;
    rounds: how often all margins were gone through.
    """

    weights: FloatArray
    base: FloatArray
    category: IntArray
    categories: int
    rounds: int


def rake(
    answers: Answers,
    targets: Targets,
    base: ArrayLike = 1.0,
    *,
    tolerance: float = 1e-12,
    most_rounds: int = 1000,
    unequal_totals: float = 1e-6,
) -> Raking:
    """Weight respondents so that each category of each margin holds as many people as the population does.

    answers: for each margin, one category for each respondent; targets: for each margin, the people (or the share) in
    each category. base: the weights to begin with. Totals of the margins may differ by `unequal_totals` (relative) and
    are then scaled to the first. Raises ValueError, in words: a margin without answers or targets; a category
    answered but without a target, or with a target but answered by nobody; a target of zero; totals that differ; and
    margins that cannot be met together.
    """
    codes, wanted = _coded(answers, targets), _wanted(targets, unequal_totals)
    people = _people(codes)
    weights = np.broadcast_to(checks.positive(base, "base weights"), (people,)).astype(np.float64)
    begun = weights.copy()
    for margin, (code, target) in enumerate(zip(codes, wanted, strict=True)):
        _somebody_everywhere(list(targets)[margin], list(targets.values())[margin], code, target)
    for rounds in range(1, most_rounds + 1):
        gap = 0.0
        for code, target in zip(codes, wanted, strict=True):
            now = np.bincount(code, weights, target.size)
            gap = max(gap, float(np.abs(now / target - 1).max()))
            weights *= (target / now)[code]
        if gap <= tolerance:
            return Raking(weights, begun, *_numbered(codes, wanted), rounds)
    raise ValueError(_unmet(targets, codes, wanted, weights, most_rounds))


def design_effect(weights: ArrayLike) -> float:
    """Give Kish's design effect, n sum(w^2) / (sum w)^2: how many times the weights alone widen the variance.

    Raises ValueError for weights not above zero, and none.
    """
    w = _weights(weights)
    return float(w.size * (w**2).sum() / w.sum() ** 2)


def effective_number(weights: ArrayLike) -> float:
    """Give the size of an unweighted sample that would be as sure: n / design effect. Raises as `design_effect`."""
    w = _weights(weights)
    return float(w.sum() ** 2 / (w**2).sum())


def _weights(weights: ArrayLike) -> FloatArray:
    w = checks.positive(weights, "weights")
    if w.ndim != 1 or w.size == 0:
        raise ValueError("weights must hold one number for each respondent: found none.")
    return w


def _coded(answers: Answers, targets: Targets) -> list[IntArray]:
    apart = sorted(set(answers) ^ set(targets))
    if apart or not targets:
        raise ValueError(
            f"each margin needs both answers and targets: found only one for {', '.join(apart) or 'none'}."
        )
    return [_codes(name, answers[name], targets[name]) for name in targets]


def _codes(name: str, given: Sequence[Hashable], target: Mapping[Hashable, float]) -> IntArray:
    place = {category: number for number, category in enumerate(target)}
    codes = [place.get(answer, -1) for answer in given]
    if -1 in codes:
        strange = given[codes.index(-1)]
        raise ValueError(
            f"{name}: {codes.count(-1)} of {len(codes)} respondents gave an answer without a target, such as "
            f"{strange!r}. Give it a target, join it to another category, or leave these respondents out."
        )
    return np.asarray(codes, np.int64)


def _people(codes: list[IntArray]) -> int:
    sizes = {code.size for code in codes}
    if len(sizes) != 1 or 0 in sizes:
        raise ValueError(
            "every margin must have one answer for each respondent: found "
            f"{', '.join(str(code.size) for code in codes)} answers."
        )
    return sizes.pop()


def _wanted(targets: Targets, unequal: float) -> list[FloatArray]:
    found = []
    for name, target in targets.items():
        wanted = checks.non_negative(list(target.values()), f"targets of {name}")
        if wanted.size == 0 or not wanted.any():
            raise ValueError(f"{name}: the targets are empty, or all zero.")
        found.append(wanted)
    total = found[0].sum()
    for name, wanted in zip(targets, found, strict=True):
        if abs(wanted.sum() / total - 1) > unequal:
            raise ValueError(
                f"{name} adds up to {wanted.sum():g} and {next(iter(targets))} to {total:g}: every margin must count the "
                "same people."
            )
    return [wanted * (total / wanted.sum()) for wanted in found]


def _somebody_everywhere(
    name: str, target: Mapping[Hashable, float], code: IntArray, wanted: FloatArray
) -> None:
    seen = np.bincount(code, minlength=wanted.size)
    for category, people, share in zip(target, seen, wanted, strict=True):
        if share > 0 and not people:
            raise ValueError(
                f"{name}: nobody answered {category!r}, which has a target of {share:g}. Join it to another category."
            )
        if share == 0:
            raise ValueError(
                f"{name}: {category!r} has a target of 0 and {people} respondents. Leave it and them out, or correct it."
            )


def _numbered(codes: list[IntArray], wanted: list[FloatArray]) -> tuple[IntArray, int]:
    ends = np.cumsum([0, *(target.size for target in wanted)])
    return np.stack(codes, axis=1) + ends[:-1], int(ends[-1])


def _unmet(
    targets: Targets, codes: list[IntArray], wanted: list[FloatArray], weights: FloatArray, rounds: int
) -> str:
    worst, words = -1.0, ""
    for name, code, target in zip(targets, codes, wanted, strict=True):
        now = np.bincount(code, weights, target.size)
        at = int(np.abs(now / target - 1).argmax())
        if (gap := float(abs(now[at] / target[at] - 1))) > worst:
            worst, words = (
                gap,
                f"{name} {list(targets[name])[at]!r} holds {now[at]:g} instead of {target[at]:g}",
            )
    return (
        f"no weights meet all margins at once: after {rounds} rounds {words}. Some combinations of answers were given by "
        "nobody: join categories, or rake to fewer margins."
    )
