"""The schema of a feed: what a partner owes, how often, and until when."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from wardmote.definitions.forms import Slug
from wardmote.definitions.models import Definition


class Feed(Definition):
    """What a partner owes, how often, and until when."""

    title: str
    provider: str
    """The organisation that supplies it."""
    measures: tuple[Slug, ...] = ()
    """Measures that lean on it."""
    sources: tuple[Slug, ...] = Field(min_length=1)
    """Source definitions that its files have."""
    items: tuple[Slug, ...] = ()
    """Items of a source of observations that belong to it; all of the source's when empty."""
    frequency: Literal["day", "week", "month", "quarter", "year"]
    """How often. Counts by day are held by week, so a week of them is received once all its days are there."""
    due_months: int | None = Field(default=None, ge=0, le=24)
    """Months after the end of what it covers by whose end it is due: 3 is the end of the following quarter."""
    due_days: int | None = Field(default=None, ge=0, le=100)
    """Of counts by week or day: days after the Sunday with which the week ends by which it is due."""
    duty: str = ""
    """The statute that asks for it, if one does."""
    starts: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")
    """First month that it covers; empty where nothing before its first file is expected."""

    @property
    def by_week(self) -> bool:
        """Whether it is owed week by week."""
        return self.frequency in ("day", "week")

    @model_validator(mode="after")
    def _is_due(self) -> Self:
        due, other = ("due_days", "due_months") if self.by_week else ("due_months", "due_days")
        if getattr(self, due) is None or getattr(self, other) is not None:
            raise ValueError(f"a feed by {self.frequency} is due within {due}, and has no {other}")
        return self
