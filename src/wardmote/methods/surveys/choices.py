"""Questions with several answers ("tick all that apply"): the share that ticked each, and how sure their order is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.ranks import Ranks, ranks
from wardmote.methods.surveys.limits import Form, share_limits
from wardmote.methods.surveys.raking import effective_number
from wardmote.methods.surveys.sample import Sample, Sureness, answered, covariance, sureness


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """The options of a question that takes several answers.

    share: (options,) of people who answered the question; low, high: NaN unless `sureness` is KNOWN; order: positions
    of the options, most chosen first, empty where too few answered; ranks: 1 the most chosen, with the places that
    chance also allows, None unless KNOWN; base: people who answered; effective: Kish's number.
    """

    share: FloatArray
    low: FloatArray
    high: FloatArray
    order: IntArray
    ranks: Ranks | None
    base: int
    effective: float
    sureness: Sureness


def choices(
    sample: Sample,
    ticked: ArrayLike,
    *,
    minimum_base: int,
    confidence: float = 0.95,
    form: Form = "logit",
) -> Choices:
    """Rank the options of a question that takes several answers.

    ticked: (n, options) of 1 and 0; a row with any NaN did not answer the question. The places that chance allows hold
    for all options together. Raises ValueError for other values, no options, and another number of rows than people.
    """
    y, there_each = answered(sample, ticked, "ticked")
    if y.ndim != 2 or y.shape[1] == 0 or not np.isin(y, (0, 1)).all():
        raise ValueError(
            f"ticked must be a table of 1 and 0, a column for each option: found the shape {y.shape}."
        )
    there = np.asarray(there_each.all(axis=1))
    base, options = int(there.sum()), y.shape[1]
    freedom = sample.freedom(there)
    state = sureness(sample, base, minimum_base, freedom)
    number = effective_number(sample.weights[there]) if base else 0.0
    nothing = np.full(options, np.nan)
    if state in (Sureness.NOBODY, Sureness.TOO_FEW):
        return Choices(nothing, nothing, nothing, np.zeros(0, np.int64), None, base, number, state)
    total = sample.weights[there].sum()
    share = np.minimum(sample.weights[there] @ y[there] / total, 1.0)
    order = np.argsort(-share, kind="stable").astype(np.int64)
    if state is not Sureness.KNOWN:
        return Choices(share, nothing, nothing, order, None, base, number, state)
    spread = covariance(sample, np.where(there[:, None], y - share, 0.0) / total)
    low, high = share_limits(share, np.sqrt(np.diag(spread)), freedom, number, confidence, form, base)
    placed = ranks(share, spread, df=freedom, confidence=confidence)
    return Choices(share, low, high, order, placed, base, number, state)
