"""Workspaces that several tests share, made once in a run by the commands that a user would type."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from wardmote.operations.demo import demo
from wardmote.operations.workspace import Workspace, find_workspace


@dataclass(frozen=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


def run(*words: str | Path, workspace: Path | None = None, cwd: Path | None = None) -> Answer:
    """Run a command of Wardmote as a terminal that is not one would: what it prints, and its exit code.

    It runs within this process, which spares loading everything anew each time; ``run_apart`` starts one.
    """
    from wardmote.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        patch.delenv("WARDMOTE_WORKSPACE", raising=False)
        if workspace is not None:
            patch.setenv("WARDMOTE_WORKSPACE", str(workspace))
        if cwd is not None:
            patch.chdir(cwd)
        patch.setattr(sys, "argv", ["wardmote", *map(str, words)])
        with redirect_stdout(out), redirect_stderr(err):
            code = _ended(main)
    return Answer(code, *(_text(stream) for stream in (out, err)))


def _ended(command: Callable[[], None]) -> int:
    """The exit code of a command. What it raises past its own reports is a fault, as a traceback would be."""
    try:
        command()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, io.BytesIO)
    return written.getvalue().decode("utf-8").replace("\r\n", "\n")


def run_apart(*words: str | Path, workspace: Path | None = None, cwd: Path | None = None) -> Answer:
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

    def make(folder: Path) -> None:
        geography = shared / "data" / "geography"
        made = run("init", folder, "--partnership", "E22000353", "--geography", geography)
        assert made.code == 0, made.err
        archive = shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"
        taken = run("ingest", archive, workspace=folder)
        assert taken.code == 0, taken.err

    return _made_once(tmp_path_factory, "bedfordshire", make)


@pytest.fixture(scope="session")
def marrowmere(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The made-up partnership, built as ``wardmote demo`` builds it. Tests must not change it."""
    folder = _made_once(tmp_path_factory, "marrowmere", demo)
    return find_workspace(folder / "workspace")


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that takes long to make: one worker makes it, and each has a copy of its own."""
    own = factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    first, done = common / f"first-{name}", common / f"first-{name}.done"
    with FileLock(common / f"first-{name}.lock"):
        if not done.exists():
            shutil.rmtree(first, ignore_errors=True)
            make(first)
            done.touch()
    return Path(shutil.copytree(first, factory.mktemp(name) / name))
