"""A number of a row counted from observations, as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wardmote.figures.figure import EARLIER, Figure
from wardmote.figures.tokens import State

if TYPE_CHECKING:
    from wardmote.figures.months import Period
    from wardmote.figures.observed.record import Observed
    from wardmote.figures.table import Row, Table

CHANGES = ("percent", "points")


def observed_figure(table: Table, row: Row, observed: Observed, what: str) -> Figure:
    """One number of a row as ``Table.figure`` tells it; of the row's own periods."""
    value, state = _value(row, observed, what)
    population, per = row.population_of(what), f"per {table.per:,.0f}"
    unit = {"percent": "%", "points": "percentage points", "rate": per, "rate_previous": per}
    return Figure(
        value=value,
        state=state,
        unit=unit.get(what, row.measure.unit),
        measure=row.measure.reference,
        area=row.area.code,
        area_name=row.area.name,
        part_of=row.area.part_of,
        period=" against ".join(f"{one.start}..{one.end}" for one in _periods(table, row, what)),
        snapshot=table.snapshot,
        options=f"{table.options};{observed.options}",
        population=f"{population.kind} {population.on}" if population else "",
        interval={
            "percent": row.percent_interval,
            "points": observed.points_interval,
            "rate": row.rate_interval,
        }.get(what),
        verdict=row.verdict if what in CHANGES else None,
        sources=observed.sources,
        caveats=row.measure.caveats,
        marking=table.marking,
    )


def _periods(table: Table, row: Row, what: str) -> tuple[Period, ...]:
    earlier, later = row.periods or (table.previous, table.current)
    return (later, earlier) if what in CHANGES else (earlier,) if what in EARLIER else (later,)


def _value(row: Row, observed: Observed, what: str) -> tuple[float | None, State]:
    """The number and what it is; a change or a rate that cannot be given is not available."""
    if what == "previous":
        return observed.before, observed.state_before
    if what == "current":
        return observed.now, row.state
    value: float | None = observed.points if what == "points" else getattr(row, what)
    if value is None:
        hidden = State.SUPPRESSED in (row.state, observed.state_before)
        absent = State.NOT_SUPPLIED in (row.state, observed.state_before)
        return None, State.SUPPRESSED if hidden else State.NOT_SUPPLIED if absent else State.NOT_AVAILABLE
    return value, State.KNOWN if value else State.ZERO
