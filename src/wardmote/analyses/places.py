"""Where it happens: rates of wards, and the small areas with most recorded crime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.pictures import AreaMap, Caption, MapArea
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import count, inside, listed, number_word, one_decimal, opening, share
from wardmote.definitions import Measure
from wardmote.figures.areas import Area, areas_within
from wardmote.figures.counts import MonthlyCounts, monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.performance import rows_of_areas
from wardmote.figures.table import Row, Table
from wardmote.figures.years import by_year, by_year_flags, years_to
from wardmote.methods.concentration import top_share

LABELLED = 3


@dataclass(frozen=True)
class AreaRates:
    """The areas of a level by rate: the map, and the rows from the highest rate down."""

    picture: AreaMap | None
    rows: tuple[Row, ...]
    drawn_to: tuple[str, ...]
    """Names of areas whose rate is so far above the whole's that visitors are the likelier explanation."""


@dataclass(frozen=True)
class TopArea:
    """A small area among those with most recorded crime."""

    area: Area
    ward: str
    count: int
    share: float
    years_in_top: int
    years: int

    @property
    def every_year(self) -> bool:
        """Whether it was among the top in every year looked at."""
        return self.years_in_top == self.years


@dataclass(frozen=True)
class Concentration:
    """How unevenly a measure lies over small areas."""

    measure: Measure
    rows: tuple[TopArea, ...]
    areas: int
    located: int
    share_of_top: float
    picture: AreaMap | None
    sentence: str


def area_rates(evidence: Evidence, table: Table, measure: Measure, level: str = "ward") -> AreaRates:
    """Crime per 1,000 of each area of a level within the table's area."""
    areas = areas_within(evidence.connection, table.area, level, evidence.definitions)
    rows = rows_of_areas(
        evidence, areas, table.current.end, months=len(table.current.months), within=table.area
    )
    chosen = sorted((r for r in rows if r.measure.id == measure.id), key=lambda r: -(r.rate or 0))
    whole = next((r.rate for r in table.rows if r.measure.id == measure.id), None)
    limit = (whole or np.inf) * evidence.definitions.threshold("town-centre-rate")
    drawn_to = tuple(row.area.name for row in chosen if (row.rate or 0) > limit)
    return AreaRates(_rate_map(evidence, table, measure, chosen, level), tuple(chosen), drawn_to)


def concentration(
    evidence: Evidence, area: Area, measure: Measure, to: str, *, mapped: bool = True
) -> Concentration | None:
    """The small areas that hold most of a measure, and in how many years each was among them.

    None where nothing was located. ``mapped`` False leaves the map out.
    """
    years = years_to(to, 12, int(evidence.definitions.threshold("years-in-hand")))
    areas = areas_within(evidence.connection, area, "lsoa", evidence.definitions)
    counts = monthly_counts(evidence, areas, [measure], Period(years[0].start, to).months, area)
    most = min(int(evidence.definitions.threshold("top-areas")), len(areas))
    supplied = by_year_flags(counts.supplied, counts.months, years).any(axis=(0, 2))
    by_area = by_year(counts.counts[:, 0], counts.months, years).sum(axis=-1)[:, supplied]
    if not by_area.shape[1] or by_area[:, -1].sum() == 0:
        return None
    top = _top(evidence, counts, by_area, most)
    held = float(top_share(by_area[:, -1], most))
    total = int(by_area[:, -1].sum())
    return Concentration(
        measure=measure,
        rows=top,
        areas=len(areas),
        located=total,
        share_of_top=held,
        picture=_count_map(evidence, area, measure, areas, by_area[:, -1], years[-1], top)
        if mapped
        else None,
        sentence=_concentration_sentence(measure, top, held, len(areas), most),
    )


def _top(
    evidence: Evidence, counts: MonthlyCounts, by_area: npt.NDArray[np.int64], most: int
) -> tuple[TopArea, ...]:
    order = np.argsort(-by_area, axis=0, kind="stable")[:most]
    total = by_area[:, -1].sum()
    wards = dict(
        evidence.connection.execute(
            """SELECT p.lsoa, a.name FROM places p JOIN areas a ON a.level = 'ward' AND a.code = p.ward
               WHERE p.lsoa IN (SELECT unnest(?))""",
            [[counts.areas[place].code for place in order[:, -1]]],
        ).fetchall()
    )
    return tuple(
        TopArea(
            area=counts.areas[place],
            ward=wards.get(counts.areas[place].code, ""),
            count=int(by_area[place, -1]),
            share=float(by_area[place, -1] / total),
            years_in_top=int((order == place).any(axis=0).sum()),
            years=by_area.shape[1],
        )
        for place in order[:, -1]
        if by_area[place, -1] > 0
    )


def _concentration_sentence(
    measure: Measure, top: Sequence[TopArea], held: float, areas: int, most: int
) -> str:
    name = "all located crime" if measure.id == "all-crime" else f"located {inside(measure.short_title)}"
    lasting = [row for row in top if row.every_year]
    start = f"{opening(number_word(most))} of {areas:,} small areas hold {share(held)} of {name}"
    if not lasting or top[0].years < 2:
        return f"{start}."
    them = "one of them was" if len(lasting) == 1 else f"{number_word(len(lasting))} of them were"
    part = share(sum(row.share for row in lasting))
    return f"{start}; {them} among the top {number_word(most)} in every year, with {part} of it."


def _rate_map(
    evidence: Evidence, table: Table, measure: Measure, rows: Sequence[Row], level: str
) -> AreaMap | None:
    plural = evidence.definitions.levels[level].plural
    values = {row.area.code: row.rate for row in rows}
    known = [value for value in values.values() if value is not None]
    shapes = outlines(evidence, level, list(values))
    if not shapes or len(known) < 2:
        return None
    unit = evidence.definitions.populations[measure.population].unit
    highest = rows[0]
    named = {row.area.code: row.area.name for row in rows[:LABELLED]}
    what = "crime" if measure.id == "all-crime" else inside(measure.short_title)
    caption = Caption(
        title=f"Recorded {what} per 1,000 is highest in {highest.area.name}",
        subtitle=f"{measure.title} per 1,000 {unit}, {table.current.words}, by {plural[:-1]}. "
        "Town centres draw people who do not live there.",
        alt=f"Map of {len(values)} {plural} of {table.area.name}. Highest: "
        + listed([f"{row.area.name} {one_decimal(row.rate)}" for row in rows[:LABELLED]])
        + f"; lowest: {rows[-1].area.name} {one_decimal(rows[-1].rate)} per 1,000 {unit}.",
        note="Rates are of located crime only.",
    )
    return AreaMap(
        caption=caption,
        areas=tuple(
            MapArea(
                row.area.code, row.area.name, row.rate, shapes[row.area.code], named.get(row.area.code, "")
            )
            for row in rows
            if row.area.code in shapes
        ),
        bounds=rounded_bounds(known),
        key_title=f"Per 1,000 {unit}",
        outline=tuple(outlines(evidence, table.area.level, list(table.area.member_codes)).values()),
    )


def _count_map(
    evidence: Evidence,
    area: Area,
    measure: Measure,
    areas: Sequence[Area],
    values: npt.NDArray[np.int64],
    period: Period,
    top: Sequence[TopArea],
) -> AreaMap | None:
    shapes = outlines(evidence, "lsoa", [one.code for one in areas])
    if not shapes or not top:
        return None
    named = {row.area.code: row.area.name for row in top[:LABELLED]}
    caption = Caption(
        title=f"A few small areas hold much of {_of_what(measure)}",
        subtitle=f"{measure.title}, located, {period.words}, by small area. Counts, not rates.",
        alt=f"Map of {len(areas)} small areas of {area.name}. Most recorded: "
        + listed([f"{row.area.name} ({row.ward}) {count(row.count)}" for row in top[:LABELLED]])
        + ".",
        note="police.uk moves each crime to a nearby map point, so counts of small areas are approximate.",
    )
    return AreaMap(
        caption=caption,
        areas=tuple(
            MapArea(one.code, one.name, float(value), shapes[one.code], named.get(one.code, ""))
            for one, value in zip(areas, values, strict=True)
            if one.code in shapes
        ),
        bounds=rounded_bounds([float(value) for value in values], whole=True),
        key_title="Recorded in the year",
        outline=tuple(outlines(evidence, area.level, list(area.member_codes)).values()),
    )


def outlines(evidence: Evidence, level: str, codes: Sequence[str]) -> dict[str, bytes]:
    """Outlines (WKB, WGS84) for documents, by code, the newest of each; codes without one are left out."""
    rows = evidence.connection.execute(
        """SELECT code, wkb FROM boundaries
           WHERE level = ? AND code IN (SELECT unnest(?)) ORDER BY code, use DESC, vintage""",
        ["csp" if level == "partnership" else level, list(codes)],
    ).fetchall()
    return {code: bytes(wkb) for code, wkb in rows}


def _of_what(measure: Measure) -> str:
    return "recorded crime" if measure.id == "all-crime" else inside(measure.short_title)
