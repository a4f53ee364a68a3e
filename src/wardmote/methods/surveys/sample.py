"""Who answered: weights, how people came to answer, and the variance that follows from both.

Source: linearisation with replacement, as R's `survey`, person by person where no design says otherwise; for raked
weights the residuals of a regression on the margins
(Deville, Sarndal and Sautory, "Generalized raking procedures in survey sampling", JASA 1993).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.surveys.design import Design
from wardmote.methods.surveys.margins import Margins, margins_of
from wardmote.methods.surveys.raking import Raking


class Selection(Enum):
    """How people came to answer."""

    RANDOM = "drawn at random"
    SELF_SELECTED = "chose to answer"


class Sureness(Enum):
    """What may be said of a result: only KNOWN has a margin of error."""

    KNOWN = "known, with an interval"
    SELF_SELECTED = "no margin of error: people chose to answer"
    TOO_FEW_CLUSTERS = "no margin of error: too few clusters"
    TOO_FEW = "too few answered to show"
    NOBODY = "nobody answered"


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The respondents of one survey.

    weights: (n,); selection: how they came to answer; margins: what they were raked to, None where weights are taken
    as fixed; design: strata and clusters, None where people were drawn one by one.
    """

    weights: FloatArray
    selection: Selection
    margins: Margins | None = None
    design: Design | None = None

    @property
    def people(self) -> int:
        """How many answered the survey at all."""
        return int(self.weights.size)

    def freedom(self, there: BoolArray) -> int:
        """Give the degrees of freedom of those who are there: clusters less strata, or people less one."""
        return int(np.count_nonzero(there)) - 1 if self.design is None else self.design.freedom(there)


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
    return Sample(raking.weights, selection, margins_of(raking))


def drawn_by(sample: Sample, design: Design) -> Sample:
    """Give the sample with its strata and clusters. Raises ValueError for a design of other people."""
    if design.cluster.size != sample.people:
        raise ValueError(
            f"the design must be of the {sample.people} respondents: found one of {design.cluster.size}."
        )
    return replace(sample, design=design)


def sureness(sample: Sample, base: int, minimum_base: int, freedom: int | None = None) -> Sureness:
    """Say what may be said of a result that rests on `base` people; a variance needs two of them.

    freedom: the degrees of freedom, people less one where they are not given; a variance needs one.
    """
    if base == 0:
        return Sureness.NOBODY
    if base < minimum_base or (base < 2 and sample.selection is Selection.RANDOM):
        return Sureness.TOO_FEW
    if sample.selection is not Selection.RANDOM:
        return Sureness.SELF_SELECTED
    return Sureness.KNOWN if freedom is None or freedom > 0 else Sureness.TOO_FEW_CLUSTERS


def covariance(sample: Sample, influence: FloatArray) -> FloatArray:
    """Give the covariance (k, k) of estimates from each respondent's influence on them (n, k), weights not included.

    n / (n - 1) times the sum of products of w x (influence, less what the margins explain of it), centred; with a design,
    the same of clusters within strata.
    """
    spread = influence if sample.margins is None else influence - sample.margins.explained(influence)
    spread = sample.weights[:, None] * spread
    if sample.design is not None:
        return sample.design.products(sample.design.totals(spread))
    spread = spread - spread.mean(axis=0)
    return np.asarray(sample.people / (sample.people - 1) * (spread.T @ spread))


def cell_covariance(sample: Sample, cell: IntArray, cells: int) -> FloatArray:
    """Give the covariance (cells, cells) of the shares of those in cells 0 to cells - 1; others hold a higher number.

    The same as `covariance` of the influence (in the cell less its share) / (sum of weights in cells), from tables of
    weights by cell and category alone, which is far quicker for many respondents.
    """
    weights = sample.weights
    sums = _by_cell(cell, weights, cells)
    total = sums.sum()
    carry = (np.eye(cells) - sums / total) / total
    if sample.design is not None:
        return np.asarray(carry.T @ _by_cluster(sample, sample.design, cell, cells) @ carry)
    squares = np.diag(_by_cell(cell, weights**2, cells))
    centre = sums
    if sample.margins is not None:
        explained = sample.margins.inverse @ sample.margins.table(cell, sample.margins.base, cells)
        across = sample.margins.table(cell, weights**2, cells).T @ explained
        squares = squares - across - across.T + explained.T @ sample.margins.squares @ explained
        centre = sums - explained.T @ sample.margins.totals
    spread = squares - np.outer(centre, centre) / sample.people
    return np.asarray(sample.people / (sample.people - 1) * (carry.T @ spread @ carry))


def _by_cluster(sample: Sample, design: Design, cell: IntArray, cells: int) -> FloatArray:
    """Give the covariance of weights by cell, from tables of weights by cluster and cell, and by cluster and category."""
    wide = cells + 1

    def crossed(codes: IntArray, size: int) -> FloatArray:
        table = np.bincount(design.cluster * size + codes, sample.weights, design.clusters * size)
        return np.asarray(table, np.float64).reshape(design.clusters, size)

    totals = crossed(cell, wide)[:, :cells]
    if sample.margins is not None:
        margins = sample.margins
        held = sum(crossed(codes, margins.totals.size) for codes in margins.category.T)
        totals = totals - held @ (margins.inverse @ margins.table(cell, margins.base, cells))
    return design.products(totals)


def _by_cell(cell: IntArray, weights: FloatArray, cells: int) -> FloatArray:
    return np.asarray(np.bincount(cell, weights, cells + 1)[:cells], np.float64)


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
