"""A database that is locked, a disk that is full: people are told in a sentence, and nothing is half kept."""

from __future__ import annotations

import errno
import resource
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings
from tests.site.databases.conftest import Stood

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.pages.troubles import BUSY, FULL, trouble_of
from wardmote.site.rooms.evidence import uploads

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ENTRANCE = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def db(database: Stood) -> None:
    """People and organisations are put into the database of the test."""


@pytest.fixture
def browser(with_role: Callable[[str], Person]) -> Client:
    """An analyst, signed in."""
    made = Client(raise_request_exception=False)
    made.force_login(with_role("analyst"), backend=ENTRANCE)
    return made


@contextmanager
def _locked(database: Stood) -> Iterator[sqlite3.Connection]:
    """Somebody else writes, and does not end."""
    file = database.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other
        if other.in_transaction:
            other.execute("ROLLBACK")


@contextmanager
def _no_room(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _patience(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")


@SQLITE
def test_a_write_waits_for_another(database: Stood) -> None:
    """A second and a half, and then it is done."""
    with _locked(database) as other:
        later = threading.Timer(1.5, other.execute, ["COMMIT"])
        later.start()
        note_export(machine("test"), "figures", {}, "csv", 1)
        later.join()
    assert verify().records == 1


@SQLITE
def test_a_database_locked_for_long_is_told_in_a_sentence(database: Stood, browser: Client) -> None:
    """Reading goes on; a write is refused with 503, in words, and nothing of it is kept."""
    before = AuditRecord.objects.count()
    with _locked(database):
        _patience(200)
        assert browser.get("/evidence/upload/").status_code == 200
        answer = browser.post("/evidence/upload/", _upload(b"a,b\n1,2\n"))
        assert answer.status_code == 503
        assert answer["Retry-After"] == "10"
        assert "Wait a moment and try again" in answer.content.decode()
        assert "Traceback" not in answer.content.decode()
    assert (AuditRecord.objects.count(), Job.objects.count()) == (before, 0)
    _patience(20_000)
    note_export(machine("test"), "figures", {}, "csv", 1)
    assert verify().is_whole


def _upload(content: bytes) -> dict[str, object]:
    return {"sent": [SimpleUploadedFile("figures.csv", content)], "what": "take"}


@pytest.fixture
def own(served: Path, settings: Settings, tmp_path: Path) -> Path:
    """A workspace of the test's own: its settings alone."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(served / "wardmote.toml", folder)
    settings.WORKSPACE = folder
    return folder


@SQLITE
def test_a_full_disk_keeps_nothing_of_an_upload(database: Stood, own: Path, browser: Client) -> None:
    """No file, no job, no record, and a sentence."""
    before = AuditRecord.objects.count()
    with _no_room(200_000):
        answer = browser.post("/evidence/upload/", _upload(b"x" * 1_000_000))
    assert answer.status_code == 507
    assert "no room for this" in answer.content.decode()
    assert list((own / uploads.FOLDER).iterdir()) == []
    assert (AuditRecord.objects.count(), Job.objects.count()) == (before, 0)


@SQLITE
def test_a_disk_that_fills_while_a_record_is_written_keeps_none(
    database: Stood, own: Path, browser: Client
) -> None:
    """The files that were stored before it go again, too; once there is room, all goes on."""
    before = AuditRecord.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with _no_room(3000):
        answer = browser.post("/evidence/upload/", _upload(b"a,b\n1,2\n"))
    assert answer.status_code == 503
    assert "no room left" in answer.content.decode()
    assert list((own / uploads.FOLDER).iterdir()) == []
    assert (AuditRecord.objects.count(), Job.objects.count()) == (before, 0)
    assert browser.post("/evidence/upload/", _upload(b"a,b\n1,2\n")).status_code == 302
    assert Job.objects.count() == 1
    assert verify().is_whole


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OperationalError("database is locked"), BUSY),
        (OperationalError("server closed the connection unexpectedly"), BUSY),
        (OperationalError("database or disk is full"), FULL),
        (OperationalError('could not extend file "base/1": No space left on device'), FULL),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (OperationalError("no such table: jobs_job"), None),
        (KeyError("ours"), None),
    ],
)
def test_a_trouble_is_told_from_a_mistake_of_ours(error: Exception, trouble: object) -> None:
    """What is our mistake is never called a busy site."""
    assert trouble_of(error) == trouble
