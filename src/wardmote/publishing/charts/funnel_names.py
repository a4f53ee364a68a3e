"""Which points of a funnel are named, and where their names stand: the own area, then those furthest out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import shapely
from shapely import LineString

from wardmote.analyses.pictures import Funnel, FunnelPoint
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.frame import Frame, Text, rules
from wardmote.publishing.charts.labels import Box, first_free, near
from wardmote.publishing.charts.measuring import wrapped
from wardmote.publishing.charts.series_plot import Line, Words
from wardmote.publishing.theme import theme

WIDEST = {"full": 170.0, "half": 110.0, "slide": 190.0}
"""The widest line of a name, in pixels."""
REACH = 90.0
"""How far from its point a name may stand, in pixels; beyond ``NEAR`` a hairline leads to it."""
GRID = 8
"""Pixels between two places that are tried anywhere in the plot."""
NEAR = 16.0
DOT = 9.0


def point_names(
    frame: Frame, picture: Funnel, points: list[FunnelPoint], lines: Sequence[Line], size: Size
) -> tuple[list[Any], list[Text], list[str]]:
    """The hairlines to names that stand away from their points, the names, and own names that find no room.

    Another name without room is left out.
    """
    taken = [Box.around(frame.x(point.size), frame.y(point.value), DOT, DOT) for point in points]
    leaders: list[tuple[float, float, float, float]] = []
    words: list[Text] = []
    left_over: list[str] = []
    for point in _named(frame, picture, points):
        look = theme()
        colour = look.colour.changed_text if point.stands_out else look.colour.accent
        lined = Words(
            tuple(wrapped(point.label, WIDEST[size], look.chart.small, point.own)), colour, point.own
        )
        x, y = frame.x(point.size), frame.y(point.value)
        box = _place(frame, (x, y), lined, lines, taken, point.own)
        if box is None or not lined.lines:
            left_over += [point.label] if point.own and lined.lines else []
            continue
        taken.append(box)
        words += lined.set_in(box)
        leaders += _leader(x, y, box)
    return rules(frame, leaders, theme().colour.unchanged, 0.8), words, left_over


def _place(
    frame: Frame, point: tuple[float, float], words: Words, lines: Sequence[Line], taken: list[Box], own: bool
) -> Box | None:
    """The nearest place for a name that touches nothing, nor its hairline another name; over a limit if it must.

    The own name may stand anywhere in the plot.
    """
    edge = Box(1, 1, frame.width + 2, frame.height - 3)
    close = list(near(*point, words.width, words.height, (0, 180, -90, 90), REACH))
    far = _anywhere(frame, point, words) if own else []
    tries = ((close, lines), (close, ()), (far, lines), (far, ()))
    rooms = [shapely.box(one.left, one.top, one.right, one.bottom) for one in taken]
    for places, strokes in tries:
        box = first_free(_clear(places, point, rooms), edge, strokes, taken, 2)
        if box is not None:
            return box
    return None


def _clear(places: Sequence[Box], point: tuple[float, float], rooms: list[shapely.Polygon]) -> Iterator[Box]:
    """The places to which a hairline can lead without crossing what is there."""
    for place in places:
        if not any(shapely.intersects(rooms, _line(leader)).any() for leader in _leader(*point, place)):
            yield place


def _anywhere(frame: Frame, point: tuple[float, float], words: Words) -> list[Box]:
    """Places all over the plot, the nearest to the point first."""
    places = [
        Box(left, top, left + words.width, top + words.height)
        for left in range(2, int(frame.width - words.width), GRID)
        for top in range(2, int(frame.height - words.height), GRID)
    ]
    return sorted(places, key=lambda place: math.dist(point, _nearest(*point, place)))


def _line(ends: tuple[float, float, float, float]) -> LineString:
    return LineString([ends[:2], ends[2:]])


def _named(frame: Frame, picture: Funnel, points: list[FunnelPoint]) -> list[FunnelPoint]:
    """The own area, and as many of the others that stand out as shall be named, the furthest from the level first."""
    level = frame.y(picture.level[0])
    others = [point for point in points if point.stands_out and not point.own]
    others.sort(key=lambda point: (-abs(frame.y(point.value) - level), point.label))
    return [*(point for point in points if point.own), *others[: picture.named]]


def _leader(x: float, y: float, box: Box) -> list[tuple[float, float, float, float]]:
    """A hairline from the point to the nearest place of its name, if they stand apart."""
    to_x, to_y = _nearest(x, y, box)
    away = math.dist((x, y), (to_x, to_y))
    if away <= NEAR:
        return []
    start = 8 / away
    return [(x + (to_x - x) * start, y + (to_y - y) * start, to_x, to_y)]


def _nearest(x: float, y: float, box: Box) -> tuple[float, float]:
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
