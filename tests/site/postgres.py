"""A PostgreSQL server of the tests' own, in a folder of its own, and the site standing on another database."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connections

OWNER = "wardmote"
PATIENCE = 30.0
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": ""}
"""Nothing is kept longer than the tests, and nobody is listened to but by the socket in the folder."""


def programs() -> Path | None:
    """The folder of the newest server's programs; None where there is none."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda one: float(one.parts[-3])).parent
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named else None


@dataclass(frozen=True)
class Server:
    """A server that runs: every database of it is the tests' own."""

    folder: Path

    def url(self, name: str) -> str:
        """As ``DATABASE_URL`` names a database."""
        return f"postgresql://{OWNER}@{quote(str(self.folder), safe='')}/{name}"

    def make(self, name: str, template: str = "template1") -> str:
        """A new database, empty or as a template is. Gives its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as held:
            held.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as held:
            held.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


@contextmanager
def server() -> Iterator[Server]:
    """Make a server, run it, and leave nothing of it."""
    found = programs()
    if found is None:
        raise FileNotFoundError("PostgreSQL's server programs are not on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="wm-pg-"))
    as_other = _as_other(folder)
    data = folder / "data"
    words = [
        "--pgdata",
        data,
        "--username",
        OWNER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    try:
        made = subprocess.run(
            [*as_other, found / "initdb", *words], cwd=folder, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
        options = [part for name, value in QUICK.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(
                [*as_other, found / "postgres", "-D", data, "-k", folder, *options],
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        try:
            _wait(Server(folder), running)
            yield Server(folder)
        finally:
            running.send_signal(signal.SIGINT)
            try:
                running.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGQUIT)
                running.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_other(folder: Path) -> list[str]:
    """A server never runs as root: words before its command that make it somebody else's, who then owns the folder. It
    ends with the tests, even where they are cut off."""
    words = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() != 0:
        return words
    names = {one.pw_name: one for one in pwd.getpwall()}
    other = names.get("postgres") or names["nobody"]
    os.chown(folder, other.pw_uid, other.pw_gid)
    return [*words, f"--reuid={other.pw_uid}", f"--regid={other.pw_gid}", "--clear-groups"]


def _wait(made: Server, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(made.url("postgres")).close()
            return
        except psycopg.OperationalError:
            told = (made.folder / "log").read_text("utf-8", "replace")
            assert running.poll() is None, told
            assert time.monotonic() < until, told
            time.sleep(0.05)


@contextmanager
def standing_on(database: dict[str, Any]) -> Iterator[None]:
    """The site stands on another database, in every thread; afterwards on the one before."""
    before = connections.settings["default"]
    held = connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]
    connections["default"] = connections.create_connection("default")
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = held
        ContentType.objects.clear_cache()
