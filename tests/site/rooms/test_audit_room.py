"""The auditor's room: filters in the address, pages, exports that are recorded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from django.test import Client

from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.rooms.audit.wording import in_words

Enter = Callable[[str], Client]


@service
def _write(actor: Actor, number: int, words: str = "") -> None:
    record(
        actor,
        f"test.kind-{number % 2}",
        ("thing", number),
        words or f"Did thing {number}.",
        after={"n": number},
    )


@pytest.fixture
def auditor(signed_in: Enter) -> Client:
    """An auditor's browser."""
    return signed_in("auditor")


def test_the_list_is_paged_and_filtered_by_the_address(auditor: Client) -> None:
    """Fifty a page, and links keep the filters."""
    for number in range(120):
        _write(machine("clock"), number)
    page = auditor.get("/audit/", {"action": "test.kind-1"}).content.decode()
    assert "60 records" in page
    assert "Did thing 119." in page
    assert "Did thing 118." not in page
    assert "?action=test.kind-1&amp;page=2" in page
    second = auditor.get("/audit/", {"action": "test.kind-1", "page": "2"}).content.decode()
    assert "Did thing 1." in second


@pytest.mark.parametrize(
    "odd", ["since=yesterday", "since=2026-02-02&until=2026-01-01", "action=none-such", "person=x"]
)
def test_a_filter_that_cannot_be_read_shows_nothing_and_says_so(auditor: Client, odd: str) -> None:
    """Instead of everything."""
    answer = auditor.get(f"/audit/?{odd}")
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert "No record fits" in answer.content.decode()
    assert auditor.get(f"/audit/records.csv?{odd}").status_code == 404


def test_each_look_is_recorded_once(auditor: Client) -> None:
    """With what was asked."""
    auditor.get("/audit/", {"words": "thing"})
    seen = AuditRecord.objects.get(action="audit.page-read")
    assert seen.name == "Some auditor"
    assert seen.after == {"asked": {"words": "thing"}}


def test_exports_agree_and_are_recorded(auditor: Client) -> None:
    """CSV and JSON hold the same; neither holds its own record."""
    for number in range(3):
        _write(machine("clock"), number)
    answer = auditor.get("/audit/records.json?words=thing")
    told = json.loads(b"".join(answer.streaming_content))
    table = b"".join(auditor.get("/audit/records.csv?words=thing").streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["seal"] for row in rows] == [one["seal"] for one in told]
    assert len(told) == 3
    assert AuditRecord.objects.filter(action="audit.exported").count() == 2


def test_a_spreadsheet_is_given_no_formula(auditor: Client) -> None:
    """Words that begin like one are quoted."""
    _write(machine("=cmd|' /C calc'!A0"), 1, "=1+1")
    table = b"".join(auditor.get("/audit/records.csv?words=1").streaming_content).decode()
    row = next(csv.DictReader(io.StringIO(table)))
    assert row["words"] == "'=1+1"
    assert row["name"].startswith("'=")


def test_a_record_tells_before_and_after(auditor: Client) -> None:
    """And an absent one is absent."""
    _write(machine("clock"), 7)
    one = AuditRecord.objects.get(kind="thing")
    assert "Before and after" in auditor.get(f"/audit/{one.pk}/").content.decode()
    assert auditor.get("/audit/999999/").status_code == 404


def test_the_chain_page_says_whether_all_is_whole(auditor: Client) -> None:
    """In a sentence."""
    _write(machine("clock"), 1)
    assert "The record is whole" in auditor.get("/audit/whole/").content.decode()


def test_others_find_no_such_room(signed_in: Enter) -> None:
    """An analyst has no right to it."""
    analyst = signed_in("analyst")
    for address in ("/audit/", "/audit/whole/", "/audit/records.csv", "/audit/1/"):
        assert analyst.get(address).status_code == 404


def test_what_was_done_is_told_in_words(signed_in: Callable[[str], Client]) -> None:
    """A code stands on no page; one that nobody put into words is told by its own."""
    record(machine("test"), "evidence.taken-in", ("thing", 1), "Took two files in.")
    assert in_words("evidence.taken-in") == "Evidence: files taken in"
    assert in_words("scan.issue-added") == "Scan: issue added"
    auditor = signed_in("auditor")
    one = AuditRecord.objects.get(action="evidence.taken-in")
    for address in ("/audit/", f"/audit/{one.pk}/"):
        page = " ".join(auditor.get(address).content.decode().split())
        assert "Evidence: files taken in" in page
        assert ">evidence.taken-in<" not in page
