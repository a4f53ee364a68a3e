"""Reads ``plan.yaml``: what the bench generates, how it measures, and against which limits."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from wardmote.figures.months import shift


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Frozen):
    """What issue and users ask for: ratios to the peer, seconds, and gigabytes (10^9 bytes)."""

    ingest_ratio: float
    ingest_memory_gb: float
    one_table_seconds: float
    every_table_seconds: float
    every_table_ratio: float
    pack_seconds: float
    document_seconds: float
    forecast_seconds: float
    forecast_error_ratio: float
    survey_seconds: float
    check_seconds: float


class Method(_Frozen):
    """How is measured: pairs of runs, seconds beyond which one pair is enough, warm tables, growth, sections, series."""

    pairs: int
    long_seconds: float
    warm_tables: int
    growth: tuple[float, ...]
    greatest_difference: float
    document_sections: int
    check_pages: int
    forecast_series: int
    forecast_months: int
    forecast_pair_series: int
    forecast_workers: int
    survey_people: int
    survey_questions: int
    survey_difference: float


class Pack(_Frozen):
    """The real partnership that is taken from zip to pack; paths within the folder of real data."""

    partnership: str
    police: str
    geography: str


class Plan(_Frozen):
    """The made-up nation: how many rows, months and areas, and in which shares."""

    version: int
    seed: int
    rows: int
    first_month: str
    months: int
    forces: int
    small_areas: int
    small_areas_in_a_ward: int
    partnerships: int
    transport_police: str
    transport_share: float
    not_located: float
    in_other_forces: float
    repeated_in_a_file: int
    residents: int
    households: int
    season: tuple[float, ...]
    drift_a_year: float
    categories: dict[str, float]
    without_id: str
    outcomes: dict[str, float]
    busy_places: tuple[str, ...]
    share_at_busy_places: float
    street_names: tuple[str, ...]
    street_kinds: tuple[str, ...]
    place_beginnings: tuple[str, ...]
    place_endings: tuple[str, ...]
    joined_name: str
    limits: Limits
    method: Method
    pack: Pack

    @property
    def month_names(self) -> tuple[str, ...]:
        """Every month, YYYY-MM, in order."""
        return tuple(shift(self.first_month, step) for step in range(self.months))


@cache
def read_plan() -> Plan:
    """The plan in force."""
    text = (files(__package__) / "plan.yaml").read_text(encoding="utf-8")
    return Plan.model_validate(yaml.safe_load(text))
