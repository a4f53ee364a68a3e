"""A full disk, a limit, a missing right: a sentence, and the old snapshot stands."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused, NotStored, arrivals, storing

PROJECT = Path(__file__).resolve().parents[2]
MEGABYTE = 1_000_000


@pytest.fixture
def before(store: EvidenceStore, tmp_path: Path) -> str:
    """A snapshot that stands."""
    after = store.ingest([street.write(tmp_path / "old.csv", street.rows(10, "2024-01"))]).after
    assert after is not None
    return after


def test_a_file_that_may_not_grow(store: EvidenceStore, before: str, tmp_path: Path) -> None:
    path = street.write(tmp_path / "new.csv", street.rows(60_000))
    packed = street.archive(tmp_path / "new.zip", {"street.csv": path.read_bytes()})
    for source in (path, packed):
        run = subprocess.run(
            [sys.executable, "-m", "tests.faults.taking_in", str(tmp_path / "evidence"), str(source)],
            cwd=PROJECT,
            env={**os.environ, "WARDMOTE_FILE_LIMIT": str(MEGABYTE)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert run.returncode == 1, run.stderr
        assert "NotStored The disk that holds" in run.stdout
        assert "Make room and try again" in run.stdout
        assert store.current_id() == before
        assert store.verify().sound
    assert store.ingest([path]).kept == 60_000


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of two megabytes; where this user may not mount one, a system that says so after as much."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mount.returncode:
        monkeypatch.setattr(storing, "settle_file", _settle_while_small)
    yield folder
    if not mount.returncode:
        subprocess.run(["umount", str(folder)], check=True)


def _settle_while_small(path: Path) -> None:
    if path.stat().st_size > 2 * MEGABYTE:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))


@pytest.mark.parametrize("packed", [False, True])
def test_a_full_disk(small_disk: Path, tmp_path: Path, definitions: Definitions, packed: bool) -> None:
    store = EvidenceStore(small_disk / "evidence", definitions)
    before = store.ingest([street.write(tmp_path / "old.csv", street.rows(10, "2024-01"))]).after
    path = street.write(tmp_path / "new.csv", street.rows(150_000))
    if packed:
        path = street.archive(tmp_path / "new.zip", {"street.csv": path.read_bytes()})
    with pytest.raises(NotStored, match=r"The disk that holds .* is full.*Nothing was changed.*Make room"):
        store.ingest([path])
    assert store.current_id() == before
    assert store.verify().sound
    assert not (small_disk / "evidence" / "incoming").exists()
    assert store.ingest([street.write(tmp_path / "small.csv", street.rows(10))]).published


@pytest.mark.parametrize("step", ["mkdir", "rename"])
def test_a_folder_that_may_not_be_written_to(
    store: EvidenceStore, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Root may write anywhere, so the system's answer is put in its place."""

    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = street.write(tmp_path / "new.csv", street.rows(10))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "mkdir" if step == "mkdir" else "replace", refuse)
        with pytest.raises(NotStored, match=r"may not be written to by this user. Nothing was changed"):
            store.ingest([path])
    assert store.current_id() == before
    assert store.verify().sound


def test_a_file_that_may_not_be_read(
    store: EvidenceStore, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = street.write(tmp_path / "new.csv", street.rows(10))

    def refuse(path: Path, *rest: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(arrivals, "_open_plain", refuse)
    with pytest.raises(IngestRefused, match=r"new\.csv cannot be read: Permission denied"):
        store.ingest([path])
    assert store.current_id() == before
