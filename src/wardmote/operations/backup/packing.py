"""Makes a backup, and reads it back to see that it is whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wardmote.evidence import Progress, quiet
from wardmote.operations.backup import databases
from wardmote.operations.backup.contents import (
    DATABASE,
    DUMP,
    FILES,
    NAME,
    Contents,
    Engine,
    Entry,
    chunks,
    entry_of,
    from_json,
)
from wardmote.operations.backup.errors import BackupError
from wardmote.operations.workspace import Workspace

LEFT_OUT = (
    "site.sqlite",
    "site.sqlite-wal",
    "site.sqlite-shm",
    "evidence/lock",
    "evidence/incoming",
    "cache",
)
"""Copied another way, of the moment only, or made anew when it is lost. Files that wait to be taken in are none of these."""
PACKED_ALREADY = (
    ".parquet",
    ".zip",
    ".gz",
    ".png",
    ".docx",
    ".odt",
    ".xlsx",
    ".ods",
    ".pptx",
    ".pdf",
    ".woff2",
)


@dataclass(frozen=True)
class Backup:
    """A backup that was read back and found whole."""

    file: Path
    contents: Contents
    bytes: int


def backup(workspace: Workspace, to: Path | None = None, *, progress: Progress = quiet) -> Backup:
    """Write the workspace into one file that can be read back, and read it back.

    Nothing is taken in meanwhile; people go on working with the site, whose database is copied as it stands at one
    moment. The file holds the key and everything else that is the partnership's: keep it as safe as the server.

    Parameters
    ----------
    to
        The file to write, or a folder to put it in; the current folder without one.

    Raises
    ------
    BackupError
        When the file is there already, the database is damaged, or what was written is not what was read.
    EvidenceBusy
        When evidence is being taken in.
    """
    file = _named(workspace, to)
    half = file.with_name(f".{file.name}.partial")
    try:
        with workspace.store.undisturbed("copying"), tempfile.TemporaryDirectory(dir=file.parent) as scratch:
            contents = _pack(workspace, half, Path(scratch), progress)
        verify_backup(half, progress=progress)
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    return Backup(file, contents, file.stat().st_size)


def verify_backup(file: Path, *, progress: Progress = quiet) -> Contents:
    """Read every file of a backup and compare it with what the backup says of it.

    Raises
    ------
    BackupError
        When one is missing, too many, or not what it was; says which.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            contents = from_json(archive.read(NAME).decode())
            _check_names(archive, contents)
            for done, entry in enumerate(contents.entries):
                progress("Checking the backup", done, len(contents.entries))
                _check(archive, entry)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, UnicodeDecodeError) as error:
        raise BackupError(f"{file.name} is not a whole backup ({error}). Use another copy.") from error
    return contents


def _named(workspace: Workspace, to: Path | None) -> Path:
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    place = to or Path()
    file = place / f"wardmote-{moment}.zip" if place.is_dir() else place
    if file.exists():
        raise BackupError(f"{file} is there already. Name another file.")
    if not file.parent.is_dir():
        raise BackupError(f"There is no folder {file.parent}. Make it first.")
    if workspace.folder.resolve() in file.resolve().parents:
        raise BackupError("A backup inside the workspace would be lost with it. Name a place outside.")
    return file


def _pack(workspace: Workspace, half: Path, scratch: Path, progress: Progress) -> Contents:
    engine = databases.engine_of(workspace.folder)
    copied, tables = _database(workspace.folder, engine, scratch)
    inside = [*_own_files(workspace.folder), *copied]
    entries = []
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w", allowZip64=True) as archive:
        for done, (name, path) in enumerate(inside):
            progress("Copying", done, len(inside))
            entries.append(entry_of(name, path))
            packed = zipfile.ZIP_STORED if path.suffix in PACKED_ALREADY else zipfile.ZIP_DEFLATED
            archive.write(path, name, compress_type=packed)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        snapshot = workspace.store.current_id() or ""
        contents = Contents(made, workspace.settings.name, snapshot, engine, tuple(entries), tables)
        archive.writestr(NAME, contents.to_json())
    return contents


def _database(folder: Path, engine: Engine, scratch: Path) -> tuple[list[tuple[str, Path]], dict[str, int]]:
    if engine == "none":
        return [], {}
    if engine == "sqlite":
        copy = scratch / "site.sqlite"
        return [(DATABASE, copy)], databases.copy_sqlite(databases.sqlite_file(folder), copy)
    dump = scratch / "site.dump"
    tables = databases.dump_postgresql(dump)
    return [(DUMP, dump)], tables


def _own_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if path.is_file() and not any(inside == left or inside.startswith(f"{left}/") for left in LEFT_OUT):
            yield FILES + inside, path


def _check_names(archive: zipfile.ZipFile, contents: Contents) -> None:
    held = sorted(name for name in archive.namelist() if name != NAME)
    said = sorted(entry.name for entry in contents.entries)
    if held != said:
        odd = sorted(set(held) ^ set(said))[:3]
        raise BackupError(f"The backup does not hold what it says: {', '.join(odd)}. Use another copy.")


def _check(archive: zipfile.ZipFile, entry: Entry) -> None:
    mark = hashlib.sha256()
    with archive.open(entry.name) as stream:
        for part in chunks(stream):  # type: ignore[arg-type]
            mark.update(part)
    if mark.hexdigest() != entry.sha256:
        raise BackupError(f"{entry.name} in the backup is damaged. Use another copy.")
