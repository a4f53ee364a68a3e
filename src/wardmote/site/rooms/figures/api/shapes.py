"""The forms of the answers, as the OpenAPI document tells them. What is absent is null, never zero."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Schema
from pydantic import Field

State = Literal["known", "zero", "not-supplied", "not-assessed", "not-available", "suppressed"]


class Refusal(Schema):
    """Why something was refused."""

    status: int
    sentence: str = Field(description="What is wrong, and what to do.")
    ask: list[dict[str, Any]] = Field(description="What can be asked instead.")


class Refused(Schema):
    """The one form of every refusal."""

    error: Refusal


class AreaShape(Schema):
    """An area."""

    code: str | None
    name: str
    level: str


class Note(Schema):
    """Words that belong to figures."""

    id: str
    text: str


class Page(Schema):
    """Which part of a list this is."""

    total: int
    limit: int
    offset: int


class IndexShape(Schema):
    """What is read here."""

    schema_: str = Field(alias="schema")
    partnership: str
    snapshot: str
    definitions: str
    program: str
    last_complete_month: str | None
    edition: Literal["partnership", "public"]
    marking: str
    routes: list[dict[str, str]]


class MeasureShape(Schema):
    """A measure."""

    measure: str
    title: str
    available: bool = Field(description="Whether police.uk records supply it.")
    observed: bool = Field(description="Whether partners or the Home Office can.")
    unit: str
    population: str | None
    direction: str | None
    description: str
    reason: str


class MeasuresShape(Page):
    """Measures, a page of them."""

    schema_: str = Field(alias="schema")
    measures: list[MeasureShape]


class AreasShape(Page):
    """Areas, a page of them."""

    schema_: str = Field(alias="schema")
    areas: list[AreaShape]


class PeriodShape(Schema):
    """A period that one supplier sent."""

    kind: str
    supplier: str
    period: str
    rows: int
    not_located: int


class PeriodsShape(Page):
    """Periods held, a page of them."""

    schema_: str = Field(alias="schema")
    snapshot: str
    last_complete_month: str | None
    periods: list[PeriodShape]


class RowShape(Schema):
    """A row of the performance table."""

    measure: str
    title: str
    area: AreaShape
    previous: float | None
    current: float | None
    change: float | None
    percent: float | None
    percent_interval: list[float | None] | None
    rate: float | None
    rate_previous: float | None
    verdict: str | None
    state: State


class TableShape(Schema):
    """The performance table, ``wardmote.table/1``."""

    schema_: str = Field(alias="schema")
    area: AreaShape
    periods: dict[str, dict[str, str]]
    snapshot: str
    rows: list[RowShape]
    observed: list[RowShape] = Field(default=[], description="What partners and the Home Office count.")
    totals: list[RowShape] = Field(default=[], description="The whole area, where rows are of its parts.")
    caveats: list[Note]


class PointShape(Schema):
    """A step of a series."""

    period: str
    from_: str = Field(alias="from")
    to: str
    value: float | None
    state: State
    months_supplied: int
    months: int


class SeriesShape(Schema):
    """A measure over time, ``wardmote.series/1``."""

    schema_: str = Field(alias="schema")
    measure: str
    title: str
    unit: str
    area: AreaShape
    by: str
    snapshot: str
    points: list[PointShape]
    caveats: list[Note]


class SummaryShape(Schema):
    """A figure in a list."""

    identity: str
    measure: str
    what: str
    area: str | None
    area_name: str
    period: str
    unit: str
    value: float | None
    state: State


class FiguresShape(Page):
    """Figures of a table, a page of them."""

    schema_: str = Field(alias="schema")
    snapshot: str
    figures: list[SummaryShape]


class FigureShape(Schema):
    """A frozen figure with its provenance, ``wardmote.figure/1``."""

    schema_: str = Field(alias="schema")
    identity: str
    what: str
    value: float | None
    state: State
    unit: str
    measure: str
    area: str
    area_name: str
    period: str
    snapshot: str
    options: str
    population: str
    interval: list[float | None] | None
    verdict: str | None
    sources: list[str]
    caveats: list[str]
    marking: str
    provenance: dict[str, Any]


class OfferedShape(Schema):
    """An analysis that can be asked for."""

    name: str
    question: str
    address: str


class OfferedsShape(Schema):
    """Analyses that can be asked for."""

    schema_: str = Field(alias="schema")
    analyses: list[OfferedShape]


class AnalysisShape(Schema):
    """An analysis, ``wardmote.analysis/1``."""

    schema_: str = Field(alias="schema")
    analysis: str
    title: str
    asked: dict[str, Any]
    findings: list[dict[str, Any]]
    tables: list[dict[str, Any]]
    how_sure: list[str]
    refused: list[dict[str, Any]]
    caveats: list[str]
    snapshot: str
    options: Any
    marking: str


class SnapshotShape(Schema):
    """A snapshot of the evidence."""

    id: str
    made: str
    parent: str | None
    definitions: str
    sources: int
    notes: list[str]


class SnapshotsShape(Page):
    """Snapshots, a page of them."""

    schema_: str = Field(alias="schema")
    snapshots: list[SnapshotShape]


class BoardShape(Schema):
    """The board of feeds, ``wardmote.feeds/1``."""

    schema_: str = Field(alias="schema")
    on: str
    feeds: list[dict[str, Any]]
