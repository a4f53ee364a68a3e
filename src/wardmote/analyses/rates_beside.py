"""An area's rates beside those of a larger one: higher, lower, or not clearly different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from wardmote.analyses.wording import count, inside, interval_name, listed, one_decimal, per
from wardmote.definitions import Definitions
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.performance import rows_of_areas
from wardmote.figures.suppliers import forces_of
from wardmote.figures.table import Row, Table

Beside = Literal["higher than", "lower than", "not clearly different from"]


def rows_beside(evidence: Evidence, table: Table, other: Area | None) -> dict[str, Row]:
    """Rows of the larger area by measure, of located records alone as a small area's are."""
    if other is None:
        return {}
    months = len(table.current.months)
    rows = rows_of_areas(evidence, [other], table.current.end, months=months, within=other)
    return {row.measure.id: row for row in rows}


def surrounding_force(evidence: Evidence, area: Area) -> Area | None:
    """The police force area that an area lies in; None where it is the whole of it, or lies in several."""
    forces = forces_of(evidence, [area]).get(area.code, [])
    if len(forces) != 1 or forces[0].whole or area.level == "force":
        return None
    return Area(forces[0].code, "the force area", "force")


def beside(row: Row, other: Row | None) -> Beside | None:
    """How a rate lies beside another: apart only where the two intervals do not overlap. None without either."""
    if other is None or row.rate is None or other.rate is None:
        return None
    (low, high), (other_low, other_high) = (_limits(one) for one in (row, other))
    if low > other_high:
        return "higher than"
    return "lower than" if high < other_low else "not clearly different from"


def rate_sentence(row: Row, other: Row | None, whose: str, definitions: Definitions) -> str:
    """The rate with its interval, beside that of the larger area; empty without a rate.

    ``whose`` names the larger area: "the partnership's".
    """
    if row.rate is None:
        return ""
    low, high = _limits(row)
    people = f"of its {count(row.population.value)} " if row.population else ""
    unit = f"{per(definitions)} {people}{definitions.populations[row.measure.population].unit}"
    span = f"{interval_name(definitions)} {one_decimal(low)} to {one_decimal(high)}"
    start = f"That is {one_decimal(row.rate)} {unit} ({span})"
    how = beside(row, other)
    return f"{start}, {how} {whose} {one_decimal(other.rate)}." if how and other else f"{start}."


def rates_apart(rows: Iterable[Row], others: Mapping[str, Row], whose: str) -> str:
    """Measures whose rate is clearly higher or lower than the larger area's; empty where none is."""
    found: dict[Beside, list[str]] = {"higher than": [], "lower than": []}
    for row in rows:
        how = beside(row, others.get(row.measure.id))
        if how in found:
            found[how].append(inside(row.measure.short_title))
    parts = [f"{how} {whose} for {listed(names)}" for how, names in found.items() if names]
    if len(parts) == 2:
        parts[1] = f"lower for {listed(found['lower than'])}"
    return f"Rates are clearly {', and '.join(parts)}." if parts else ""


def _limits(row: Row) -> tuple[float, float]:
    """The limits of a rate's interval; the rate itself where there is none."""
    low, high = row.rate_interval or (None, None)
    rate = row.rate or 0.0
    return (rate if low is None else low, rate if high is None else high)
