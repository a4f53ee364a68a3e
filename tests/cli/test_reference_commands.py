"""What is held of weights and deprivation, as a user reads it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.evidence.reference import reference_files as files
from tests.workspaces import run

from wardmote.evidence import EvidenceStore
from wardmote.operations.workspace import Workspace

MANY = [f"{n}A" for n in range(1, 20)]


def test_weights_are_listed_and_compared(marrowmere: Workspace, tmp_path: Path) -> None:
    shutil.copy(marrowmere.folder / "wardmote.toml", tmp_path)
    store = EvidenceStore(tmp_path / "evidence", marrowmere.definitions)
    for year in ("2021", "2024"):
        store.ingest([files.weights(tmp_path / f"{year}.csv", MANY, year)])
    held = json.loads(run("evidence", "weights", "--format", "json", workspace=tmp_path).out)
    assert [one["release"] for one in held["releases"]] == ["2021", "2024"]
    told = run("evidence", "weights", "--system", "harm", "--as-of", "2022-05-01", workspace=tmp_path)
    assert "Newer releases are held: 2024." in told.err
    wrong = run("evidence", "weights", "--system", "harm", "--release", "1999", workspace=tmp_path)
    assert wrong.code != 0
    assert "Held: 2021, 2024." in wrong.err
    assert "Releases of weights added (1): harm 2024" in run("evidence", "diff", workspace=tmp_path).out
