"""The table of outcomes as plain values, for JSON and CSV: what is absent is null or empty."""

from __future__ import annotations

from typing import Any

from wardmote.figures.months import Period
from wardmote.figures.outcomes.record import Bounds, Followed, OutcomeRow, OutcomeTable
from wardmote.methods.rounding import half_up

SCHEMA = "wardmote.outcomes/1"


def outcomes_record(table: OutcomeTable) -> dict[str, Any]:
    """The table in the schema ``wardmote.outcomes/1``; shares lie between 0 and 1, pairs are earlier and later."""
    follow = table.follow
    return {
        "schema": SCHEMA,
        "area": {"code": table.area.code, "name": table.area.name, "level": table.area.level},
        "periods": {"previous": _period(follow.previous), "current": _period(follow.current)},
        "followed_for_months": follow.months,
        "months_counted": list(follow.kept),
        "too_recent": list(follow.too_recent),
        "crimes_not_supplied": list(follow.no_crimes),
        "outcomes_not_supplied": list(follow.no_outcomes),
        "snapshot": table.snapshot,
        "followed": [_followed(one) for one in table.followed],
        "rows": [_row(row) for row in table.rows],
        "months_to_first_outcome": [
            {"title": lag.title, "crimes": lag.n, "share": _rounded(lag.share)} for lag in table.lags
        ],
        "agreement_with_crime_files": {
            "crimes": table.agreement.of,
            "same": table.agreement.same,
            "only_in_crime_files": table.agreement.only_in_crimes,
            "only_in_outcome_files": table.agreement.only_in_outcomes,
        },
        "caveats": [
            *({"id": caveat.id, "text": caveat.text} for caveat in table.caveats),
            *({"id": found.id, "text": found.explanation} for found in table.breaks),
            *([{"id": "months-left-out", "text": table.gaps}] if table.gaps else []),
        ],
    }


def outcomes_rows(table: OutcomeTable) -> list[dict[str, Any]]:
    """One flat record a measure and group of outcomes."""
    flat = []
    for row in table.rows:
        record = _row(row)
        pairs = {name: record.pop(name) for name in ("crimes", "followed", "share", "share_interval")}
        points = record.pop("points_interval") or [None, None]
        flat.append(
            {
                "area_code": table.area.code,
                "area_name": table.area.name,
                "from": table.follow.current.start,
                "to": table.follow.current.end,
                "followed_for_months": table.follow.months,
                **{key: record[key] for key in ("measure", "title", "outcome", "outcome_title")},
                **{f"{name}_previous": pairs[name]["previous"] for name in ("crimes", "followed", "share")},
                **{f"{name}_current": pairs[name]["current"] for name in ("crimes", "followed", "share")},
                "share_low": (pairs["share_interval"]["current"] or [None, None])[0],
                "share_high": (pairs["share_interval"]["current"] or [None, None])[1],
                "points": record["points"],
                "points_low": points[0],
                "points_high": points[1],
                "phi": record["phi"],
                "q": record["q"],
                "verdict": record["verdict"],
            }
        )
    return flat


def _row(row: OutcomeRow) -> dict[str, Any]:
    return {
        "measure": row.measure.id,
        "title": row.measure.title,
        "outcome": row.group,
        "outcome_title": row.title,
        "crimes": _pair(*row.n),
        "followed": _pair(*row.of),
        "share": _pair(*(_rounded(one) for one in row.share)),
        "share_interval": _pair(*(_bounds(one, 6) for one in row.intervals)),
        "points": row.points,
        "points_interval": _bounds(row.points_interval, 2),
        "phi": _rounded(row.phi),
        "q": _rounded(row.q),
        "verdict": row.verdict.value if row.verdict else None,
    }


def _followed(one: Followed) -> dict[str, Any]:
    return {
        "measure": one.measure.id,
        "title": one.measure.title,
        "state": one.state.value,
        "reason": one.reason,
        "recorded": _pair(*one.recorded),
        "without_crime_id": _pair(*one.without_id),
        "of_forces_without_outcomes": _pair(*one.of_others),
        "followed": _pair(*one.followed),
        "under_investigation_now": _pair(*one.open_now),
        "no_update_now": _pair(*one.no_update),
    }


def _period(period: Period) -> dict[str, str]:
    return {"from": period.start, "to": period.end}


def _pair(previous: Any, current: Any) -> dict[str, Any]:
    return {"previous": previous, "current": current}


def _bounds(pair: Bounds | None, decimals: int) -> list[float] | None:
    return None if pair is None else [half_up(pair[0], decimals), half_up(pair[1], decimals)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else half_up(value, 6)
