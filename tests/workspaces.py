"""Workspaces that several tests share, made once in a run by the commands that a user would type."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from wardmote.operations.demo import demo
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


def run(*words: str | Path, workspace: Path | None = None, cwd: Path | None = None) -> Answer:
    """Run a command of Wardmote as its own process."""
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("WARDMOTE_WORKSPACE", None)
    if workspace is not None:
        environment["WARDMOTE_WORKSPACE"] = str(workspace)
    command = [sys.executable, "-c", "from wardmote.cli import main; main()", *map(str, words)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd,
        timeout=300,
        check=False,
        encoding="utf-8",
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def bedfordshire(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Central Bedfordshire's workspace, made from the real archive and the real geography."""
    folder = tmp_path_factory.mktemp("bedfordshire") / "workspace"
    made = run("init", folder, "--partnership", "E22000353", "--geography", shared / "data" / "geography")
    assert made.code == 0, made.err
    archive = shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"
    taken = run("ingest", archive, workspace=folder)
    assert taken.code == 0, taken.err
    return folder


@pytest.fixture(scope="session")
def marrowmere(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The made-up partnership, built as ``wardmote demo`` builds it. Tests must not change it."""
    return demo(tmp_path_factory.mktemp("marrowmere") / "demo").workspace
