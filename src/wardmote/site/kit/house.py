"""The workspace that is served: opened once, opened anew when its settings or its own definitions change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from wardmote.operations.evidence_diff import find_snapshot
from wardmote.operations.since import workspace_then
from wardmote.operations.workspace import FILE, Workspace, find_workspace


def workspace() -> Workspace:
    """The partnership that this site serves.

    A new snapshot, new settings or a changed file of definitions is seen by the next call: what was read from the
    old ones goes with them. Nothing is read again while nothing has changed.

    Raises
    ------
    WorkspaceError
        When the folder is none.
    """
    folder = Path(settings.WORKSPACE)
    return _opened(folder, _state_of(folder))


def workspace_at(snapshot: str) -> Workspace:
    """The same partnership over an earlier snapshot; the current one where that is meant, or none is named.

    Raises
    ------
    EvidenceAbsent
        When there is no such snapshot.
    """
    here = workspace()
    if not snapshot or snapshot == here.snapshot.id:
        return here
    found = find_snapshot(here.store, snapshot, [])
    return here if found.id == here.snapshot.id else _then(found.id, _state_of(Path(settings.WORKSPACE)))


@lru_cache(maxsize=4)
def _then(snapshot: str, state: tuple[tuple[str, int, int], ...]) -> Workspace:
    del state
    return workspace_then(workspace(), snapshot)


@lru_cache(maxsize=2)
def _opened(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Workspace:
    del state
    return find_workspace(folder)


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file that decides what a workspace says."""
    watched = [
        folder / FILE,
        folder / "evidence" / "current",
        *sorted((folder / "definitions").rglob("*.yaml")),
    ]
    found = [(file, file.stat()) for file in watched if file.is_file()]
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in found)
