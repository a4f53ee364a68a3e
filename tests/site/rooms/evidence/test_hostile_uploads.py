"""Hostile and broken files through the form and the worker: each ends in a sentence, and the evidence stays whole."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from tests.site.rooms.evidence.hostile import KINDS, Lot, hostile

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.running import UNEXPECTED, run_job
from wardmote.site.rooms.evidence import uploads

pytestmark = pytest.mark.django_db
SAMPLE, ALL = 25, 500
EDGE = b"9b2f5c1e0d7a4b63"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_places: list[set[Path]] = []


def _watch(event: str, words: tuple[Any, ...]) -> None:
    """Every place that Python opens for writing, makes or moves to, while somebody asks."""
    if not _places:
        return
    if event == "open" and isinstance(words[2], int) and words[2] & WRITING and not isinstance(words[0], int):
        _places[-1].add(Path(os.fsdecode(words[0])).absolute())
    elif event in ("os.mkdir", "os.symlink", "os.rename"):
        _places[-1].add(Path(os.fsdecode(words[0 if event == "os.mkdir" else 1])).absolute())


sys.addaudithook(_watch)


@contextmanager
def _written() -> Iterator[set[Path]]:
    _places.append(set())
    try:
        yield _places[-1]
    finally:
        _places.pop()


@pytest.fixture
def passing(own: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one place outside the workspace where something may lie for a moment.

    Nobody sends too often, and no sign of life is given: it would be a second writer of the test's one database.
    """
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr("wardmote.site.rooms.evidence.services.in_the_last_hour", lambda _: 0)
    monkeypatch.setattr("wardmote.site.kit.jobs.running.SignsOfLife._beating", lambda _: None)
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)
    return folder


def _body(lot: Lot, what: str) -> bytes:
    """What a browser would send, with names as they are: Django's own client would mend them."""
    parts = [b'form-data; name="what"\r\n\r\n' + what.encode()]
    for name, content in lot.files:
        sent = name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22").encode()
        parts.append(b'form-data; name="sent"; filename="' + sent + b'"\r\n\r\n' + content)
    return (
        b"".join(b"--%s\r\nContent-Disposition: %s\r\n" % (EDGE, part) for part in parts)
        + b"--%s--\r\n" % EDGE
    )


def _post(browser: Client, seed: int) -> tuple[int, str, Job | None]:
    """Through the form and the worker: the answer, the page at the end, and the work, if any was asked for."""
    before, body = Job.objects.count(), _body(hostile(seed), ("take", "check", "skip")[seed % 3])
    kind = f"multipart/form-data; boundary={EDGE.decode()}"
    answer = browser.generic("POST", "/evidence/upload/", body, content_type=kind)
    if Job.objects.count() == before:
        return answer.status_code, answer.content.decode(), None
    job = Job.objects.latest("asked")
    run_job.call(str(job.pk))
    job.refresh_from_db()
    page = browser.get(f"/evidence/arrivals/{job.pk}/")
    return page.status_code, page.content.decode(), job


def _lying(folder: Path) -> set[Path]:
    """Everything that the evidence consists of, but the one list of rows that were refused last."""
    found = (folder / "evidence").rglob("*")
    return {path for path in found if path.is_file() and path.name != "last-refused.csv"}


def _fault(own: Path, passing: Path, seed: int, browser: Client) -> list[str]:
    """What is wrong with the answer to one lot of files."""
    store = find_workspace(own).store
    held, lay, records = store.current_id(), _lying(own), AuditRecord.objects.count()
    with _written() as places:
        status, page, job = _post(browser, seed)
    now, words = store.current_id(), job.words if job else ""
    outside = [path for path in places if not path.is_relative_to(own) and not path.is_relative_to(passing)]
    taken = job is not None and job.state == State.DONE and not job.request["check"]
    waits = job is not None and uploads.files_of(job.request["key"])
    told = {
        f"answered {status}": status != (422 if job is None else 200),
        f"no sentence: {words!r}": job is not None and not words.endswith((".", "?", "!")),
        "an error of our own": UNEXPECTED in words or "Traceback" in page,
        "a place on the server": str(own) in page,
        "a command line": "wardmote source" in page or "--" in words,
        "neither done nor failed": job is not None and job.state not in (State.DONE, State.FAILED),
        "published": now != held and not (taken and hostile(seed).usable),
        f"other files in the evidence: {_lying(own) ^ lay}": now == held and _lying(own) != lay,
        f"wrote to {outside}": bool(outside),
        "left something in passing": any(passing.iterdir()),
        "kept what nobody needs": taken and bool(waits),
        "other than two records": AuditRecord.objects.count() - records != (2 if job else 0),
    }
    return [f"{seed} {KINDS[seed % len(KINDS)].__name__}: {said}" for said, wrong in told.items() if wrong]


@pytest.mark.soak
def test_hostile_uploads_end_in_sentences(
    own: Path,
    passing: Path,
    signed_in: Callable[[str], Client],
    caplog: pytest.LogCaptureFixture,
    in_full: bool,
) -> None:
    """Every kind at least once; under make soak five hundred lots. What waits is gone when its days are over."""
    browser = signed_in("analyst")
    with caplog.at_level(logging.ERROR):
        faults = [
            one for seed in range(ALL if in_full else SAMPLE) for one in _fault(own, passing, seed, browser)
        ]
    assert faults == []
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    assert find_workspace(own).store.verify().sound
    for address in (
        "/",
        "/changes/",
        "/evidence/snapshots/difference/",
        "/evidence/quality/",
        "/evidence/feeds/?all=1",
    ):
        page = browser.get(address)
        assert (page.status_code, str(own) in page.content.decode()) == (200, False), address
    uploads.let_go_of_old(-1)
    assert list((own / uploads.FOLDER).iterdir()) == []
