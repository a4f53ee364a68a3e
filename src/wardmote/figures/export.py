"""The performance table as JSON, as CSV and as a DataFrame: the same rows in the same words."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.comparison import Beside
from wardmote.figures.months import Period
from wardmote.figures.observed.export import observed_record
from wardmote.figures.populations import Population
from wardmote.figures.table import Pair, Row, Table, TwoYears
from wardmote.figures.trends import disagreement
from wardmote.methods.rounding import half_up

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "wardmote.table/1"


def as_json(table: Table, definitions: Definitions) -> str:
    """The table in the schema ``wardmote.table/1``: numbers are numbers, what is absent is null."""
    return json.dumps(as_record(table, definitions), indent=1, ensure_ascii=False, allow_nan=False)


def as_record(table: Table, definitions: Definitions) -> dict[str, Any]:
    """The table as nested plain values."""
    return {
        "schema": SCHEMA,
        "area": _area(table.area),
        "periods": {"previous": _period(table.previous), "current": _period(table.current)},
        "snapshot": table.snapshot,
        **_asked(table, definitions),
        "rows": [
            _row(row, definitions) | _over_two(row, table) | _for_public(row, table) for row in table.rows
        ],
        **(
            {"totals": [_row(row, definitions) | _for_public(row, table) for row in table.totals]}
            if table.totals
            else {}
        ),
        **(
            {
                "observed": [
                    _row(row, definitions) | observed_record(row) | _for_public(row, table)
                    for row in table.observed
                ]
            }
            if table.observed
            else {}
        ),
        "not_located": {"previous": table.not_located[0], "current": table.not_located[1]},
        "caveats": [
            *({"id": caveat.id, "text": caveat.text} for caveat in table.caveats),
            *({"id": found.id, "text": found.explanation} for found in (*table.breaks_before, *table.breaks)),
            *_gaps(table),
        ],
    }


def as_rows(table: Table, definitions: Definitions) -> list[dict[str, Any]]:
    """One flat record a row, for a spreadsheet or a DataFrame; a pair becomes two columns."""
    flat = []
    for row in (*table.rows, *table.observed):
        record = _row(row, definitions)
        area, shares = record.pop("area"), record.pop("not_located_share")
        percent, rate = record.pop("percent_interval"), record.pop("rate_interval")
        flat.append(
            {
                "area_code": area["code"],
                "area_name": area["name"],
                "level": area["level"],
                "from": table.current.start,
                "to": table.current.end,
                "months_counted": len(row.periods[1].months if row.periods else table.months_counted),
                **record,
                "percent_low": percent[0] if percent else None,
                "percent_high": percent[1] if percent else None,
                "rate_low": rate[0] if rate else None,
                "rate_high": rate[1] if rate else None,
                "not_located_share_previous": shares["previous"],
                "not_located_share_current": shares["current"],
                **{f"two_years_{name}": value for name, value in _flat_over_two(row, table).items()},
                **(_observed_columns(row, table) if table.observed else {}),
                **{name: " ".join(periods) for name, periods in _for_public(row, table).items()},
            }
        )
    return flat


def _observed_columns(row: Row, table: Table) -> dict[str, Any]:
    """The columns that rows counted from observations add, each with its own periods."""
    spans = {"from": table.current.start, "to": table.current.end}
    before = {"previous_from": table.previous.start, "previous_to": table.previous.end}
    found = observed_record(row)
    return found if row.periods else found | spans | before


def as_csv(table: Table, definitions: Definitions) -> str:
    """The flat rows as CSV; what is absent is empty."""
    rows = as_rows(table, definitions)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_frame(table: Table, definitions: Definitions) -> pd.DataFrame:
    """The flat rows as a DataFrame, one row per measure and area."""
    import pandas as pd

    return pd.DataFrame(as_rows(table, definitions)).convert_dtypes()


def population_in_words(population: Population | None, definitions: Definitions) -> str | None:
    """Name and date of a population, as a rate prints them: Residents, mid-year estimate, 30 June 2022."""
    if population is None:
        return None
    on = population.on
    return f"{definitions.populations[population.kind].title}, {on.day} {on:%B %Y}"


def plural_of(area: Area, definitions: Definitions) -> str:
    """What the areas that an area is made of are called: partnerships."""
    return definitions.levels["csp" if area.level == "partnership" else area.level].plural


def _row(row: Row, definitions: Definitions) -> dict[str, Any]:
    return {
        "measure": row.measure.id,
        "title": row.measure.title,
        "area": _area(row.area),
        "previous": row.previous,
        "current": row.current,
        "change": row.change,
        "percent": row.percent,
        "percent_interval": _interval(row.percent_interval, 1),
        "rate": _rounded(row.rate, 4),
        "rate_previous": _rounded(row.rate_previous, 4),
        "rate_interval": _interval(row.rate_interval, 4),
        "population": _whole(row.population),
        "population_previous": _whole(row.population_previous),
        "population_basis": population_in_words(row.population, definitions),
        "monthly_average": row.monthly_average,
        "not_located_share": {
            "previous": _rounded(row.not_located_share[0], 6),
            "current": _rounded(row.not_located_share[1], 6),
        },
        "phi": row.phi,
        "z": row.z,
        "q": row.q,
        "verdict": row.verdict.value if row.verdict else None,
        "state": row.state.value,
    }


def _for_public(row: Row, table: Table) -> dict[str, list[str]]:
    """In a public table the periods of a row whose counts were left out; elsewhere nothing."""
    return {"suppressed": [period.replace(" ", "-") for period in row.suppressed]} if table.public else {}


def _over_two(row: Row, table: Table) -> dict[str, Any]:
    """The change over two years of a row; nothing where it was not asked for."""
    if table.two_years is None:
        return {}
    two = row.two_years or TwoYears()
    return {
        "two_years": {
            "before": two.before,
            "current": two.current,
            "change": two.change,
            **_of_observed(row, two),
            "percent": two.percent,
            "percent_interval": _interval(two.percent_interval, 1),
            "phi": two.phi,
            "z": two.z,
            "q": two.q,
            "verdict": two.verdict.value if two.verdict else None,
            "disagrees": disagreement(row) or None,
        }
    }


def _of_observed(row: Row, two: TwoYears) -> dict[str, Any]:
    """Of a row counted from observations also what need not be whole, and why there is no number."""
    if row.observed is None:
        return {}
    state = two.state_before.value if two.state_before else None
    return {"value_before": two.value_before, "state_before": state, "points": two.points}


def _flat_over_two(row: Row, table: Table) -> dict[str, Any]:
    flat = dict(_over_two(row, table).get("two_years", {}))
    if flat:
        low, high = flat.pop("percent_interval") or (None, None)
        flat |= {"percent_low": low, "percent_high": high}
    return flat


def _asked(table: Table, definitions: Definitions) -> dict[str, Any]:
    """What was asked for beyond the two periods; nothing where nothing was."""
    found: dict[str, Any] = {"public": True} if table.public else {}
    if table.asked is not None:
        whole = table.asked
        found["asked"] = {"words": whole.words, **_period(whole.whole), "complete": whole.complete}
    if table.two_years is not None:
        found["two_years_before"] = _period(table.two_years)
    if table.beside:
        found["compared_with"] = [_beside(one, table, definitions) for one in table.beside]
    return found


def _beside(one: Beside, table: Table, definitions: Definitions) -> dict[str, Any]:
    """An area beside which another is set: what it is made of, and how much of it sent its months."""
    return {
        **_area(one.area),
        **_period(table.current),
        "areas": one.areas,
        "forces": one.forces,
        "forces_with_every_month": one.sent,
        "located_only": one.located_only,
        "text": one.words(plural_of(one.area, definitions)),
    }


def _gaps(table: Table) -> list[dict[str, str]]:
    return [{"id": "months-not-supplied", "text": table.gaps}] if table.gaps else []


def _area(area: Area) -> dict[str, str | None]:
    return {"code": area.code or None, "name": area.name, "level": area.level}


def _period(period: Period) -> dict[str, str]:
    return {"from": period.start, "to": period.end}


def _whole(population: Population | None) -> int | float | None:
    if population is None:
        return None
    return int(population.value) if population.value.is_integer() else population.value


def _interval(pair: Pair | None, decimals: int) -> list[float | None] | None:
    return [_rounded(pair[0], decimals), _rounded(pair[1], decimals)] if pair else None


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else half_up(value, decimals)
