"""Reads ``plan.yaml``: how the site is measured, and against which limit."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field


class YearPlan(BaseModel):
    """How large the year is that pages of judgement are about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    matrix: str
    """Identifier of the matrix of its scans."""
    issues: int
    partners: int
    priorities: int
    """As many issues become one."""
    entries: dict[str, int]
    """Register -> entries of it."""


class BenchPlan(BaseModel):
    """How many people with which roles, how long they think, what they look at, and how long a page may take."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int
    limit_ms: float
    share_within: float = Field(gt=0, lt=1)
    """The share of the visits to a page that must be within the limit."""
    processes: int = Field(ge=1)
    """Web server processes."""
    judged_users: int
    growth: tuple[int, ...]
    thinking_seconds: tuple[float, float]
    warm_seconds: float
    """Seconds at the beginning of each size that are not counted."""
    seconds: float
    judged_seconds: float
    wait_at_most_seconds: float
    """After so long a visitor gives up, and the visit has failed."""
    roles: dict[str, int]
    whole_partnership: float
    wards: int
    measures: int
    judgement: float = Field(ge=0, lt=1)
    """The share of pages that are of judgement."""
    year: YearPlan


@cache
def read_plan() -> BenchPlan:
    """The plan in force."""
    text = (files(__package__) / "plan.yaml").read_text(encoding="utf-8")
    return BenchPlan.model_validate(yaml.safe_load(text))
