"""The real folder of England and Wales: every file is known, all of it agrees, and its numbers are as published."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import shapely

from wardmote.evidence.geography import GeographyTables, read
from wardmote.evidence.peek import look
from wardmote.evidence.recognise import Recognised, recognise

pytestmark = pytest.mark.shared
DETAILED = ("lsoa11_bgc", "lsoa21_bgc", "ward24")
"""Large files; what they share with the others is tested on those."""


def geography(shared: Path) -> list[Path]:
    return sorted(path for path in (shared / "data" / "geography").rglob("*") if path.is_file())


def known(path: Path, folder: Path, definitions: Any, left_out: tuple[str, ...] = DETAILED) -> Recognised:
    def opener() -> Any:
        return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")

    seen = look(path.name, opener)
    source = recognise(path.name, seen, definitions.sources.values())
    plain = folder / path.name.removesuffix(".gz")
    if source.reader != "noted" and not path.name.startswith(left_out):
        plain.write_bytes(opener().read())
    return Recognised(plain, path.name, path.name, source, seen.columns)


@pytest.fixture(scope="module")
def recognised(shared: Path, definitions, tmp_path_factory) -> list[Recognised]:
    folder = tmp_path_factory.mktemp("geography")
    return [known(path, folder, definitions) for path in geography(shared)]


@pytest.fixture(scope="module")
def tables(recognised, definitions) -> GeographyTables:
    return read([file for file in recognised if file.path.exists()], definitions)


@pytest.fixture
def connection(tables) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name in ("places", "areas", "population", "boundaries"):
        connection.register(name, getattr(tables, name))
    return connection


def test_every_file_of_the_folder_is_one_source_and_no_other(shared, definitions, recognised) -> None:
    for file in recognised:
        having = {column.lower() for column in file.columns}
        container = "geojson" if ".geojson" in file.name else "csv"
        fitting = [
            source.id
            for source in definitions.sources.values()
            if source.container == container
            and {column.lower() for column in source.recognise} <= having
            and not {column.lower() for column in source.absent} & having
        ]
        assert fitting == [file.source.id], file.name
    readers = [file.source.reader for file in recognised]
    assert (readers.count("boundaries"), readers.count("places")) == (6, 4)


def test_levels_have_as_many_areas_as_published(connection) -> None:
    counts = connection.sql("SELECT level, count(*) FROM areas GROUP BY level ORDER BY level").fetchall()
    assert counts == [("csp", 314), ("force", 43), ("lad", 318), ("lsoa", 35672), ("ward", 7536)]
    vintages = connection.sql("SELECT vintage, count(*) FROM places GROUP BY vintage ORDER BY 1").fetchall()
    assert vintages == [("2011", 1106), ("2021", 35672)]


def test_central_bedfordshire_has_its_published_population(connection) -> None:
    found = connection.sql(
        """SELECT kind, date, sum(value) FROM population JOIN places USING (lsoa)
           WHERE csp = 'E22000353' GROUP BY ALL ORDER BY kind"""
    ).fetchall()
    assert found == [("households", date(2021, 3, 21), 120729.0), ("residents", date(2022, 6, 30), 301501.0)]


def test_every_partnership_equals_the_published_table(connection, shared) -> None:
    path = shared / "data" / "geography" / "population" / "csp24_population_households.csv"
    with path.open(encoding="utf-8") as stream:
        published = {
            row["csp24_code"]: (row["pop_mye2022"], row["households_census2021"])
            for row in csv.DictReader(stream)
        }
    summed = connection.sql(
        """SELECT csp, sum(value) FILTER (kind = 'residents'), sum(value) FILTER (kind = 'households')
           FROM population JOIN places USING (lsoa) GROUP BY csp"""
    ).fetchall()
    assert {csp: (f"{people:.0f}", f"{homes:.0f}") for csp, people, homes in summed} == published


def test_every_area_of_today_is_drawn_on_the_map(connection, tables) -> None:
    assert not [note for note in tables.notes if "boundary" in note]
    drawn = connection.sql("SELECT level, use, count(*) FROM boundaries GROUP BY ALL ORDER BY ALL").fetchall()
    assert drawn == [
        *(("csp", "documents", 314), ("force", "documents", 43), ("lad", "documents", 318)),
        ("lsoa", "web", 35672),
    ]
    shapes = shapely.from_wkb(tables.boundaries.column("wkb").to_pylist())
    assert shapely.is_valid(shapes).all()


def test_what_a_reader_ought_to_know_is_noted(tables) -> None:
    text = "\n".join(tables.notes)
    assert "whose partnership is inferred, not published: 1,480 (" in text
    assert "Wards in more than one partnership: 4 (" in text
    assert "Local authorities with more than one partnership: 7 (" in text
    assert "628 equal the sum of their small areas." in text
    assert len(tables.notes) == 4


@pytest.mark.soak
def test_the_whole_folder_is_taken_without_refusal(shared, definitions, tmp_path) -> None:
    files = [known(path, tmp_path, definitions, left_out=("none",)) for path in geography(shared)]
    tables = read(files, definitions)
    assert len(tables.files) == 14
    assert tables.boundaries.num_rows == 79555
    assert not [note for note in tables.notes if "boundary" in note or "crossed" in note]
