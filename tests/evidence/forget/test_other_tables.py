"""Outcomes, stop and search and observations are forgotten as crimes are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from tests.evidence import street_files as street
from tests.evidence.records import record_files as records

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, ForgetRequest, IngestRefused
from wardmote.evidence.layout import Layout

WHY = "Asked for by the force"
OBSERVATIONS = ("Area", "Measure", "Period", "Value")


def files_of(store: EvidenceStore) -> dict[tuple[str, str], str]:
    return {(file.table, file.key): file.sha256 for file in store.manifest().files}


def police(folder: Path) -> list[Path]:
    """Two months of two forces: outcomes and searches."""
    kent = "Kent Police"
    return [
        records.write_outcomes(folder / "o-beds.csv", records.outcomes(40, "2024-01")),
        records.write_outcomes(
            folder / "o-kent.csv", [records.outcome(n, "2024-01", kent) for n in range(100, 130)]
        ),
        records.write_searches(
            folder, records.searches(50, "2024-01"), "2024-01-bedfordshire-stop-and-search.csv"
        ),
        records.write_searches(
            folder, records.searches(30, "2024-01", start=9), "2024-01-kent-stop-and-search.csv"
        ),
    ]


def test_a_month_of_a_force_goes_out_of_every_table(
    store: EvidenceStore, tmp_path: Path, definitions: Definitions
) -> None:
    files = police(tmp_path)
    store.ingest(files)
    removal = store.forget(ForgetRequest(force="kent", months=("2024-01",), reason=WHY))
    other = EvidenceStore(tmp_path / "beside", definitions)
    other.ingest([path for path in files if "kent" not in path.name])
    assert store.current_id() == other.current_id()
    assert files_of(store) == files_of(other)
    assert removal.tombstone.rows == {"outcomes": 30, "searches": 30}
    assert store.verify().sound


def test_a_file_of_searches_goes_whole(
    store: EvidenceStore, tmp_path: Path, definitions: Definitions
) -> None:
    files = police(tmp_path)
    store.ingest(files)
    store.forget(ForgetRequest(files=("2024-01-bedfordshire-stop-and-search.csv",), reason=WHY))
    other = EvidenceStore(tmp_path / "beside", definitions)
    other.ingest([*files[:2], files[3]])
    assert store.current_id() == other.current_id()
    assert store.verify().sound


def test_a_record_goes_out_of_its_outcomes_too(store: EvidenceStore, tmp_path: Path) -> None:
    gone = street.crime_id(7)
    crimes = street.write(tmp_path / "crimes.csv", street.rows(20, "2024-01"))
    store.ingest([crimes, *police(tmp_path)])
    removal = store.forget(ForgetRequest(crime_ids=(gone,), reason=WHY))
    assert removal.tombstone.rows == {"outcomes": 1}, "rows of antisocial behaviour have no Crime ID"
    other = store.forget(ForgetRequest(crime_ids=(street.crime_id(8),), reason=WHY))
    assert other.tombstone.rows == {"crime": 1, "outcomes": 1}
    assert store.verify().sound
    with store.open() as snapshot:
        found = snapshot.connection().execute("SELECT crime_id FROM outcomes").fetchall()
    assert len(found) == 68
    assert (gone,) not in found


def observed(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    return street.write(path, rows, OBSERVATIONS)


def stored_observations(store: EvidenceStore) -> set[tuple[object, ...]]:
    layout: Layout = store._layout
    return {
        row
        for file in store.manifest().of_table("observations")
        for row in duckdb.execute(f"SELECT area, item, start, value FROM '{layout.stored(file)}'").fetchall()
    }


@pytest.fixture
def partners(tmp_path: Path) -> list[Path]:
    """Two files of one source, of which one row says the same."""
    return [
        observed(
            tmp_path / "first.csv",
            [("E22000353", "burglary", "2024-01", "5"), ("E22000353", "burglary", "2024-02", "6")],
        ),
        observed(
            tmp_path / "second.csv",
            [("E22000353", "burglary", "2024-02", "6"), ("E22000353", "burglary", "2024-03", "7")],
        ),
    ]


def test_a_file_of_observations_goes_and_what_another_said_too_is_asked_for_again(
    store: EvidenceStore, tmp_path: Path, definitions: Definitions, partners: list[Path]
) -> None:
    store.ingest(partners)
    store.forget(ForgetRequest(files=("first.csv",), reason=WHY))
    (left,) = store.manifest().sources
    assert left.name.endswith("second.csv")
    values = {row[3] for row in stored_observations(store)}
    assert values in ({7.0}, {6.0, 7.0}), "the row that both say is stored with one of them"
    assert left.whole == (6.0 in values)
    assert store.verify().sound
    store.ingest([partners[1]])
    other = EvidenceStore(tmp_path / "beside", definitions)
    other.ingest([partners[1]])
    assert stored_observations(store) == stored_observations(other)
    with pytest.raises(IngestRefused, match="add --again"):
        store.ingest([partners[0]])


@pytest.mark.parametrize("words", [("first", "second"), ("second", "first")])
def test_a_note_goes_with_the_file_that_it_stood_in(
    store: EvidenceStore, tmp_path: Path, words: tuple[str, str]
) -> None:
    files = [
        street.write(
            tmp_path / f"{said}.csv",
            [("E22000353", "burglary", "2024-01", "5", f"{place} {said}")],
            (*OBSERVATIONS, "Note"),
        )
        for place, said in zip("ab", words, strict=True)
    ]
    store.ingest(files)
    store.forget(ForgetRequest(files=("second.csv",), reason=WHY))
    layout: Layout = store._layout
    for file in store.manifest().of_table("observations"):
        stored = duckdb.execute(f"SELECT note FROM '{layout.stored(file)}'").fetchall()
        assert all("second" not in note for (note,) in stored)


def test_a_crime_id_goes_out_of_the_notes_of_observations(store: EvidenceStore, tmp_path: Path) -> None:
    gone, rows = street.crime_id(7), [("E22000353", "burglary", "2024-01", "5", "as agreed")]
    rows.append(("E22000353", "robbery", "2024-01", "6", f"without {street.crime_id(7).upper()}, withdrawn"))
    store.ingest([street.write(tmp_path / "fire.csv", rows, (*OBSERVATIONS, "Note"))])
    removal = store.forget(ForgetRequest(crime_ids=(gone,), reason=WHY))
    assert removal.anything
    assert removal.absent == 0
    with store.open() as snapshot:
        found = (
            snapshot.connection()
            .execute("SELECT item, value, note FROM observations ORDER BY item")
            .fetchall()
        )
    assert found == [("burglary", 5.0, "as agreed"), ("robbery", 6.0, "")]
    assert store.verify().sound
    held = [path.read_bytes().lower() for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert not any(gone.encode() in content for content in held)
    assert not store.forget(ForgetRequest(crime_ids=(gone,), reason=WHY)).anything


def test_a_crime_id_goes_out_of_what_is_noted_of_a_file(store: EvidenceStore, tmp_path: Path) -> None:
    gone, rows = street.crime_id(7), [("E22000353", "burglary", "2024-01", "5", "")]
    store.ingest([street.write(tmp_path / "fire.csv", rows, (*OBSERVATIONS, "Note"))])
    before = store.manifest()
    worded = replace(before.sources[0], notes=(f"About {gone}.",))
    store._layout.manifest(before.id).write_text(replace(before, sources=(worded,)).to_json())
    assert store.manifest().sources[0].notes == (f"About {gone}.",)
    assert store.forget(ForgetRequest(crime_ids=(gone,), reason=WHY)).anything
    assert store.manifest().id == before.id
    assert not any(gone in note for note in store.manifest().sources[0].notes)
    assert store.verify().sound


def test_all_observations_of_a_source_go(store: EvidenceStore, tmp_path: Path, partners: list[Path]) -> None:
    crimes = store.ingest([street.write(tmp_path / "crimes.csv", street.rows(5))]).after
    store.ingest(partners)
    removal = store.forget(ForgetRequest(observations="observations", reason=WHY))
    assert removal.tombstone.rows == {"observations": 3}
    assert store.current_id() == crimes
    assert store.verify().sound
