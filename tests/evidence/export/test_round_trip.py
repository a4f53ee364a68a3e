"""Taken out and taken in again, the evidence is what it was, byte for byte."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import shutil
import string
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence import street_files as street
from tests.evidence.records import record_files as records

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, ExportRefused, NotStored

CODES = [f"E0101{7000 + number:04d}" for number in range(40)]
OBSERVATIONS = ("Area", "Measure", "Period", "Value", "N", "Note")
KEPT = (
    "crime",
    "counts",
    "reported",
    "outcomes",
    "places",
    "areas",
    "successors",
    "population",
    "boundaries",
)


def held(store: EvidenceStore) -> dict[tuple[str, str], str]:
    """Stored files by table and key, of the tables that come back as they are."""
    return {(f.table, f.key): f.sha256 for f in store.manifest().files if f.table in KEPT}


def again(store: EvidenceStore, tmp_path: Path, definitions: Definitions, **how: Any) -> EvidenceStore:
    """Another store, made of what this one gives out."""
    store.export(tmp_path / "out", **how)
    other = EvidenceStore(tmp_path / "again", definitions)
    other.ingest([tmp_path / "out" / "evidence"])
    return other


@pytest.fixture
def full(store: EvidenceStore, tmp_path: Path) -> EvidenceStore:
    """A bit of everything."""
    odd = street.row(900, Location="On or near “Smith, Jones”\nand Son's", LSOA_code="", LSOA_name="")
    store.ingest(
        [
            street.lookup(tmp_path / "places.csv", CODES),
            street.earlier_lookup(tmp_path / "earlier.csv", {"E01099999": CODES[0]}),
            street.write(
                tmp_path / "people.csv",
                [(code, code, str(1000 + n), f"{n}.5") for n, code in enumerate(CODES)],
                ("lsoa21_code", "lsoa21_name", "pop_mye2022", "households_census2021"),
            ),
            street.write(tmp_path / "beds.csv", [*street.rows(60), odd]),
            street.write(tmp_path / "kent.csv", street.rows(40, "2024-04", "Kent Police", 100)),
            records.write_outcomes(tmp_path / "outcomes.csv", records.outcomes(30)),
            records.write_searches(tmp_path, records.searches(20)),
            street.write(
                tmp_path / "seen.csv",
                [
                    ("E22000001", "burglary", "2024-01", "5", "", ""),
                    ("E22000001", "burglary", "2023/24", "0", "", "whole year"),
                    ("E22000001", "burglary", "Q1 2024/25", "[c]", "", ""),
                    ("E22000001", "burglary", "2024-02", "", "", ""),
                ],
                OBSERVATIONS,
            ),
        ]
    )
    return store


def observations(store: EvidenceStore) -> list[tuple[Any, ...]]:
    with store.open() as snapshot:
        return (
            snapshot.connection()
            .execute(
                'SELECT source, item, detail, area, level, start, "end", value, state, base, note '
                "FROM observations ORDER BY ALL"
            )
            .fetchall()
        )


@pytest.mark.parametrize("packed", [False, True])
def test_everything_comes_back(
    full: EvidenceStore, tmp_path: Path, definitions: Definitions, packed: bool
) -> None:
    other = again(full, tmp_path, definitions, packed=packed)
    assert held(other) == held(full)
    assert observations(other) == observations(full)
    assert len(observations(full)) == 4
    assert other.verify().sound


cells = st.text(string.ascii_letters + string.digits + " ,;'\"=+-@/é–\n", max_size=12).map(
    lambda text: " ".join(text.split()) if "\n" not in text else text.strip()
)
numbers = st.floats(-8, 2, allow_nan=False).map(repr)


@st.composite
def crimes(draw: st.DrawFn) -> list[street.Row]:
    """Rows that the door keeps, with odd text and any place."""
    rows = []
    for number in range(draw(st.integers(1, 12))):
        placed = draw(st.booleans())
        changed = {
            "Location": draw(cells),
            "Longitude": draw(numbers) if placed else "",
            "Latitude": repr(50 + abs(float(draw(numbers)))) if placed else "",
            "LSOA_code": draw(st.sampled_from(CODES)) if placed else "",
            "Last_outcome_category": draw(cells),
            "Crime_type": draw(st.sampled_from(street.CATEGORIES)),
        }
        month = draw(st.sampled_from(["2024-01", "2024-02"]))
        rows.append(street.row(number, month, **changed))
    return rows


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=crimes())
def test_any_crimes_come_back(rows: list[street.Row], definitions: Definitions) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = EvidenceStore(folder / "evidence", definitions)
        store.ingest([street.write(folder / "crimes.csv", rows), street.lookup(folder / "places.csv", CODES)])
        assert held(again(store, folder, definitions)) == held(store)


def test_each_file_stands_in_the_manifest_with_hash_and_licence(full: EvidenceStore, tmp_path: Path) -> None:
    report = full.export(tmp_path / "out")
    content = json.loads((tmp_path / "out" / "manifest.json").read_text())
    found = {path for path in (tmp_path / "out").rglob("*") if path.is_file()}
    named = {tmp_path / "out" / file["path"] for file in content["files"]}
    assert found - named == {tmp_path / "out" / name for name in ("manifest.json", "README.txt")}
    assert named <= found
    for file in content["files"]:
        data = (tmp_path / "out" / file["path"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
        if file["path"].endswith(".csv"):
            assert file["rows"] == len(list(csv.reader(data.decode().splitlines(True)))) - 1
    street_file = next(file for file in content["files"] if file["path"].endswith("bedfordshire-street.csv"))
    assert street_file["source"] == "police-uk-street/1"
    assert "Open Government Licence" in street_file["licence"]
    assert {file.table for file in report.left_out} == {"searches", "search_people"}
    assert "counts only" in (tmp_path / "out" / "README.txt").read_text()


def test_packed_files_are_packed_and_parquet_stands_beside(full: EvidenceStore, tmp_path: Path) -> None:
    full.export(tmp_path / "out", packed=True, parquet=True)
    packed = next((tmp_path / "out").rglob("*bedfordshire-street.csv.gz"))
    assert gzip.decompress(packed.read_bytes()).startswith(b"Crime ID,Month,Reported by")
    stored = {path.name for path in (tmp_path / "out" / "for-reading" / "parquet").iterdir()}
    assert {"crime-2024-04.parquet", "places.parquet"} <= stored


def test_a_folder_that_holds_something_is_left_alone(full: EvidenceStore, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ExportRefused, match="holds something"):
        full.export(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_what_fails_on_the_way_leaves_no_folder(
    full: EvidenceStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", refuse)
    with pytest.raises(NotStored, match="is full"):
        full.export(tmp_path / "out", parquet=True)
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))


def test_an_earlier_snapshot_can_be_taken_out(full: EvidenceStore, tmp_path: Path) -> None:
    before = full.current_id()
    full.ingest([street.write(tmp_path / "may.csv", street.rows(5, "2024-05"))])
    assert full.export(tmp_path / "out", before).snapshot == before
    assert not list((tmp_path / "out").rglob("*2024-05*"))
