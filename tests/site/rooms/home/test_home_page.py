"""The home page: what needs whom, and what changed since they looked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import NOBODY, Scope
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.rooms.home import register
from wardmote.site.rooms.home.models import Looked
from wardmote.site.rooms.home.register import Need, declares, needs_of


def test_rooms_declare_what_needs_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    """Late first, then by day; asked only for who has the right."""
    monkeypatch.setattr(register, "_declared", [])
    day = date(2026, 5, 1)
    seen = []

    @declares("evidence-see")
    def some(scope: Scope, on: date) -> list[Need]:
        seen.append(on)
        return [Need("b", date(2026, 6, 1)), Need("a"), Need("late", date(2026, 4, 1), late=True)]

    assert needs_of(NOBODY, day) == []
    assert seen == []
    scope = Scope(1, frozenset(), frozenset(), {"evidence-see": "partnership"})
    assert [one.words for one in needs_of(scope, day)] == ["late", "b", "a"]


def test_a_partner_is_told_of_its_own_duties_alone(signed_in: Callable[[str], Client]) -> None:
    """Whose feed it is goes by the name of their organisation in the definitions."""
    browser = signed_in("agency-user")
    assert "Late from" not in browser.get("/").content.decode()
    Organisation.objects.update(provider="Lantern Women's Aid (made up)")
    text = browser.get("/").content.decode()
    assert "Send: MARAC referrals and cases" in text
    assert "Mere Homes" not in text
    assert 'href="/evidence/feeds/' in text


def test_who_manages_evidence_sees_every_late_feed(signed_in: Callable[[str], Client]) -> None:
    """By provider."""
    assert "Late from Mere Homes (made up)" in signed_in("analyst").get("/").content.decode()


def test_who_sees_no_figures_sees_none_here(signed_in: Callable[[str], Client]) -> None:
    """Neither what changed nor what the figures say."""
    text = signed_in("administrator").get("/").content.decode()
    assert "What changed" not in text
    assert "What the figures say" not in text
    assert "What changed" not in signed_in("scrutiny").get("/").content.decode()


def test_having_looked_is_noted_once_and_recorded(
    signed_in: Callable[[str], Client], marrowmere: Workspace
) -> None:
    """Then the page says that nothing changed; looking alone notes nothing."""
    browser = signed_in("manager")
    first = browser.get("/").content.decode()
    assert "What changed in the last intake" in first
    assert not Looked.objects.exists()
    told = browser.get("/changes/").content.decode()
    assert "files came:" in told
    assert browser.post("/changes/seen/").status_code == 302
    assert Looked.objects.get().snapshot == marrowmere.snapshot.id
    assert [one.action for one in AuditRecord.objects.filter(action__startswith="home.")] == ["home.seen"]
    assert "You have seen all that there is" in browser.get("/").content.decode()
    assert Person.objects.get().looked.snapshot == marrowmere.snapshot.id


def test_marking_as_seen_is_a_post(signed_in: Callable[[str], Client]) -> None:
    """A look changes nothing."""
    assert signed_in("manager").get("/changes/seen/").status_code == 405
