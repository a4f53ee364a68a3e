"""Makes a workspace: the partnership's folder, with its geography taken in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore, IngestReport, Progress, quiet
from wardmote.figures import find_area
from wardmote.operations.workspace import (
    FILE,
    Settings,
    Workspace,
    WorkspaceError,
    default_name,
    find_workspace,
    write_settings,
)


@dataclass(frozen=True)
class InitResult:
    """The new workspace and what was taken in."""

    workspace: Workspace
    report: IngestReport


def init(
    folder: Path,
    codes: Sequence[str],
    geography: Sequence[Path],
    *,
    name: str = "",
    marking: str = "OFFICIAL",
    definitions: Path | None = None,
    progress: Progress = quiet,
) -> InitResult:
    """Make a workspace for a partnership of one or several CSP codes.

    The folder appears whole or not at all. ``definitions`` is a folder of the partnership's own definitions,
    copied into the workspace.

    Raises
    ------
    WorkspaceError
        When the folder already holds something.
    EvidenceError
        When the geography is refused.
    UnknownAreaError
        When the geography does not know a code.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "already a workspace" if (folder / FILE).is_file() else "not empty"
        raise WorkspaceError(f"{folder} is {what}. Name a new or empty folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        draft = Path(scratch) / folder.name
        for part in ("definitions", "evidence", "documents"):
            (draft / part).mkdir(parents=True)
        if definitions is not None:
            shutil.copytree(definitions, draft / "definitions", dirs_exist_ok=True)
        report = _take_in(draft, geography, progress)
        write_settings(draft, Settings(name=_name(draft, codes, name), codes=tuple(codes), marking=marking))
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    return InitResult(find_workspace(folder), report)


def _take_in(draft: Path, geography: Sequence[Path], progress: Progress) -> IngestReport:
    store = EvidenceStore(draft / "evidence", load(draft / "definitions"))
    return store.ingest(geography, progress=progress)


def _name(draft: Path, codes: Sequence[str], name: str) -> str:
    """The name given, else one made of the areas' names; either way every code must be known."""
    store = EvidenceStore(draft / "evidence", load(draft / "definitions"))
    snapshot = store.open()
    try:
        found = [find_area(snapshot.connection(), code) for code in codes]
    finally:
        snapshot.close()
    wrong = [area for area in found if area.level != "csp"]
    if wrong:
        raise WorkspaceError(
            f"{wrong[0].code} ({wrong[0].name}) is not a Community Safety Partnership but a {wrong[0].level}. "
            "Give the code of a partnership; they begin with E22 or W22."
        )
    return name or default_name([area.name for area in found])
