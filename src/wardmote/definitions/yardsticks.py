"""What a figure is set against: named groups of areas, targets, and issues chosen for a closer look."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition

AreaCode = Annotated[str, Field(pattern=r"^[A-Z]\d+$")]
"""A code of the Office for National Statistics, such as E22000353."""


class Group(Definition):
    """Areas of one level under one name: a county of districts, a region of forces, a partnership's peers."""

    title: str = Field(min_length=2)
    kind: Literal["county", "region", "country", "peers", "other"]
    level: Literal["lsoa", "ward", "lad", "csp", "force"]
    members: tuple[AreaCode, ...] = ()
    """Codes of its areas; empty only for a country, which is every area of its level in the lookup."""
    note: str = ""
    """What a reader must know of it, such as when a list of peers was last revised."""

    @model_validator(mode="after")
    def _names_its_areas(self) -> Self:
        if not self.members and self.kind != "country":
            raise ValueError("it names no member; write the codes of its areas")
        repeated = sorted({code for code in self.members if self.members.count(code) > 1})
        if repeated:
            raise ValueError(f"{', '.join(repeated)} stands more than once among its members")
        return self

    def in_force(self, first: date, last: date) -> bool:
        """Whether it holds on some day between two, both included."""
        return (self.effective_from or first) <= last and (self.effective_to or last) >= first


def _said(value: object) -> object:
    """A year that YAML took for a number is meant as the words of a period."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


PeriodWords = Annotated[str, BeforeValidator(_said), Field(pattern=r"\d")]
"""A period as people ask for one: 2023-24, Q4 2023-24, 2023, 2024-01..2024-03."""


class Focus(Definition):
    """An issue that the partnership chose to look at more closely: a measure, and where."""

    title: str = Field(min_length=3)
    """What partners call it: Shop theft in the town centre."""
    measure: Slug
    area: str = ""
    """Code of its area, or a group; empty for the partnership itself."""
    order: int = 0
    """Its place among the others; the lowest first."""
    why: str = ""
    """Why it was chosen, in the partners' words."""


class Target(Definition):
    """What a partnership set out to reach: a measure, by how much, by when, and who answers for it."""

    title: str = Field(min_length=3)
    measure: Slug
    area: str = ""
    """Code of its area, or a group; empty for the partnership itself."""
    direction: Literal["reduce", "increase", "at-most", "at-least"]
    """``reduce`` and ``increase`` are by ``value`` from the baseline; the others name what is to be reached."""
    value: float = Field(ge=0, allow_inf_nan=False)
    unit: Literal["percent", "count", "rate", "points"]
    """``percent`` of the baseline; ``count``; ``rate`` per 1,000 of the measure's population; or percentage ``points``
    of a measure that is a share: at-least 60 points is 60%."""
    baseline: PeriodWords | Literal[""] = ""
    """The period it is set against; empty where a number alone is to be reached."""
    period: PeriodWords
    """The period in which it is to be reached."""
    owner: str = Field(min_length=2)

    @model_validator(mode="after")
    def _has_what_it_is_set_against(self) -> Self:
        relative = self.direction in ("reduce", "increase") or self.unit == "percent"
        if relative and not self.baseline:
            raise ValueError(
                "it is set against a baseline and names none; write baseline: 2022-23, for example"
            )
        if self.unit == "percent" and self.direction == "reduce" and self.value > 100:
            raise ValueError(f"nothing can be reduced by {self.value:g} percent; write 100 or less")
        if self.unit == "points" and self.value > 100:
            raise ValueError(f"a share has no more than 100 percentage points, not {self.value:g}")
        if self.unit == "count" and not self.value.is_integer():
            raise ValueError(f"a count is a whole number, not {self.value:g}")
        return self
