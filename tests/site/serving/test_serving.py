"""The site as it is really run, restored from a backup: two processes, a real port, a worker that is killed."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.site.serving.running import Reader, served_as_run, wait_until
from tests.workspaces import run_apart as run

from wardmote.operations.workspace import Workspace

WAITS = "arrivals/00000000000000000000000000000000/waits.csv"
TOO_LARGE = 40_000_000
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
ASK = """
import sys
from pathlib import Path
from wardmote.site.serving.ready import set_up
set_up(Path(sys.argv[1]))
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.jobs.services import begin
print(begin(machine("test"), "rest", "Rest a while", {"seconds": float(sys.argv[2])}).pk.hex)
"""
QUICK = """
- {id: job-silent-seconds, title: Silence, value: 10, unit: seconds, why: Tests wait., source: Test}
- {id: job-heartbeat-seconds, title: Beat, value: 1, unit: seconds, why: Tests wait., source: Test}
"""


@dataclass(frozen=True)
class Restored:
    """A workspace that came from its backup, and what the one that was lost held."""

    folder: Path
    hashes: dict[str, str]
    rows: dict[str, int]


@pytest.fixture(scope="module")
def restored(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Restored:
    """Lost with its people in it and restored into an empty folder; silence counts as death after ten seconds."""
    folder = tmp_path_factory.mktemp("lost")
    place, again, kept = folder / "workspace", folder / "again", folder / "kept.zip"
    shutil.copytree(marrowmere.folder, place, ignore=shutil.ignore_patterns("*.pdf", "*.docx", "*.pptx"))
    for name, words in {
        "definitions/thresholds/quick.yaml": QUICK, "cache/results/one": "can be made anew", WAITS: "a,b\n",
    }.items():  # fmt: skip
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(words, encoding="utf-8")
    _own(MOVE_IN, place, EMAIL, PASSWORD)
    held = _hashes(place), _rows(place)
    assert run("backup", kept, workspace=place).code == 0
    shutil.rmtree(place)
    back = run("restore", kept, again)
    assert back.code == 0, back.err
    return Restored(again, *held)


@pytest.fixture(scope="module")
def address(restored: Restored) -> Iterator[str]:
    """The site served as ``wardmote serve`` does it, ended as Ctrl-C ends it."""
    with served_as_run(restored.folder) as site:
        yield site
    assert _worker_of(restored.folder) is None


def _own(program: str, *words: str | Path) -> str:
    """What a program of its own says."""
    command = [sys.executable, "-c", program, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


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


def test_a_restored_site_is_what_it_was(restored: Restored) -> None:
    """The same files, what waits among them, and the same rows; nothing that can be made anew."""
    assert _hashes(restored.folder) == restored.hashes
    assert WAITS in restored.hashes
    assert _rows(restored.folder) == restored.rows
    assert restored.rows["access_person"] == restored.rows["audit_auditrecord"] == 1
    assert not (restored.folder / "cache").exists()


@pytest.mark.browser
def test_its_people_sign_in_and_what_is_too_large_meets_a_page(
    address: str, chromium: Browser, tmp_path: Path
) -> None:
    """With the password of before and no other; a document too large for the room is answered in words."""
    assert "Some Body" not in Reader(address).sign_in(EMAIL, "another pass phrase")
    reader = Reader(address)
    assert "Some Body" in reader.sign_in(EMAIL, PASSWORD)
    plan = tmp_path / "plan.pdf"
    with plan.open("wb") as out:
        out.truncate(TOO_LARGE)
    context = chromium.new_context()
    context.add_cookies(
        [{"name": one.name, "value": one.value or "", "url": address} for one in reader.cookies]
    )
    page = context.new_page()
    page.goto(f"{address}/check/")
    page.set_input_files("input[type=file]", plan)
    with page.expect_navigation() as told:
        page.get_by_role("button", name="Check it").click()
    assert told.value is not None
    assert told.value.status == 413
    assert page.locator("h1").inner_text() == "This is too large to send"
    assert "At most 30 megabytes" in page.inner_text("main")
    page.get_by_role("link", name="Back").click()
    page.get_by_role("button", name="Check it").wait_for()
    context.close()


def test_a_killed_worker_loses_nothing(restored: Restored, address: str) -> None:
    """Work cut off by SIGKILL is begun again by the next worker and done; strangers meet the sign-in page."""
    with urllib.request.urlopen(address + "/no-such-page/", timeout=20) as answer:  # noqa: S310
        assert answer.url.startswith(f"{address}/sign-in/?next=")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    place = restored.folder
    key = _own(ASK, place, "6")
    wait_until(lambda: _state(place, key) != "waiting", "the job is at work")
    worker = _worker_of(place)
    assert worker is not None
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: _worker_of(place) not in (None, worker), "another worker")
    wait_until(lambda: _state(place, key) == "done", "the job is done after all")
