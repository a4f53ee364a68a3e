"""Whatever the order in which files of every kind are named in one call, the snapshot is the same."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from wardmote.evidence import EvidenceStore
from wardmote.operations.workspace import Workspace

MONTHS = ("2025-12", "2026-01", "2026-02", "2026-03")


@pytest.fixture(scope="module")
def files(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Street crime, outcomes, searches, the Home Office, partners' tables and a workbook; geography too."""
    made = marrowmere.folder.parent / "files"
    police = [path for month in MONTHS for path in sorted((made / "police" / month).glob("*.csv"))]
    packed = tmp_path_factory.mktemp("packed") / "march.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in police:
            if path.name.startswith("2026-03"):
                archive.write(path, path.name)
    loose = [path for path in police if not path.name.startswith("2026-03")]
    return [*loose, packed, *sorted((made / "partners").iterdir()), *sorted((made / "geography").iterdir())]


def taken(marrowmere: Workspace, folder: Path, order: list[Path]) -> tuple[str, list[str]]:
    store = EvidenceStore(folder, marrowmere.definitions)
    report = store.ingest(order)
    assert not report.refused
    manifest = store.manifest()
    return manifest.id, sorted(f"{file.table} {file.key} {file.sha256}" for file in manifest.files)


def test_any_order_within_one_call_gives_the_same_snapshot(
    marrowmere: Workspace, files: list[Path], tmp_path: Path, in_full: bool
) -> None:
    tables = {
        "crime",
        "counts",
        "outcomes",
        "searches",
        "search_people",
        "observations",
        "places",
        "boundaries",
    }
    first = taken(marrowmere, tmp_path / "first", files)
    assert tables <= {line.split()[0] for line in first[1]}
    chance = random.Random(4)
    for turn in range(8 if in_full else 2):
        order = list(files)
        chance.shuffle(order)
        assert taken(marrowmere, tmp_path / f"turn {turn}", order) == first


def test_one_call_for_each_file_ends_in_the_same_tables(
    marrowmere: Workspace, files: list[Path], tmp_path: Path
) -> None:
    together = taken(marrowmere, tmp_path / "together", files)
    store = EvidenceStore(tmp_path / "one by one", marrowmere.definitions)
    for path in files:
        store.ingest([path])
    manifest = store.manifest()
    assert sorted(f"{file.table} {file.key} {file.sha256}" for file in manifest.files) == together[1]
    assert store.verify().sound


def test_the_same_files_again_change_nothing(
    marrowmere: Workspace, files: list[Path], tmp_path: Path
) -> None:
    store = EvidenceStore(tmp_path / "evidence", marrowmere.definitions)
    first = store.ingest(files)
    again = store.ingest(list(reversed(files)))
    assert (again.published, again.after) == (False, first.after)
    assert {outcome.status for outcome in again.outcomes} <= {"already-there", "skipped-noted"}
