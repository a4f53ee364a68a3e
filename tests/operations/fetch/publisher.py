"""A publisher on this machine: a real HTTP server in a thread that does what it is told, well or badly."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

from wardmote.definitions import load
from wardmote.definitions.fetching import Download

OURS = load()
WEEK = "Wed, 18 Nov 2026 10:00:00 GMT"


@dataclass
class Asked:
    """One request, as the publisher saw it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The fields of a form."""
        return parse_qsl(self.body.decode())


@dataclass
class Reply:
    """What to answer, and how badly."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    """Bytes of the body after which the connection is closed."""
    hang_after: int | None = None
    """Bytes of the body after which nothing more comes, until the publisher is closed."""
    length: int | None = None
    """What Content-Length says, where it lies."""


Answer = Callable[[Asked], Reply]


def json_reply(text: str) -> Reply:
    return Reply(200, text.encode(), {"Content-Type": "application/json"})


@dataclass
class File:
    """A published file that answers as a good server does: ranges, If-Range, 304 and 416.

    ``cuts`` holds, for each request in turn, after how many bytes of its answer the connection breaks.
    """

    body: bytes
    etag: str = '"v1"'
    modified: str = ""
    cuts: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: Asked) -> Reply:
        self.asked.append(request.headers.get("range", "whole"))
        headers = {"Content-Type": "application/octet-stream", "Accept-Ranges": "bytes"}
        headers |= {"ETag": self.etag} if self.etag else {}
        headers |= {"Last-Modified": self.modified} if self.modified else {}
        if self.etag and request.headers.get("if-none-match") == self.etag:
            return Reply(304, b"", headers)
        cut = self.cuts.pop(0) if self.cuts else None
        said, condition = request.headers.get("range"), request.headers.get("if-range")
        if said and condition in {None, self.etag, self.modified or self.etag}:
            start = int(said.removeprefix("bytes=").split("-")[0])
            if start >= len(self.body):
                return Reply(416, b"", {"Content-Range": f"bytes */{len(self.body)}"})
            headers["Content-Range"] = f"bytes {start}-{len(self.body) - 1}/{len(self.body)}"
            return Reply(206, self.body[start:], headers, cut)
        return Reply(200, self.body, headers, cut)


class Publisher:
    """The server. ``pages`` maps a path to what answers it; an unknown path is a 404."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.log: list[Asked] = []
        self.closing = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                outer.answer(self)

            do_POST = do_GET  # noqa: N815

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A client that hangs up is no fault of the test."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        split = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length") or 0)
        asked = Asked(
            handler.command,
            split.path,
            {name: values[0] for name, values in parse_qs(split.query).items()},
            {name.lower(): value for name, value in handler.headers.items()},
            handler.rfile.read(length),
        )
        self.log.append(asked)
        reply = self.pages.get(split.path, lambda _: Reply(404, b"not here"))(asked)
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.status != 304:
            said = len(reply.body) if reply.length is None else reply.length
            handler.send_header("Content-Length", str(said))
        handler.end_headers()
        self._send(handler, reply)

    def _send(self, handler: http.server.BaseHTTPRequestHandler, reply: Reply) -> None:
        stop = reply.cut_after if reply.cut_after is not None else reply.hang_after
        handler.wfile.write(reply.body if stop is None else reply.body[:stop])
        handler.wfile.flush()
        if reply.hang_after is not None:
            self.closing.wait(20)
        if stop is not None or reply.length is not None:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)


class StillClock:
    """Time that passes only when somebody waits, or by ``tick`` each time it is looked at."""

    def __init__(self, tick: float = 0.0) -> None:
        self.waits: list[float] = []
        self._now = 1000.0
        self._tick = tick

    def now(self) -> float:
        self._now += self._tick
        return self._now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._now += seconds

    def today(self):
        from datetime import UTC, datetime

        return datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def at(base: str, name: str, **manners: float) -> Download:
    """Our own definition of a download, asked of a publisher on this machine instead."""
    text = OURS.downloads[name].model_dump_json()
    for host in OURS.downloads[name].hosts:
        text = text.replace(f"https://{host}", base)
    said = Download.model_validate_json(
        text.replace('"loopback":false', '"loopback":true').replace(
            '"hosts":[', f'"hosts":["{urlsplit(base).hostname}",'
        )
    )
    return said.model_copy(update={"manners": said.manners.model_copy(update={"pause": 0, **manners})})


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)
