"""Trimming: no weight above so many times the average, so that no single person moves a share by much.

Source: Potter, "A study of procedures to identify and trim extreme sampling weights" (1990); raked and cut in turn, each
the nearest weights that keep its rule, until both hold (as R's `survey::trimWeights` does with its margins lost).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray
from wardmote.methods.surveys.raking import Answers, Raking, Targets, design_effect, rake

_SETTLED = 1e-6


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What trimming did.

    bound: times the average that no weight exceeds; people: whose weights stand at the bound; largest: the largest weight
    before, in averages; before, after: Kish's design effect.
    """

    bound: float
    people: int
    largest: float
    before: float
    after: float


def trim(weights: ArrayLike, bound: float, *, most_rounds: int = 1000) -> tuple[FloatArray, Trimmed]:
    """Cut weights at `bound` times their average, and share what was cut among the others in proportion.

    weights: (n,); they add up to the same as before. Raises ValueError for weights not above zero and a bound not above 1.
    """
    before = _positive(weights)
    most = _bound(bound) * before.mean()
    now = before.copy()
    for _ in range(most_rounds):
        over = now > most * (1 + _SETTLED)
        if not over.any():
            break
        now = np.minimum(now, most)
        free = now < most
        now[free] *= 1 + (before.sum() - now.sum()) / now[free].sum()
    return now, _said(before, now, bound)


def trimmed_raking(
    raking: Raking, answers: Answers, targets: Targets, bound: float, *, most_rounds: int = 500
) -> tuple[Raking, Trimmed]:
    """Rake so that every margin still holds and no weight is above `bound` times the average.

    Arguments as `rake`, and what it found. Raises ValueError for a bound not above 1, and where no weights within it
    meet the margins.
    """
    most = _bound(bound) * raking.weights.mean()
    found = raking
    for _ in range(most_rounds):
        if found.weights.max() <= most * (1 + _SETTLED):
            return replace(found, base=raking.base), _said(raking.weights, found.weights, bound)
        found = rake(answers, targets, np.minimum(found.weights, most))
    raise ValueError(
        f"no weights of at most {bound:g} times the average meet all margins: after {most_rounds} rounds the largest is "
        f"{found.weights.max() / found.weights.mean():.2f} times. Allow a larger bound, or join categories."
    )


def _said(before: FloatArray, after: FloatArray, bound: float) -> Trimmed:
    at_bound = after >= bound * after.mean() * (1 - 1e-3)
    return Trimmed(
        bound,
        int(at_bound.sum()),
        float(before.max() / before.mean()),
        design_effect(before),
        design_effect(after),
    )


def _bound(bound: float) -> float:
    if not bound > 1:
        raise ValueError(
            f"the bound of weights must be above 1 time the average, or all would be alike: found {bound}."
        )
    return bound


def _positive(weights: ArrayLike) -> FloatArray:
    found = checks.positive(weights, "weights")
    if found.ndim != 1 or found.size == 0:
        raise ValueError("weights must hold one number for each respondent: found none.")
    return np.asarray(found, np.float64)
