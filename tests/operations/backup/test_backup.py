"""A workspace in one file and back: every file, every row, and nothing half done."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from wardmote.operations.backup import BackupError, backup, restore, verify_backup
from wardmote.operations.workspace import Workspace, find_workspace


@pytest.fixture
def place(marrowmere: Workspace, tmp_path: Path) -> Path:
    """A small workspace with a database and a key."""
    folder = tmp_path / "own" / "workspace"
    shutil.copytree(marrowmere.folder, folder, ignore=shutil.ignore_patterns("*.pdf", "*.docx", "*.pptx"))
    with closing(sqlite3.connect(folder / "site.sqlite")) as made, made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE notes (words TEXT)")
        made.executemany("INSERT INTO notes VALUES (?)", [("café",), ("£5",)])
    (folder / "secrets" / "site-key").write_text("not a real key\n", encoding="ascii")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    left_out = {"evidence/lock", "site.sqlite", "site.sqlite-wal", "site.sqlite-shm"}
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name not in left_out}


def test_what_is_restored_is_what_was_there(place: Path, tmp_path: Path) -> None:
    """Every byte of every file, every row, the same figures, and the key readable by its owner alone."""
    made = backup(find_workspace(place), tmp_path / "kept.zip")
    back = restore(made.file, tmp_path / "again")
    assert _files(back.workspace.folder) == _files(place)
    assert back.contents.tables == {"notes": 2}
    with closing(sqlite3.connect(back.workspace.folder / "site.sqlite")) as held:
        assert [row[0] for row in held.execute("SELECT words FROM notes")] == ["café", "£5"]
    assert back.workspace.store.verify().sound
    assert (back.workspace.folder / "secrets" / "site-key").stat().st_mode & 0o777 == 0o600
    assert made.file.stat().st_mode & 0o777 == 0o600


def test_a_damaged_backup_is_found_and_nothing_restored(place: Path, tmp_path: Path) -> None:
    """One changed byte, half a file, and a text that is no zip."""
    file = backup(find_workspace(place), tmp_path / "kept.zip").file
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        at = max(archive.infolist(), key=lambda one: one.compress_size)
    middle = at.header_offset + at.compress_size // 2
    for name, content in {
        "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "half": whole[: len(whole) // 2],
        "text": b"not a zip",
    }.items():
        broken = tmp_path / f"{name}.zip"
        broken.write_bytes(content)
        with pytest.raises(BackupError):
            verify_backup(broken)
        with pytest.raises(BackupError):
            restore(broken, tmp_path / "nowhere")
        assert not (tmp_path / "nowhere").exists()


def test_a_backup_never_writes_outside_of_its_folder(place: Path, tmp_path: Path) -> None:
    """A made-up backup that names a place above is refused."""
    file = backup(find_workspace(place), tmp_path / "kept.zip").file
    with zipfile.ZipFile(file) as archive:
        told = archive.read("backup.json").decode()
        name = next(one for one in archive.namelist() if one.endswith("wardmote.toml"))
        held = {one: archive.read(one) for one in archive.namelist() if one != "backup.json"}
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        for one, content in held.items():
            archive.writestr("files/../../outside.toml" if one == name else one, content)
        archive.writestr("backup.json", told.replace(name, "files/../../outside.toml"))
    (tmp_path / "deep").mkdir()
    with pytest.raises(BackupError, match="outside"):
        restore(evil, tmp_path / "deep" / "folder")
    assert not list(tmp_path.rglob("outside.toml"))


def test_neither_overwrites_anything(place: Path, tmp_path: Path) -> None:
    """A file that is there, a folder that holds something, and a place inside the workspace."""
    opened = find_workspace(place)
    (tmp_path / "there.zip").write_bytes(b"mine")
    for to in (tmp_path / "there.zip", place / "documents", tmp_path / "no" / "folder.zip"):
        with pytest.raises(BackupError):
            backup(opened, to)
    file = backup(opened, tmp_path / "kept.zip").file
    with pytest.raises(BackupError, match="empty"):
        restore(file, place)
    assert not list(tmp_path.glob(".*.partial"))


def test_what_is_made_anew_is_neither_kept_nor_restored(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that wait to be taken in are; a backup that holds a cache all the same does not bring it back."""
    for name in ("cache/results/one", "arrivals/0/waits.csv"):
        (place / name).parent.mkdir(parents=True)
        (place / name).write_bytes(b"1")
    kept = {one.name for one in backup(find_workspace(place), tmp_path / "kept.zip").contents.entries}
    assert "files/arrivals/0/waits.csv" in kept
    assert not any(name.startswith("files/cache/") for name in kept)
    monkeypatch.setattr("wardmote.operations.backup.packing.LEFT_OUT", ("site.sqlite", "evidence/lock"))
    with_cache = backup(find_workspace(place), tmp_path / "with-cache.zip")
    assert "files/cache/results/one" in {one.name for one in with_cache.contents.entries}
    assert not (restore(with_cache.file, tmp_path / "again").workspace.folder / "cache").exists()
