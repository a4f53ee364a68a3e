"""Groups and meetings: attendance, quorum, frequency, the papers in every format, and what minutes ask for."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.site.browsing import DESKTOP, PHONE, Visitor
from tests.site.real_keys.belongings import Belongings
from tests.site.real_keys.of_library import build as document_of

from wardmote.definitions import load
from wardmote.operations.meeting_papers import FORMATS
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.meetings import rules
from wardmote.site.rooms.meetings.rules import Group, Meeting, Point

LEAD = Group(1, "Lead", ("Council", "Police", "Fire"), "monthly", 2)
DAYS, TODAY = {"monthly": 31}, date(2026, 5, 1)


def _met(day: date, *present: str, status: str = "done", sorry: tuple[str, ...] = ()) -> Meeting:
    return Meeting(1, "M", 1, day, status, present, sorry)


def test_attendance_counts_members_and_guests_over_meetings_that_were_held() -> None:
    """Who neither came nor wrote is told apart; a meeting that was called off or is to come counts for nobody."""
    held = [
        _met(date(2026, 1, 5), "council", "Police", sorry=("Fire",)),
        _met(date(2026, 2, 5), "Council", "Charity", sorry=("Council",)),
        _met(date(2026, 3, 5), status="cancelled"),
        _met(date(2026, 9, 5), status="planned"),
    ]
    found = {
        one.organisation: (one.there, one.apologies, one.silent, one.asked)
        for one in rules.attendance([LEAD], held)
    }
    assert found == {
        "council": (2, 0, 0, 2),
        "Police": (1, 0, 1, 2),
        "Fire": (0, 1, 1, 2),
        "Charity": (1, 0, 0, 1),
    }
    assert [rules.is_quorate(LEAD, one) for one in held] == [True, False, None, None]


@pytest.mark.parametrize(
    ("meetings", "next_day", "breach", "due"),
    [
        ([], None, "none", None),
        ([], date(2026, 5, 9), "", None),
        ([_met(date(2026, 4, 20))], None, "", date(2026, 5, 21)),
        ([_met(date(2026, 3, 20))], None, "late", date(2026, 4, 20)),
        ([_met(date(2026, 4, 20))], date(2026, 6, 30), "late", date(2026, 5, 21)),
        ([_met(date(2026, 4, 20)), _met(date(2026, 5, 25), status="planned")], None, "", date(2026, 5, 21)),
    ],
)
def test_a_group_that_meets_too_seldom_is_named(
    meetings: list[Meeting], next_day: date | None, breach: str, due: date | None
) -> None:
    """By its own frequency and some days of grace; a meeting planned too late is a breach, too."""
    group = Group(1, "Lead", frequency="monthly", next=next_day)
    found = rules.rhythm(group, meetings, TODAY, DAYS, 7)
    assert (found.breach, found.due) == (breach, due)
    assert rules.rhythm(Group(1, "L", frequency="as-needed"), meetings, TODAY, DAYS, 7).breach == ""


def test_minutes_name_what_is_to_be_kept_and_members_who_is_missing() -> None:
    """A day that is none is no day; words of another kind are left alone."""
    minutes = "Said hello.\n- Action: Lamps in Mill Row, by 4/3/2026.\nDECIDED: Keep the order.\nAction: Ask, by 31/2/2026"
    assert rules.points(minutes) == [
        Point("actions", "Lamps in Mill Row", date(2026, 3, 4)),
        Point("decisions", "Keep the order"),
        Point("actions", "Ask, by 31/2/2026"),
    ]
    known = load().authorities.values()
    missing = rules.unrepresented(("Marrowmere Council", "Eastmarch Constabulary", "Fire"), known)
    assert {one.id for one in missing} == {"health", "probation"}
    other = Group(2, "Other", ("police", "council", "FIRE", "Charity"), priorities=("Robbery",))
    assert rules.alike([LEAD, other]) == [(LEAD, other)]
    assert rules.of_no_priority([LEAD, other], ["robbery"]) == [LEAD]
    assert rules.of_no_priority([LEAD, other], []) == []


def _filled() -> int:
    """A group, its meeting before with minutes, and one to come; the number of the one before."""
    registers, today = workspace().definitions.registers, timezone.localdate()
    home = Organisation.objects.get(name="Marrowmere Council").pk
    say = {"title": "Lead group", "remit": "Leads.", "frequency": "monthly", "quorum": "3"}
    group = services.add(
        machine("test"), registers["groups"], Draft("sits", home, values=say | {"members": ["Council", "Police"]})
    ).number  # fmt: skip
    said = {"group": group, "day": (today - timedelta(days=60)).isoformat(), "present": ["Council"]}
    said |= {"title": "Before", "minutes": "Action: Lamps, by 4/3/2030\nAction: Ask\nDecision: Keep it"}
    said["minutes"] += (
        "\nAction: Quay Police (Some agency-user) to walk, by 1/12/2030\nAction: Some board will ask, by 1/12/2030"
    )
    said["minutes"] += "\nAction: Quay police cars be counted, by 1/12/2030"
    before = services.add(machine("test"), registers["meetings"], Draft("done", home, values=said)).number
    said = {"group": group, "day": today.isoformat(), "title": "Now", "agenda": "Figures\nScan"}
    services.add(machine("test"), registers["meetings"], Draft("planned", home, values=said))
    return before


@pytest.mark.django_db
def test_minutes_become_entries_once_and_papers_hold_them(
    signed_in: Callable[[str], Client], with_role: Callable[..., Person]
) -> None:
    """What has a day is entered with its meeting; the pack of the next meeting carries it in every format."""
    analyst, police, _board = (
        signed_in("analyst"),
        with_role("agency-user", "Quay Police"),
        with_role("board"),
    )
    before = _filled()
    page = analyst.get("/meetings/").content.decode()
    for words in ("Not represented:", "Fire and rescue", "Meets too seldom", "no: what was decided", "100%"):
        assert words in page, words
    assert "Add it and say by when" in analyst.get(f"/meetings/{before}/").content.decode()
    _whose_is_asked_for(analyst, before, police.memberships.get().organisation)
    made = Entry.objects.get(register="actions", values__title="Lamps")
    assert (made.values["due"], made.values["meeting"]) == ("2030-03-04", before)
    assert Entry.objects.get(register="decisions").values["title"] == "Keep it"
    page = analyst.get(f"/meetings/{before + 1}/").content.decode()
    assert "Lamps" in page
    assert "Keep it" in page
    for form in FORMATS:
        answer = analyst.get(f"/meetings/{before + 1}/papers.{form}")
        assert answer.status_code == 200, form
        if form == "docx":
            with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
                text = parts.read("word/document.xml").decode()
            assert all(words in text for words in ("Figures", "Scan", "Lamps", "Keep it", "Before"))
    assert analyst.get(f"/meetings/{before + 1}/papers.exe").status_code == 404
    assert AuditRecord.objects.filter(action="audit.exported").count() == len(FORMATS)


def _whose_is_asked_for(analyst: Client, before: int, police: Organisation) -> None:
    """At the head of the sentence stands who it is for; what names nobody waits on home until somebody says whose it is."""
    wait = "Enter what the minutes ask for, and whose it is: 6 things (Before)."
    assert wait in analyst.get("/").content.decode()
    address = f"/meetings/{before}/minutes/"
    page = analyst.get(address).content.decode()
    assert "Quay Police (Some agency-user) to walk (for Some agency-user, Quay Police)" in page
    assert "Some board will ask (for Some board, Marrowmere Council)" in page
    keys = re.findall(r'<select[^>]* name="(\w+)"', page)
    assert len(keys) == 2
    refused = analyst.post(address)
    assert not Entry.objects.filter(register="actions").exists()
    assert "Choose an organisation or a person." in refused.content.decode()
    assert analyst.post(address, dict.fromkeys(keys, f"organisation-{police.pk}")).status_code == 302
    assert analyst.get(address).status_code == 404
    owned = {
        one.values["title"]: (str(one.organisation), str(one.owner or ""))
        for one in Entry.objects.filter(register="actions")
    }
    assert owned == {
        "Lamps": ("Quay Police", ""), "Quay police cars be counted": ("Quay Police", ""),
        "Quay Police (Some agency-user) to walk": ("Quay Police", "Some agency-user"),
        "Some board will ask": ("Marrowmere Council", "Some board"),
    }  # fmt: skip
    assert "whose it is: 1 thing (Before)." in analyst.get("/").content.decode()


@pytest.mark.django_db
def test_the_papers_as_a_zip_hold_the_documents_that_their_reader_may_read(
    signed_in: Callable[[str], Client],
    with_role: Callable[..., Person],
    served: Path,
    tmp_path: Path,
    settings: Settings,
) -> None:
    """The document lies beside the papers for who may read it; for an agency it is named as not found."""
    settings.WORKSPACE = shutil.copytree(served, tmp_path / "workspace")
    browser, person = signed_in("analyst"), Person.objects.get(email="analyst@example.test")
    build = document_of(Belongings(person, person.memberships.get().organisation, "x"))
    agency = with_role("agency-user")
    number = _filled() + 1
    named = [f"/library/builds/{build.pk}/", "/library/builds/none/"]
    entry = Entry.objects.get(register="meetings", number=number)
    Entry.objects.filter(pk=entry.pk).update(values=entry.values | {"documents": named})
    told = {}
    for who in (person, agency):
        browser.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "ZIP, with the documents" in browser.get(f"/meetings/{number}/").content.decode()
        with zipfile.ZipFile(io.BytesIO(browser.get(f"/meetings/{number}/papers.zip").content)) as pack:
            told[who] = {one.rpartition(".")[2]: pack.read(one) for one in sorted(pack.namelist())}
    assert set(told[person]) == {"html", "pdf", "txt"}
    assert told[person]["html"] == b"<h1>x</h1>"
    assert set(told[agency]) == {"pdf", "txt"}
    assert told[agency]["txt"].count(b"not found in the library") == 2


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_of_meetings_have_no_fault(visitor: Callable[..., Visitor]) -> None:
    """On a desktop and on a phone."""
    visit = visitor("manager")
    before = _filled()
    for path in ("/meetings/", f"/meetings/{before}/", f"/meetings/{before + 1}/"):
        assert visit.look(path, DESKTOP, PHONE) == []
