"""Targets as plain text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from wardmote.cli.tables import grid
from wardmote.figures.records import target_records
from wardmote.figures.target_rows import TargetRow

SCHEMA = "wardmote.targets/1"
NONE = (
    "No target is defined. Write one into definitions/targets/NAME.yaml of the workspace, with its id, title, measure, "
    "direction, value, unit, baseline, period, owner and source."
)


def targets_text(rows: Sequence[TargetRow]) -> str:
    """Each target with its status, and below the table what is said of it."""
    if not rows:
        return NONE
    cells = [
        [row.target.title, row.measure.short_title, row.asked, _counted(row), row.status.words]
        for row in rows
    ]
    said = [
        f"{row.target.title}: {row.status.words}. {row.sentence} Period: {_period(row)}. Owner: {row.target.owner}. "
        f"Source: {row.target.source}."
        for row in rows
    ]
    return "\n".join(
        [grid(["Target", "Measure", "Set out to", "Counted", "Status"], cells, right=(3,)), "", *said]
    )


def targets_csv(rows: Sequence[TargetRow]) -> str:
    """One row a target; what is absent is empty."""
    records = target_records(rows)
    if not records:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def targets_json(rows: Sequence[TargetRow]) -> str:
    """The schema ``wardmote.targets/1``: numbers are numbers, what is absent is null."""
    record = {"schema": SCHEMA, "targets": target_records(rows)}
    return json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False)


def _counted(row: TargetRow) -> str:
    return row.shown(row.actual) if row.actual is not None else "\u2013"


def _period(row: TargetRow) -> str:
    return row.period.words if row.period else row.target.period
