"""Removed on request: gone from every snapshot, as if it had never been taken in."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import (
    EvidenceReplaced,
    EvidenceStore,
    ForgetError,
    ForgetRequest,
    IngestRefused,
)
from wardmote.evidence.layout import Layout

WHY = "Asked for by the force, letter 12"
KENT = "Kent Police"
CODES = [f"E0101{7000 + number:04d}" for number in range(40)]


def layout_of(store: EvidenceStore) -> Layout:
    return store._layout


def stored_names(store: EvidenceStore) -> set[str]:
    return {path.name for path in layout_of(store).files.iterdir()}


def every_cell(store: EvidenceStore) -> set[str]:
    """Every text in every stored table, read by the engine alone."""
    found: set[str] = set()
    for path in layout_of(store).files.glob("*.parquet"):
        for row in duckdb.execute(f"SELECT * FROM read_parquet('{path}')").fetchall():
            found |= {str(cell) for cell in row}
    return found


def every_other_byte(store: EvidenceStore) -> str:
    """Everything in the folder that is no stored table."""
    folder = layout_of(store).folder
    paths = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".parquet"]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.fixture
def two(store: EvidenceStore, tmp_path: Path) -> tuple[str, str]:
    """Three snapshots: a lookup, then two months of two forces, then one of these months sent again."""
    store.ingest([street.lookup(tmp_path / "places.csv", CODES)])
    files = [
        street.write(tmp_path / "jan.csv", street.rows(60, "2024-01")),
        street.write(tmp_path / "feb.csv", street.rows(50, "2024-02", start=100)),
        street.write(tmp_path / "kent-jan.csv", street.rows(40, "2024-01", KENT, start=200)),
    ]
    first = store.ingest(files).after
    second = store.ingest([street.write(tmp_path / "jan-2.csv", street.rows(61, "2024-01"))]).after
    assert first
    assert second
    return first, second


def beside(tmp_path: Path, definitions: Definitions, *calls: list[str]) -> EvidenceStore:
    """Another store, which takes in the same files but for some."""
    other = EvidenceStore(tmp_path / "beside", definitions)
    other.ingest([tmp_path / "places.csv"])
    for names in calls:
        other.ingest([tmp_path / name for name in names])
    return other


def test_a_file_is_forgotten_as_if_it_had_never_come(
    store: EvidenceStore, two: tuple[str, str], tmp_path: Path, definitions: Definitions
) -> None:
    removal = store.forget(ForgetRequest(files=("kent-jan.csv",), reason=WHY))
    other = beside(tmp_path, definitions, ["jan.csv", "feb.csv"], ["jan-2.csv"])
    assert removal.done
    assert [m.id for m in store.snapshots()] == [m.id for m in other.snapshots()]
    assert store.current_id() == other.current_id()
    assert stored_names(store) == stored_names(other)
    assert [one.rows for one in removal.tombstone.replaced] == [{"crime": 40}, {"crime": 40}]
    assert all(store.verify(m.id).sound for m in store.snapshots())


def test_a_month_of_a_force_is_forgotten_in_every_snapshot(
    store: EvidenceStore, two: tuple[str, str], tmp_path: Path, definitions: Definitions
) -> None:
    removal = store.forget(ForgetRequest(force="Bedfordshire Police", months=("2024-01",), reason=WHY))
    other = beside(tmp_path, definitions, ["feb.csv", "kent-jan.csv"])
    assert [one.rows["crime"] for one in removal.tombstone.replaced] == [60, 61]
    assert {one.now for one in removal.tombstone.replaced} == {other.current_id()}
    assert [m.id for m in store.snapshots()] == [m.id for m in other.snapshots()]
    assert stored_names(store) == stored_names(other)
    assert store.manifest().supplied == (("bedfordshire", "2024-02"), ("kent", "2024-01"))


def test_a_month_goes_out_of_a_file_that_keeps_its_others(store: EvidenceStore, tmp_path: Path) -> None:
    both = [*street.rows(30, "2024-01"), *street.rows(20, "2024-02", start=50)]
    store.ingest([street.write(tmp_path / "both.csv", both)])
    store.forget(ForgetRequest(force="bedfordshire", months=("2024-01",), reason=WHY))
    (source,) = store.manifest().sources
    assert [unit.key for unit in source.units] == [("bedfordshire", "2024-02")]
    assert not source.whole
    assert store.verify().sound


def test_a_record_is_forgotten_and_nothing_in_the_folder_names_it(
    store: EvidenceStore, two: tuple[str, str], tmp_path: Path, definitions: Definitions
) -> None:
    gone = [street.crime_id(number) for number in (0, 5, 210)]
    assert set(gone) <= every_cell(store)
    removal = store.forget(ForgetRequest(crime_ids=tuple(one.upper() for one in gone), reason=WHY))
    assert not set(gone) & every_cell(store)
    assert not any(one in every_other_byte(store).lower() for one in gone)
    assert removal.tombstone.rows == {"crime": 3}
    assert removal.tombstone.records == 3
    for manifest in store.snapshots():
        assert store.verify(manifest.id).sound
    without = {
        "jan-2.csv": [row for row in street.rows(61, "2024-01") if row[0] not in gone],
        "kent-jan.csv": [row for row in street.rows(40, "2024-01", KENT, 200) if row[0] not in gone],
    }
    other = EvidenceStore(tmp_path / "beside", definitions)
    for name, rows in without.items():
        street.write(tmp_path / "less" / name, rows)
    other.ingest([tmp_path / "places.csv", tmp_path / "feb.csv", tmp_path / "less"])
    mine, theirs = store.manifest(), other.manifest()
    assert {f.sha256 for f in mine.files} == {f.sha256 for f in theirs.files}
    assert sorted((u.month, u.force, u.rows, u.kept, u.not_located, u.unknown_lsoa, u.only_2021)
                  for s in mine.sources for u in s.units) == sorted(
        (u.month, u.force, u.rows, u.kept, u.not_located, u.unknown_lsoa, u.only_2021)
        for s in theirs.sources for u in s.units
    )  # fmt: skip


def test_rows_without_a_place_are_fewer_by_those_that_went(store: EvidenceStore, tmp_path: Path) -> None:
    nowhere = {"LSOA_code": "", "LSOA_name": "", "Longitude": "", "Latitude": ""}
    rows = [*street.rows(8), street.row(9, **nowhere), street.row(10, **nowhere)]
    store.ingest([street.write(tmp_path / "april.csv", rows)])
    store.forget(ForgetRequest(crime_ids=(street.crime_id(9),), reason=WHY))
    (holding,) = store.holdings()
    assert (holding.rows, holding.kept, holding.not_located) == (9, 9, 1)


def test_the_last_record_of_a_month_takes_the_month_with_it(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "one.csv", [street.row(1)])])
    store.forget(ForgetRequest(crime_ids=(street.crime_id(1),), reason=WHY))
    assert not store.manifest().of_table("crime")
    assert not store.manifest().of_table("reported")
    assert store.verify().sound
    with store.open() as snapshot:
        assert snapshot.connection().execute("SELECT count(*) FROM counts").fetchone() == (0,)


def test_a_snapshot_that_held_nothing_else_becomes_the_one_before(
    store: EvidenceStore, tmp_path: Path
) -> None:
    before = store.ingest([street.lookup(tmp_path / "places.csv", CODES)]).after
    store.ingest([street.write(tmp_path / "april.csv", street.rows(10))])
    removal = store.forget(ForgetRequest(files=("april.csv",), reason=WHY))
    assert removal.after == before == store.current_id()
    assert [manifest.id for manifest in store.snapshots()] == [before]
    assert store.verify().sound


def test_an_old_id_leads_to_what_stands_in_its_place(store: EvidenceStore, two: tuple[str, str]) -> None:
    first = store.forget(ForgetRequest(crime_ids=(street.crime_id(1),), reason=WHY))
    second = store.forget(ForgetRequest(files=("kent-jan.csv",), reason="Sent in error"))
    for asked in two:
        with pytest.raises(
            EvidenceReplaced, match=rf"{asked} was replaced by .* removed on request \({WHY}\)"
        ):
            store.manifest(asked)
    followed = store.followed(two[1])
    assert followed is not None
    assert followed.snapshot == second.after == store.current_id()
    assert store.followed(first.after) is not None
    assert store.followed(second.after) is None
    assert store.followed("0" * 16) is None


def test_children_know_their_parents_by_their_new_ids(store: EvidenceStore, two: tuple[str, str]) -> None:
    store.forget(ForgetRequest(files=("jan.csv",), reason=WHY))
    lookup, first, second = store.snapshots()
    assert first.parent == lookup.id
    assert second.parent == first.id
    assert second.id == two[1], "the later snapshot no longer held it"
    assert first.notes == (f"Replaces {two[0]}. Something was removed from it on request.",)


def test_the_tombstone_says_what_and_why_and_holds_nothing_of_it(
    store: EvidenceStore, two: tuple[str, str]
) -> None:
    store.forget(ForgetRequest(crime_ids=(street.crime_id(2),), reason=WHY))
    store.forget(ForgetRequest(files=("jan",), reason=WHY))  # no part of a path is called so
    assert len(store.tombstones()) == 1
    (tombstone,) = store.tombstones()
    assert (tombstone.number, tombstone.kind, tombstone.records) == (1, "crime-ids", 1)
    text = (layout_of(store).forgotten / "0001.json").read_text()
    assert street.crime_id(2) not in text
    assert "jan" not in json.loads(text)["files"]
    assert ".csv" not in text
    assert WHY in text


def test_a_dry_run_changes_nothing(store: EvidenceStore, two: tuple[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    removal = store.forget(ForgetRequest(files=("jan.csv", "jan-2.csv"), reason=WHY), dry_run=True)
    assert removal.anything
    assert not removal.done
    assert removal.names == ("jan-2.csv", "jan.csv")
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_rejected_rows_go_too(store: EvidenceStore, tmp_path: Path) -> None:
    bad = [street.row(n, Crime_type="Piracy") for n in (500, 501)]
    april = street.write(tmp_path / "april.csv", [*street.rows(200), *bad])
    other = street.write(
        tmp_path / "may.csv", [*street.rows(200, "2024-05"), street.row(7, "2024-05", Crime_type="?")]
    )
    store.ingest([april, other])
    refused = street.write(tmp_path / "june.csv", [street.row(600, "2024-06", Crime_type="Piracy")])
    with pytest.raises(IngestRefused):
        store.ingest([refused])
    removal = store.forget(ForgetRequest(crime_ids=(street.crime_id(501),), reason=WHY))
    assert removal.tombstone.rejected_rows == 1
    assert not removal.tombstone.replaced
    rejects = store.rejects()
    assert rejects is not None
    assert street.crime_id(500) in rejects.read_text()
    assert layout_of(store).refused_rejects.exists()
    store.forget(ForgetRequest(force="bedfordshire", months=("2024-04",), reason=WHY))
    rejects = store.rejects()
    assert rejects is not None
    assert street.crime_id(500) not in rejects.read_text()
    assert "may.csv" in rejects.read_text()
    store.forget(ForgetRequest(files=("june.csv",), reason=WHY))
    assert not layout_of(store).refused_rejects.exists()
    assert {path.stem for path in layout_of(store).rejects.iterdir()} == {store.current_id()}


def test_a_rejected_row_with_a_line_break_does_not_stop_a_removal(
    store: EvidenceStore, tmp_path: Path
) -> None:
    bad = street.row(500, Crime_type="Piracy", Location="On or near\nHigh Street")
    store.ingest([street.write(tmp_path / "april.csv", [*street.rows(200), bad])])
    store.forget(ForgetRequest(force="bedfordshire", months=("2024-04",), reason=WHY))
    assert "High Street" not in every_other_byte(store)


def test_what_was_forgotten_comes_back_only_when_it_is_asked_for(
    store: EvidenceStore, two: tuple[str, str], tmp_path: Path
) -> None:
    store.forget(ForgetRequest(files=("kent-jan.csv",), reason=WHY))
    kent = tmp_path / "kent-jan.csv"
    with pytest.raises(
        IngestRefused, match=r"kent-jan.csv holds what was removed on request on .* add --again"
    ):
        store.ingest([kent])
    report = store.ingest([kent], again=True)
    assert report.published
    assert report.after == two[1]
    assert store.followed(two[1]) is None
    assert not store.ingest([kent]).published


def test_a_month_that_comes_back_in_another_file_is_said(
    store: EvidenceStore, two: tuple[str, str], tmp_path: Path
) -> None:
    store.forget(ForgetRequest(force="kent", months=("2024-01",), reason=WHY))
    report = store.ingest([street.write(tmp_path / "kent-new.csv", street.rows(41, "2024-01", KENT, 200))])
    assert any("now taken in again: kent 2024-01" in note for note in report.notes)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (ForgetRequest(reason=WHY), "one kind in one call. Nothing was named"),
        (ForgetRequest(files=("a",), force="kent", reason=WHY), "More than one"),
        (ForgetRequest(files=("jan.csv",)), "A reason is needed"),
        (ForgetRequest(force="kent", reason=WHY), "A force and at least one month"),
        (ForgetRequest(force="kent", months=("Jan 2024",), reason=WHY), "Jan 2024 is not a month"),
        (ForgetRequest(force="Mars", months=("2024-01",), reason=WHY), "Forces in the evidence: bedfordshire, kent"),
        (ForgetRequest(files=("places.csv",), reason=WHY), "is a file of geography"),
        (ForgetRequest(observations="fire", reason=WHY), "No observations of a source fire"),
        (ForgetRequest(crime_ids=("  ",), reason=WHY), "No Crime ID was given"),
        (ForgetRequest(crime_ids=("ab" * 32,), reason="About " + "AB" * 32), "The reason holds a Crime ID"),
    ],
)  # fmt: skip
def test_an_unclear_request_is_refused(
    store: EvidenceStore, two: tuple[str, str], request_: ForgetRequest, words: str
) -> None:
    with pytest.raises(ForgetError, match=words):
        store.forget(request_)
    assert store.current_id() == two[1]


def test_what_is_held_nowhere_leaves_no_tombstone(store: EvidenceStore, two: tuple[str, str]) -> None:
    removal = store.forget(ForgetRequest(crime_ids=("f" * 64,), reason=WHY))
    assert not removal.anything
    assert store.tombstones() == []
    assert store.current_id() == two[1]
