"""Killed, starved or interrupted while documents are written: each file is a whole document, the old or the new."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.faults.writing_documents import documents

from wardmote.publishing.errors import NotWrittenError
from wardmote.publishing.writing import WRITERS, write

SEED = 20261120
PROJECT = Path(__file__).resolve().parents[2]


def whole(folder: Path) -> dict[str, bytes]:
    """What a reader of the folder sees."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """Both documents as they are when nobody disturbs."""
    made = []
    for document in documents():
        folder = tmp_path_factory.mktemp("undisturbed")
        write(document, folder, tuple(WRITERS))
        made.append(whole(folder))
    assert all(made[0][name] != made[1][name] for name in made[0])
    return made


@pytest.mark.soak
def test_killed_at_random_points(versions: list[dict[str, bytes]], tmp_path: Path, in_full: bool) -> None:
    """Forty points in the long form, the first four of them in the short."""
    points = random.Random(SEED)
    seen: set[bytes] = set()
    for _ in range(40 if in_full else 4):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.writing_documents", str(tmp_path)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "start\n"
        time.sleep(points.uniform(0, 3))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        found = whole(tmp_path)
        assert found.keys() == versions[0].keys()
        assert all(content in (one[name] for one in versions) for name, content in found.items())
        seen.update(found.values())
    assert len(seen) >= len(WRITERS)


@pytest.mark.parametrize("at", [0, len(WRITERS) - 1])
def test_a_full_disk_leaves_the_old_documents(
    versions: list[dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    old, new = documents()
    write(old, tmp_path, tuple(WRITERS))
    stored, calls = os.fsync, iter(range(100))

    def full(handle: int) -> None:
        if next(calls) == at:
            raise OSError(28, "No space left on device")
        stored(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWrittenError, match="the disk is full"):
        write(new, tmp_path, tuple(WRITERS))
    assert whole(tmp_path) == versions[0]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
