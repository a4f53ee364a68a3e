"""The table of stop and search as plain values, for JSON and CSV: what is absent is null or empty."""

from __future__ import annotations

from typing import Any

from wardmote.figures.months import Period
from wardmote.figures.searches.record import PeopleRow, SearchRow, SearchTable
from wardmote.methods.rounding import half_up

SCHEMA = "wardmote.searches/1"


def searches_record(table: SearchTable) -> dict[str, Any]:
    """The table in the schema ``wardmote.searches/1``; shares lie between 0 and 1, pairs are earlier and later."""
    return {
        "schema": SCHEMA,
        "area": {"code": table.area.code, "name": table.area.name, "level": table.area.level},
        "counted": {"code": table.counted.code, "name": table.counted.name, "level": table.counted.level},
        "periods": {"previous": _period(table.previous), "current": _period(table.current)},
        "not_supplied": list(table.left_out),
        "snapshot": table.snapshot,
        "without_a_place": _pair(*(_rounded(one) for one in table.lost)),
        "residents": table.population.value if table.population else None,
        "rows": [_row(row) for row in table.rows],
        "people_of": table.people_of,
        "people": [_person(row) for row in table.people],
        "by_month": [{"month": month, "searches": n} for month, n in table.by_month],
        "not_available": table.not_available.text,
        "caveats": [
            *({"id": caveat.id, "text": caveat.text} for caveat in table.caveats),
            *([{"id": "months-left-out", "text": table.gaps}] if table.gaps else []),
        ],
    }


def searches_rows(table: SearchTable) -> list[dict[str, Any]]:
    """One flat record a row: searches of the area, then people searched by the whole force."""
    shared = {"from": table.current.start, "to": table.current.end}
    return [
        *(
            {"area_code": table.counted.code, "area_name": table.counted.name, **shared, **_flat(_row(row))}
            for row in table.rows
        ),
        *(
            {"area_code": "", "area_name": table.people_of, **shared, **_flat(_person(row))}
            for row in table.people
        ),
    ]


COLUMNS = (
    "by", "word", "title", "n", "of", "share", "share_interval", "percent", "rate", "rate_interval", "q", "verdict",
)  # fmt: skip


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record without nesting: pairs become two columns, intervals those of the later period."""
    flat: dict[str, Any] = {}
    for name in COLUMNS:
        value = record.get(name)
        if name in ("n", "of", "share", "rate"):
            flat[f"{name}_previous"] = value["previous"] if value else None
            flat[f"{name}_current"] = value["current"] if value else None
        elif name.endswith("_interval"):
            later = value["current"] if isinstance(value, dict) else value
            flat |= {
                f"{name[:-9]}_low": later[0] if later else None,
                f"{name[:-9]}_high": later[1] if later else None,
            }
        else:
            flat[name] = value
    return flat


def _row(row: SearchRow) -> dict[str, Any]:
    return {
        "by": row.by,
        "word": row.word,
        "title": row.title,
        "n": _pair(*row.n),
        "of": _pair(*row.of),
        "share": _pair(*(_rounded(one) for one in row.share)),
        "share_interval": _pair(*(_bounds(one) for one in row.intervals)),
        "percent": row.percent,
        "rate": _pair(*(_rounded(one, 4) for one in row.rate)),
        "rate_interval": _bounds(row.rate_interval, 4),
        "q": _rounded(row.q),
        "verdict": row.verdict.value if row.verdict else None,
    }


def _person(row: PeopleRow) -> dict[str, Any]:
    return {
        "by": row.characteristic,
        "word": row.value,
        "title": row.title,
        "stated": row.stated,
        "n": _pair(*row.n),
        "share": _pair(*(_rounded(one) for one in row.share)),
    }


def _period(period: Period) -> dict[str, str]:
    return {"from": period.start, "to": period.end}


def _pair(previous: Any, current: Any) -> dict[str, Any]:
    return {"previous": previous, "current": current}


def _bounds(pair: tuple[float, float] | None, decimals: int = 6) -> list[float] | None:
    return None if pair is None else [half_up(pair[0], decimals), half_up(pair[1], decimals)]


def _rounded(value: float | None, decimals: int = 6) -> float | None:
    return None if value is None else half_up(value, decimals)
