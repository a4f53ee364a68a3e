"""A map in five classes with its key, a scale bar and the few names that help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np
import shapely

from wardmote.analyses.pictures import AreaMap
from wardmote.publishing.charts.classes import class_of, printed
from wardmote.publishing.charts.frame import Frame, Row, Size, Text, layer, rules, texts, to_svg
from wardmote.publishing.charts.labels import Box
from wardmote.publishing.charts.map_key import MapKey, map_key
from wardmote.publishing.charts.map_labels import HEIGHT, MapLabel, place_labels
from wardmote.publishing.charts.measuring import wrapped
from wardmote.publishing.charts.projection import flat
from wardmote.publishing.errors import DocumentError
from wardmote.publishing.theme import theme

TALLEST, TALLEST_HALF, TALLEST_LOW = 500, 330, 200
TALLEST_SLIDE, SLIDE = 290, 700
"""A map on a slide of its own: low and wide, with room for names beside it."""
KEY_GAP = 22
KEY_ROOM = 160
KEY_ROOM_LOW = 112
SLENDER = 1.15
"""A low map of at most so many times its height leaves room for the key beside it."""
LABEL_ROOM = 180
"""Pixels that a line of a name on the map may take; a longer name stands in lines."""
OUTLINE = 1.4
"""Width of an outline in pixels; the ground shows on both sides, so that it is seen between dark areas."""
SCALE_STEPS = (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
DETAIL = 0.4
"""The least detail drawn, in pixels: borders are simplified together, so neighbours still meet."""


@dataclass(frozen=True)
class _Sheet:
    """The map laid out in pixels: shapes, the map's own box, its key and the key's corner, the height of all."""

    shapes: list[shapely.Geometry]
    outline: list[shapely.Geometry]
    ground: Box
    per_km: float
    key: MapKey
    corner: tuple[float, float]
    height: float
    beside: shapely.Geometry | None
    """The ground that names stand beside where they can; None where they may stand on it."""


def draw_area_map(picture: AreaMap, size: Size) -> str:
    """The picture as SVG. In full width the key stands beside the map, in half width under it unless it is low.

    Raises:
        DocumentError: the map has no areas.
    """
    if not picture.areas:
        raise DocumentError(f'The map "{picture.caption.title}" has no areas to draw.')
    width = {"full": theme().chart.full, "half": theme().chart.half, "slide": SLIDE}[size]
    sheet = _sheet(picture, width, size)
    frame = Frame(width, sheet.height, 0, 0, 0, 0, (0, width), (0, sheet.height))
    layers = [
        _areas(picture, sheet),
        *_outline(sheet),
        *sheet.key.draw(frame, *sheet.corner),
        *_scale_bar(sheet, frame),
    ]
    return to_svg([*layers, *_names(picture, sheet, frame)], frame)


def _sheet(picture: AreaMap, width: int, size: Size) -> _Sheet:
    shapes, outline = flat(tuple(area.wkb for area in picture.areas)), flat(picture.outline)
    left, bottom, right, top = shapely.total_bounds(np.array([*shapes, *outline]))
    full = size != "half"
    key_beside = full or (picture.low and right - left <= SLENDER * (top - bottom))
    room = KEY_ROOM if full else KEY_ROOM_LOW if key_beside else width
    key = map_key(picture, room, one_column=key_beside)
    across = width - (key.width + KEY_GAP if key_beside else 0) - 4
    tallest = (
        TALLEST_SLIDE
        if size == "slide"
        else TALLEST
        if full
        else TALLEST_LOW
        if picture.low
        else TALLEST_HALF
    )
    per_km = min(across / (right - left), tallest / (top - bottom))
    map_width, map_height = (right - left) * per_km, (top - bottom) * per_km
    x0 = 2.0 if key_beside else (width - map_width) / 2
    if size == "slide":
        x0 = 2 + max(across - map_width, 0) / 2

    def place(points: Any) -> Any:
        return np.column_stack([(points[:, 0] - left) * per_km + x0, (top - points[:, 1]) * per_km + 2])

    drawn = [shapely.transform(shape, place) for shape in shapes]
    edges = [shapely.transform(shape, place) for shape in outline]
    ground = Box(x0, 2, x0 + map_width, 2 + map_height)
    below = ground.bottom + 34
    corner = (ground.right + KEY_GAP, 8.0) if key_beside else (2.0, below + 18)
    if size == "slide":
        corner = (width - key.width, 8.0)
    height = max(below, key.height + 8) if key_beside else below + 18 + key.height
    simple = [edge.simplify(DETAIL) for edge in edges]
    beside = shapely.union_all(drawn) if size == "slide" else None
    return _Sheet(_simpler(drawn), simple, ground, per_km, key, corner, height, beside)


def _simpler(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """The shapes with borders simplified as one coverage, on a grid of a tenth of a pixel."""
    together = shapely.coverage_simplify(np.array(shapes), DETAIL)
    return [shapely.set_precision(shape, 0.1, mode="pointwise") for shape in together]


def _areas(picture: AreaMap, sheet: _Sheet) -> Any:
    look = theme()
    features = []
    for area, shape in zip(picture.areas, sheet.shapes, strict=True):
        number = class_of(area.value, picture.bounds)
        fill = look.colour.missing if number is None else look.sequential[number]
        features.append(_feature(shape, {"fill": fill}))
    return (
        layer(features)
        .mark_geoshape(stroke=look.colour.ground, strokeWidth=0.8, strokeJoin="round")
        .encode(fill=alt.Fill("properties.fill:N", scale=None))
        .project(type="identity", scale=1, translate=[0, 0])
    )


def _feature(shape: shapely.Geometry, properties: Row) -> Row:
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}


def _outline(sheet: _Sheet) -> list[Any]:
    if not sheet.outline:
        return []
    features = [_feature(shapely.boundary(shape), {}) for shape in sheet.outline]
    colour = theme().colour
    return [
        layer(features)
        .mark_geoshape(filled=False, stroke=stroke, strokeWidth=width, strokeJoin="round")
        .project(type="identity", scale=1, translate=[0, 0])
        for stroke, width in ((colour.ground, OUTLINE * 2.6), (colour.ink, OUTLINE))
    ]


def _scale_bar(sheet: _Sheet, frame: Frame) -> list[Any]:
    look = theme()
    wanted = (sheet.ground.right - sheet.ground.left) * 0.28
    length = max((step for step in SCALE_STEPS if step * sheet.per_km <= wanted), default=SCALE_STEPS[0])
    left, y = max(sheet.ground.left, 2), sheet.ground.bottom + 22
    right = left + length * sheet.per_km
    ends = [(left, y - 4, left, y + 4), (right, y - 4, right, y + 4), (left, y, right, y)]
    words = [Text(right + 8, y, f"{length:g} km", look.chart.small)]
    return [*rules(frame, ends, look.colour.ink, 1.2), *texts(words)]


def _lines(name: str) -> tuple[str, ...]:
    return tuple(wrapped(name, LABEL_ROOM, theme().chart.small, bold=True))


def _names(picture: AreaMap, sheet: _Sheet, frame: Frame) -> list[Any]:
    look = theme()
    wanted = [
        MapLabel(_lines(f"{area.label} {printed(area.value, picture.bounds)}"), shape)
        for area, shape in zip(picture.areas, sheet.shapes, strict=True)
        if area.label
    ]
    edge = Box(0, 0, max(sheet.ground.right, sheet.corner[0] - 8), sheet.ground.bottom + 10)
    placed = place_labels(wanted, edge, sheet.beside)
    leaders = [(*label.leader[0], *label.leader[1]) for label in placed if label.leader]
    ends = [{"x": x, "y": frame.y_value(y)} for x, y, _, _ in leaders]
    words = [
        Text(label.box.left, label.box.top + HEIGHT * (number + 0.5), line, look.chart.small, bold=True)
        for label in placed
        for number, line in enumerate(label.lines)
    ]
    dots = layer(ends).mark_point(filled=True, size=26, color=look.colour.ink, opacity=1)
    marks = [dots.encode(frame.encode_x(), frame.encode_y())] if ends else []
    return [*rules(frame, leaders, look.colour.ink, 1), *marks, *texts(words, halo=True)]
