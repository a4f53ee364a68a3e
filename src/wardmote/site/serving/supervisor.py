"""Keeps the web server and the worker going, and ends both when asked."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

SECONDS_TO_END = 30.0
SECONDS_TO_BEGIN = 60.0
SECONDS_BETWEEN_RESTARTS = 2.0
Say = Callable[[str], None]


class CannotServe(Exception):  # noqa: N818
    """The site could not be served; says why and what to do."""


@dataclass
class Supervisor:
    """Two processes of ours: ``web`` answers, ``worker`` does long work. A dead worker is begun again; without the web
    server all ends."""

    host: str
    port: int
    processes: int = 1
    threads: int = 8
    say: Say = print
    _children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _ending: bool = False

    def run(self, ready: Callable[[str], None]) -> None:
        """Serve until SIGINT or SIGTERM; ``ready`` is told the address once the site answers.

        Raises
        ------
        CannotServe
            When the web server does not come up, or ends.
        """
        if sys.platform == "win32":
            raise CannotServe("The site is served on Linux or macOS; partners need only a browser.")
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        self._start("web")
        self._start("worker")
        try:
            self._wait_for_answer()
            ready(f"http://{self.host}:{self.port}/")
            while not self._ending:
                time.sleep(0.2)
                self._look_after()
        finally:
            self._stop()

    def _start(self, name: str) -> None:
        command = [sys.executable, "-m", f"wardmote.site.serving.{name}"]
        if name == "web":
            command += [f"{self.host}:{self.port}", str(self.processes), str(self.threads)]
        self._children[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603

    def _look_after(self) -> None:
        if self._ending:
            return
        if self._children["web"].poll() is not None:
            raise CannotServe("The web server ended; what it said stands above.")
        if self._children["worker"].poll() is not None:
            self.say("The worker ended and is begun again; unfinished work goes on.")
            time.sleep(SECONDS_BETWEEN_RESTARTS)
            self._start("worker")

    def _wait_for_answer(self) -> None:
        """Until the site says that it is well."""
        until = time.monotonic() + SECONDS_TO_BEGIN
        while time.monotonic() < until and not self._ending:
            if self._children["web"].poll() is not None:
                raise CannotServe(
                    f"The web server did not start on {self.host}:{self.port}. Is the port taken? Name another with --port."
                )
            with (
                suppress(OSError),
                urllib.request.urlopen(f"http://{self.host}:{self.port}/healthy/", timeout=5),
            ):
                return
            time.sleep(0.1)
        if not self._ending:
            raise CannotServe("The site did not answer within a minute.")

    def _end(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._ending = True

    def _stop(self) -> None:
        """End both: kindly first."""
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + SECONDS_TO_END
        for child in self._children.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
