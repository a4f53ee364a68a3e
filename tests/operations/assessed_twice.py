"""A partnership assessed twice: its second evidence has a year more, and a year sent again with late records."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from tests.evidence import street_files as street

from wardmote.documents.record import BuildRecord
from wardmote.documents.strategic_assessment import build
from wardmote.documents.strategic_assessment.since import since_figures, since_section
from wardmote.figures import Period
from wardmote.operations.builds import KeptBuild, keep_build, recorded
from wardmote.operations.gathering import gather
from wardmote.operations.init import init
from wardmote.operations.since import SinceLast, gather_since
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing.tree import Document

THEN, NOW = "2025-06", "2026-06"
NORTH, SOUTH = "E01017001", "E01017002"

OWN_MEASURE = """
id: pedal-cycles
version: 1
title: Pedal cycles
short_title: Pedal cycles
description: What this partnership counts as theft of pedal cycles.
unit: crimes
population: residents
direction: lower-is-better
order: 900
base: false
counted:
  - source: police-uk-street
    categories: [bicycle-theft]
source: The partnership
"""
NEW_BREAK = """
- id: shop-recording
  version: 1
  title: Shop thefts are recorded otherwise
  date: 2024-10-01
  kind: recording
  measures: [shoplifting]
  label: recording change
  explanation: From October 2024 shop thefts are recorded otherwise.
  certainty: confirmed
  source: Found out after the first assessment
"""


def monthly(category: str, month: str, *, late: bool) -> tuple[int, int]:
    """Rows of a category in a month, north and south; ``late``: whether late records have come."""
    last_year = "2024-07" <= month <= THEN
    match category:
        case "Burglary":
            return 15, 15
        case "Drugs":
            return 12, 8 + (3 if month == THEN and late else 0)
        case "Robbery":
            return (20, 20) if late or not last_year else (10, 10)
        case "Shoplifting":
            return 25, 15
        case "Bicycle theft":
            return 6, 6
        case "Vehicle crime":
            return (8, 32) if month >= "2024-07" else (30, 10)
    raise KeyError(category)


CATEGORIES = ("Burglary", "Drugs", "Robbery", "Shoplifting", "Bicycle theft", "Vehicle crime")


def rows_of(month: str, *, late: bool) -> list[street.Row]:
    """The street file of a month."""
    rows = []
    for kind, category in enumerate(CATEGORIES):
        for part, (code, many) in enumerate(
            zip((NORTH, SOUTH), monthly(category, month, late=late), strict=True)
        ):
            for number in range(many):
                unique = int(month.replace("-", "")) * 10_000 + kind * 1000 + part * 100 + number
                cells = {"Crime_ID": street.crime_id(unique), "Crime_type": category, "LSOA_code": code}
                rows.append(street.row(number, month, **cells, Last_outcome_category="Under investigation"))
    return rows


@dataclass(frozen=True)
class Twice:
    """The workspace, the files that were sent before each assessment, and both assessments."""

    workspace: Workspace
    first: KeptBuild
    second: KeptBuild
    asked: SinceLast
    document: Document
    sent: dict[str, list[street.Row]]
    """Rows of each month as first sent, and with a star before the month as sent again."""

    def count(self, category: str, to: str, *, again: bool, codes: tuple[str, ...] = (NORTH, SOUTH)) -> int:
        """Count by walking over every row that had been sent."""
        found = 0
        for month in Period(f"{int(to[:4]) - 1}-07", to).months:
            newest = self.sent.get(f"*{month}") if again else None
            found += sum(row[9] == category and row[7] in codes for row in newest or self.sent[month])
        return found


def lookup(folder: Path) -> Path:
    """Two small areas in two wards of one partnership."""
    above = ("E06000001", "Town", "E22000001", "Town", "E23000026", "Bedfordshire")
    rows = [
        (NORTH, "Town 001A", "E05000001", "North", *above),
        (SOUTH, "Town 002A", "E05000002", "South", *above),
    ]
    return street.write(folder / "lookup.csv", rows, street.LOOKUP)


def anew(workspace: Workspace, month: str) -> BuildRecord:
    """The document of a workspace as it was, recorded."""
    needs = gather(workspace, month)
    return recorded(workspace, build(needs), needs.table)


def assessed(workspace: Workspace, since: str = "") -> tuple[KeptBuild, SinceLast | None, Document]:
    """Assess, with the section about the last assessment where it is asked for."""
    needs = gather(workspace, last_complete_month(workspace))
    asked = gather_since(workspace, since, needs.table, anew) if since else None
    needs = replace(needs, since=asked.needs if asked else None)
    document = build(needs)
    if asked and not any(getattr(block, "anchor", "") == "since-last" for block in document.blocks):
        document = replace(
            document,
            blocks=(*document.blocks, *since_section(needs)),
            figures=(*document.figures, *since_figures(needs)),
        )
    return keep_build(workspace, document, needs.table), asked, document


def assess_twice(folder: Path) -> Twice:
    """Take in four years and assess; then a fifth year and the fourth again, and assess again."""
    made = init(folder / "workspace", ["E22000001"], [lookup(folder / "geography")])
    measure = made.workspace.folder / "definitions" / "measures" / "own.yaml"
    measure.parent.mkdir(parents=True)
    measure.write_text(OWN_MEASURE)
    workspace = find_workspace(made.workspace.folder)
    sent = {month: rows_of(month, late=False) for month in Period("2021-07", THEN).months}
    workspace.store.ingest([_written(folder / "first", sent)])
    first, _, _ = assessed(find_workspace(workspace.folder))
    shutil.rmtree(measure.parent)
    own = workspace.folder / "definitions" / "breaks" / "own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(NEW_BREAK)
    again = {month: rows_of(month, late=True) for month in Period("2024-07", THEN).months}
    more = {month: rows_of(month, late=True) for month in Period("2025-07", NOW).months}
    workspace = find_workspace(workspace.folder)
    workspace.store.ingest([_written(folder / "second", again | more)])
    workspace = find_workspace(workspace.folder)
    second, asked, document = assessed(workspace, "last")
    assert asked is not None
    return Twice(
        workspace,
        first,
        second,
        asked,
        document,
        sent | more | {f"*{month}": rows for month, rows in again.items()},
    )


def _written(folder: Path, months: dict[str, list[street.Row]]) -> Path:
    for month, rows in months.items():
        street.write(folder / month / f"{month}-bedfordshire-street.csv", rows)
    return folder
