"""Puts a backup back: into an empty folder, all of it or nothing."""

from __future__ import annotations

import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wardmote.evidence import Progress, quiet
from wardmote.operations.backup import databases
from wardmote.operations.backup.contents import DATABASE, DUMP, FILES, Contents, entry_of
from wardmote.operations.backup.errors import BackupError
from wardmote.operations.backup.packing import verify_backup
from wardmote.operations.workspace import Workspace, find_workspace

PRIVATE = "secrets/"
MADE_ANEW = "cache/"
"""Never restored, also from a backup that holds it: the site reads from there as from its own."""


@dataclass(frozen=True)
class Restored:
    """A workspace as it was when the backup was made, each file and each table counted and compared."""

    workspace: Workspace
    contents: Contents
    files: int


def restore(file: Path, folder: Path, *, progress: Progress = quiet) -> Restored:
    """Put a backup into an empty folder (made when it is not there), and compare every file and table with it.

    A backup of PostgreSQL goes into the database that DATABASE_URL names, which must be empty.

    Raises
    ------
    BackupError
        When the backup is not whole, the folder holds something, or what was written is not what was read; nothing is
        left in the folder then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} holds something. Name a folder that is empty or not there.")
    contents = verify_backup(file, progress=progress)
    half = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(half, ignore_errors=True)
    try:
        _unpack(file, half, contents, progress)
        _database(half, contents)
        if folder.exists():
            folder.rmdir()
        half.replace(folder)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return Restored(find_workspace(folder), contents, len(contents.entries))


def _unpack(file: Path, half: Path, contents: Contents, progress: Progress) -> None:
    with zipfile.ZipFile(file) as archive:
        for done, entry in enumerate(contents.entries):
            progress("Restoring", done, len(contents.entries))
            if entry.name.startswith(FILES + MADE_ANEW):
                continue
            to = half / _place_of(entry.name)
            to.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry.name) as source, to.open("wb") as out:
                shutil.copyfileobj(source, out)
            if entry_of(entry.name, to) != entry:
                raise BackupError(
                    f"{entry.name} could not be written as it was. Nothing was restored; try another disk."
                )
            if entry.name.startswith(FILES + PRIVATE):
                to.parent.chmod(0o700)
                to.chmod(0o600)


def _place_of(name: str) -> Path:
    """Where a file of the backup goes, never outside of the folder."""
    if name == DATABASE:
        return Path(databases.FILE)
    if name == DUMP:
        return Path("restored.dump")
    inside = PurePosixPath(name.removeprefix(FILES))
    if (
        not name.startswith(FILES)
        or inside.is_absolute()
        or ".." in inside.parts
        or "\\" in name
        or ":" in name
    ):
        raise BackupError(f"The backup names a place outside of the folder ({name}). It is not restored.")
    return Path(*inside.parts)


def _database(half: Path, contents: Contents) -> None:
    if contents.engine == "sqlite":
        found = databases.rows_of_sqlite(half / databases.FILE)
    elif contents.engine == "postgresql":
        if not os.environ.get(databases.URL):
            raise BackupError(
                f"This backup holds a PostgreSQL database: set {databases.URL} to an empty one."
            )
        found = databases.load_postgresql(half / "restored.dump")
        (half / "restored.dump").unlink()
    else:
        return
    if found != contents.tables:
        odd = sorted(
            name
            for name in found.keys() | contents.tables.keys()
            if found.get(name) != contents.tables.get(name)
        )
        raise BackupError(f"The database is not what it was: {', '.join(odd[:5])}. Nothing was restored.")
