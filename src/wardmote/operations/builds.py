"""What each build of a document said, kept in the workspace: written once, found again by snapshot or by id."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wardmote.documents.record import ID_LENGTH, BuildRecord, RecordError, read_record, record_of
from wardmote.evidence.layout import write_durably
from wardmote.figures import Figure, Table
from wardmote.operations.build_journal import note_said, when_said
from wardmote.operations.workspace import Workspace, WorkspaceError
from wardmote.publishing.errors import NotWrittenError, PublishingError
from wardmote.publishing.storing import reason
from wardmote.publishing.tree import Document

ASSESSMENT = "strategic-assessment"
PUBLIC_ASSESSMENT = f"{ASSESSMENT}-public"
"""The public edition, which keeps its builds apart: nothing of the partnership's own is taken for it, nor it for theirs."""
EDITIONS = {ASSESSMENT: "partnership", PUBLIC_ASSESSMENT: "public"}
"""The editions of the assessment, by the name of their records."""


class BuildNotFoundError(WorkspaceError):
    """No build, or no snapshot, or several, answer to what was asked for; says what there is."""


class BuildDamagedError(PublishingError):
    """The record of a build cannot be read; says which, why, and what to do."""


@dataclass(frozen=True)
class KeptBuild:
    """A build that the workspace keeps: its id, its file, what it was made from, and when it was last said."""

    id: str
    path: Path
    record: BuildRecord
    written: datetime


def folder_of(workspace: Workspace, name: str = ASSESSMENT) -> Path:
    """Where the records of a document lie."""
    return workspace.documents / "builds" / name


def keep_build(
    workspace: Workspace,
    document: Document,
    table: Table,
    figures: Sequence[Figure] = (),
    *,
    name: str = ASSESSMENT,
) -> KeptBuild:
    """Keep what a build says. The same content is the same file, which then counts as said again.

    Parameters
    ----------
    table
        The table by measure that the document rests on: its snapshot, its area, its last month.
    figures
        Figures printed beside those that the document names itself.

    Raises
    ------
    DocumentError
        When the document would not hold together.
    NotWrittenError
        When the folder cannot be written.
    """
    return store(workspace, recorded(workspace, document, table, figures, name=name))


def recorded(
    workspace: Workspace,
    document: Document,
    table: Table,
    figures: Sequence[Figure] = (),
    *,
    name: str = ASSESSMENT,
) -> BuildRecord:
    """What a build says, not yet kept."""
    changes = [
        table.figure(row, what)
        for row in table.rows
        if row.current is not None
        for what in ("previous", "current", "percent")
    ]
    return record_of(
        document,
        name,
        table.snapshot,
        table.current.end,
        table.area.code,
        workspace.definitions,
        (*changes, *figures),
    )


def store(workspace: Workspace, record: BuildRecord) -> KeptBuild:
    """Write a record whole or not at all.

    Raises
    ------
    NotWrittenError
        When the folder cannot be written.
    """
    content, folder = record.content(), folder_of(workspace, record.document)
    path = folder / f"{record.id}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (path.is_file() and path.read_bytes() == content):
            with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as beside:
                write_durably(path, content, Path(beside))
        return KeptBuild(record.id, path, record, note_said(folder, record.id))
    except OSError as error:
        raise NotWrittenError(
            f"The record of what the document says cannot be written to {folder}: {reason(error)}. See to that, and "
            "write the document again: without a record, nobody can compare with it later."
        ) from error


def builds(workspace: Workspace, name: str = ASSESSMENT) -> list[KeptBuild]:
    """Every build that is kept, the oldest evidence first, then the one that was said first.

    Raises
    ------
    BuildDamagedError
        When a record cannot be read.
    """
    found, damaged = sound_and_damaged(workspace, name)
    if damaged:
        raise damaged[0]
    return found


def sound_and_damaged(
    workspace: Workspace, name: str = ASSESSMENT
) -> tuple[list[KeptBuild], list[BuildDamagedError]]:
    """Every build that can be read, in order, and for each that cannot, why."""
    order = {manifest.id: at for at, manifest in enumerate(workspace.store.snapshots())}
    found: list[KeptBuild] = []
    damaged: list[BuildDamagedError] = []
    for path in sorted(folder_of(workspace, name).glob("*.json")):
        try:
            found.append(read_build(path))
        except BuildDamagedError as error:
            damaged.append(error)
    said = {build: turn for turn, build in enumerate(when_said(folder_of(workspace, name)))}
    found.sort(
        key=lambda build: (
            order.get(workspace.store.standing(build.record.snapshot), -1),
            build.written,
            said.get(build.id, -1),
            build.id,
        )
    )
    return found, damaged


def read_build(path: Path) -> KeptBuild:
    """One record by its file.

    Raises
    ------
    BuildDamagedError
        When it cannot be read, or is not what was written.
    """
    remedy = f"Restore {path} from a copy, or move it away; nothing else needs it."
    try:
        if not path.is_file():
            raise RecordError("it is no file")
        record = read_record(path.read_bytes())
    except RecordError as error:
        raise BuildDamagedError(
            f"The record of build {path.stem} cannot be read: {error}. {remedy}"
        ) from error
    except OSError as error:
        raise BuildDamagedError(
            f"The record of build {path.stem} cannot be read: {error.strerror or error}. {remedy}"
        ) from error
    if record.id != path.stem:
        raise BuildDamagedError(f"The record of build {path.stem} is not what was written. {remedy}")
    return _kept(path, record)


def find_build(workspace: Workspace, wanted: str, name: str = ASSESSMENT) -> KeptBuild:
    """The build of an id, or of the first digits of one.

    Raises
    ------
    BuildNotFoundError
        When none or several have them.
    BuildDamagedError
        When it cannot be read.
    """
    folder = folder_of(workspace, name)
    ids = sorted(path.stem for path in folder.glob("*.json"))
    found = [one for one in ids if wanted and one.startswith(wanted.lower())]
    if len(found) == 1:
        return read_build(folder / f"{found[0]}.json")
    if not ids:
        raise BuildNotFoundError("No build is kept yet. 'wardmote assess' keeps one.")
    some = (
        f"Several builds begin with {wanted}: {', '.join(found)}."
        if found
        else f"There is no build {wanted}."
    )
    raise BuildNotFoundError(f"{some} 'wardmote builds' lists them.")


def edition_of(workspace: Workspace, wanted: str) -> str:
    """The name of the document whose builds hold an id, or the first digits of one; the partnership's own if none does."""
    starts = wanted.lower()
    found = [
        name
        for name in EDITIONS
        if wanted and any(path.stem.startswith(starts) for path in folder_of(workspace, name).glob("*.json"))
    ]
    return found[0] if len(found) == 1 else ASSESSMENT


def _kept(path: Path, record: BuildRecord) -> KeptBuild:
    """A build that was read; where nobody noted when it was said, the time of its file stands for it."""
    said = when_said(path.parent).get(path.stem)
    return KeptBuild(path.stem, path, record, said or datetime.fromtimestamp(path.stat().st_mtime, UTC))


__all__ = [
    "ASSESSMENT",
    "EDITIONS",
    "ID_LENGTH",
    "PUBLIC_ASSESSMENT",
    "BuildDamagedError",
    "BuildNotFoundError",
    "KeptBuild",
    "builds",
    "edition_of",
    "find_build",
    "folder_of",
    "keep_build",
    "read_build",
    "recorded",
    "sound_and_damaged",
    "store",
]
