"""The files have the shape of the real ones, agree with each other, and come out the same every time."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from wardmote.definitions import load
from wardmote.demo import DEFAULT_SEED, DemoFiles, generate

Row = dict[str, str]

CATEGORIES = {
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person",
    "Vehicle crime", "Violence and sexual offences",
}  # fmt: skip
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
SECONDS = 4


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shapes(made: DemoFiles, name: str) -> list[tuple[Row, shapely.Geometry]]:
    layer = json.loads((made.geography / "boundaries" / f"{name}.geojson").read_text("utf-8"))
    return [(feature["properties"], shape(feature["geometry"])) for feature in layer["features"]]


def test_the_same_seed_gives_the_same_bytes_in_seconds(made: DemoFiles, tmp_path: Path) -> None:
    started = time.process_time()
    generate(tmp_path, DEFAULT_SEED)
    assert time.process_time() - started < SECONDS
    assert digests(tmp_path) == digests(made.police.parent)


def test_another_seed_gives_other_crime_in_the_same_place(made: DemoFiles, tmp_path: Path) -> None:
    other = generate(tmp_path, DEFAULT_SEED + 1)
    assert digests(other.geography) == digests(made.geography)
    assert digests(other.definitions) == digests(made.definitions)
    mine, theirs = digests(made.police_months), digests(other.police_months)
    assert mine.keys() == theirs.keys()
    assert not set(mine.values()) & set(theirs.values())


def test_the_zip_holds_the_months(made: DemoFiles) -> None:
    with zipfile.ZipFile(made.police) as packed:
        inside = {name: hashlib.sha256(packed.read(name)).hexdigest() for name in packed.namelist()}
    assert inside == digests(made.police_months)
    assert "2024-04/2024-04-eastmarch-street.csv" in inside


def test_progress_is_told_from_nothing_to_the_whole(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    generate(tmp_path, progress=lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
    assert all(what for what, _ in told)


def test_street_files_look_like_police_uk(made: DemoFiles, street: list[Row]) -> None:
    for path in made.police_months.rglob("*-street.csv"):
        assert path.name == f"{path.parent.name}-eastmarch-street.csv"
        assert path.read_text("utf-8").splitlines()[0] == HEADER
    assert {row["Crime type"] for row in street} == CATEGORIES
    assert (
        {row["Reported by"] for row in street}
        == {row["Falls within"] for row in street}
        == {"Eastmarch Constabulary"}
    )
    for row in street:
        incident = row["Crime type"] == "Anti-social behaviour"
        assert (row["Crime ID"] == "") == (row["Last outcome category"] == "") == incident
        assert incident or re.fullmatch("[0-9a-f]{64}", row["Crime ID"])
        assert None not in row
        assert not row["Context"]


def test_volumes_are_those_of_such_a_place(street: list[Row]) -> None:
    years = Counter((int(row["Month"][:4]) * 12 + int(row["Month"][5:]) - 4) // 12 for row in street)
    assert all(10_500 < count < 12_500 for count in years.values())
    lost = sum(not row["LSOA code"] for row in street) / len(street)
    assert 0.02 < lost < 0.04


def test_a_few_crimes_stand_twice_in_their_month(street: list[Row]) -> None:
    times = Counter((row["Month"], row["Crime ID"]) for row in street if row["Crime ID"])
    twice = [key for key, count in times.items() if count > 1]
    assert 20 < len(twice) < 90
    assert max(times.values()) == 2
    assert len({number for _, number in times}) == len(times)


def test_companion_files_come_with_two_years(made: DemoFiles) -> None:
    for kind, column in (("outcomes", "Outcome type"), ("stop-and-search", "Object of search")):
        paths = sorted(made.police_months.rglob(f"*-{kind}.csv"))
        assert [path.parent.name for path in paths] == [
            f"{2024 + month // 12}-{month % 12 + 1:02d}" for month in range(3, 27)
        ]
        for path in paths:
            with path.open(encoding="utf-8", newline="") as opened:
                found = list(csv.DictReader(opened))
            assert len(found) > 10
            assert all(row[column] and None not in row for row in found)


def test_an_outcome_is_that_of_a_crime_of_that_month_or_before(made: DemoFiles, street: list[Row]) -> None:
    crimes = {row["Crime ID"]: row for row in street if row["Crime ID"]}
    ended: set[str] = set()
    for path in sorted(made.police_months.rglob("*-outcomes.csv")):
        with path.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened):
                crime = crimes[row["Crime ID"]]
                assert crime["Month"] <= row["Month"]
                assert crime["LSOA code"] == row["LSOA code"]
                assert row["Crime ID"] not in ended
                ended.add(row["Crime ID"])
    closed = {
        number
        for number, crime in crimes.items()
        if crime["Month"] >= "2024-04" and crime["Last outcome category"] != "Under investigation"
    }
    assert closed <= ended


def test_every_row_lies_inside_its_small_area(made: DemoFiles, street: list[Row]) -> None:
    areas = {names["LSOA21CD"]: (names["LSOA21NM"], drawn) for names, drawn in shapes(made, "lsoa21_bgc")}
    located = {
        (row["LSOA code"], row["LSOA name"], float(row["Longitude"]), float(row["Latitude"]))
        for row in street
        if row["LSOA code"]
    }
    for code, name, longitude, latitude in located:
        assert areas[code][0] == name
        assert shapely.contains_xy(areas[code][1], longitude, latitude)
    assert {code for code, *_ in located} == set(areas)
    assert all(
        (row["Location"], row["Longitude"], row["Latitude"], row["LSOA name"]) == ("No Location", "", "", "")
        for row in street
        if not row["LSOA code"]
    )


def test_people(profile: list[Row], lookup: list[Row]) -> None:
    assert sum(int(area["pop_mye2025"]) for area in profile) == 138_000
    assert len(profile) == 84
    assert [{key: area[key] for key in lookup[0]} for area in profile] == lookup
    assert len({area["ward24_code"] for area in lookup}) == 14
    assert {area["csp24_name"] for area in lookup} == {"Safer Marrowmere"}
    assert all(
        value.startswith("X") for area in lookup for key, value in area.items() if key.endswith("_code")
    )
    for area in profile:
        assert 900 < int(area["pop_mye2024"]) < 2_600
        assert 1.8 < int(area["usual_residents_census2021"]) / int(area["households_census2021"]) < 2.8
        assert 1 <= int(area["imd25_IMD_decile"]) <= 10


def test_small_areas_tile_wards_and_wards_the_whole(made: DemoFiles, lookup: list[Row]) -> None:
    small = {names["LSOA21CD"]: drawn for names, drawn in shapes(made, "lsoa21_bgc")}
    wards = {names["ward24_code"]: drawn for names, drawn in shapes(made, "ward24")}
    ((_, whole),) = shapes(made, "csp24")
    for code, drawn in wards.items():
        parts = [small[area["lsoa21_code"]] for area in lookup if area["ward24_code"] == code]
        assert drawn.is_valid
        assert drawn.geom_type == "Polygon", "a ward in one piece"
        assert shapely.union_all(parts).symmetric_difference(drawn).area == pytest.approx(0, abs=1e-12)
    assert shapely.coverage_is_valid(list(small.values()))
    assert sum(drawn.area for drawn in small.values()) == pytest.approx(whole.area)
    assert sum(drawn.area for drawn in wards.values()) == pytest.approx(whole.area)
    for name in ("lad24", "pfa24"):
        assert shapes(made, name)[0][1].equals(whole)
    light = [drawn for _, drawn in shapes(made, "lsoa21_bsc")]
    assert shapely.coverage_is_valid(light)
    assert (
        shapely.get_num_coordinates(light).sum() < shapely.get_num_coordinates(list(small.values())).sum() / 2
    )


def test_mill_row_lies_next_to_saltgate(made: DemoFiles) -> None:
    wards = {names["ward24_name"]: drawn for names, drawn in shapes(made, "ward24")}
    assert wards["Mill Row"].intersection(wards["Saltgate"]).length > 0


@pytest.mark.shared
def test_columns_are_those_of_the_real_files(made: DemoFiles, shared: Path) -> None:
    import gzip

    real = shared / "data" / "geography"
    for ours, theirs in (
        ("lookups/lsoa21_ward24_lad24_csp24_pfa24.csv", "lookups/lsoa21_ward24_lad24_csp24_pfa24.csv.gz"),
        ("population/lsoa21_profile.csv", "population/lsoa21_profile.csv.gz"),
    ):
        mine = (made.geography / ours).read_text("utf-8").splitlines()[0].split(",")
        with gzip.open(real / theirs, "rt", encoding="utf-8") as opened:
            known = opened.readline().strip().split(",")
        assert {re.sub("20(24|25)", "2022", column) for column in mine} <= set(known)


def test_definitions_load_over_ours(made: DemoFiles) -> None:
    ours, laid = load(), load(overlay=made.definitions)
    assert laid.forces["eastmarch"].code == "X23000001"
    change = laid.breaks["public-order-2025"]
    assert set(change.measures) == {"public-order", "all-crime"}
    assert change.forces == ("eastmarch",)
    for name, source in laid.sources.items():
        if source.reader not in ("noted", "responses"):
            assert "do not exist" in source.licence
            assert source.recognise == ours.sources[name].recognise
            assert source.columns == ours.sources[name].columns
            assert source.categories == ours.sources[name].categories
