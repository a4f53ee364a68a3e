"""A mail server that takes every letter and keeps it, as the post of a test."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

PATIENCE = 30.0


class _Talk(socketserver.StreamRequestHandler):
    """One call of a sender, in the few words of RFC 5321 that they use."""

    def handle(self) -> None:
        """Say yes to everything; what comes after DATA is a letter."""
        self._say("220 test")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.letters.append(self._letter())  # type: ignore[attr-defined]
            self._say("221 bye" if word == b"QUIT" else "250 yes")
            if word == b"QUIT":
                return

    def _letter(self) -> bytes:
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Letterbox(socketserver.ThreadingTCPServer):
    """Keeps letters; ``url`` is what the site is told in ``EMAIL_URL``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[bytes] = []
        self.url = f"smtp+plain://127.0.0.1:{self.server_address[1]}"

    def text_to(self, address: str) -> str:
        """The words of the last letter to somebody; waits until one is there."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for letter in reversed(list(self.letters)):
                read = message_from_bytes(letter, policy=default)
                if read["To"] == address:
                    return str(read.get_content())
            time.sleep(0.1)
        raise AssertionError(f"No letter came to {address}")


@contextmanager
def letterbox() -> Iterator[Letterbox]:
    """One that stands open meanwhile."""
    with Letterbox() as box:
        threading.Thread(target=box.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield box
        box.shutdown()
