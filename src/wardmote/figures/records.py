"""Series and targets as flat records: the same rows for CSV, JSON and a DataFrame."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wardmote.figures.series import Point, Series
from wardmote.figures.target_rows import TargetRow
from wardmote.methods.rounding import half_up

SERIES = "wardmote.series/1"


def series_record(series: Series) -> dict[str, Any]:
    """The series in the schema ``wardmote.series/1``."""
    return {
        "schema": SERIES,
        "measure": series.measure.id,
        "title": series.measure.title,
        "unit": series.measure.unit,
        "area": {"code": series.area.code, "name": series.area.name, "level": series.area.level},
        "by": series.length.value if series.length else "as reported",
        "quarters": series.quarters.value,
        "snapshot": series.snapshot,
        "points": series_records(series),
        "caveats": [
            *({"id": caveat.id, "text": caveat.text} for caveat in series.caveats),
            *({"id": found.id, "text": found.explanation} for found in series.breaks),
            *({"id": "note", "text": note} for note in series.notes),
        ],
    }


def series_json(series: Series) -> str:
    """The same as text: numbers are numbers, what is absent is null."""
    return json.dumps(series_record(series), indent=1, ensure_ascii=False, allow_nan=False)


def series_csv(series: Series) -> str:
    """One row a period; what is absent is empty."""
    rows = series_records(series)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "breaks": " ".join(row["breaks"])} for row in rows)
    return text.getvalue()


def series_records(series: Series) -> list[dict[str, Any]]:
    """One record a month, quarter or year. ``value`` is None unless all of it was supplied."""
    return [_of_point(series, point) for point in series.points]


def target_records(rows: Sequence[TargetRow]) -> list[dict[str, Any]]:
    """One record a target, with its status, its numbers and what is said of it."""
    return [_of_target(row) for row in rows]


def _of_point(series: Series, point: Point) -> dict[str, Any]:
    return {
        "period": point.period.start if len(point.period.months) == 1 else point.asked.words,
        "from": point.period.start,
        "to": point.period.end,
        "value": point.value,
        "state": point.state.value,
        "months_supplied": len(point.supplied),
        "months": len(point.period.months),
        "value_of_months_supplied": point.so_far if point.value is None else point.value,
        "breaks": [found.id for found in point.breaks],
        "at_least": point.at_least,
        "base": point.base,
        "sources": " ".join(point.sources) or None,
        "said": point.said or None,
    }


def _of_target(row: TargetRow) -> dict[str, Any]:
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
        "period": row.period.words if row.period else row.target.period,
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
