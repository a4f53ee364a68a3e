"""The made-up partnership served as ``wardmote demo --serve`` does it, with a second proof asked for as in earnest."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site.journeys.letterbox import Letterbox, letterbox

SERVE = """
import sys
from pathlib import Path
from wardmote.cli.serve_command import serve_made_up
serve_made_up(Path(sys.argv[1]), int(sys.argv[2]))
"""
SECONDS_TO_BEGIN, SECONDS_TO_END = 120.0, 60.0


@dataclass(frozen=True)
class House:
    """A site that is served: where, with whose post, and the password of each of its people by address."""

    folder: Path
    address: str
    box: Letterbox
    passwords: dict[str, str]

    def nobody_does_anything_for_an_hour(self, email: str) -> None:
        """Move back when somebody was last heard of."""
        with sqlite3.connect(self.folder / "site.sqlite", timeout=20) as stored:
            moved = stored.execute(
                "UPDATE access_opensession SET seen = datetime(seen, '-1 hour') WHERE ended IS NULL AND person_id = "
                "(SELECT id FROM access_person WHERE email = ?)",
                (email,),
            )
        assert moved.rowcount == 1


@contextmanager
def served(made: Path, folder: Path) -> Iterator[House]:
    """Serve a copy of a workspace until the journeys are over."""
    shutil.copytree(made, folder)
    settings = folder / "wardmote.toml"
    settings.write_text(settings.read_text("utf-8").replace('second_factor = "offered"\n', ""), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with letterbox() as box:
        given = {**os.environ, "EMAIL_URL": box.url, "PYTHONUNBUFFERED": "1"}
        given.pop("DATABASE_URL", None)
        program = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(folder), str(port)],
            env=given,
            stdout=subprocess.PIPE,
            text=True,
        )
        late = threading.Timer(SECONDS_TO_BEGIN, program.kill)
        late.start()
        try:
            passwords = _told(program)
            late.cancel()
            yield House(folder, f"http://127.0.0.1:{port}", box, passwords)
        finally:
            late.cancel()
            program.send_signal(signal.SIGINT)
            assert program.wait(SECONDS_TO_END) == 0


def _told(program: subprocess.Popen[str]) -> dict[str, str]:
    """What is printed of the people, up to the line that says where the site is."""
    passwords = {}
    assert program.stdout is not None
    for line in program.stdout:
        words = line.split()
        if "@" in line:
            passwords[words[-2]] = words[-1]
        if line.startswith("Open http"):
            return passwords
    raise AssertionError("The site was not served")
