"""The doctor finds what is wrong with a workspace, and looks at the rest all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wardmote.operations.doctor import examine
from wardmote.operations.workspace import Workspace, find_workspace


@pytest.fixture
def place(marrowmere: Workspace, tmp_path: Path) -> Path:
    """A workspace that may be broken."""
    folder = tmp_path / "workspace"
    shutil.copytree(marrowmere.folder, folder)
    return folder


def _health(folder: Path) -> dict[str, str]:
    return {one.what: one.health for one in examine(find_workspace(folder))}


def test_a_sound_workspace_is_well(place: Path) -> None:
    """Nothing is ill."""
    found = _health(place)
    assert set(found) == {"Definitions", "Evidence", "Key", "Disk", "Writing"}
    assert "ill" not in found.values()


@pytest.mark.filterwarnings("ignore::wardmote.operations.workspace.DefinitionsUnreadable")
def test_each_fault_is_found_by_itself(place: Path) -> None:
    """A definition that cannot be read, a file of evidence that changed, a key that others can read."""
    (place / "definitions" / "breaks" / "broken.yaml").write_text("- {id: [", encoding="utf-8")
    next((place / "evidence" / "files").glob("*.parquet")).write_bytes(b"changed")
    (place / "secrets" / "site-key").chmod(0o644)
    found = _health(place)
    assert [found[what] for what in ("Definitions", "Evidence", "Key", "Writing")] == [
        "ill",
        "ill",
        "ill",
        "well",
    ]
