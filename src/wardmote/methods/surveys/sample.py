"""Who answered: weights, how people came to answer, and the variance that follows from both.

Source: linearisation with replacement, as R's `survey`; for raked weights the residuals of a regression on the margins
(Deville, Sarndal and Sautory, "Generalized raking procedures in survey sampling", JASA 1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.surveys.raking import Raking

_NEGLIGIBLE = 1e-10


class Selection(Enum):
    """How people came to answer."""

    RANDOM = "drawn at random"
    SELF_SELECTED = "chose to answer"


class Sureness(Enum):
    """What may be said of a result: only KNOWN has a margin of error."""

    KNOWN = "known, with an interval"
    SELF_SELECTED = "no margin of error: people chose to answer"
    TOO_FEW = "too few answered to show"
    NOBODY = "nobody answered"


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The respondents of one survey.

    weights: (n,); selection: how they came to answer; base, basis: of raked weights, the weights before (n,) and an
    orthonormal basis (n, m) of what the margins explain; None where weights are taken as fixed.
    """

    weights: FloatArray
    selection: Selection
    base: FloatArray | None = None
    basis: FloatArray | None = None

    @property
    def people(self) -> int:
        """How many answered the survey at all."""
        return int(self.weights.size)


def sample_of(weights: ArrayLike, selection: Selection) -> Sample:
    """Take weights as they are: 1 for each respondent where there are none.

    weights: (n,). Raises ValueError for weights not above zero, and for none.
    """
    w = checks.positive(weights, "weights")
    if w.ndim != 1 or w.size == 0:
        raise ValueError("weights must hold one number for each respondent: found none.")
    return Sample(w, selection)


def raked_sample(raking: Raking, selection: Selection) -> Sample:
    """Take raked weights, whose standard errors allow for what the margins explain (smaller than for fixed weights)."""
    rooted = np.sqrt(raking.base)[:, None] * raking.margins
    size, direction = np.linalg.eigh(rooted.T @ rooted)
    kept = size > size.max() * _NEGLIGIBLE
    basis = rooted @ (direction[:, kept] / np.sqrt(size[kept]))
    return Sample(raking.weights, selection, raking.base, basis)


def sureness(sample: Sample, base: int, minimum_base: int) -> Sureness:
    """Say what may be said of a result that rests on `base` people; a variance needs two of them."""
    if base == 0:
        return Sureness.NOBODY
    if base < minimum_base or (base < 2 and sample.selection is Selection.RANDOM):
        return Sureness.TOO_FEW
    return Sureness.KNOWN if sample.selection is Selection.RANDOM else Sureness.SELF_SELECTED


def covariance(sample: Sample, influence: FloatArray) -> FloatArray:
    """Give the covariance (k, k) of estimates from each respondent's influence on them (n, k), weights not included.

    n / (n - 1) times the sum of products of w x (influence, less what the margins explain of it), centred.
    """
    spread = influence
    if sample.basis is not None and sample.base is not None:
        root = np.sqrt(sample.base)[:, None]
        spread = influence - sample.basis @ (sample.basis.T @ (root * influence)) / root
    spread = sample.weights[:, None] * spread
    spread = spread - spread.mean(axis=0)
    return np.asarray(sample.people / (sample.people - 1) * (spread.T @ spread))


def answered(sample: Sample, values: ArrayLike, name: str) -> tuple[FloatArray, BoolArray]:
    """Return one number for each respondent, 0 where there is no answer (NaN), and who answered.

    Raises ValueError for another number of values than respondents, and for infinite ones.
    """
    y = checks.numbers(values, name)
    if y.shape[:1] != (sample.people,):
        raise ValueError(
            f"{name} must hold one value for each of the {sample.people} respondents: found the shape {y.shape}."
        )
    if np.isinf(y).any():
        raise ValueError(f"{name} must be finite; leave an answer that is not there as NaN.")
    there = ~np.isnan(y)
    return np.where(there, y, 0.0), there
