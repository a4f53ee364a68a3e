"""Series and targets as flat records: the same rows for CSV, JSON and a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wardmote.figures.series import Point, Series
from wardmote.figures.target_rows import TargetRow
from wardmote.methods.rounding import half_up


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
