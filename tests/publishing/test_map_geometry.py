"""The projection keeps shapes, and names on a map keep apart."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.sample import ward_polygons

from wardmote.publishing.charts.labels import Box, first_free
from wardmote.publishing.charts.map_labels import MapLabel, place_labels
from wardmote.publishing.charts.projection import flat, to_kilometres


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    (x1, y1), (x2, y2) = to_kilometres(np.array([a, b]))
    return math.hypot(x2 - x1, y2 - y1)


def test_known_distance_bedford_to_luton() -> None:
    """By the haversine formula on the same sphere: 29.08 km from (52.136, -0.467) to (51.879, -0.420)."""
    lat1, lat2 = math.radians(52.136), math.radians(51.879)
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(0.047) / 2) ** 2
    )
    great_circle = 2 * 6371.0088 * math.asin(math.sqrt(half))
    assert distance((-0.467, 52.136), (-0.420, 51.879)) == pytest.approx(great_circle, rel=1e-3)


@given(st.floats(-6, 2), st.floats(50, 56))
def test_a_small_square_stays_a_square(longitude: float, latitude: float) -> None:
    step = 1e-4
    north = distance((longitude, latitude), (longitude, latitude + step))
    east = distance((longitude, latitude), (longitude + step / math.cos(math.radians(latitude)), latitude))
    assert north / east == pytest.approx(1, rel=1e-3)


def test_north_is_up_and_east_is_right() -> None:
    square = shapely.to_wkb(shapely.box(-0.5, 52.0, -0.4, 52.1))
    left, bottom, right, top = flat((square,))[0].bounds
    assert left < right
    assert top - bottom == pytest.approx(11.1, abs=0.2)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 39), min_size=1, max_size=5, unique=True))
def test_names_on_a_map_never_overlap(chosen: list[int]) -> None:
    shapes = flat(tuple(shapely.to_wkb(shape) for shape in ward_polygons()))
    drawn = [shapely.transform(shape, lambda xy: (xy - [105, 5735]) * [9, -9]) for shape in shapes]
    left, top, right, bottom = shapely.total_bounds(np.array(drawn))
    edge = Box(left, top, right + 60, bottom)
    placed = place_labels([MapLabel(f"Ward {i} of the Fens 51", drawn[i]) for i in chosen], edge)
    assert len(placed) == len(chosen)
    for number, one in enumerate(placed):
        assert one.box.within(edge)
        assert not any(one.box.touches(other.box, 0) for other in placed[:number])


def test_first_free_place_avoids_lines_boxes_and_edges() -> None:
    edge, line = Box(0, 0, 100, 100), [(0.0, 50.0), (100.0, 50.0)]
    places = [Box(90, 10, 120, 20), Box(10, 45, 40, 55), Box(10, 10, 40, 20), Box(50, 70, 80, 80)]
    taken = [Box(35, 15, 60, 25)]
    assert first_free(places, edge, [line], taken) == places[3]
    assert first_free(places[:2], edge, [line], taken) is None
