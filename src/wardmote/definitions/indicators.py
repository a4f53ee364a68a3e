"""The schema of an indicator: one number of an area by which areas are called alike."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition


class Indicator(Definition):
    """One number by which areas are compared: a share of a profile, a score of deprivation, or how many people.

    ``weight``: how much it counts beside the others; 0 leaves it out. ``logarithm``: whether it is compared as times
    and not as differences, as numbers of people are.
    """

    title: str = Field(min_length=3)
    short: str = Field(min_length=3)
    """What it is called in the head of a column."""
    of: Literal["profile", "deprivation", "population"]
    topic: Slug | Literal[""] = ""
    """Topic of the profile, or kind of population."""
    categories: tuple[str, ...] = ()
    """Categories of the topic that count; their sum is set against the whole."""
    domain: Slug | Literal[""] = ""
    """Domain of deprivation whose mean score it is."""
    unit: Literal["percent", "score", "number"]
    weight: float = Field(ge=0, le=10, default=1.0)
    logarithm: bool = False
    why: str = Field(min_length=10)
    """Why areas that differ in it should not be compared lightly."""
    order: int

    @model_validator(mode="after")
    def _says_what_it_is_of(self) -> Self:
        needed = {
            "profile": self.topic and self.categories,
            "deprivation": self.domain,
            "population": self.topic,
        }
        if not needed[self.of]:
            raise ValueError(f"it is of a {self.of} and does not say which")
        return self
