"""The performance table: two periods, their change, and the verdict, by measure and area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import numpy.typing as npt

from wardmote.definitions import Break, Caveat, Definitions, Measure
from wardmote.figures.areas import NOT_LOCATED, Area, areas_within, forces_of
from wardmote.figures.comparability import blocks, breaks_between, concerns
from wardmote.figures.counts import MonthlyCounts, monthly_counts, not_located_counts
from wardmote.figures.months import Period
from wardmote.figures.populations import Populations, read_populations
from wardmote.figures.rows import RowMaker
from wardmote.figures.table import Row, Table
from wardmote.figures.verdicts import Judged, Rules, judge
from wardmote.figures.years import MatchedYears, matched, years_to


class TableError(ValueError):
    """The table that was asked for cannot be made; says what to ask for instead."""


@dataclass(frozen=True)
class Evidence:
    """What a table is made from: an open snapshot and the definitions in force."""

    connection: duckdb.DuckDBPyConnection
    definitions: Definitions
    snapshot: str


def performance_table(
    evidence: Evidence,
    area: Area,
    to: str,
    *,
    by: str = "category",
    months: int = 12,
    measures: Sequence[str] = (),
    compare: Sequence[Area] = (),
) -> Table:
    """Make the table of an area.

    Parameters
    ----------
    area
        The area whose rows, notes and caveats it is.
    to
        Last month, YYYY-MM.
    by
        ``category`` for a row a measure, or a level of area for a row per area of that level and measure.
    months
        Length of both periods, 1 to 12; the earlier is the same months a year before.
    measures
        Identifiers to show; all when empty. What is shown never changes a verdict.
    compare
        Other areas to set beside it.

    Raises
    ------
    TableError
        When the months are not 1 to 12, or a measure is unknown.
    """
    shown = _asked_measures(evidence.definitions, measures, by)
    areas = [area] if by == "category" else areas_within(evidence.connection, area, by, evidence.definitions)
    rows = rows_of_areas(evidence, areas, to, months=months, within=None if by == "category" else area)
    rows += rows_of_areas(evidence, compare, to, months=months) if compare else []
    if by != "category":
        rows += not_located_rows(evidence, area, to, months)
    previous, current = years_to(_checked(months, to), months, 2)
    chosen = tuple(row for row in rows if row.measure.id in shown)
    lost, left_out = _area_notes(evidence, area, previous, current)
    breaks = tuple(breaks_between(evidence.definitions, previous, current))
    return Table(
        area=area,
        by=by,
        previous=previous,
        current=current,
        snapshot=evidence.snapshot,
        rows=tuple(sorted(chosen, key=_in_order)) if by == "category" else chosen,
        not_located=lost,
        caveats=_caveats(evidence.definitions, chosen),
        breaks=tuple(found for found in breaks if concerns(found, shown)),
        left_out=left_out,
        options=f"months={months};definitions={evidence.definitions.digest()[:16]}",
    )


def rows_of_areas(
    evidence: Evidence,
    areas: Sequence[Area],
    to: str,
    *,
    months: int = 12,
    within: Area | None = None,
) -> list[Row]:
    """Every measure of every area, tested: the rows of each area together, in the order of the areas.

    Raises
    ------
    TableError
        When the months are not 1 to 12.
    """
    definitions, rules = evidence.definitions, Rules.of(evidence.definitions)
    periods = years_to(_checked(months, to), months, int(definitions.threshold("years-in-hand")))
    available = [measure for measure in definitions.measures_in_order() if measure.available]
    span = Period(periods[0].start, to)
    counts = monthly_counts(evidence.connection, areas, available, span.months, within)
    populations = read_populations(evidence.connection, areas, within)
    between = breaks_between(definitions, periods[-2], periods[-1])
    broken = _broken(evidence, counts, between)
    maker = RowMaker(definitions, counts, populations, periods[-2], periods[-1], between)
    rows: dict[int, list[Row]] = {}
    for years in matched(counts, periods, rules.fewest_months):
        lost = maker.unlocated_shares(years)
        counted = counts.owns_not_located[years.rows][:, None]
        doubted = np.where(counted, 0.0, lost[0]), np.where(counted, 0.0, lost[1])
        base = np.array([measure.base for measure in available])
        judged = judge(years, base, broken[years.rows], doubted, rules)
        rows.update(maker.rows(years, lost, judged, broken[years.rows]))
    missing = [measure for measure in definitions.measures_in_order() if not measure.available]
    return [
        row
        for index, area in enumerate(areas)
        for row in (*rows.get(index, []), *(maker.not_available(measure, area) for measure in missing))
    ]


def not_located_rows(evidence: Evidence, area: Area, to: str, months: int) -> list[Row]:
    """Rows without a location, where they count in the area: with its parts they make up the whole."""
    definitions = evidence.definitions
    periods = years_to(to, months, 2)
    available = [measure for measure in definitions.measures_in_order() if measure.available]
    months_of_both = Period(periods[0].start, to).months
    counts = not_located_counts(evidence.connection, [area], available, months_of_both)
    if not counts.owns_not_located[0]:
        return []
    lost = replace(counts, areas=(NOT_LOCATED,))
    maker = RowMaker(definitions, lost, Populations({}), periods[0], periods[1], [])
    fewest = int(definitions.threshold("matched-months"))
    return [row for years in matched(lost, periods, fewest) for row in maker.untested_rows(years)]


def _checked(months: int, to: str) -> str:
    if not 1 <= months <= 12:
        raise TableError(f"A period is 1 to 12 months long; {months} was asked for.")
    return to


def _asked_measures(definitions: Definitions, measures: Sequence[str], by: str) -> list[str]:
    unknown = [name for name in measures if name not in definitions.measures]
    if unknown:
        known = ", ".join(measure.id for measure in definitions.measures_in_order())
        raise TableError(f"There is no measure called {', '.join(unknown)}. Measures are: {known}.")
    if measures:
        return list(measures)
    return [m.id for m in definitions.measures_in_order() if m.available or by == "category"]


def _in_order(row: Row) -> tuple[str, int]:
    return ("" if row.area.level == "not-located" else row.area.code, row.measure.order)


def _broken(evidence: Evidence, counts: MonthlyCounts, between: Sequence[Break]) -> npt.NDArray[np.bool_]:
    """(areas, measures): whether a break makes the periods not comparable."""
    named = {f.code: f.id for f in evidence.definitions.forces.values() if f.code}
    forces = forces_of(evidence.connection, counts.areas) if any(b.forces for b in between) else {}
    flags = np.zeros((len(counts.areas), len(counts.measures)), dtype=np.bool_)
    for row, area in enumerate(counts.areas):
        mine = [named.get(code, "") for code, _ in forces.get(area.code, [])]
        for column, measure in enumerate(counts.measures):
            flags[row, column] = any(blocks(found, measure, area.level, mine) for found in between)
    return flags


def _area_notes(
    evidence: Evidence, area: Area, previous: Period, current: Period
) -> tuple[tuple[int | None, int | None], tuple[str, ...]]:
    """Rows without a location in each period, and the months that one of the periods lacks."""
    base = [m for m in evidence.definitions.measures_in_order() if m.available and m.base]
    months = Period(previous.start, current.end).months
    counts = not_located_counts(evidence.connection, [area], base, months)
    fewest = int(evidence.definitions.threshold("matched-months"))
    years: MatchedYears = next(iter(matched(counts, (previous, current), fewest)))
    lost = counts.not_located[0].sum(axis=0)
    position = {month: index for index, month in enumerate(counts.months)}
    kept = [
        [period.months[index] for index in shown]
        for period, shown in zip((previous, current), years.shown, strict=True)
    ]
    totals = [int(sum(lost[position[month]] for month in part)) if part else None for part in kept]
    missing = [
        m for period in (previous, current) for m in period.months if not counts.supplied[0, position[m]]
    ]
    return (totals[0], totals[1]), tuple(missing)


def _caveats(definitions: Definitions, rows: Sequence[Row]) -> tuple[Caveat, ...]:
    named = dict.fromkeys(name for row in rows for name in row.measure.caveats)
    if any(row.area.level in ("lsoa", "ward") for row in rows):
        named["approximate-places"] = None
    return tuple(definitions.caveats[name] for name in named)


__all__ = [
    "Evidence",
    "Judged",
    "Measure",
    "TableError",
    "not_located_rows",
    "performance_table",
    "rows_of_areas",
]
