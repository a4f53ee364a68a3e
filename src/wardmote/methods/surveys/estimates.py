"""One number of a survey with its interval: a share, a mean, a NET score.

Source: ratio estimates by linearisation, as R's `survey::svymean` and `svyciprop`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.surveys.limits import Form, share_limits
from wardmote.methods.surveys.raking import effective_number
from wardmote.methods.surveys.sample import Sample, Sureness, answered, covariance, sureness


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and what may be said of it.

    value: None where too few or nobody answered; error (standard error), low, high: None unless `sureness` is KNOWN;
    base: people who answered, unweighted; effective: Kish's effective number of them (0 where nobody did); freedom:
    degrees of freedom, people less one, or clusters less strata.
    """

    value: float | None
    error: float | None
    low: float | None
    high: float | None
    base: int
    effective: float
    sureness: Sureness
    freedom: int

    @property
    def margin(self) -> float | None:
        """Half the width of the interval, "plus or minus"; None without one."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2


def share(
    sample: Sample,
    said: ArrayLike,
    *,
    minimum_base: int,
    among: ArrayLike | None = None,
    confidence: float = 0.95,
    form: Form = "logit",
) -> Estimate:
    """Estimate the share (0 to 1) of people of whom something is so.

    said: (n,) of 1, 0 and NaN (no answer). among: (n,) true for the group looked at, everybody by default.
    minimum_base: with fewer people who answered nothing is shown. Raises ValueError for other values or lengths.
    """
    y, there = _group(sample, said, among)
    if not np.isin(y, (0, 1)).all():
        raise ValueError("a share is of answers that are 1 or 0: recode the others, or leave them as NaN.")
    raw = _ratio(sample, y, there, minimum_base)
    if raw.value is None or raw.error is None:
        return raw
    low, high = share_limits(
        raw.value, raw.error, raw.freedom, raw.effective, confidence, form, people=raw.base
    )
    return _with(raw, float(low), float(high))


def mean(
    sample: Sample,
    values: ArrayLike,
    *,
    minimum_base: int,
    among: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """Estimate the mean of a number or a score; the interval is Student's t. Arguments as `share`, any numbers."""
    y, there = _group(sample, values, among)
    raw = _ratio(sample, y, there, minimum_base)
    if raw.value is None or raw.error is None:
        return raw
    level = checks.share(confidence, "confidence")
    half = float(special.stdtrit(raw.freedom, (1 + level) / 2)) * raw.error
    return _with(raw, raw.value - half, raw.value + half)


def net_score(
    sample: Sample,
    answers: ArrayLike,
    positive: Collection[float],
    negative: Collection[float],
    *,
    minimum_base: int,
    among: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """Estimate a NET score in points: the percentage positive less the percentage negative, of all who answered.

    answers: (n,) codes, NaN where there is no answer; codes neither positive nor negative count as neither. The limits
    are those of (1 + NET / 100) / 2 taken as a share, so that they stay within 100 points. Raises ValueError where a
    code is both.
    """
    both = sorted(set(positive) & set(negative))
    if both:
        raise ValueError(
            f"an answer cannot be both positive and negative: {', '.join(f'{one:g}' for one in both)}."
        )
    y, there = _group(sample, answers, among)
    side = np.isin(y, list(positive)).astype(np.float64) - np.isin(y, list(negative))
    raw = _ratio(sample, np.where(there, side, 0.0), there, minimum_base)
    if raw.value is None:
        return raw
    points = Estimate(
        100 * raw.value,
        None if raw.error is None else 100 * raw.error,
        *(None, None, raw.base, raw.effective, raw.sureness, raw.freedom),
    )
    if raw.error is None:
        return points
    limits = share_limits(
        (1 + raw.value) / 2, raw.error / 2, raw.freedom, raw.effective, confidence, people=raw.base
    )
    return _with(points, *(200 * float(limit) - 100 for limit in limits))


def _group(sample: Sample, values: ArrayLike, among: ArrayLike | None) -> tuple[FloatArray, BoolArray]:
    y, there = answered(sample, values, "answers")
    if y.ndim != 1:
        raise ValueError(f"answers must hold one value for each respondent: found the shape {y.shape}.")
    if among is not None:
        group = np.asarray(among)
        if group.shape != y.shape or group.dtype != np.bool_:
            raise ValueError("among must say true or false for each respondent.")
        there = there & group
    return np.where(there, y, 0.0), there


def _ratio(sample: Sample, y: FloatArray, there: BoolArray, minimum_base: int) -> Estimate:
    """Give sum(w y) / sum(w) over who is there, with its standard error and no limits yet."""
    base = int(np.count_nonzero(there))
    freedom = sample.freedom(there)
    state = sureness(sample, base, minimum_base, freedom)
    number = effective_number(sample.weights[there]) if base else 0.0
    if state in (Sureness.NOBODY, Sureness.TOO_FEW):
        return Estimate(None, None, None, None, base, number, state, freedom)
    total = sample.weights[there].sum()
    value = float(sample.weights @ y / total)
    error = None
    if state is Sureness.KNOWN:
        influence = np.where(there, y - value, 0.0) / total
        error = float(np.sqrt(covariance(sample, influence[:, None])[0, 0]))
    return Estimate(value, error, None, None, base, number, state, freedom)


def _with(raw: Estimate, low: float, high: float) -> Estimate:
    return replace(raw, low=low, high=high)
