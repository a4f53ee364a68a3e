"""Makes a workspace: the partnership's folder, with its geography taken in."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import Level, load
from wardmote.evidence import EvidenceStore, IngestReport, Progress, quiet
from wardmote.figures.areas import Area, areas_within, find_area
from wardmote.operations.site_key import make_site_key
from wardmote.operations.workspace import (
    FILE,
    Workspace,
    WorkspaceError,
    checked_settings,
    default_name,
    find_workspace,
    write_settings,
)

PARTS = ("definitions", "evidence", "documents", "secrets")
"""Folders of a workspace."""
SHOWN = 8
"""Partnerships that a refusal names."""


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
    colour: str = "",
    definitions: Path | None = None,
    progress: Progress = quiet,
) -> InitResult:
    """Make a workspace for a partnership of one or several CSP codes.

    A new folder appears whole or not at all; an empty one is filled, or stays empty. ``definitions`` is a folder
    of the partnership's own definitions, copied into the workspace.

    Raises
    ------
    WorkspaceError
        When the folder already holds something, the codes are not those of partnerships, or the colour is no use.
    EvidenceError
        When the geography is refused.
    UnknownAreaError
        When the geography does not know a code.
    """
    _check_folder(folder)
    checked_settings(name or "unnamed", codes, marking, colour)
    with _draft_of(folder) as draft:
        for part in PARTS:
            (draft / part).mkdir(mode=0o700 if part == "secrets" else 0o777)
        if definitions is not None:
            shutil.copytree(definitions, draft / "definitions", dirs_exist_ok=True)
        report = _take_in(draft, geography, progress)
        make_site_key(draft)
        write_settings(draft, checked_settings(_name(draft, codes, name), codes, marking, colour))
    return InitResult(find_workspace(folder), report)


def _check_folder(folder: Path) -> None:
    if folder.is_dir():
        if any(folder.iterdir()):
            what = "already a workspace" if (folder / FILE).is_file() else "not empty"
            raise WorkspaceError(f"{folder} is {what}. Name a new or empty folder.")
    elif folder.exists() or folder.is_symlink():
        raise WorkspaceError(f"{folder} is not a folder. Name a new or empty one.")


@contextlib.contextmanager
def _draft_of(folder: Path) -> Iterator[Path]:
    """An empty folder whose content becomes that of ``folder`` if all goes well, and else leaves no trace."""
    place = folder.absolute()
    there = place.is_dir()
    above = [] if there else [parent for parent in place.parents if not parent.exists()]
    try:
        home = place if there else place.parent
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home, prefix=".wardmote-init-") as scratch:
            draft = Path(scratch) / "draft"
            draft.mkdir()
            yield draft
            if there:
                _move_in(draft, place)
            else:
                draft.rename(place)
    except BaseException:
        for parent in above:
            with contextlib.suppress(OSError):
                parent.rmdir()
        raise


def _move_in(draft: Path, place: Path) -> None:
    """Fill an empty folder. Its settings come last, so that it is no workspace before it is whole."""
    try:
        for part in (*PARTS, FILE):
            (draft / part).rename(place / part)
    except BaseException:
        for part in (*PARTS, FILE):
            if (place / part).exists():
                (place / part).rename(draft / part)
        raise


def _take_in(draft: Path, geography: Sequence[Path], progress: Progress) -> IngestReport:
    store = EvidenceStore(draft / "evidence", load(draft / "definitions"))
    return store.ingest(geography, progress=progress)


def _name(draft: Path, codes: Sequence[str], name: str) -> str:
    """The name given, else one made of the areas' names; either way every code must be known."""
    definitions = load(draft / "definitions")
    snapshot = EvidenceStore(draft / "evidence", definitions).open()
    try:
        found = [find_area(snapshot.connection(), code) for code in codes]
        wrong = next((area for area in found if area.level != "csp"), None)
        if wrong is not None:
            lies_in = areas_within(snapshot.connection(), wrong, "csp", definitions)
            raise WorkspaceError(_not_a_partnership(wrong, definitions.levels[wrong.level], lies_in))
    finally:
        snapshot.close()
    return name or default_name([area.name for area in found])


def _not_a_partnership(area: Area, level: Level, lies_in: Sequence[Area]) -> str:
    kind = level.title[:1].lower() + level.title[1:]
    what = f"{area.code} ({area.name}) is not a Community Safety Partnership but a {kind}."
    if not lies_in:
        return f"{what} The lookup places it in none. Give the code of a partnership."
    shown = ", ".join(f"{found.code} ({found.name})" for found in lies_in[:SHOWN])
    more = f" and {len(lies_in) - SHOWN} more" if len(lies_in) > SHOWN else ""
    covers = "It lies in" if len(lies_in) == 1 else "Partnerships that share ground with it:"
    return f"{what} {covers} {shown}{more}. Give the code of the partnership."
