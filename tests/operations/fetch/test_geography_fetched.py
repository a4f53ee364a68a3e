"""The geography is brought in pages, joined, and taken in by init as it is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.operations.fetch.portal import NAMES, ROOT, SMALL, Layer, Portal, small_country
from tests.operations.fetch.publisher import Publisher, Reply, StillClock, at, json_reply

from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.geography import GeographyRequest, fetch_geography
from wardmote.operations.fetch.result import FetchResult
from wardmote.operations.init import init


@pytest.fixture
def portal(publisher: Publisher) -> Portal:
    return small_country(publisher)


def fetch(portal: Portal, folder: Path, clock: StillClock, **request: bool) -> FetchResult:
    download = at(portal.publisher.base, "geography")
    few = download.model_copy(
        update={"tables": tuple(t.model_copy(update={"rows": 3}) for t in download.tables)}
    )
    return fetch_geography(few, GeographyRequest(**request), folder, clock=clock)


def lookup(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "geography" / "small-areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["lsoa21_code"]: row for row in csv.DictReader(file)}


def test_everything_is_brought_and_taken_in(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    done = fetch(portal, tmp_path / "downloads", clock)
    assert {path.name for path in done.paths} == {
        "small-areas.csv", "outlines-small-areas.geojson", "outlines-wards.geojson", "outlines-authorities.geojson",
        "outlines-partnerships.geojson", "outlines-forces.geojson",
    }  # fmt: skip
    made = init(tmp_path / "workspace", ["E22000001"], [tmp_path / "downloads" / "geography"])
    connection = made.workspace.snapshot.connection()
    places = connection.execute(
        "SELECT lsoa, ward, lad, csp, area_force FROM places ORDER BY lsoa"
    ).fetchall()
    assert places == [row[:5] for row in sorted(SMALL)]
    drawn = connection.execute(
        "SELECT level, count(*) FROM boundaries GROUP BY level ORDER BY level"
    ).fetchall()
    assert drawn == [("csp", 4), ("force", 2), ("lad", 3), ("lsoa", 7), ("ward", 4)]
    people = connection.execute(
        "SELECT kind, CAST(date AS VARCHAR), sum(value) FROM population GROUP BY kind, date ORDER BY kind"
    )
    assert people.fetchall() == [
        ("households", "2021-03-21", sum(portal.households.values())),
        ("residents", "2024-06-30", sum(portal.residents.values())),
    ]
    assert not list((tmp_path / "downloads").rglob("*.part"))
    assert not (tmp_path / "downloads" / "geography" / ".pages").exists()


def test_columns_that_cannot_be_told_are_inferred_from_outlines_and_say_so(
    portal: Portal, tmp_path: Path, clock: StillClock
) -> None:
    done = fetch(portal, tmp_path, clock)
    rows = lookup(tmp_path)
    assert [rows[code]["csp24_code"] for code in ("E01000004", "E01000005")] == ["E22000002", "E22000003"]
    assert rows["E01000004"]["method"].startswith("ltla24 has several CSPs")
    assert rows["E01000001"]["method"] == "ltla24 has one CSP"
    assert rows["E01000005"]["pfa24_code"] == "E23000001", "the force is the same for both, so it stands"
    said = " ".join(done.notes)
    assert "hold several partnerships" in said
    assert "Name of E06000002" in said
    assert "2 small areas in them is inferred" in said


def test_without_their_outlines_partnerships_are_left_empty_and_named(
    portal: Portal, tmp_path: Path, clock: StillClock
) -> None:
    del portal.layers[NAMES["partnerships"]]
    done = fetch(portal, tmp_path, clock)
    rows = lookup(tmp_path)
    assert rows["E01000004"]["csp24_code"] == rows["E01000004"]["method"] == ""
    assert rows["E01000004"]["pfa24_code"] == "E23000001"
    said = " ".join(done.notes)
    assert "2 small areas is left empty (Name of E06000002)" in said
    made = json.loads((tmp_path / "geography" / "outlines-partnerships.geojson").read_text("utf-8"))
    codes = [feature["properties"]["csp24_code"] for feature in made["features"]]
    assert codes == ["E22000001", "W22000001"], "only those that are whole authorities"
    assert "outlines of 2 partnerships were put together" in said
    init(tmp_path / "workspace", ["E22000001"], [tmp_path / "geography"])


def test_a_small_area_across_two_partnerships_is_not_guessed(
    portal: Portal, tmp_path: Path, clock: StillClock
) -> None:
    outlines = portal.layers[NAMES["small-outlines"]].outlines
    assert outlines is not None
    across = [[0.05, 52.1], [0.15, 52.1], [0.15, 52.2], [0.05, 52.2], [0.05, 52.1]]
    outlines["E01000004"] = {"type": "Polygon", "coordinates": [across]}
    done = fetch(portal, tmp_path, clock)
    assert lookup(tmp_path)["E01000004"]["csp24_code"] == ""
    assert any("1 small areas is left empty" in note for note in done.notes)


def test_maps_can_be_left_out(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    done = fetch(portal, tmp_path, clock, outlines=False)
    assert [path.name for path in done.paths] == ["small-areas.csv"]
    init(tmp_path / "workspace", ["E22000001"], [tmp_path / "geography"])


def test_a_dry_run_counts_rows(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    done = fetch(portal, tmp_path / "new", clock, dry_run=True)
    sizes = {plan.title: plan.size for plan in done.planned}
    assert sizes["Small areas 2021 to wards and authorities 2024"] == "7 rows"
    assert sizes["Outlines of wards 2024"] == "4 rows", "those of Scotland are not wanted"
    assert not (tmp_path / "new").exists()


def test_a_service_of_another_edition_is_found(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    old = portal.layers.pop(NAMES["small"])
    portal.layers[f"{NAMES['small']}_V2"] = Layer(old.rows[:2])
    portal.layers[f"{NAMES['small']}_v10"] = old
    portal.layers[f"Other_{NAMES['small']}_V99"] = Layer(old.rows[:1])
    fetch(portal, tmp_path, clock, outlines=False)
    assert len(lookup(tmp_path)) == 7


def test_a_required_service_that_is_gone_is_said(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    del portal.layers[NAMES["above"]]
    with pytest.raises(FetchError, match="no service LAD24_CSP24_PFA24_EW_LU"):
        fetch(portal, tmp_path, clock)


def test_a_renamed_field_is_said(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    layer = portal.layers[NAMES["above"]]
    layer.rows = [{("CSPCD" if k == "CSP24CD" else k): v for k, v in row.items()} for row in layer.rows]
    with pytest.raises(FetchError, match=r"field CSP24CD is missing.*CSPCD"):
        fetch(portal, tmp_path, clock)


def break_at(portal: Portal, name: str, count: int) -> None:
    """A layer says how many rows it has, gives none of them once, and is well from then on."""
    path, original = f"{ROOT}/{NAMES[name]}/FeatureServer/0/query", portal.answer
    answers = [json_reply(f'{{"count": {count}}}'), Reply(404, b"gone")]
    portal.answer = lambda asked: answers.pop(0) if asked.path == path and answers else original(asked)  # type: ignore[method-assign]


def test_an_interrupted_layer_goes_on_at_its_page(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    layer = portal.layers[NAMES["small-outlines"]]
    break_at(portal, "wards", 4)
    with pytest.raises(FetchError, match="404"):
        fetch(portal, tmp_path, clock)
    assert layer.asked == [0, 3, 6]
    fetch(portal, tmp_path, clock)
    assert layer.asked == [0, 3, 6], "pages that had come are not asked for again"
    assert len(lookup(tmp_path)) == 7


def test_a_layer_that_changed_between_calls_starts_anew(
    portal: Portal, tmp_path: Path, clock: StillClock
) -> None:
    layer = portal.layers[NAMES["small"]]
    break_at(portal, "above", 4)
    with pytest.raises(FetchError, match="404"):
        fetch(portal, tmp_path, clock)
    layer.rows[0]["WD24CD"], layer.edited = "E05000002", 2
    fetch(portal, tmp_path, clock, outlines=False)
    assert layer.asked == [0, 3, 6, 0, 3, 6]
    assert lookup(tmp_path)["E01000001"]["ward24_code"] == "E05000002"


@pytest.mark.parametrize("promised", [1, 5])
def test_fewer_rows_than_promised_are_refused(
    portal: Portal, tmp_path: Path, clock: StillClock, promised: int
) -> None:
    portal.layers[NAMES["small"]].promised = promised
    with pytest.raises(FetchError, match="were promised"):
        fetch(portal, tmp_path, clock)
    assert not (tmp_path / "geography" / "small-areas.csv").exists()


def test_a_row_that_comes_twice_is_refused(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    layer = portal.layers[NAMES["small"]]
    layer.rows[1] = layer.rows[0]
    with pytest.raises(FetchError, match="6 different ones came"):
        fetch(portal, tmp_path, clock)


def test_a_refusal_that_looks_like_a_yes_is_one(portal: Portal, tmp_path: Path, clock: StillClock) -> None:
    answers = [
        json_reply('{"count": 7}'),
        json_reply('{"error": {"code": 400, "message": "Cannot perform query"}}'),
    ]
    original, path = portal.answer, f"{ROOT}/{NAMES['small']}/FeatureServer/0/query"
    portal.answer = lambda asked: answers.pop(0) if asked.path == path else original(asked)  # type: ignore[method-assign]
    with pytest.raises(FetchError, match="Cannot perform query"):
        fetch(portal, tmp_path, clock)


BELOW_ZERO = b'"DATE_NAME","GEOGRAPHY_CODE","OBS_VALUE"\n"2024","E01000001",-4\n'


@pytest.mark.parametrize(
    "reply",
    [Reply(404), Reply(200, b"<html><title>Maintenance</title></html>"), Reply(200, BELOW_ZERO)],
    ids=["gone", "maintenance", "below-zero"],
)
def test_people_that_cannot_be_had_are_said_and_the_rest_stands(
    portal: Portal, tmp_path: Path, clock: StillClock, reply: Reply
) -> None:
    portal.mood["/api/v01/dataset/NM_2014_1.data.csv"] = reply
    done = fetch(portal, tmp_path, clock, outlines=False)
    assert any("Residents of small areas" in note and "no rate" in note for note in done.notes)
    columns = list(next(iter(lookup(tmp_path).values())))
    assert "households_census2021" in columns
    assert not any(name.startswith("pop_") for name in columns)


def test_a_small_area_without_people_is_empty_not_zero(
    portal: Portal, tmp_path: Path, clock: StillClock
) -> None:
    del portal.residents["E01000002"]
    done = fetch(portal, tmp_path, clock, outlines=False)
    rows = lookup(tmp_path)
    assert (rows["E01000002"]["pop_mye2024"], rows["E01000001"]["pop_mye2024"]) == ("", "1000")
    assert any("without a number in pop_mye2024: 1" in note for note in done.notes)
