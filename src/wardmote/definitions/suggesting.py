"""The schema of what figures suggest: which reading of a figure leads to which score. People decide."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class VerdictStep(BaseModel):
    """A score for a verdict on a change. ``at_least``: only where it changed by so many percent, up or down."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Literal["rose", "fell", "no-clear-change"]
    at_least: float = Field(ge=0, default=0)
    score: int


class ValueStep(BaseModel):
    """A score for values from a number upwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: float
    score: int


class FromChange(BaseModel):
    """The change against the year before, by its verdict."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Literal["change"]
    steps: tuple[VerdictStep, ...] = Field(min_length=1)
    """The first that fits stands."""

    @property
    def scores(self) -> tuple[int, ...]:
        """Every score it can suggest."""
        return tuple(one.score for one in self.steps)


class FromValue(BaseModel):
    """A number: of events in the period (``count``), their rate per 1,000 (``rate``), the share of all crime
    (``share-of-all``), or the percent of people asked who named it (``survey``)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Literal["count", "rate", "share-of-all", "survey"]
    steps: tuple[ValueStep, ...] = Field(min_length=1)

    @property
    def scores(self) -> tuple[int, ...]:
        """Every score it can suggest."""
        return tuple(one.score for one in self.steps)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        edges = [one.at_least for one in self.steps]
        if edges != sorted(set(edges)):
            raise ValueError("write its steps in order, the lowest first, each once")
        return self


class FromPeers(BaseModel):
    """How the rate compares with areas alike: a score for each word."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Literal["peers"]
    above: int
    inline: int
    below: int

    @property
    def scores(self) -> tuple[int, ...]:
        """Every score it can suggest."""
        return (self.above, self.inline, self.below)


Suggestion = Annotated[FromChange | FromValue | FromPeers, Field(discriminator="of")]
