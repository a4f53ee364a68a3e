"""Removal on request as a job: what goes, which documents were made from it, and that it is gone."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence import ForgetError, ForgetRequest, Progress, Removal, quiet
from wardmote.operations.builds import sound_and_damaged
from wardmote.operations.workspace import Workspace

COLUMN = "crime id"


@dataclass(frozen=True)
class Forgotten:
    """What a removal removes or has removed, and what it does not reach.

    ``builds``: those of documents that cite a snapshot it replaces. ``files``: what those are called that it
    was taken in from, or the archives that hold them; where they lie is not kept.
    """

    removal: Removal
    builds: tuple[str, ...]
    files: tuple[str, ...] = ()


def forget(
    workspace: Workspace, request: ForgetRequest, *, dry_run: bool = False, progress: Progress = quiet
) -> Forgotten:
    """Remove something from every snapshot of the evidence.

    Raises
    ------
    ForgetError
        When the request is not clear.
    EvidenceError
        When it cannot be done, or was stopped on the way.
    """
    removal = workspace.store.forget(request, dry_run=dry_run, progress=progress)
    was = {one.was for one in removal.tombstone.replaced}
    builds = [build.id for build in sound_and_damaged(workspace)[0] if build.record.snapshot in was]
    files = {_file_of(name) for name in removal.names}
    return Forgotten(removal, tuple(builds), tuple(sorted(files)))


def _file_of(name: str) -> str:
    """The file itself, or the archive or workbook that a name is a member of."""
    first, _, rest = name.partition("/")
    return first if rest else name


def read_crime_ids(path: Path) -> Sequence[str]:
    """Crime IDs out of a file: one a line, or a CSV file with a column Crime ID.

    Raises
    ------
    ForgetError
        When the file cannot be read or holds none.
    """
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise ForgetError(
            f"{path} cannot be read: {why}. Give a text file with one Crime ID a line."
        ) from error
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    place = header.index(COLUMN) if COLUMN in header else 0
    found = [
        row[place].strip() for row in rows[COLUMN in header :] if len(row) > place and row[place].strip()
    ]
    wide = next((row for row in rows if len(row) > 1), None)
    if not found or (wide is not None and COLUMN not in header):
        raise ForgetError(
            f"{path} holds no list of Crime IDs. Give a text file with one a line, or a CSV file with a column Crime ID."
        )
    return found
