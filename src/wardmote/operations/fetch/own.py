"""What a partnership would fetch for itself: the files of the forces whose area it lies in, into its own folder."""

from __future__ import annotations

from pathlib import Path

from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.workspace import Workspace

FOLDER = "downloads"
"""Of a workspace, where what was fetched lies."""


def downloads_of(workspace: Workspace) -> Path:
    """Where a workspace keeps what was fetched."""
    return workspace.folder / FOLDER


def own_forces(workspace: Workspace) -> tuple[str, ...]:
    """The forces whose area a partnership lies in, as police.uk names them in its files.

    Raises
    ------
    FetchError
        When the geography names none that police.uk has files of.
    EvidenceError
        When the workspace holds no geography yet.
    """
    marks = ", ".join("?" * len(workspace.settings.codes))
    found = (
        workspace.snapshot.connection()
        .execute(
            f"SELECT DISTINCT area_force FROM places WHERE csp IN ({marks}) AND area_force IS NOT NULL",
            list(workspace.settings.codes),
        )
        .fetchall()
    )
    codes = {code for (code,) in found}
    slugs = sorted(force.slug for force in workspace.definitions.forces.values() if force.code in codes)
    if not slugs:
        raise FetchError(
            f"The geography does not say in which police force area {workspace.settings.name} lies, or police.uk has no "
            "files of it. Name the force with --force, such as --force bedfordshire."
        )
    return tuple(slugs)
