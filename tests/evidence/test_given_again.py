"""Files that are given again: alone, beside a differing one, or under other definitions."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused, IngestReport


def statuses(report: IngestReport) -> dict[str, str]:
    return {Path(outcome.name).name: outcome.status for outcome in report.outcomes}


def forces(store: EvidenceStore) -> dict[str, int]:
    with store.open() as snapshot:
        return dict(
            snapshot.connection().execute("SELECT force, count(*) FROM crime GROUP BY force").fetchall()
        )


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """A folder with two files that differ for one force and month."""
    street.write(tmp_path / "both" / "old.csv", street.rows(10))
    street.write(tmp_path / "both" / "new.csv", street.rows(12, start=100))
    return tmp_path / "both"


def test_a_held_file_beside_a_differing_one_is_a_conflict_however_often(
    store: EvidenceStore, both: Path
) -> None:
    held = store.ingest([both / "old.csv"]).after
    for _ in range(3):
        with pytest.raises(
            IngestRefused, match=r"old\.csv and .*new\.csv both supply Bedfordshire Police for 2024-04"
        ) as refused:
            store.ingest([both])
        assert statuses(refused.value.report) == {"old.csv": "refused", "new.csv": "refused"}
        assert store.current_id() == held


def test_a_replaced_file_beside_the_one_that_replaced_it_is_a_conflict(
    store: EvidenceStore, both: Path
) -> None:
    store.ingest([both / "old.csv"])
    held = store.ingest([both / "new.csv"]).after
    for _ in range(2):
        with pytest.raises(IngestRefused, match="both supply"):
            store.ingest([both])
        assert store.current_id() == held


def test_a_partly_replaced_file_beside_the_one_that_replaced_it_is_a_conflict(
    store: EvidenceStore, tmp_path: Path
) -> None:
    old = street.write(tmp_path / "old.csv", street.rows(10) + street.rows(7, "2024-05"))
    new = street.write(tmp_path / "new.csv", street.rows(12, start=100))
    store.ingest([old])
    held = store.ingest([new]).after
    with pytest.raises(IngestRefused, match=r"new\.csv and .*old\.csv both supply"):
        store.ingest([old, new])
    assert store.current_id() == held


def test_a_conflict_with_a_held_file_leaves_both_out_and_takes_the_rest(
    store: EvidenceStore, both: Path, tmp_path: Path
) -> None:
    store.ingest([both / "old.csv"])
    other = street.write(tmp_path / "may.csv", street.rows(4, "2024-05"))
    report = store.ingest([both, other], skip_refused=True)
    assert statuses(report) == {"old.csv": "left-out", "new.csv": "left-out", "may.csv": "taken"}
    assert [(h.month, h.kept) for h in store.holdings()] == [("2024-04", 10), ("2024-05", 4)]
    assert store.verify().sound
    with pytest.raises(IngestRefused):
        store.ingest([both], skip_refused=True)


def test_a_held_lookup_beside_one_that_disagrees_is_a_conflict_however_often(
    store: EvidenceStore, tmp_path: Path
) -> None:
    old = street.lookup(tmp_path / "both" / "old.csv", ["E01017001", "E01017002"])
    held = store.ingest([old]).after
    text = old.read_text().replace("E01017002,Town 002A,E05000001", "E01017002,Town 002A,E05000002")
    (tmp_path / "both" / "new.csv").write_text(text)
    for _ in range(2):
        with pytest.raises(IngestRefused, match="disagree about small area E01017002"):
            store.ingest([tmp_path / "both"])
        assert store.current_id() == held


def test_a_held_lookup_beside_one_that_adds_to_it_is_still_there(
    store: EvidenceStore, tmp_path: Path
) -> None:
    old = street.lookup(tmp_path / "old.csv", ["E01017001", "E01017002"])
    new = street.lookup(tmp_path / "new.csv", ["E01017003"])
    store.ingest([old])
    assert statuses(store.ingest([old, new])) == {"old.csv": "already-there", "new.csv": "taken"}
    again = store.ingest([old, new])
    assert set(statuses(again).values()) == {"already-there"}
    assert not again.published


def with_spelling(definitions: Definitions, force: str, name: str) -> Definitions:
    """The definitions, with one more spelling of a force."""
    known = definitions.forces[force]
    changed = known.model_copy(update={"names": (*known.names, name)})
    return replace(definitions, forces={**definitions.forces, force: changed})


def with_threshold(definitions: Definitions, name: str, value: float) -> Definitions:
    changed = definitions.thresholds[name].model_copy(update={"value": value})
    return replace(definitions, thresholds={**definitions.thresholds, name: changed})


def test_a_file_is_read_again_when_a_spelling_was_added(tmp_path: Path, definitions: Definitions) -> None:
    rows = [*street.rows(200), street.row(300, force="Beds Police")]
    path = street.write(tmp_path / "a.csv", rows)
    first = EvidenceStore(tmp_path / "evidence", definitions).ingest([path])
    assert (first.kept, first.rejected) == (200, 1)
    later = EvidenceStore(tmp_path / "evidence", with_spelling(definitions, "bedfordshire", "Beds Police"))
    second = later.ingest([path])
    assert (second.published, second.kept, second.rejected) == (True, 201, 0)
    assert statuses(second) == {"a.csv": "taken"}
    assert any("read again" in note for note in second.notes)
    assert later.verify().sound
    assert statuses(later.ingest([path])) == {"a.csv": "already-there"}


def test_a_force_that_a_file_no_longer_supplies_goes_with_its_rows(
    tmp_path: Path, definitions: Definitions
) -> None:
    wide = with_threshold(with_spelling(definitions, "kent", "Ruritania Police"), "rejected-rows", 0.5)
    ruritania = street.rows(5, "2024-05", force="Ruritania Police") + street.rows(5, force="Ruritania Police")
    path = street.write(tmp_path / "a.csv", street.rows(20) + ruritania)
    EvidenceStore(tmp_path / "evidence", wide).ingest([path])
    narrow = EvidenceStore(tmp_path / "evidence", with_threshold(definitions, "rejected-rows", 0.5))
    assert forces(narrow) == {"bedfordshire": 20, "kent": 10}
    report = narrow.ingest([path])
    assert (report.kept, report.rejected) == (20, 10)
    assert forces(narrow) == {"bedfordshire": 20}
    assert narrow.verify().sound


def test_a_file_is_judged_again_when_the_limit_of_rejected_rows_was_lowered(
    tmp_path: Path, definitions: Definitions
) -> None:
    path = street.write(tmp_path / "a.csv", [*street.rows(200), street.row(300, Crime_type="Piracy")])
    EvidenceStore(tmp_path / "evidence", definitions).ingest([path])
    strict = EvidenceStore(tmp_path / "evidence", with_threshold(definitions, "rejected-rows", 0))
    with pytest.raises(IngestRefused, match="1 of 201 rows"):
        strict.ingest([path])


def test_a_manifest_that_does_not_say_how_it_was_read_is_good_and_read_again_once(
    store: EvidenceStore, tmp_path: Path
) -> None:
    paths = [
        street.write(tmp_path / "a.csv", street.rows(10)),
        street.lookup(tmp_path / "lookup.csv", ["E01017001"]),
    ]
    held = store.ingest(paths).after
    stored = tmp_path / "evidence" / "snapshots" / f"{held}.json"
    content = json.loads(stored.read_text())
    for source in content["sources"]:
        del source["reading"]
    stored.write_text(json.dumps(content))
    assert store.verify().sound
    first = store.ingest(paths)
    assert (first.published, first.after) == (False, held)
    assert any("2 files held already, read again" in note for note in first.notes)
    again = store.ingest(paths)
    assert set(statuses(again).values()) == {"already-there"}
    assert store.verify().sound


def test_definitions_that_do_not_decide_about_rows_change_nothing(
    tmp_path: Path, definitions: Definitions
) -> None:
    path = street.write(tmp_path / "a.csv", street.rows(10))
    EvidenceStore(tmp_path / "evidence", definitions).ingest([path])
    other = EvidenceStore(tmp_path / "evidence", with_threshold(definitions, "too-few", 30))
    assert statuses(other.ingest([path])) == {"a.csv": "already-there"}


def test_a_copy_under_another_name_is_held_too(store: EvidenceStore, both: Path) -> None:
    store.ingest([both / "old.csv"])
    shutil.copy(both / "old.csv", both / "copy.csv")
    with pytest.raises(IngestRefused, match="both supply"):
        store.ingest([both / "copy.csv", both / "new.csv"])
