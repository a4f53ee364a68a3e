"""The site as it is really run: two processes, a real port, a worker that is killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wardmote.operations.workspace import Workspace

PATIENCE = 90.0
ASK = """
import sys
from pathlib import Path
from wardmote.site.serving.ready import set_up
set_up(Path(sys.argv[1]))
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.jobs.services import begin
print(begin(machine("test"), "rest", "Rest a while", {"seconds": float(sys.argv[2])}).pk.hex)
"""


@pytest.fixture
def place(marrowmere: Workspace, tmp_path: Path) -> Path:
    """A workspace of its own, in which silence counts as death after ten seconds."""
    folder = tmp_path / "workspace"
    shutil.copytree(marrowmere.folder, folder)
    quick = folder / "definitions" / "thresholds"
    quick.mkdir(parents=True, exist_ok=True)
    (quick / "quick.yaml").write_text(
        "- {id: job-silent-seconds, title: Silence, value: 10, unit: seconds, why: Tests wait., source: Test}\n"
        "- {id: job-heartbeat-seconds, title: Beat, value: 1, unit: seconds, why: Tests wait., source: Test}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def address(place: Path) -> Iterator[str]:
    """The site served as ``wardmote serve`` does it, ended as Ctrl-C ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--workspace", str(place), "--port", str(port)]
    program = [sys.executable, "-c", "from wardmote.cli import main; main()", *words]
    served = subprocess.Popen(program, env={**os.environ, "DJANGO_SETTINGS_MODULE": "wardmote.site.settings"})
    try:
        _wait(lambda: _answers(f"http://127.0.0.1:{port}/healthy/"), "the site answers")
        yield f"http://127.0.0.1:{port}"
    finally:
        served.send_signal(signal.SIGINT)
        assert served.wait(60) == 0
    assert _worker_of(place) is None


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
            return answer.status == 200
    except OSError:
        return False


def _wait(until: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if until():
            return
        time.sleep(0.2)
    pytest.fail(f"Not within {PATIENCE:g} seconds: {what}")


def _worker_of(place: Path) -> int | None:
    """The worker of this workspace's site, by its environment."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            if (
                b"wardmote.site.serving.worker" in command
                and str(place).encode() in (entry / "environ").read_bytes()
            ):
                return int(entry.name)
        except OSError:
            continue
    return None


def _state(place: Path, key: str) -> str:
    with sqlite3.connect(place / "site.sqlite") as stored:
        row = stored.execute("SELECT state FROM jobs_job WHERE id = ?", (key,)).fetchone()
    return str(row[0])


def test_a_killed_worker_loses_nothing(place: Path, address: str) -> None:
    """Work cut off by SIGKILL is begun again by the next worker and done; strangers meet the sign-in page."""
    with urllib.request.urlopen(address + "/no-such-page/", timeout=20) as answer:  # noqa: S310
        assert answer.url.startswith(f"{address}/sign-in/?next=")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    asked = subprocess.run(
        [sys.executable, "-c", ASK, str(place), "3"], capture_output=True, text=True, timeout=120, check=False
    )
    assert asked.returncode == 0, asked.stderr
    key = asked.stdout.strip()
    _wait(lambda: _state(place, key) == "running", "the job is at work")
    worker = _worker_of(place)
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    _wait(lambda: _worker_of(place) not in (None, worker), "another worker")
    _wait(lambda: _state(place, key) == "done", "the job is done after all")
