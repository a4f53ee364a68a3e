"""What the door takes in, keeps, replaces and leaves alone."""

from __future__ import annotations

import gzip
import json
import threading
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceAbsent, EvidenceBusy, EvidenceStore, ForgetRequest, IngestRefused


def counted(store: EvidenceStore, where: str = "TRUE") -> int:
    with store.open() as snapshot:
        return snapshot.connection().execute(f"SELECT count(*) FROM crime WHERE {where}").fetchall()[0][0]


def test_a_zip_a_folder_a_csv_and_a_gz_give_the_same_snapshot(
    tmp_path: Path, definitions: Definitions
) -> None:
    content = {month: street.text(street.rows(60, month)) for month in ("2024-03", "2024-04")}
    archive = street.archive(
        tmp_path / "all.zip", {f"{m}/{m}-bedfordshire-street.csv": text for m, text in content.items()}
    )
    for month, text in content.items():
        (tmp_path / "plain").mkdir(exist_ok=True)
        (tmp_path / "plain" / f"{month}.csv").write_text(text, newline="")
        (tmp_path / "packed" / "deep").mkdir(parents=True, exist_ok=True)
        (tmp_path / "packed" / "deep" / f"{month}.csv.gz").write_bytes(gzip.compress(text.encode()))
    ways = (
        [archive],
        [tmp_path / "plain"],
        [tmp_path / "packed"],
        sorted((tmp_path / "plain").iterdir())[::-1],
    )
    ids = set()
    for number, paths in enumerate(ways):
        report = EvidenceStore(tmp_path / f"e{number}", definitions).ingest(paths)
        assert report.published
        assert report.rows == report.kept == 120
        ids.add(report.after)
    assert len(ids) == 1


def test_every_column_is_kept_as_it_was(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "a.csv", [street.row(1, Location="On or near Café, “The Rose”")])])
    with store.open() as snapshot:
        found = snapshot.connection().execute("SELECT * FROM crime").fetchall()
    assert found == [
        (
            street.crime_id(1), "2024-04", "bedfordshire", -0.401, 52.101, "On or near Café, “The Rose”", "E01017001",
            "drugs", "Under investigation",
        )
    ]  # fmt: skip


def test_empty_cells_are_null_and_not_located(store: EvidenceStore, tmp_path: Path) -> None:
    nowhere = street.row(1, Longitude="", Latitude="", LSOA_code="", LSOA_name="", Location="No Location")
    report = store.ingest([street.write(tmp_path / "a.csv", [nowhere, street.row(2)])])
    assert report.outcomes[0].not_located == 1
    assert counted(store, "lsoa IS NULL AND longitude IS NULL AND latitude IS NULL") == 1


def test_a_crime_id_counts_once_in_its_month_and_the_last_row_stands(
    store: EvidenceStore, tmp_path: Path
) -> None:
    first = street.row(1, Crime_type="Burglary")
    last = street.row(1, Crime_type="Shoplifting")
    other_month = street.row(1, "2024-05")
    incident = street.row(3)
    report = store.ingest([street.write(tmp_path / "a.csv", [first, incident, last, incident, other_month])])
    outcome = report.outcomes[0]
    assert (outcome.rows, outcome.kept, outcome.repeated) == (5, 4, 1)
    assert any("1 row repeats a Crime ID" in note for note in report.notes)
    assert "Taken from police files: 4 crimes." in report.notes
    assert counted(store, "category = 'burglary'") == 0
    assert counted(store, "category = 'shoplifting'") == 1
    assert counted(store, "category = 'anti-social-behaviour'") == 2
    assert store.verify().sound


def test_one_crime_id_under_two_forces_is_kept_by_both_and_noted(
    store: EvidenceStore, tmp_path: Path
) -> None:
    both = [street.row(1), street.row(1, force="Kent Police")]
    report = store.ingest([street.write(tmp_path / "a.csv", both)])
    assert report.kept == 2
    assert any("stand under two forces" in note for note in report.notes)


def test_the_same_file_again_changes_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    path = street.write(tmp_path / "a.csv", street.rows(10))
    first = store.ingest([path])
    before = sorted((tmp_path / "evidence").rglob("*"))
    again = store.ingest([path])
    assert not again.published
    assert (again.before, again.after) == (first.after, first.after)
    assert [outcome.status for outcome in again.outcomes] == ["already-there"]
    assert sorted((tmp_path / "evidence").rglob("*")) == before


def test_a_later_file_replaces_only_its_force_and_month_and_says_so(
    store: EvidenceStore, tmp_path: Path
) -> None:
    store.ingest(
        [
            street.write(tmp_path / "old.csv", street.rows(10) + street.rows(7, "2024-05")),
            street.write(tmp_path / "kent.csv", street.rows(5, force="Kent Police")),
        ]
    )
    report = store.ingest([street.write(tmp_path / "new.csv", street.rows(12, start=100))])
    assert [outcome.status for outcome in report.outcomes] == ["replaced"]
    assert any(
        "new.csv replaces" in note and "old.csv" in note and "2024-04" in note for note in report.notes
    )
    assert counted(store, "force = 'bedfordshire' AND month = '2024-04'") == 12
    assert counted(store, "force = 'bedfordshire' AND month = '2024-05'") == 7
    assert counted(store, "force = 'kent'") == 5
    assert store.verify().sound
    assert {(h.force, h.month, h.kept) for h in store.holdings()} == {
        ("bedfordshire", "2024-04", 12),
        ("bedfordshire", "2024-05", 7),
        ("kent", "2024-04", 5),
    }


def test_a_replaced_file_may_come_back(store: EvidenceStore, tmp_path: Path) -> None:
    old = street.write(tmp_path / "old.csv", street.rows(10))
    first = store.ingest([old]).after
    second = store.ingest([street.write(tmp_path / "new.csv", street.rows(12, start=100))]).after
    report = store.ingest([old])
    assert report.published
    assert report.after == first != second
    assert counted(store) == 10


def test_step_by_step_or_at_once_the_same_evidence_is_the_same_snapshot(
    tmp_path: Path, definitions: Definitions
) -> None:
    forces = ("Kent Police", "Avon and Somerset Constabulary", "Bedfordshire Police")
    paths = [
        street.write(tmp_path / f"{n}.csv", street.rows(40, month, force, start=n * 100))
        for n, (month, force) in enumerate((m, f) for m in ("2024-03", "2024-04") for f in forces)
    ]
    at_once = EvidenceStore(tmp_path / "one", definitions).ingest(paths).after
    step_by_step = EvidenceStore(tmp_path / "two", definitions)
    for path in reversed(paths):
        step_by_step.ingest([path])
    assert step_by_step.current_id() == at_once
    merged = street.write(tmp_path / "merged.csv", [r for p in reversed(paths) for r in _rows_of(p)])
    together = EvidenceStore(tmp_path / "three", definitions)
    together.ingest([merged])
    files = [{f.sha256 for f in s.manifest().files} for s in (step_by_step, together)]
    assert files[0] == files[1]


def _rows_of(path: Path) -> list[tuple[str, ...]]:
    return [tuple(line.split(",")) for line in path.read_text().splitlines()[1:]]


def test_the_bytes_do_not_depend_on_threads(
    tmp_path: Path, definitions: Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = street.write(tmp_path / "a.csv", street.rows(30_000) + street.rows(30_000, force="Kent Police"))
    ids = set()
    for threads in (1, 3):
        monkeypatch.setattr("wardmote.evidence.engine.WRITING_THREADS", threads)
        ids.add(EvidenceStore(tmp_path / f"e{threads}", definitions).ingest([path]).after)
    assert len(ids) == 1


def test_a_dry_run_does_everything_but_publish(store: EvidenceStore, tmp_path: Path) -> None:
    path = street.write(tmp_path / "a.csv", street.rows(10))
    report = store.ingest([path], dry_run=True)
    assert (report.published, report.dry_run, report.kept) == (False, True, 10)
    assert store.current_id() is None
    assert store.ingest([path]).after == report.after


def test_one_writer_at_a_time(store: EvidenceStore, tmp_path: Path) -> None:
    path = street.write(tmp_path / "a.csv", street.rows(10))
    store.ingest([path])
    with FileLock(tmp_path / "evidence" / "lock"), pytest.raises(EvidenceBusy, match="wait until it is done"):
        store.ingest([path])


def test_a_header_alone_says_nothing_of_its_month(store: EvidenceStore, tmp_path: Path) -> None:
    outcomes = (*street.HEADER[:9], "Outcome type")
    members = {
        f"{m}/{m}-bedfordshire-outcomes.csv": street.text([], outcomes) for m in ("2024-03", "2024-04")
    }
    archive = street.archive(tmp_path / "a.zip", {**members, "a-street.csv": street.text(street.rows(3))})
    report = store.ingest([archive])
    assert report.kept == 3
    assert any(
        "2024-03-bedfordshire-outcomes.csv holds a header and no rows" in note for note in report.notes
    )


def test_the_rows_decide_not_the_name_of_the_file(store: EvidenceStore, tmp_path: Path) -> None:
    path = street.write(tmp_path / "2024-03-kent-street.csv", street.rows(3))
    report = store.ingest([path])
    assert store.manifest().supplied == (("bedfordshire", "2024-04"),)
    assert any("the rows decide" in note for note in report.notes)


def test_the_same_content_twice_is_read_once(store: EvidenceStore, tmp_path: Path) -> None:
    paths = [street.write(tmp_path / name, street.rows(3)) for name in ("a.csv", "b.csv")]
    report = store.ingest(paths)
    assert report.kept == 3
    assert any("holds the same as" in note for note in report.notes)


def test_unknown_small_areas_are_kept_and_noted_also_when_the_lookup_comes_later(
    store: EvidenceStore, tmp_path: Path
) -> None:
    file = street.write(tmp_path / "a.csv", street.rows(40))
    report = store.ingest([file])
    assert any("No lookup of small areas" in note for note in report.notes)
    known = [f"E0101{7000 + n:04d}" for n in range(40) if n != 7]
    store.ingest([street.lookup(tmp_path / "places.csv", known)])
    assert [h.unknown_lsoa for h in store.holdings()] == [1]
    other = street.write(tmp_path / "b.csv", street.rows(40, "2024-05"))
    report = store.ingest([other])
    assert report.outcomes[0].unknown_lsoa == 1
    assert any("E01017007" in note and "kept as not located" in note for note in report.notes)
    assert counted(store) == 80
    with store.open() as snapshot:
        total = snapshot.connection().execute("SELECT sum(not_located), sum(n) FROM reported").fetchall()
    assert total == [(2, 80)]


@pytest.mark.parametrize(
    ("codes", "vintage"),
    [
        (["E01017001", "E01017002"], "2011"),
        (["E01017001", "E01017901"], "2021"),
        (["E01017002", "E01017901"], "mixed"),
        (["E01017001"], ""),
    ],
)
def test_the_year_of_small_areas_is_told_by_those_that_began_or_ended(
    store: EvidenceStore, tmp_path: Path, codes: list[str], vintage: str
) -> None:
    store.ingest(
        [
            street.lookup(tmp_path / "new.csv", ["E01017001", "E01017901"]),
            street.earlier_lookup(tmp_path / "old.csv", {"E01017001": "E01017001", "E01017002": "E01017901"}),
        ]
    )
    rows = [street.row(n, LSOA_code=code) for n, code in enumerate(codes)]
    report = store.ingest([street.write(tmp_path / "a.csv", rows)])
    assert report.outcomes[0].vintage == vintage
    assert report.outcomes[0].unknown_lsoa == 0


def test_a_snapshot_stands_while_another_is_made(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "a.csv", street.rows(10))])
    with store.open() as before:
        store.ingest([street.write(tmp_path / "b.csv", street.rows(12, start=50))])
        assert before.connection().execute("SELECT count(*) FROM crime").fetchall() == [(10,)]
    with store.open(before.id) as again:
        assert again.connection().execute("SELECT count(*) FROM crime").fetchall() == [(10,)]
    assert len(store.snapshots()) == 2
    assert store.manifest().parent == before.id


def test_threads_read_with_cursors_of_their_own(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "a.csv", street.rows(2_000))])
    found: list[int] = []
    with store.open() as snapshot:

        def read() -> None:
            found.extend(snapshot.connection().execute("SELECT sum(n) FROM counts").fetchall()[0])

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [2_000] * 4


def test_a_snapshot_reads_its_own_files_and_nothing_else(store: EvidenceStore, tmp_path: Path) -> None:
    secret = street.write(tmp_path / "secret.csv", street.rows(1))
    store.ingest([street.write(tmp_path / "a.csv", street.rows(10))])
    with store.open() as snapshot:
        cursor = snapshot.connection()
        with pytest.raises(duckdb.PermissionException):
            cursor.execute(f"SELECT * FROM read_csv('{secret}')")
        with pytest.raises(duckdb.Error):
            cursor.execute("SET enable_external_access = true")


def test_before_the_first_snapshot(store: EvidenceStore) -> None:
    assert store.current_id() is None
    assert store.snapshots() == []
    assert store.rejects() is None
    with pytest.raises(EvidenceAbsent, match="wardmote ingest"):
        store.open()


def test_every_table_can_be_asked_before_there_is_geography(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "a.csv", street.rows(3))])
    with store.open() as snapshot:
        cursor = snapshot.connection()
        for table in ("places", "areas", "population", "boundaries"):
            assert cursor.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]
        assert cursor.execute("SELECT force, month FROM supplied").fetchall() == [("bedfordshire", "2024-04")]
        forces = cursor.execute("SELECT title, code FROM forces WHERE force = 'kent'").fetchall()
    assert forces == [("Kent Police", "E23000032")]


@pytest.mark.parametrize(("held", "noted"), [(40, False), (38, False), (37, True), (5, True)])
@pytest.mark.parametrize("lookup_first", [True, False])
def test_a_lookup_that_lacks_part_of_a_force_is_noted(
    store: EvidenceStore, tmp_path: Path, held: int, noted: bool, lookup_first: bool
) -> None:
    lookup = street.lookup(tmp_path / "lookup.csv", [f"E0101{7000 + at}" for at in range(held)])
    crimes = street.write(tmp_path / "a.csv", street.rows(40) + street.rows(40, "2024-05"))
    store.ingest([lookup if lookup_first else crimes])
    report = store.ingest([crimes if lookup_first else lookup])
    found = [note for note in report.notes if "lack part of a force" in note]
    assert bool(found) == noted
    if noted:
        share = {37: "7.5%", 5: "87.5%"}[held]
        assert f"more than 5% of Bedfordshire Police ({share})" in found[0]
        assert "count for no partnership" in found[0]


def test_a_force_without_an_area_is_not_looked_for_in_the_lookup(
    store: EvidenceStore, tmp_path: Path
) -> None:
    rows = street.rows(40, force="British Transport Police")
    report = store.ingest(
        [street.lookup(tmp_path / "l.csv", ["E01017000"]), street.write(tmp_path / "a.csv", rows)]
    )
    assert not [note for note in report.notes if "lack part of a force" in note]


def test_supplied_says_how_many_rows_stand_and_how_many_codes_are_unknown(
    store: EvidenceStore, tmp_path: Path
) -> None:
    held = [f"E0101{7000 + at}" for at in range(8)]
    content = [*street.rows(10), street.row(9), street.row(11, Month="2024-05", LSOA_code="")]
    store.ingest([street.lookup(tmp_path / "lookup.csv", held), street.write(tmp_path / "a.csv", content)])
    with store.open() as snapshot:
        found = snapshot.connection().execute("SELECT * FROM supplied ORDER BY month").fetchall()
    assert found == [
        ("bedfordshire", "2024-04", 10, 2, 11, 0, 1),
        ("bedfordshire", "2024-05", 1, 0, 1, 0, 0),
    ]


def test_the_manifest_says_where_everything_came_from(store: EvidenceStore, tmp_path: Path) -> None:
    path = street.write(tmp_path / "a.csv", street.rows(10))
    report = store.ingest([path])
    stored = json.loads((tmp_path / "evidence" / "snapshots" / f"{report.after}.json").read_text())
    source = stored["sources"][0]
    assert source["name"] == "a.csv"
    assert source["source"] == "police-uk-street/1"
    assert (source["rows"], source["kept"], source["rejected"]) == (10, 10, 0)
    assert {file["table"] for file in stored["files"]} == {"crime", "counts", "reported"}
    assert "police-uk-street/1" in stored["versions"]


def test_no_folder_of_the_machine_stands_in_what_is_kept(store: EvidenceStore, tmp_path: Path) -> None:
    """Of an archive its member is kept; a manifest of an earlier version reads the same, and its rows are forgotten."""
    told = tmp_path / "told-nobody"
    told.mkdir()
    month = "2024-04/2024-04-bedfordshire-street.csv"
    bad = street.row(7, "2024-05", Crime_type="?")
    store.ingest([street.archive(told / "all.zip", {month: street.text(street.rows(20))})])
    store.ingest([street.write(told / "may.csv", [*street.rows(200, "2024-05"), bad])])
    manifest, rejects = store.manifest(), store.rejects()
    assert {source.name for source in manifest.sources} == {f"all.zip/{month}", "may.csv"}
    kept = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert not [path for path in kept if b"told-nobody" in path.read_bytes()]
    stored = tmp_path / "evidence" / "snapshots" / f"{manifest.id}.json"
    assert rejects is not None
    for file in (stored, rejects):
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("may.csv", f"{told}/may.csv").replace("all.zip", f"{told}/all.zip"), "utf-8"
        )
    assert store.manifest() == manifest
    removal = store.forget(ForgetRequest(files=(f"{told}/may.csv",), reason="A letter."))
    assert removal.names == ("may.csv",)
    assert removal.tombstone.rejected_rows == 1


def test_verify_tells_of_a_changed_and_of_a_missing_file(store: EvidenceStore, tmp_path: Path) -> None:
    store.ingest([street.write(tmp_path / "a.csv", street.rows(10) + street.rows(10, "2024-05"))])
    crime = [file for file in store.manifest().files if file.table == "crime"]
    folder = tmp_path / "evidence" / "files"
    content = bytearray((folder / crime[0].filename).read_bytes())
    content[200] ^= 1
    (folder / crime[0].filename).write_bytes(content)
    (folder / crime[1].filename).unlink()
    problems = store.verify().problems
    assert any("crime 2024-04 has changed" in problem for problem in problems)
    assert any("crime 2024-05 is missing" in problem for problem in problems)


def test_refused_leaves_nothing_behind(store: EvidenceStore, tmp_path: Path) -> None:
    good = street.write(tmp_path / "good.csv", street.rows(10))
    bad = street.write(tmp_path / "bad.csv", [("a", "b")], ("x", "y"))
    with pytest.raises(IngestRefused) as refused:
        store.ingest([good, bad])
    assert [outcome.name for outcome in refused.value.report.refused] == [str(bad)]
    assert store.current_id() is None
    assert not (tmp_path / "evidence" / "incoming").exists()
    report = store.ingest([good, bad], skip_refused=True)
    assert report.published
    assert [outcome.status for outcome in report.refused] == ["left-out"]
    assert counted(store) == 10
