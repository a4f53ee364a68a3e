"""What is too large, what finds no room, and what has to wait: each is a sentence, and nothing is read or lost."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wardmote.evidence import EvidenceBusy, EvidenceStore
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.rooms.evidence import taking_in, uploads

pytestmark = pytest.mark.django_db
CRIMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
    f"{'0' * 64},2026-04,Eastmarch Constabulary,Eastmarch Constabulary,,,No Location,,,Burglary,Under investigation,\n"
).encode()


def test_too_many_parts_are_a_sentence(signed_in: Callable[[str], Client]) -> None:
    """More files than any form sends."""
    sent = [SimpleUploadedFile(f"{n}.csv", b"1") for n in range(101)]
    answer = signed_in("analyst").post("/evidence/upload/", {"sent": sent, "what": "take"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_no_room_is_a_sentence(
    own: Path, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    """A full disk, a folder that may not be written to: nothing half written is left."""

    def full(*_: Any, **__: Any) -> None:
        raise OSError(fault, "no room")

    monkeypatch.setattr("django.core.files.uploadedfile.InMemoryUploadedFile.chunks", full)
    browser = signed_in("analyst")
    answer = browser.post("/evidence/upload/", {"sent": SimpleUploadedFile("a.csv", CRIMES), "what": "take"})
    assert answer.status_code == 507
    assert "Nothing was taken in" in answer.content.decode()
    assert [one for one in (own / uploads.FOLDER).glob("*") if one.is_dir()] == []


@pytest.mark.parametrize(("refusals", "state"), [(1, State.DONE), (99, State.FAILED)])
def test_files_wait_for_other_files(
    own: Path,
    signed_in: Callable[[str], Client],
    send: Callable[..., Job],
    monkeypatch: pytest.MonkeyPatch,
    refusals: int,
    state: State,
) -> None:
    """Another call is at work: they wait and say so; when that takes too long, it says so and can be tried again."""
    real, left, clock = EvidenceStore.ingest, [refusals], [0.0]

    def busy(*words: Any, **named: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise EvidenceBusy("Other evidence is being taken in. Try again when it is done.")
        return real(*words, **named)

    def later(seconds: float) -> None:
        clock[0] += 60 * seconds

    monkeypatch.setattr(EvidenceStore, "ingest", busy)
    monkeypatch.setattr(taking_in, "sleep", later)
    monkeypatch.setattr(taking_in, "monotonic", lambda: clock[0])
    browser = signed_in("analyst")
    job = send(browser, ("april.csv", CRIMES))
    assert job.state == state, job.words
    page = browser.get(f"/evidence/arrivals/{job.pk}/").content.decode()
    assert ("Try again" in page) == (state == State.FAILED)


def test_a_locked_store_is_waited_for_and_named(
    own: Path, signed_in: Callable[[str], Client], send: Callable[..., Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real lock of the real store, held by somebody else for longer than files wait."""
    clock = iter(range(0, 100_000, 200))
    monkeypatch.setattr(taking_in, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(taking_in, "sleep", lambda _: None)
    with (own / "evidence" / "lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        job = send(signed_in("analyst"), ("april.csv", CRIMES))
    assert job.state == State.FAILED
    assert "Another" in job.words
    assert str(own) not in job.words
