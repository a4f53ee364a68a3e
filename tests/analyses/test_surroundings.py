"""The map of an area among its neighbours: cut to a rectangle, the area whole, the outline its own."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from wardmote.analyses.map_edge import ASPECT, cut_to, map_edge
from wardmote.analyses.outlines import outline_of
from wardmote.analyses.pictures import AreaMap
from wardmote.analyses.surroundings import surroundings_map
from wardmote.figures import Area, Evidence, find_area, performance_table
from wardmote.figures.areas import joined
from wardmote.operations.workspace import Workspace
from wardmote.publishing.charts import draw
from wardmote.publishing.charts.projection import flat

TO = "2026-03"


@pytest.fixture(scope="module")
def evidence(marrowmere: Workspace) -> Evidence:
    return marrowmere.evidence()


def mapped(evidence: Evidence, area: Area) -> AreaMap:
    table = performance_table(evidence, area, TO)
    found = surroundings_map(evidence, table, evidence.definitions.measures["all-crime"])
    assert found is not None
    return found


@pytest.mark.parametrize(("x", "y"), [(-5.5, 50.1), (-2.0, 53.0), (0.1, 52.0), (1.7, 52.5), (-3.2, 60.0)])
def test_the_edge_is_a_level_rectangle_on_the_map(x: float, y: float) -> None:
    edge = map_edge(shapely.box(x, y, x + 0.05, y + 0.02))
    (drawn,) = flat((shapely.to_wkb(edge),))
    corners = np.array(drawn.exterior.coords)[:4]
    wide, high = np.ptp(corners[:, 0]), np.ptp(corners[:, 1])
    assert wide / high == pytest.approx(ASPECT, rel=0.02)
    assert corners[0, 1] == pytest.approx(corners[1, 1], abs=wide * 0.01)
    assert corners[0, 0] == pytest.approx(corners[3, 0], abs=wide * 0.01)


@pytest.mark.parametrize("code", ["X05000001", "X05000014", "X01000001", "X01000080"])
def test_the_area_lies_whole_among_its_neighbours(evidence: Evidence, code: str) -> None:
    area = find_area(evidence.connection, code)
    picture = mapped(evidence, area)
    shapes = {one.code: shapely.from_wkb(one.wkb) for one in picture.areas}
    (own,) = (shapely.from_wkb(wkb) for wkb in outline_of(evidence, area))
    assert shapes[code].area == pytest.approx(own.area, rel=1e-9)
    assert shapely.from_wkb(picture.outline[0]).equals_exact(own, 1e-9) or own.equals(
        shapely.from_wkb(picture.outline[0])
    )
    edge = map_edge(own).buffer(1e-9)
    assert all(edge.covers(shape) for shape in shapes.values())
    assert len(shapes) > 2


def test_the_filling_is_the_rate_of_each_neighbour(evidence: Evidence) -> None:
    picture = mapped(evidence, find_area(evidence.connection, "X05000001"))
    for one in picture.areas:
        area = find_area(evidence.connection, one.code)
        rows = performance_table(evidence, area, TO, measures=["all-crime"]).rows
        assert one.value == rows[0].rate
        assert one.name == area.name


def test_a_town_is_outlined_as_one(evidence: Evidence) -> None:
    wards = [find_area(evidence.connection, code) for code in ("X05000001", "X05000002")]
    picture = mapped(evidence, joined(wards, "Quayside"))
    (outline,) = picture.outline
    parts = [shapely.from_wkb(wkb) for ward in wards for wkb in outline_of(evidence, ward)]
    assert shapely.from_wkb(outline).area == pytest.approx(sum(part.area for part in parts), rel=1e-6)
    assert "Quayside" in picture.caption.title


def test_names_are_few_and_never_of_an_area_without_a_value(evidence: Evidence) -> None:
    for code in ("X05000001", "X01000001"):
        picture = mapped(evidence, find_area(evidence.connection, code))
        named = [area for area in picture.areas if area.label]
        assert 1 <= len(named) <= evidence.definitions.threshold("examples-named")
        assert code in {area.code for area in named}
        assert all(area.value is not None for area in named)


def test_the_alternative_text_gives_the_lowest_and_the_highest(evidence: Evidence) -> None:
    picture = mapped(evidence, find_area(evidence.connection, "X05000001"))
    around = sorted(
        (a.value or 0, a.name) for a in picture.areas if a.code != "X05000001" and a.value is not None
    )
    assert f"in {around[0][1]} to" in picture.caption.alt
    assert f"in {around[-1][1]} around it" in picture.caption.alt


def test_a_larger_area_is_drawn_by_its_wards(evidence: Evidence) -> None:
    picture = mapped(evidence, find_area(evidence.connection, "X22000001"))
    assert len(picture.areas) == 14
    assert picture.low


def test_a_low_map_stands_no_higher_than_a_map_may(evidence: Evidence) -> None:
    for code in ("X05000001", "X22000001"):
        svg = draw(mapped(evidence, find_area(evidence.connection, code)), "half")
        height = float(svg.split('height="')[1].split('"')[0])
        assert height < 330


def test_an_area_without_a_boundary_has_no_map(country) -> None:
    table = performance_table(country.evidence, find_area(country.evidence.connection, "W1"), "2024-04")
    assert (
        surroundings_map(country.evidence, table, country.evidence.definitions.measures["all-crime"]) is None
    )


def test_what_lies_beyond_the_edge_is_empty() -> None:
    edge = map_edge(shapely.box(0, 52, 0.1, 52.1))
    assert cut_to(edge, shapely.to_wkb(shapely.box(5, 52, 6, 53))).is_empty
    touching = shapely.box(edge.bounds[2], 52, edge.bounds[2] + 1, 53)
    assert cut_to(shapely.box(*edge.bounds), shapely.to_wkb(touching)).is_empty
