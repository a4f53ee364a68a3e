"""A site that was lost: restored from its backup into an empty folder, served, and signed in to as before."""

from __future__ import annotations

import hashlib
import html
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.workspaces import run

from wardmote.operations.workspace import Workspace

PATIENCE = 240.0
EMAIL, PASSWORD = "somebody@example.test", "a long made-up pass phrase"
MOVE_IN = """
import sys
from pathlib import Path
from datetime import date
from wardmote.site.serving.ready import bring_up_to_date, set_up
set_up(Path(sys.argv[1]))
bring_up_to_date()
from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.reading import note_export
home = Organisation.objects.create(name="Marrowmere Council", short_name="Council")
person = Person(email=sys.argv[2], name="Some Body")
person.set_password(sys.argv[3])
person.save()
Membership.objects.create(person=person, organisation=home, role="board", starts=date(2020, 1, 1))
note_export(machine("test"), "figures", {}, "csv", 1)
"""


def _hashes(folder: Path) -> dict[str, str]:
    """Every file that is the partnership's, by its content."""
    apart = ("site.sqlite", "evidence/lock", "evidence/incoming", "cache/")
    found = {one.relative_to(folder).as_posix(): one for one in folder.rglob("*") if one.is_file()}
    return {
        name: hashlib.sha256(one.read_bytes()).hexdigest()
        for name, one in sorted(found.items())
        if not name.startswith(apart)
    }


def _rows(folder: Path) -> dict[str, int]:
    """How many rows each table of the site's database holds."""
    with closing(sqlite3.connect(folder / "site.sqlite")) as held:
        found = held.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: held.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in found}


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--workspace", str(folder), "--port", str(port)]
    program = [sys.executable, "-c", "from wardmote.cli import main; main()", *words]
    running = subprocess.Popen(
        program, env={**os.environ, "DJANGO_SETTINGS_MODULE": "wardmote.site.settings"}
    )
    try:
        address, until = f"http://127.0.0.1:{port}", time.monotonic() + PATIENCE
        while not _answers(f"{address}/healthy/"):
            assert time.monotonic() < until, "the site does not answer"
            time.sleep(0.2)
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def _sign_in(site: str, password: str) -> str:
    """The page that one sees after it."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(f"{site}/sign-in/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page
    sent = {"login": EMAIL, "password": password, "csrfmiddlewaretoken": token[1]}
    with browser.open(f"{site}/sign-in/", urllib.parse.urlencode(sent).encode(), timeout=30) as answer:
        return html.unescape(answer.read().decode())


def test_a_restored_site_knows_its_people(marrowmere: Workspace, tmp_path: Path) -> None:
    """The same files, the same rows, the same password; a wrong one is still refused."""
    place, again = tmp_path / "workspace", tmp_path / "again"
    shutil.copytree(marrowmere.folder, place, ignore=shutil.ignore_patterns("*.pdf", "*.docx", "*.pptx"))
    (place / "cache" / "results").mkdir(parents=True)
    (place / "cache" / "results" / "one").write_bytes(b"can be made anew")
    waiting = place / "arrivals" / ("0" * 32) / "waits.csv"
    waiting.parent.mkdir(parents=True)
    waiting.write_bytes(b"a,b\n")
    moved = subprocess.run(
        [sys.executable, "-c", MOVE_IN, str(place), EMAIL, PASSWORD],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert moved.returncode == 0, moved.stderr
    kept = tmp_path / "kept.zip"
    assert run("backup", kept, workspace=place).code == 0
    before, rows = _hashes(place), _rows(place)
    shutil.rmtree(place)
    back = run("restore", kept, again)
    assert back.code == 0, back.err
    assert _hashes(again) == before
    assert _rows(again) == rows
    assert rows["access_person"] == rows["audit_auditrecord"] == 1
    assert (again / "arrivals" / ("0" * 32) / "waits.csv").read_bytes() == b"a,b\n"
    assert not (again / "cache").exists()
    with _served(again) as site:
        assert "Some Body" in _sign_in(site, PASSWORD)
        assert "Some Body" not in _sign_in(site, "another pass phrase")
