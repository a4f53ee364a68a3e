"""The demo's evidence taken out and taken in elsewhere: every row of every table is the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from wardmote.figures import Row
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace, find_workspace


def rows(workspace: Workspace, by: str) -> list[Row]:
    made = table(workspace, TableRequest(by=by))
    return [replace(row) for row in (*made.rows, *made.observed, *made.totals)]


def test_the_same_figures_at_every_level(marrowmere: Workspace, tmp_path: Path) -> None:
    marrowmere.store.export(tmp_path / "out", packed=True)
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(marrowmere.folder / "wardmote.toml", copy)
    shutil.copytree(marrowmere.folder / "definitions", copy / "definitions")
    other = find_workspace(copy)
    report = other.store.ingest([tmp_path / "out" / "evidence"])
    assert report.published
    assert not report.rejected
    for by in ("category", "ward", "lsoa"):
        mine = rows(marrowmere, by)
        assert rows(other, by) == mine
        assert len(mine) > 20
    assert other.store.verify().sound
