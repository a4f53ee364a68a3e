"""The room where documents are checked: the marks are shown under a policy of their own, and nothing stays."""

from __future__ import annotations

import json
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.site.browsing import Visitor

from wardmote.operations.check import apart, check_file
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.audit.models import AuditRecord

pytestmark = pytest.mark.django_db(transaction=True)

STREET = "Zebedee Lane"
PLAN = f"# Plan\n\nBurglary in {STREET} fell from 207 to 163, a reduction of 31.3%.\n".encode()
MAY = ("analyst", "manager", "coordinator", "agency-user", "board", "scrutiny")


@pytest.fixture
def rooms(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where files may lie for a while."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    return tmp_path


def sent(browser: Client, content: bytes, name: str = "plan.md", form: str = "page") -> HttpResponse:
    answer = browser.post("/check/", {"sent": SimpleUploadedFile(name, content), "form": form})
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("role", MAY)
def test_marks_are_shown_and_the_file_is_gone(
    role: str, rooms: Path, signed_in: Callable[[str], Client]
) -> None:
    answer = sent(signed_in(role), PLAN)
    page = answer.content.decode()
    answer.close()
    assert answer.status_code == 200
    assert "21.3%" in page
    assert STREET in page
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in page
    assert list(rooms.rglob("*")) == []


def test_the_record_says_nothing_of_the_document(rooms: Path, signed_in: Callable[[str], Client]) -> None:
    sent(signed_in("scrutiny"), PLAN, "Zebedee.md")
    (one,) = AuditRecord.objects.filter(action="check.done")
    told = json.dumps([one.words, one.before, one.after, one.key, one.kind])
    assert "Zebedee" not in told
    assert one.after == {"format": "markdown", "read": True, "error": 1}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.docx", b"PK\x03\x04 broken", "plan.docx"),
        ("plan.exe", b"MZ\x00\x00\xff\x00" * 30, "plan.exe"),
        ("../../plan.pdf", b"%PDF-1.7 broken", "plan.pdf"),
    ],
)
def test_what_cannot_be_read_is_refused_and_gone(
    name: str, content: bytes, words: str, rooms: Path, signed_in: Callable[[str], Client]
) -> None:
    answer = sent(signed_in("board"), content, name)
    answer.close()
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert str(rooms) not in answer.content.decode()
    assert list(rooms.rglob("*")) == []
    (one,) = AuditRecord.objects.filter(action="check.done")
    assert one.after == {"format": "", "read": False}


def test_what_takes_too_long_is_ended_and_nothing_stays(
    rooms: Path, served: Path, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told so; neither a file nor a process is left, and the record says that it was not read."""
    began: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen
    monkeypatch.setattr(apart.subprocess, "Popen", lambda *a, **k: began.append(start(*a, **k)) or began[-1])
    limit = served / "definitions" / "thresholds" / "check-seconds.yaml"
    limit.parent.mkdir(parents=True, exist_ok=True)
    limit.write_text(
        "- {id: check-seconds, title: Seconds, value: 0.05, unit: seconds, why: A test, source: A test}\n",
        "utf-8",
    )
    try:
        answer = sent(signed_in("board"), PLAN)
    finally:
        limit.unlink()
    answer.close()
    assert answer.status_code == 422
    assert "takes longer than 0.05 seconds" in answer.content.decode()
    assert list(rooms.rglob("*")) == []
    (one,) = began
    assert one.returncode == -signal.SIGKILL
    (record,) = AuditRecord.objects.filter(action="check.done")
    assert record.after == {"format": "", "read": False}


def test_findings_and_copies_to_keep(
    rooms: Path, marrowmere: Workspace, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("agency-user")
    found = json.loads(sent(browser, PLAN, form="json").content)
    assert (found["schema"], found["findings"][0]["expected"]) == ("wardmote.check/1", "21.3%")
    kept = sent(browser, PLAN, form="html")
    assert kept.headers["Content-Disposition"] == 'attachment; filename="plan-checked.html"'
    pack = marrowmere.folder / "documents" / "strategic-assessment-redline.odt"
    copy = sent(browser, pack.read_bytes(), "pack.odt", "comments")
    assert copy.content[:2] == b"PK"
    refused = sent(browser, PLAN, form="comments")
    assert refused.status_code == 422
    assert list(rooms.rglob("*")) == []


def test_a_page_that_stands_alone_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(PLAN)
    assert "Check another" not in check_file(path).html
    assert 'href="/check/"' in check_file(path).page("/check/")


def test_auditors_and_strangers_find_no_such_room(signed_in: Callable[[str], Client]) -> None:
    assert signed_in("auditor").get("/check/").status_code == 404
    assert Client().get("/check/").status_code == 302


@pytest.mark.browser
def test_a_document_is_dropped_and_its_marks_seen(visitor: Callable[..., Visitor], tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(PLAN)
    one = visitor("board")
    assert one.look("/check/") == []
    for width in (1280, 390):
        page = one.open("/check/", width)
        page.set_input_files("input[type=file]", path)
        page.get_by_role("button", name="Check it").click()
        page.get_by_role("link", name="Check another document").wait_for()
        assert one.faults(page) == []
        page.screenshot(path=tmp_path / f"marks-{width}.png")
