"""Scores as they were given: who, of which issue, on which criterion; and what was not answered, which is never zero."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from wardmote.definitions.matrices import Matrix
from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.priorities.totals import Rule


class Answer(StrEnum):
    """What stands in a cell of a scoring sheet. Four different things."""

    SCORED = "scored"
    CANNOT_SAY = "cannot-say"
    """The scorer looked at it and cannot say."""
    NOT_APPLICABLE = "not-applicable"
    """The criterion does not arise for the issue."""
    NOT_ASSESSED = "not-assessed"
    """Nobody has looked at it yet."""

    @property
    def words(self) -> str:
        """As people read it."""
        return {
            "scored": "scored",
            "cannot-say": "can't say",
            "not-applicable": "does not apply",
            "not-assessed": "not assessed",
        }[self.value]


@dataclass(frozen=True)
class Score:
    """One answer of one scorer. ``value`` is the number given, also where it means that the criterion does not apply;
    ``where``: the cell it was read from; ``confidence``: in the scorer's words, how sure they are."""

    issue: str
    criterion: str
    scorer: str
    answer: Answer
    value: int | None = None
    reason: str = ""
    confidence: str = ""
    where: str = ""


@dataclass(frozen=True)
class Scoring:
    """All answers that one order is made of.

    ``issues`` and ``scorers`` in the order to be shown; ``invited``: who was asked, which may be more than who answered.
    An answer that nobody gave need not be there: it is not assessed.
    """

    matrix: Matrix
    issues: tuple[str, ...]
    scorers: tuple[str, ...]
    scores: tuple[Score, ...]
    invited: tuple[str, ...] = ()
    of: str = ""
    """What it was read from, in words."""
    titles: dict[str, str] = field(default_factory=dict)
    """What issues are called, where that is not how they are named."""
    names: dict[str, str] = field(default_factory=dict)
    """The same of scorers."""

    def __post_init__(self) -> None:
        twice = [
            key for key, n in Counter((s.issue, s.criterion, s.scorer) for s in self.scores).items() if n > 1
        ]
        known = {one.id for one in self.matrix.criteria}
        wrong = next(
            (
                one
                for one in self.scores
                if one.issue not in self.issues
                or one.scorer not in self.scorers
                or one.criterion not in known
            ),
            None,
        )
        if twice or wrong:
            raise ValueError(f"A score stands twice, or of nothing that is scored: {twice[:1] or wrong}.")
        for one in self.scores:
            if one.answer is Answer.SCORED and one.value is None:
                raise ValueError(f"A score without its number: {one}.")

    @cached_property
    def arrays(self) -> tuple[FloatArray, BoolArray]:
        """Scores (scorers, issues, criteria that count), NaN where there is none; and which say "does not apply"."""
        return self._arrays(tuple(one.id for one in self.matrix.counted))

    @cached_property
    def beside(self) -> tuple[FloatArray, BoolArray]:
        """The same for the criteria that are graded apart."""
        return self._arrays(tuple(one.id for one in self.matrix.beside))

    @cached_property
    def everything(self) -> tuple[FloatArray, BoolArray]:
        """The same for all criteria in their order."""
        return self._arrays(tuple(one.id for one in self.matrix.criteria))

    def _arrays(self, criteria: tuple[str, ...]) -> tuple[FloatArray, BoolArray]:
        at = [
            {name: place for place, name in enumerate(names)}
            for names in (self.scorers, self.issues, criteria)
        ]
        shape = (len(self.scorers), len(self.issues), len(criteria))
        values, aside = np.full(shape, np.nan), np.zeros(shape, bool)
        for one in self.scores:
            if one.criterion not in at[2]:
                continue
            cell = at[0][one.scorer], at[1][one.issue], at[2][one.criterion]
            if one.answer is Answer.SCORED and one.value is not None:
                values[cell] = one.value
            aside[cell] = one.answer is Answer.NOT_APPLICABLE
        return values, aside

    @property
    def weights(self) -> FloatArray:
        """Weights as the matrix sets them."""
        return np.asarray(self.matrix.weights, np.float64)

    @property
    def rule(self) -> Rule:
        """How scores become a total."""
        return Rule(self.matrix.formula, self.matrix.groups, self.matrix.combine)

    @property
    def scale(self) -> tuple[float, float]:
        """The lowest and highest score."""
        return float(self.matrix.scale.lowest), float(self.matrix.scale.most)

    @property
    def answered(self) -> tuple[str, ...]:
        """Scorers who gave at least one answer."""
        there = {one.scorer for one in self.scores if one.answer is not Answer.NOT_ASSESSED}
        return tuple(one for one in self.scorers if one in there)

    @property
    def silent(self) -> tuple[str, ...]:
        """Who was asked and gave no answer at all."""
        known = {_plain(one) for one in self.answered}
        asked = dict.fromkeys((*self.invited, *self.scorers))
        return tuple(one for one in asked if _plain(one) not in known)

    @property
    def without_words(self) -> tuple[Score, ...]:
        """Scores that no legend words: 2 or 4 on a scale that words 0, 1, 3 and 5."""
        scale = self.matrix.scale
        own = {one.id: set(one.words) for one in self.matrix.criteria}
        return tuple(
            one
            for one in self.scores
            if one.value is not None and one.value not in scale.worded | own[one.criterion]
        )

    def title(self, issue: str) -> str:
        """What an issue is called."""
        return self.titles.get(issue, issue)

    def name(self, scorer: str) -> str:
        """What a scorer is called."""
        return self.names.get(scorer, scorer)

    def ties_by(self, values: FloatArray) -> FloatArray | None:
        """Combined scores that part equal totals, (issues, keys), from those of every criterion."""
        order = [one.id for one in self.matrix.criteria]
        if not self.matrix.ties_by:
            return None
        return np.asarray(values[:, [order.index(name) for name in self.matrix.ties_by]])

    def counts_of(self, scorer: str) -> dict[Answer, int]:
        """How many of each answer somebody gave; what is left is not assessed."""
        found = Counter(one.answer for one in self.scores if one.scorer == scorer)
        whole = len(self.issues) * len(self.matrix.criteria)
        found[Answer.NOT_ASSESSED] = whole - sum(n for a, n in found.items() if a is not Answer.NOT_ASSESSED)
        return dict(found)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
