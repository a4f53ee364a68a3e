"""Rows counted from observations as plain values, for JSON, CSV and a DataFrame."""

from __future__ import annotations

from typing import Any

from wardmote.figures.months import Period
from wardmote.figures.observed.listing import ObservedPeriod
from wardmote.figures.table import Row


def observed_record(row: Row) -> dict[str, Any]:
    """What a row counted from observations holds beside what every row holds; of others the same keys, empty."""
    seen = row.observed
    earlier, later = row.periods or (None, None)
    return {
        "unit": row.measure.unit,
        **_span("previous_", earlier),
        **_span("", later),
        "previous_value": seen.before if seen else row.previous,
        "value": seen.now if seen else row.current,
        "previous_state": seen.state_before.value if seen else None,
        "previous_at_least": seen.at_least[0] if seen else None,
        "at_least": seen.at_least[1] if seen else None,
        "previous_base": seen.bases[0] if seen else None,
        "base": seen.bases[1] if seen else None,
        "points": seen.points if seen else None,
        "points_low": seen.points_interval[0] if seen and seen.points_interval else None,
        "points_high": seen.points_interval[1] if seen and seen.points_interval else None,
        "months_a_period": seen.every if seen else 1,
        "periods_counted": seen.counted[0] or None if seen else None,
        "periods_in_whole": seen.counted[1] or None if seen else None,
        "sources": " ".join(seen.sources) if seen else None,
        "summed_from": (seen.summed_from or None) if seen else None,
        "said": " ".join(seen.notes) if seen else None,
    }


def _span(name: str, period: Period | None) -> dict[str, str | None]:
    return {f"{name}from": period.start if period else None, f"{name}to": period.end if period else None}


def period_record(found: ObservedPeriod) -> dict[str, Any]:
    """One period of a measure as plain values; what is absent is null, and the state says why."""
    cell = found.cell
    return {
        "measure": found.measure.id,
        "title": found.measure.title,
        "area_code": found.area.code,
        "area_name": found.area.name,
        "from": found.period.start,
        "to": found.period.end,
        "value": cell.value,
        "unit": found.measure.unit,
        "state": cell.state.value,
        "at_least": cell.at_least,
        "base": cell.base,
        "sources": " ".join(cell.sources) or None,
        "summed_from": found.summed_from or None,
        "said": found.said or None,
    }
