"""Answers by group, such as ward or age: shares where enough answered, and whether the groups differ at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.surveys.asking import Settings, is_shown
from wardmote.analyses.surveys.few import hidden_lines
from wardmote.analyses.surveys.lines import Line, estimate, lines_of
from wardmote.analyses.surveys.weighing import Weighed
from wardmote.definitions.surveys import Question
from wardmote.methods.checks import BoolArray
from wardmote.methods.multiplicity import benjamini_hochberg
from wardmote.methods.surveys.crosstab import crosstab
from wardmote.methods.surveys.estimates import Estimate
from wardmote.methods.surveys.limits import Form


@dataclass(frozen=True)
class GroupLine:
    """One line of a question in one group; ``hidden``: why it is suppressed although enough answered, or empty."""

    line: Line
    group: str
    made: Estimate
    hidden: str = ""
    base: int | None = None
    """People of the group who answered; None where they are too few to say."""


@dataclass(frozen=True)
class GroupTest:
    """Whether groups differ in a question by more than chance. ``q``: p, allowing for every test of the call."""

    question: str
    p: float
    q: float


def group_lines(
    made: Weighed, questions: Sequence[Question], by: Question, settings: Settings, form: Form
) -> list[GroupLine]:
    """Every line of every question in every group."""
    codes = made.wave.answers[by.id]
    members = {one.label: np.asarray(codes == at, np.bool_) for at, one in enumerate(by.answers)}
    members = {label: among for label, among in members.items() if among.any()}
    found = []
    for question in questions:
        lines = list(lines_of(question, made.wave.answers[question.id]))
        bases = _bases(lines[0], members, settings)
        for group, among in members.items():
            hidden = hidden_lines(lines, settings, among)
            for line in lines:
                one = estimate(line, made, settings.least, settings.confidence, form, among)
                found.append(
                    GroupLine(
                        line, group, one, hidden.get(line.key, "") if is_shown(one) else "", bases[group]
                    )
                )
    return found


def _bases(line: Line, members: dict[str, BoolArray], settings: Settings) -> dict[str, int | None]:
    """People of each group who answered; a single one too small to say takes the next smallest with it."""
    people = {group: int((among & ~np.isnan(line.values)).sum()) for group, among in members.items()}
    small = [group for group, n in people.items() if 0 < n < settings.fewest]
    others = sorted((n, group) for group, n in people.items() if n >= settings.fewest)
    if len(small) == 1 and others:
        small.append(others[0][1])
    return {group: None if group in small else n for group, n in people.items()}


def group_tests(
    made: Weighed, questions: Sequence[Question], by: Question, settings: Settings
) -> list[GroupTest]:
    """Rao and Scott's test of each question, of each answer where several may be given; none without a random sample."""
    if not made.has_margins_of_error:
        return []
    columns = made.values(made.wave.answers[by.id])
    found: list[tuple[str, float]] = []
    for question in questions:
        said = made.values(made.wave.answers[question.id])
        if question.type == "number":
            continue
        tables = [(question.title, said)]
        if said.ndim == 2:
            tables = [
                (f"{question.title}: {one.label}", said[:, at]) for at, one in enumerate(question.answers)
            ]
        for title, rows in tables:
            if np.count_nonzero(~np.isnan(rows) & ~np.isnan(columns)) < settings.least:
                continue
            shape = (max(len(question.answers), 2), len(by.answers))
            test = crosstab(made.sample, rows, columns, minimum_base=1, shape=shape).test
            found += [(title, test.p)] if test is not None else []
    if not found:
        return []
    adjusted = benjamini_hochberg(np.array([p for _, p in found]))
    return [GroupTest(title, p, float(q)) for (title, p), q in zip(found, adjusted, strict=True)]
