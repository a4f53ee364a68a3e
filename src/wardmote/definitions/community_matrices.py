"""The schema of a community matrix: several indicators of each neighbourhood as one index of need."""

from __future__ import annotations

from collections import Counter
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition


class Variable(BaseModel):
    """One number of an area: a rate of a measure, a share of a profile, deprivation, or how many people."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    title: str = Field(min_length=3)
    short: str = Field(min_length=2)
    """What it is called in the head of a column."""
    of: Literal["measure", "profile", "deprivation", "population"]
    measure: Slug | Literal[""] = ""
    """Measure of which the rate over twelve months counts."""
    per: Slug | Literal[""] = ""
    """Population that a rate is of; without it that of the measure."""
    topic: Slug | Literal[""] = ""
    """Topic of the profile, or kind of population."""
    categories: tuple[str, ...] = ()
    """Categories of the topic; their sum is set against the whole."""
    domain: Slug | Literal[""] = ""
    """Domain of deprivation."""
    tenth: bool = False
    """Of deprivation, whether the tenth of the country counts (10 for the most deprived) where no score is held."""
    more_is_need: bool = True
    """Whether a higher number says that more is to be done there."""
    weight: float = Field(gt=0, le=100, default=1.0)

    @model_validator(mode="after")
    def _says_what_it_is_of(self) -> Self:
        needed = {
            "measure": self.measure,
            "profile": self.topic and self.categories,
            "deprivation": self.domain,
            "population": self.topic,
        }
        if not needed[self.of]:
            raise ValueError(f"it is of a {self.of} and does not say which")
        return self


class CommunityMatrix(Definition):
    """Which variables make the index of an area, and how.

    ``normalise``: ``index``, the average of the areas is 100; ``z``, standard deviations from it; ``rank``, the share of
    areas below, 0 to 100. The index of an area is the weighted mean of its variables.
    """

    title: str = Field(min_length=3)
    description: str = Field(min_length=20)
    variables: tuple[Variable, ...] = Field(min_length=2)
    normalise: Literal["index", "z", "rank"] = "index"
    level: Literal["lsoa", "ward", "lad"] = "lsoa"
    """Level of area where nobody asks for another."""
    priority_above: float | None = None
    """An area whose index is above it is a priority neighbourhood."""
    order: int = 0

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        twice = [name for name, n in Counter(one.id for one in self.variables).items() if n > 1]
        if twice:
            raise ValueError(f"two variables are called {twice[0]}")
        return self
