"""The schema of a matrix: by which criteria partners score issues, on which scale, and how scores become a place."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition
from wardmote.definitions.suggesting import Suggestion

Formula = Literal["sum", "weighted-mean", "product"]


class Worded(BaseModel):
    """One value of a scale and what it means, in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: int
    label: str = Field(min_length=1)
    """A word or two: High."""
    meaning: str = ""
    """A sentence by which two people would give the same score."""
    applies: bool = True
    """False where it says that the criterion does not apply to the issue, as 0 does on many scales. That is an answer:
    it is never a missing score, and never what somebody gives who cannot say."""


class Scale(BaseModel):
    """The whole numbers that may be given. A value that no legend words may stand between them: it is then flagged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int = Field(ge=0)
    most: int = Field(le=100)
    legend: tuple[Worded, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.most <= self.least:
            raise ValueError(f"its most, {self.most}, is not above its least, {self.least}")
        for value, n in Counter(one.value for one in self.legend).items():
            if n > 1:
                raise ValueError(f"its legend words {value} twice")
            if not self.least <= value <= self.most:
                raise ValueError(f"its legend words {value}, which is outside {self.least} to {self.most}")
        if all(not one.applies for one in self.legend):
            raise ValueError("no value of its legend is a score")
        return self

    @property
    def worded(self) -> frozenset[int]:
        """Values that the legend words."""
        return frozenset(one.value for one in self.legend)

    @property
    def not_applicable(self) -> frozenset[int]:
        """Values that say the criterion does not apply."""
        return frozenset(one.value for one in self.legend if not one.applies)

    @property
    def lowest(self) -> int:
        """The lowest value that is a score."""
        return min(set(range(self.least, self.most + 1)) - self.not_applicable)


class Section(BaseModel):
    """Criteria that belong together. ``counts``: whether they are in the score, or stand graded apart beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    title: str = Field(min_length=2)
    counts: bool = True


class Criterion(BaseModel):
    """One question that is scored of every issue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    title: str = Field(min_length=2)
    question: str = Field(min_length=8)
    weight: float = Field(ge=0, le=100, default=1.0)
    section: Slug | Literal[""] = ""
    also: tuple[str, ...] = ()
    """Other headings under which its scores stand in spreadsheets."""
    words: dict[int, str] = {}
    """What a value means of this question, where that is more than the legend of the scale says."""
    suggest: tuple[Suggestion, ...] = ()
    """How figures suggest a score; the first that can say something stands. A person accepts it or not."""


class ScoreBand(BaseModel):
    """A name for total scores from a value upwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=2)
    at_least: float = Field(ge=0)


class Matrix(Definition):
    """Criteria, scale, formula and rules by which issues are put in order. What is done with the order people decide.

    ``formula``: ``sum``, of weight times score; ``weighted-mean``, over the criteria that apply; ``product``, of the
    weighted means of the sections that count. Scores of several people are combined criterion by criterion before.
    """

    title: str = Field(min_length=3)
    description: str = Field(min_length=20)
    scale: Scale
    sections: tuple[Section, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=2)
    formula: Formula
    combine: Literal["median", "mean"] = "median"
    """How scores of several people become one."""
    ties_by: tuple[Slug, ...] = ()
    """Criteria that part equal totals, in turn; without any, and where they do not, equal totals share their place."""
    bands: tuple[ScoreBand, ...] = ()
    flag_spread: int = Field(ge=1)
    """Scores of one issue and criterion that lie so far apart are talked over."""
    fewest_scorers: int = Field(ge=1)
    """Fewer scores than that are flagged."""
    top: int = Field(ge=1, default=3)
    """How many places from the first are asked after: in the top three whatever the weights?"""
    weights_within: float = Field(gt=1, default=2.0)
    """Weights are also tried from so many times less to so many times more than they are set."""
    order: int = 0

    @property
    def counted(self) -> tuple[Criterion, ...]:
        """Criteria that are in the score."""
        apart = {one.id for one in self.sections if not one.counts}
        return tuple(one for one in self.criteria if one.section not in apart)

    @property
    def beside(self) -> tuple[Criterion, ...]:
        """Criteria that are graded apart from the score."""
        return tuple(one for one in self.criteria if one not in self.counted)

    @property
    def groups(self) -> tuple[int, ...]:
        """For each criterion in the score, the number of its factor in a product; all 0 of other formulas."""
        if self.formula != "product":
            return (0,) * len(self.counted)
        names = [one.id for one in self.sections if one.counts]
        return tuple(names.index(one.section) for one in self.counted)

    @property
    def weights(self) -> tuple[float, ...]:
        """Weights of the criteria in the score."""
        return tuple(one.weight for one in self.counted)

    @property
    def most(self) -> float:
        """The highest total that an issue can have."""
        if self.formula == "sum":
            return sum(self.weights) * self.scale.most
        return float(self.scale.most ** (max(self.groups) + 1 if self.formula == "product" else 1))

    def band_of(self, total: float | None) -> str:
        """The name of the band a total lies in; empty where there is none."""
        if total is None:
            return ""
        held = [one for one in self.bands if total >= one.at_least - 1e-9]
        return max(held, key=lambda one: one.at_least).title if held else ""

    def words_for(self, criterion: Criterion, value: int) -> str:
        """What a value means of a criterion; empty where nothing words it."""
        said = next((one for one in self.scale.legend if one.value == value), None)
        own = criterion.words.get(value, said.meaning if said else "")
        return ": ".join(part for part in (said.label if said else "", own) if part)

    @property
    def mark(self) -> str:
        """A short hash over all that it says, to be kept with scores: the same mark means the same matrix."""
        said = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        said = next(self._faults(), "")
        if said:
            raise ValueError(said)
        return self

    def _faults(self) -> Iterator[str]:
        known = {one.id for one in self.criteria}
        for kind, names in (("criteria", self.criteria), ("sections", self.sections)):
            counted = Counter(one.id for one in names)
            yield from (f"two {kind} are called {name}" for name, n in counted.items() if n > 1)
        sections = {one.id for one in self.sections}
        for one in self.criteria:
            if one.section and one.section not in sections:
                yield f"{one.id}: no section {one.section}"
            yield from (
                f"{one.id}: it words {value}, which is outside the scale"
                for value in one.words
                if not self.scale.least <= value <= self.scale.most
            )
            yield from (
                f"{one.id}: it suggests {value}, which is no score of the scale"
                for rule in one.suggest
                for value in rule.scores
                if not self.scale.lowest <= value <= self.scale.most
            )
        yield from (
            f"ties are parted by {name}, which is no criterion" for name in self.ties_by if name not in known
        )
        yield from self._score_faults()

    def _score_faults(self) -> Iterator[str]:
        if not any(one.weight > 0 for one in self.counted):
            yield "no criterion counts: give one a weight above 0"
        if self.formula == "product":
            factors = [one.id for one in self.sections if one.counts]
            held = {
                name: [one for one in self.counted if one.section == name and one.weight > 0]
                for name in factors
            }
            empty = next((name for name, ones in held.items() if not ones), "")
            if len(factors) < 2 or empty:
                yield f"a product is of two sections that count, or more{f'; {empty} has no criterion' if empty else ''}"
            elif any(not one.section for one in self.counted):
                yield "a criterion of a product belongs to a section"
        edges = [one.at_least for one in self.bands]
        if len(set(edges)) < len(edges):
            yield "two bands begin at the same total"


CANNOT_SAY = ("can't say", "can’t say", "cannot say", "cant say", "don't know", "don’t know", "not sure", "?")
DOES_NOT_APPLY = ("n/a", "na", "not applicable", "does not apply")
NOT_ASSESSED = ("", "-", "–", "not assessed", "not scored")
"""How people write in a cell of a scoring sheet what is no score."""
HEADINGS = {
    "issue": ("issue", "issues", "problem", "theme", "crime type", "priority"),
    "scorer": ("scorer", "scored by", "partner", "organisation", "organization", "agency"),
    "criterion": ("criterion", "criteria", "factor", "question"),
    "score": ("score", "value", "rating"),
    "total": ("total", "total score", "overall", "overall score"),
    "reason": ("reason", "reasons", "comment", "comments", "why"),
    "confidence": ("confidence", "how sure"),
}
"""How people head the other columns of a scoring sheet."""
