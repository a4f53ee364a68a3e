"""What is estimated of a question: the share of each answer, the NET score, the mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from wardmote.analyses.surveys.weighing import Weighed
from wardmote.definitions.surveys import Question
from wardmote.figures.survey_waves import Floats
from wardmote.methods.checks import BoolArray
from wardmote.methods.surveys import estimates
from wardmote.methods.surveys.estimates import Estimate
from wardmote.methods.surveys.limits import Form
from wardmote.methods.surveys.sample import Sample

SHARE, NET, MEAN = "share", "net", "mean"


@dataclass(frozen=True, eq=False)
class Line:
    """One number of a question. ``values``: (people,) 1 and 0 of a share, 1, 0 and -1 of a NET score, any of a mean."""

    question: Question
    what: str
    answer: str
    """Identifier of the answer; empty but for shares."""
    label: str
    values: Floats

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells the same line in another wave."""
        return self.question.id, self.what, self.answer


def lines_of(question: Question, said: Floats) -> Iterator[Line]:
    """Every line of a question, the shares first."""
    if question.type == "number":
        yield Line(question, MEAN, "", "Mean", said)
        return
    missing = np.asarray(np.isnan(said) if said.ndim == 1 else np.isnan(said).all(axis=1), np.bool_)
    for at, answer in enumerate(question.answers):
        if answer.means in ("refused", "missing") or (
            answer.means == "dont-know" and question.dont_know == "left-out"
        ):
            continue
        share = np.where(missing, np.nan, said == at) if said.ndim == 1 else said[:, at]
        yield Line(question, SHARE, answer.id, answer.label, share)
    sides = [{"positive": 1.0, "negative": -1.0}.get(one.side, 0.0) for one in question.answers]
    if said.ndim == 1 and {1.0, -1.0} <= set(sides):
        yield Line(question, NET, "", "NET (positive less negative)", _mapped(said, missing, sides))
    scores = [np.nan if one.score is None else one.score for one in question.answers]
    if question.type == "scale":
        yield Line(question, MEAN, "", "Mean score", _mapped(said, missing, scores))


def _mapped(said: Floats, missing: BoolArray, values: list[float]) -> Floats:
    found = np.array(values)[np.where(missing, 0, said).astype(np.int64)]
    return np.asarray(np.where(missing, np.nan, found), np.float64)


def all_lines(made: Weighed, questions: list[Question]) -> list[Line]:
    """The lines of several questions."""
    return [line for one in questions for line in lines_of(one, made.wave.answers[one.id])]


def estimate(
    line: Line, made: Weighed, least: int, confidence: float, form: Form, among: BoolArray | None = None
) -> Estimate:
    """The weighted estimate of a line; of shares and NET scores in percent and points."""
    group = None if among is None else np.asarray(among[made.there], np.bool_)
    return _estimated(made.sample, line, made.values(line.values), least, confidence, form, group)


def unweighted(line: Line, made: Weighed, least: int) -> Estimate:
    """The same with everybody counting alike."""
    return _estimated(made.plain, line, line.values, least, 0.95, "logit", None)


def _estimated(
    sample: Sample,
    line: Line,
    values: Floats,
    least: int,
    confidence: float,
    form: Form,
    among: BoolArray | None,
) -> Estimate:
    if line.what == NET:
        return estimates.net_score(
            sample, values, [1], [-1], minimum_base=least, among=among, confidence=confidence
        )
    if line.what == MEAN:
        return estimates.mean(sample, values, minimum_base=least, among=among, confidence=confidence)
    made = estimates.share(sample, values, minimum_base=least, among=among, confidence=confidence, form=form)
    return _times(made, lambda value: None if value is None else 100 * value)


def _times(made: Estimate, grow: Callable[[float | None], float | None]) -> Estimate:
    return replace(
        made, value=grow(made.value), error=grow(made.error), low=grow(made.low), high=grow(made.high)
    )
