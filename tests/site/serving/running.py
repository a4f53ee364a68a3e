"""The site as it is really run, in processes of its own, and a browser of words before it."""

from __future__ import annotations

import html
import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 240.0


@contextmanager
def served_as_run(place: Path) -> Iterator[str]:
    """The site of a workspace as ``wardmote serve`` runs it, ended as Ctrl-C ends it: its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--workspace", str(place), "--port", str(port)]
    program = [sys.executable, "-c", "from wardmote.cli import main; main()", *words]
    running = subprocess.Popen(
        program, env={**os.environ, "DJANGO_SETTINGS_MODULE": "wardmote.site.settings"}
    )
    try:
        wait_until(lambda: answers(f"http://127.0.0.1:{port}/healthy/"), "the site answers")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0


def answers(address: str) -> bool:
    """Whether somebody is there."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_until(true: Callable[[], object], what: str) -> None:
    """Look again and again, for as long as a busy machine may need."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.2)
    pytest.fail(f"Not within {PATIENCE:g} seconds: {what}")


class Reader:
    """Somebody who reads pages and keeps cookies."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def read(self, path: str, sent: dict[str, str] | None = None) -> str:
        """The words of a page, or of what follows a form."""
        data = urllib.parse.urlencode(sent).encode() if sent is not None else None
        with self._opener.open(f"{self.site}{path}", data, timeout=60) as answer:
            return html.unescape(answer.read().decode())

    def sign_in(self, email: str, password: str) -> str:
        """The page that one sees after it."""
        page = self.read("/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page
        return self.read("/sign-in/", {"login": email, "password": password, "csrfmiddlewaretoken": token[1]})
