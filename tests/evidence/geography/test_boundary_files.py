"""Boundaries: what can be drawn, what is mended, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely

from wardmote.definitions import Definitions
from wardmote.evidence.geography import read
from wardmote.evidence.refusals import Refused

BOW_TIE = [[[1.9, 53.3], [1.91, 53.31], [1.91, 53.3], [1.9, 53.31], [1.9, 53.3]]]
LINE = [[[1.9, 53.3], [1.91, 53.3], [1.92, 53.3], [1.9, 53.3]]]


def refusal(files: list[Any], definitions: Definitions) -> str:
    with pytest.raises(Refused) as caught:
        read(files, definitions)
    return caught.value.sentence


def polygons(tables: Any) -> Any:
    return shapely.from_wkb(tables.boundaries.column("wkb").to_pylist())


def test_an_outline_keeps_its_shape_name_and_extent(files, definitions) -> None:
    tables = read([files.boundaries("b.geojson", files.outline("X22000001"))], definitions)
    row = {name: values[0] for name, values in tables.boundaries.to_pydict().items()}
    assert (row["level"], row["code"], row["name"]) == ("csp", "X22000001", "X22000001 name")
    assert (row["use"], row["vintage"]) == ("documents", "2024")
    assert (row["min_lon"], row["min_lat"]) == (1.9, 53.3)
    assert (row["max_lon"], row["max_lat"]) == pytest.approx((1.91, 53.31))
    assert shapely.equals(polygons(tables)[0], shapely.Polygon(files.square()[0]))
    assert tables.places is None


def test_light_and_detailed_outlines_of_a_small_area_are_for_web_and_documents(files, definitions) -> None:
    feature = files.outline("X")
    detailed = {**feature, "properties": {"LSOA21CD": "X01000001", "LSOA21NM": "Fen 001A"}}
    light = {**feature, "properties": {"lsoa21_code": "X01000001", "lsoa21_name": "Fen 001A"}}
    tables = read([files.boundaries("a.json", detailed), files.boundaries("b.json", light)], definitions)
    assert tables.boundaries.column("use").to_pylist() == ["documents", "web"]


def test_the_same_outline_in_two_files_is_one_wherever_it_starts(files, definitions) -> None:
    ring = files.square()[0]
    turned = [[*ring[2:], *ring[1:3]][::-1]]
    one = files.boundaries("a.geojson", files.outline("X22000001"))
    other = files.boundaries("b.geojson", files.outline("X22000001", turned))
    assert read([one, other], definitions).boundaries.num_rows == 1


def test_different_outlines_of_one_area_are_refused_with_both_named(files, definitions) -> None:
    one = files.boundaries("a.geojson", files.outline("X22000001"))
    other = files.boundaries("b.geojson", files.outline("X22000001", files.square(size=0.02)))
    sentence = refusal([one, other], definitions)
    assert "a.geojson and b.geojson disagree about Community Safety Partnership X22000001" in sentence
    assert "5 points between 1.9000, 53.3000 and 1.9100, 53.3100" in sentence


def test_a_crossing_outline_is_mended_and_noted(files, definitions) -> None:
    tables = read([files.boundaries("b.geojson", files.outline("X22000001", BOW_TIE))], definitions)
    assert tables.notes == (
        "b.geojson: outlines that crossed themselves and were made valid: 1 (X22000001).",
    )
    assert shapely.is_valid(polygons(tables)).all()
    assert polygons(tables)[0].geom_type == "MultiPolygon"


def test_outer_rings_run_clockwise(files, definitions) -> None:
    turned = [files.square()[0][::-1]]
    tables = read([files.boundaries("b.geojson", files.outline("X22000001", turned))], definitions)
    assert not shapely.is_ccw(shapely.get_exterior_ring(polygons(tables)[0]))


FAULTS = [
    (None, {}, "b.geojson, feature 2, property csp24_code: found nothing"),
    (
        "X22000002",
        {"geometry": None},
        "b.geojson, feature 2 (X22000002): found no geometry, expected a polygon",
    ),
    (
        "X22000002",
        {"geometry": {"type": "Point", "coordinates": [1.9, 53.3]}},
        "found Point, expected a polygon",
    ),
    ("X22000002", {"geometry": {"type": "Polygon", "coordinates": []}}, "found an empty shape"),
    ("X22000002", {"geometry": {"type": "Polygon", "coordinates": 0}}, "shape that cannot be read"),
    ("X22000002", {"geometry": {"type": "Polygon", "coordinates": [0]}}, "shape that cannot be read"),
    ("X22000002", {"geometry": {"type": "Polygon", "coordinates": [True]}}, "shape that cannot be read"),
    ("X22000002", {"properties": ["X22000002"]}, "b.geojson, feature 2, property csp24_code: found nothing"),
    ("X22000002", {"geometry": {"type": "Polygon"}}, "shape that cannot be read"),
    (
        "X22000002",
        {"geometry": {"type": "Polygon", "coordinates": [[[1.9, 53.3]]]}},
        "shape that cannot be read",
    ),
    ("X22000002", {"geometry": {"type": "Polygon", "coordinates": LINE}}, "its outline encloses no area"),
]


@pytest.mark.parametrize(("code", "change", "expected"), FAULTS)
def test_a_feature_that_cannot_be_drawn_is_refused(files, definitions, code, change, expected) -> None:
    faulty = {**files.outline(code), **change}
    file = files.boundaries("b.geojson", files.outline("X22000001"), faulty)
    assert expected in refusal([file], definitions)


PLACES = [
    ((53.3, 1.9), "longitude and latitude are the wrong way round (found 53.3, 1.9). Put longitude first."),
    ((512345.0, 234567.0), "looks like metres of the British National Grid (EPSG:27700)"),
    ((-74.0, 40.7), "expected -11 to 2.5 and 49 to 61.5, which is the British Isles"),
]


@pytest.mark.parametrize(("corner", "expected"), PLACES)
def test_an_outline_outside_the_british_isles_is_refused(files, definitions, corner, expected) -> None:
    file = files.boundaries("b.geojson", files.outline("X22000001", files.square(*corner)))
    assert expected in refusal([file], definitions)


def test_the_range_is_a_definition(files, definitions) -> None:
    moved = dict(definitions.thresholds)
    moved["longitude-east"] = moved["longitude-east"].model_copy(update={"value": 1.8})
    changed = type(definitions)(
        sources=definitions.sources,
        levels=definitions.levels,
        populations=definitions.populations,
        thresholds=moved,
    )
    file = files.boundaries("b.geojson", files.outline("X22000001"))
    assert read([file], definitions).boundaries.num_rows == 1
    assert "expected -11 to 1.8" in refusal([file], changed)


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
        "urn:ogc:def:crs:EPSG:9.8:4258",
    ],
)
def test_longitude_and_latitude_are_taken_under_every_name(files, definitions, name) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    file = files.boundaries("b.geojson", files.outline("X22000001"), crs=crs)
    assert read([file], definitions).boundaries.num_rows == 1


@pytest.mark.parametrize(
    "properties",
    [
        {"name": "urn:ogc:def:crs:EPSG::27700"},
        {"name": "EPSG:27700"},
        {"code": 27700},
        {"name": "EPSG:14326"},
    ],
)
def test_another_coordinate_system_is_refused_with_advice(files, definitions, properties) -> None:
    crs = {"type": "name", "properties": properties}
    sentence = refusal([files.boundaries("b.geojson", files.outline("X22000001"), crs=crs)], definitions)
    assert "expected longitude and latitude (WGS 84, EPSG:4326). Export the boundaries again" in sentence


def rewritten(files: Any, change: Any) -> Any:
    """A good file whose text was changed after it was recognised."""
    file = files.boundaries("b.geojson", *(files.outline(f"X2200000{n}") for n in range(1, 4)))
    file.path.write_bytes(change(file.path.read_bytes()))
    return file


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_refused(files, definitions, share) -> None:
    sentence = refusal([rewritten(files, lambda text: text[: int(len(text) * share)])], definitions)
    assert sentence.startswith("b.geojson is cut short")
    assert sentence.endswith("Download it again.")


WRONG = [
    (b"", "b.geojson is empty"),
    (b"Hello", "b.geojson, line 1, character 1: this is not JSON"),
    (b"[1, 2]", "JSON but not a GeoJSON collection: found type list"),
    (b'{"type": "Topology"}', "found type Topology, expected FeatureCollection"),
    (b'{"type": "FeatureCollection", "features": []}', "b.geojson holds no features"),
    (b'{"type": "FeatureCollection", "features": [1]}', "lists something other than features"),
    (b"\xff\xfe{", "b.geojson is not UTF-8 text"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_not_geojson_is_refused(files, definitions, text, expected) -> None:
    assert expected in refusal([rewritten(files, lambda _: text)], definitions)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(b"null]", "feature 1 (X22000001): found a shape that cannot be read"), (b'"x"]', "cannot be read")],
)
def test_coordinates_that_are_not_numbers_are_refused(files, definitions, number, expected) -> None:
    first = rewritten(files, lambda text: text.replace(b"53.3]", number, 1))
    assert expected in refusal([first], definitions)
    last = rewritten(files, lambda text: text[::-1].replace(b"]3.35", number[::-1], 1)[::-1])
    assert "coordinates that are not all numbers" in refusal([last], definitions)


def test_a_name_that_speaks_of_coordinates_is_only_a_name(files, definitions) -> None:
    feature = files.outline("X22000001")
    feature["properties"]["csp24_name"] = 'Fen "coordinates": [1, 2]'
    tables = read([files.boundaries("b.geojson", feature)], definitions)
    assert tables.boundaries.column("name").to_pylist() == ['Fen "coordinates": [1, 2]']


def test_areas_without_a_boundary_and_the_reverse_are_noted(files, definitions) -> None:
    drawn = files.boundaries("b.geojson", files.outline("X22000001"), files.outline("X22000009"))
    notes = read([files.lookup("a.csv"), drawn], definitions).notes
    assert "Partnerships that are in the lookup and have no boundary: 1 (for documents; X22000002)." in notes
    assert (
        "Partnerships that have a boundary and are not in the lookup: 1 (for documents; X22000009)." in notes
    )


def test_a_feature_twice_in_a_file_is_kept_once(files, definitions) -> None:
    file = files.boundaries("b.geojson", files.outline("X22000001"), files.outline("X22000001"))
    tables = read([file], definitions)
    assert (tables.files[0].rows, tables.files[0].repeated, tables.boundaries.num_rows) == (2, 1, 1)


def test_heights_are_dropped(files, definitions) -> None:
    high = json.loads(json.dumps(files.square()))
    for point in high[0]:
        point.append(12.5)
    tables = read([files.boundaries("b.geojson", files.outline("X22000001", high))], definitions)
    assert not shapely.has_z(polygons(tables)).any()
