"""Names on a map: inside their area where they fit, else beside it with a line that leads there."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from wardmote.publishing.charts.labels import Box
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.theme import theme

HEIGHT = 15
Point = tuple[float, float]


@dataclass(frozen=True)
class MapLabel:
    """A text wanted on the map, in lines, and the shape in pixels it belongs to."""

    lines: tuple[str, ...]
    shape: shapely.Geometry

    @property
    def width(self) -> float:
        """Pixels that the longest line takes."""
        return max(text_width(line, theme().chart.small, bold=True) for line in self.lines)

    @property
    def height(self) -> float:
        """Pixels that the lines take together."""
        return HEIGHT * len(self.lines)


@dataclass(frozen=True)
class PlacedLabel:
    """A text with its box, and the line that leads from its area to it where it stands outside."""

    lines: tuple[str, ...]
    box: Box
    leader: tuple[Point, Point] | None


def place_labels(
    wanted: list[MapLabel], edge: Box, beside: shapely.Geometry | None = None
) -> list[PlacedLabel]:
    """Every label in a place of its own inside ``edge``. Labels that fit their area come first.

    The others stand beside the ground ``beside`` where they can, so that they cover none of it.
    """
    placed: dict[int, PlacedLabel] = {}
    centres = [_centre(label.shape) for label in wanted]
    marks = [Box.around(x, y, 8, 8) for x, y in centres]
    order = sorted(range(len(wanted)), key=lambda i: (not _fits(wanted[i]), i))
    for index in order:
        taken = [other.box for other in placed.values()]
        taken += [mark for number, mark in enumerate(marks) if number != index and number not in placed]
        placed[index] = _place(wanted[index], centres[index], edge, taken, beside)
    return [placed[index] for index in range(len(wanted))]


def _centre(shape: shapely.Geometry) -> Point:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    point = shapely.point_on_surface(largest)
    return (float(point.x), float(point.y))


def _fits(label: MapLabel) -> bool:
    left, top, right, bottom = label.shape.bounds
    return bool(right - left > label.width * 0.9 and bottom - top > label.height * 1.6)


def _place(
    label: MapLabel, centre: Point, edge: Box, taken: list[Box], beside: shapely.Geometry | None
) -> PlacedLabel:
    wide, high = label.width, label.height
    x, y = centre
    if _fits(label):
        inside = Box.around(x, y, wide, high)
        if inside.within(edge) and not any(inside.touches(other) for other in taken):
            return PlacedLabel(label.lines, inside, None)
    free = [
        (box, end)
        for box, end in _round_about(centre, wide, high)
        if box.within(edge) and not any(box.touches(other) for other in taken)
    ]
    clear = (found for found in free if beside is not None and not _covers(found[0], beside))
    for box, end in [*itertools.islice(clear, 1), *free[:1]]:
        return PlacedLabel(label.lines, box, (centre, end))
    left = min(max(x - wide / 2, edge.left), edge.right - wide)
    return PlacedLabel(label.lines, Box(left, y - high / 2, left + wide, y + high / 2), None)


def _covers(box: Box, ground: shapely.Geometry) -> bool:
    return bool(shapely.box(box.left, box.top, box.right, box.bottom).intersects(ground))


def _round_about(centre: Point, wide: float, high: float) -> Iterator[tuple[Box, Point]]:
    """Places round a point, nearest first: each a box, and where the leading line meets it."""
    x, y = centre
    for reach in range(22, 160, 12):
        for degrees in (0, 180, 30, -30, 150, -150, 60, -60, 120, -120, 90, -90):
            angle = math.radians(degrees)
            end = (x + reach * math.cos(angle), y + reach * math.sin(angle))
            if abs(degrees) <= 60:
                yield Box(end[0] + 3, end[1] - high / 2, end[0] + 3 + wide, end[1] + high / 2), end
            elif abs(degrees) >= 120:
                yield Box(end[0] - 3 - wide, end[1] - high / 2, end[0] - 3, end[1] + high / 2), end
            else:
                yield Box.around(end[0], end[1] + math.copysign(high / 2, angle), wide, high), end
