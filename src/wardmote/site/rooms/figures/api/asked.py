"""What the routes can be asked: one form each, with words for people; anything else is refused."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import Field

from wardmote.figures.periods import Length

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
NAME = r"^[a-z0-9-]{1,80}$"
AREA = r"^[A-Za-z0-9+_ '.,&()-]{1,200}$"
SNAPSHOT = r"^[0-9a-f]{4,64}$"
OFTEN = 100

Form = Literal["json", "csv"]


class Asked(Schema):
    """Of which evidence."""

    snapshot: str | None = Field(
        None,
        pattern=SNAPSHOT,
        description="Snapshot of the evidence, or its first digits; the current one without it.",
    )


class Formed(Asked):
    """In which form."""

    format: Form = Field("json", description="json or csv.")


class Paged(Formed):
    """Which part of a long list."""

    limit: int = Field(OFTEN, ge=1, description="Entries of one page.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Entries to leave out before it.")


class ListAsked(Paged):
    """A list as it stands."""


class AreasAsked(Paged):
    """Areas of a level."""

    level: Literal["lsoa", "ward", "lad", "csp", "force"] = Field("ward", description="Level of area.")


class TableAsked(Formed):
    """A performance table."""

    area: str | None = Field(
        None, pattern=AREA, description="Area code, group or name; the partnership without one."
    )
    by: Literal["category", "lsoa", "ward", "lad"] = Field(
        "category", description="What a row is: a measure (category), or an area of a level."
    )
    measure: str | None = Field(None, pattern=NAME, description="One measure alone.")
    to: str | None = Field(
        None, pattern=MONTH, description="Last month, YYYY-MM; the last complete one without it."
    )
    months: int = Field(12, ge=1, le=12, description="Length of the period in months.")
    two_years: Literal["yes", "no"] = Field("no", description="Whether to add the change over two years.")


class FiguresAsked(TableAsked):
    """The figures of a performance table."""

    limit: int = Field(OFTEN, ge=1, description="Entries of one page.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Entries to leave out before it.")


class FigureAsked(Asked):
    """The table in which a figure is looked for first, where somebody knows it."""

    area: str | None = Field(
        None, pattern=AREA, description="Area code, group or name; the partnership without one."
    )
    by: Literal["category", "lsoa", "ward", "lad"] = Field(
        "category", description="What a row of its table is."
    )
    measure: str | None = Field(None, pattern=NAME, description="One measure alone.")
    to: str | None = Field(None, pattern=MONTH, description="Last month of the period, YYYY-MM.")
    months: int = Field(12, ge=1, le=12, description="Length of the period in months.")


class SeriesAsked(Formed):
    """A measure over time."""

    measure: str = Field(pattern=NAME, description="Identifier of the measure.")
    area: str | None = Field(
        None, pattern=AREA, description="Area code, group or name; the partnership without one."
    )
    by: Length | None = Field(
        None, description="Length of a step; months, or the periods reported, without it."
    )
    first: str | None = Field(
        None, pattern=MONTH, description="First month, YYYY-MM; the first supplied without it."
    )
    to: str | None = Field(
        None, pattern=MONTH, description="Last month, YYYY-MM; the last supplied without it."
    )


class AnalysisAsked(Formed):
    """An analysis of a measure."""

    measure: str = Field(pattern=NAME, description="Identifier of the measure.")
    area: str | None = Field(
        None, pattern=AREA, description="Area code, group or name; the partnership without one."
    )
    to: str | None = Field(
        None, pattern=MONTH, description="Last month, YYYY-MM; the last complete one without it."
    )
    table: str | None = Field(
        None, pattern=NAME, description="Identifier of the table that comes as CSV; the first without it."
    )


class FeedsAsked(Schema):
    """The board of feeds."""

    on: str | None = Field(
        None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="The day on which it stands so, YYYY-MM-DD; today without it.",
    )
