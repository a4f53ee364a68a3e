"""Targets as plain text, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wardmote.cli.tables import grid
from wardmote.figures.target_rows import TargetRow
from wardmote.methods.rounding import half_up

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
    records = [_record(row) for row in rows]
    if not records:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def targets_json(rows: Sequence[TargetRow]) -> str:
    """The schema ``wardmote.targets/1``: numbers are numbers, what is absent is null."""
    record = {"schema": SCHEMA, "targets": [_record(row) for row in rows]}
    return json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False)


def _counted(row: TargetRow) -> str:
    return row.shown(row.actual) if row.actual is not None else "\u2013"


def _period(row: TargetRow) -> str:
    return row.period.words if row.period else row.target.period


def _record(row: TargetRow) -> dict[str, Any]:
    counted = row.period.counted if row.period and row.actual is not None else None
    return {
        "target": row.target.id,
        "title": row.target.title,
        "measure": row.measure.id,
        "area_code": row.area.code,
        "area_name": row.area.name,
        "direction": row.target.direction,
        "value": row.target.value,
        "unit": row.target.unit,
        "period": _period(row),
        "from": counted.start if counted else None,
        "to": counted.end if counted else None,
        "baseline": row.baseline.words if row.baseline else row.target.baseline or None,
        "baseline_value": _number(row.baseline_value),
        "aim": _number(row.aim),
        "aim_so_far": _number(row.aim_so_far),
        "actual": _number(row.actual),
        "status": row.status.value,
        "verdict": row.verdict.value if row.verdict else None,
        "words": row.sentence,
        "owner": row.target.owner,
        "source": row.target.source,
    }


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else half_up(float(value), 4)
