"""Where it happens: rates of the areas within an area, as rows and as a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.matched_months import fewer_months, rate_note
from wardmote.analyses.outlines import outline_of, outlines
from wardmote.analyses.pictures import AreaMap, Caption, MapArea
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import inside, level_name, listed, one_decimal, per
from wardmote.definitions import Measure
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.evidence import Evidence
from wardmote.figures.performance import rows_of_areas
from wardmote.figures.table import Row, Table


@dataclass(frozen=True)
class AreaRates:
    """The areas of a level: the map of their rates, and the rows from the highest rate down.

    Without rates the rows stand by their counts, and ``rated`` is False.
    """

    picture: AreaMap | None
    rows: tuple[Row, ...]
    far_above: tuple[str, ...]
    """Names of areas whose rate is more than so many times the whole's as the threshold says."""
    rated: bool


def area_rates(evidence: Evidence, table: Table, measure: Measure, level: str = "ward") -> AreaRates:
    """Crime per 1,000 of each area of a level within the table's area."""
    areas = areas_within(evidence.connection, table.area, level, evidence.definitions)
    rows = rows_within(evidence, table, areas)
    chosen = sorted(
        (row for row in rows if row.measure.id == measure.id),
        key=lambda row: (row.rate is None, -(row.rate or 0), -(row.current or 0)),
    )
    whole = next((row.rate for row in table.rows if row.measure.id == measure.id), None)
    limit = (whole or np.inf) * evidence.definitions.threshold("town-centre-rate")
    return AreaRates(
        picture=_rate_map(evidence, table, measure, chosen, level),
        rows=tuple(chosen),
        far_above=tuple(row.area.name for row in chosen if (row.rate or 0) > limit),
        rated=any(row.rate is not None for row in chosen),
    )


def rows_within(evidence: Evidence, table: Table, areas: Sequence[Area]) -> list[Row]:
    """The rows of areas within the table's area, each cut to it; none where there are no areas."""
    if not areas:
        return []
    return rows_of_areas(
        evidence, areas, table.current.end, months=len(table.current.months), within=table.area
    )


def _rate_map(
    evidence: Evidence, table: Table, measure: Measure, rows: Sequence[Row], level: str
) -> AreaMap | None:
    rated = [row for row in rows if row.rate is not None]
    shapes = outlines(evidence, level, [row.area.code for row in rows])
    if not shapes or len(rated) < 2:
        return None
    named = {row.area.code for row in rated[: int(evidence.definitions.threshold("examples-named"))]}
    return AreaMap(
        caption=_caption(evidence, table, measure, rows, rated),
        areas=tuple(
            MapArea(
                code=row.area.code,
                name=row.area.name,
                value=row.rate,
                wkb=shapes[row.area.code],
                label=row.area.name if row.area.code in named else "",
            )
            for row in rows
            if row.area.code in shapes
        ),
        bounds=rounded_bounds([row.rate for row in rated if row.rate is not None]),
        key_title=_unit(evidence, measure).capitalize(),
        outline=outline_of(evidence, table.area),
    )


def _caption(
    evidence: Evidence, table: Table, measure: Measure, rows: Sequence[Row], rated: Sequence[Row]
) -> Caption:
    definitions = evidence.definitions
    level = rows[0].area.level
    what = "crime" if measure.id == "all-crime" else inside(measure.short_title)
    unit = _unit(evidence, measure)
    unknown = len(rows) - len(rated)
    months = f", {fewer_months(table)}" if fewer_months(table) else ""
    named = rated[: int(definitions.threshold("examples-named"))]
    return Caption(
        title=f"Recorded {what} {per(definitions)} is highest in {rated[0].area.name}",
        subtitle=f"{measure.title} {unit}, {table.current.words}{months}, by {level_name(definitions, level, 1)}. "
        "Town centres draw people who do not live there.",
        alt=f"Map of {len(rows)} {level_name(definitions, level, len(rows))} of {table.area.name}. Highest: "
        + listed([f"{row.area.name} {one_decimal(row.rate)}" for row in named])
        + f"; lowest: {rated[-1].area.name} {one_decimal(rated[-1].rate)} {unit}."
        + (f" Without a rate: {unknown}." if unknown else ""),
        note=" ".join(part for part in ("Rates are of located crime only.", rate_note(table)) if part),
    )


def _unit(evidence: Evidence, measure: Measure) -> str:
    return f"{per(evidence.definitions)} {evidence.definitions.populations[measure.population].unit}"
