"""An area within its surroundings, on a map: itself outlined, its neighbours filled by rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely

from wardmote.analyses.map_edge import SLIVER, codes_in, cut_to, map_edge
from wardmote.analyses.matched_months import fewer_months
from wardmote.analyses.outlines import outline_of, outlines
from wardmote.analyses.pictures import AreaMap, Caption, MapArea
from wardmote.analyses.places import area_rates
from wardmote.analyses.rounded_bounds import rounded_bounds
from wardmote.analyses.wording import amount, count, in_line, inside, level_name, one_decimal, opening, per
from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.performance import rows_of_areas
from wardmote.figures.table import Row, Table

DRAWN = ("lsoa", "ward")
"""Levels whose neighbours are drawn; a larger area is drawn by its wards."""


@dataclass(frozen=True)
class _Piece:
    """A neighbour as it lies in the map: its row, and its shape cut to the map's edge."""

    row: Row
    shape: shapely.Geometry


def surroundings_map(evidence: Evidence, table: Table, measure: Measure) -> AreaMap | None:
    """The map of the table's area among its neighbours; None where it has no boundary.

    Small areas and wards lie among others of their level; a larger area is shown by its wards.
    """
    area = table.area
    if area.level not in DRAWN:
        return _parts(evidence, table, measure)
    own = outline_of(evidence, area)
    if not own:
        return None
    edge = map_edge(shapely.union_all(shapely.from_wkb(list(own))))
    shapes = outlines(evidence, area.level, codes_in(evidence, area.level, edge))
    rows = _rows(evidence, table, measure, sorted(shapes))
    pieces = [
        _Piece(rows[code], shape)
        for code in sorted(shapes)
        if (shape := cut_to(edge, shapes[code])).area > SLIVER
    ]
    return _map(evidence, table, measure, pieces, own)


def _parts(evidence: Evidence, table: Table, measure: Measure) -> AreaMap | None:
    """The wards of a larger area, with no more words than a page has room for."""
    picture = area_rates(evidence, table, measure).picture
    if picture is None:
        return None
    when = f"{opening(table.current.words)}, by {level_name(evidence.definitions, 'ward', 1)}"
    words = f"{when}. Town centres draw people who do not live there."
    return replace(picture, caption=replace(picture.caption, subtitle=words, note=""), low=True)


def _rows(evidence: Evidence, table: Table, measure: Measure, codes: Sequence[str]) -> dict[str, Row]:
    """The measure's row of each neighbour, whole."""
    named = dict(
        evidence.connection.execute(
            "SELECT code, name FROM areas WHERE level = ? AND code IN (SELECT unnest(?))",
            [table.area.level, list(codes)],
        ).fetchall()
    )
    areas = [Area(code, in_line(named.get(code, code)), table.area.level) for code in codes]
    rows = rows_of_areas(evidence, areas, table.current.end, months=len(table.current.months))
    return {row.area.code: row for row in rows if row.measure.id == measure.id}


def _map(
    evidence: Evidence, table: Table, measure: Measure, pieces: Sequence[_Piece], own: tuple[bytes, ...]
) -> AreaMap | None:
    rated = any(piece.row.rate is not None for piece in pieces)
    values = {piece.row.area.code: _value(piece.row, rated) for piece in pieces}
    known = [value for value in values.values() if value is not None]
    if not known:
        return None
    whole = shapely.union_all(shapely.from_wkb(list(own)))
    labels = _labels(evidence, table.area, pieces)
    return AreaMap(
        caption=_caption(evidence, table, measure, pieces, rated),
        areas=tuple(
            MapArea(
                code=piece.row.area.code,
                name=piece.row.area.name,
                value=values[piece.row.area.code],
                wkb=shapely.to_wkb(piece.shape),
                label=labels.get(piece.row.area.code, ""),
            )
            for piece in pieces
        ),
        bounds=rounded_bounds(known, whole=not rated),
        key_title=opening(_unit(evidence, measure)) if rated else "Recorded in the year",
        outline=(shapely.to_wkb(whole),),
        low=True,
    )


def _labels(evidence: Evidence, area: Area, pieces: Sequence[_Piece]) -> dict[str, str]:
    """Names on the map: the area's own where they are few, then of the neighbours that take most of it."""
    most = int(evidence.definitions.threshold("examples-named"))
    own = [piece for piece in pieces if piece.row.area.code in area.member_codes]
    others = [
        piece
        for piece in pieces
        if piece not in own and piece.row.current is not None and area.level != "lsoa"
    ]
    largest = sorted(others, key=lambda piece: -piece.shape.area)[: most - 1]
    named = [*(own if len(own) <= most else []), *largest][:most]
    return {piece.row.area.code: piece.row.area.name for piece in named}


def _caption(
    evidence: Evidence, table: Table, measure: Measure, pieces: Sequence[_Piece], rated: bool
) -> Caption:
    area, definitions = table.area, evidence.definitions
    what = "recorded crime" if measure.id == "all-crime" else inside(measure.short_title)
    around = [piece.row for piece in pieces if piece.row.area.code not in area.member_codes]
    months = f", {fewer_months(table)}" if fewer_months(table) else ""
    unit = f" {_unit(evidence, measure)}" if rated else ""
    own = next((row for row in table.rows if row.measure.id == measure.id), None)
    here = _said(own, rated)
    title = f"{opening(what)}{f' {per(definitions)}' if rated else ''}: {here} in {area.name}"
    neighbours = amount(len(around), *(level_name(definitions, area.level, number) for number in (1, 2)))
    return Caption(
        title=f"{title}{_span(around, rated, named=False)}",
        subtitle=f"{opening(table.current.words)}{months}, by {level_name(definitions, area.level, 1)}; the area outlined.",
        alt=f"Map of {area.name}, outlined, among {neighbours}. {opening(what)}{unit} is {here} in it"
        f"{_span(around, rated, named=True)}.",
    )


def _span(around: Sequence[Row], rated: bool, *, named: bool) -> str:
    """The lowest and the highest of the neighbours, in words."""
    known = [row for row in around if _value(row, rated) is not None]
    if not known:
        return ""
    low, high = (pick(known, key=lambda row: _value(row, rated) or 0.0) for pick in (min, max))
    ends = [f"{_said(row, rated)}{f' in {row.area.name}' if named else ''}" for row in (low, high)]
    return f", {ends[0]} to {ends[1]} around it" if len(known) > 1 else f", {ends[0]} beside it"


def _value(row: Row | None, rated: bool) -> float | None:
    if row is None:
        return None
    return row.rate if rated else row.current


def _said(row: Row | None, rated: bool) -> str:
    value = _value(row, rated)
    if value is None:
        return "not available"
    return one_decimal(value) if rated else count(value)


def _unit(evidence: Evidence, measure: Measure) -> str:
    return f"{per(evidence.definitions)} {evidence.definitions.populations[measure.population].unit}"
