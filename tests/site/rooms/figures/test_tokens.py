"""Tokens: who has one, what it opens today, and that nothing else opens anything below /api/."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.site.rooms.figures.conftest import Program
from tests.site.rows import every_row

from wardmote.definitions import load
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.routes import every_route
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.rooms.figures import services
from wardmote.site.rooms.figures.models import Token

Ask = Callable[[str], Program]
ROLES = sorted(load().roles)
ROUTES = [
    (
        address.removeprefix("/api/figures").replace("<identity>", "0" * 16).replace("<name>", "trend"),
        declared.right,
    )
    for address, _, declared in every_route()
    if address.startswith("/api/figures") and declared is not None
]
ABSENT = "/no-such-thing"


def _code(answer: Any) -> int:
    return int(answer.status_code)


def test_the_routes_below_api_are_all_declared() -> None:
    """And there are as many as the document tells."""
    assert len(ROUTES) == 12
    assert {right for _, right in ROUTES} == {"figures-read", "evidence-see"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*(path for path, _ in ROUTES), ABSENT])
def test_without_a_token_every_address_answers_alike(path: str, signed_in: Callable[[str], Client]) -> None:
    """401 whether it is there or not, by every method, also for somebody who is signed in: a session opens nothing."""
    wrong = {"Authorization": "Bearer wmt_wrong"}
    told = Client().get("/api/no/such/place")
    assert told.headers["WWW-Authenticate"] == "Bearer"
    for client in (Client(), signed_in("analyst")):
        for method in ("get", "post", "put", "delete", "options", "head"):
            for headers in ({}, wrong, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}):
                answer = getattr(client, method)(f"/api/figures{path}", headers=headers)
                assert _code(answer) == 401, (method, headers)
                assert answer.headers.keys() == told.headers.keys()
                assert method == "head" or answer.content == told.content


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_exactly_what_its_rights_say(program: Ask, role: str) -> None:
    """What is refused is as absent as what is not there; whoever may not read by program finds nothing."""
    one, rights = program(role), set(load().roles[role].rights)
    absent = one.get(ABSENT)
    assert _code(absent) == 404
    for path, right in ROUTES:
        for form in ("json", "csv"):
            answer = one.get(path, {"format": form})
            if {"figures-read", right} <= rights:
                assert _code(answer) in (200, 422), path
            else:
                assert (_code(answer), answer.content) == (404, absent.content), path


def test_a_token_ends_with_its_day_its_revoking_and_its_person(
    program: Ask, actor: Callable[[Person], Actor]
) -> None:
    """Each at once."""
    one = program("analyst")
    mine = Token.objects.filter(pk=one.token.pk)
    assert _code(one.get("/measures")) == 200
    mine.update(expires=timezone.now() - timedelta(seconds=1))
    assert _code(one.get("/measures")) == 401
    mine.update(expires=timezone.now() + timedelta(days=1))
    one.person.is_active = False
    one.person.save()
    assert _code(one.get("/measures")) == 401
    one.person.is_active = True
    one.person.save()
    one.person.memberships.update(ends=timezone.localdate() - timedelta(days=1))
    assert _code(one.get("/measures")) == 401
    one.person.memberships.update(ends=None)
    assert _code(one.get("/measures")) == 200
    services.revoke_token(actor(one.person), mine.get())
    assert _code(one.get("/measures")) == 401


def test_a_token_in_an_address_is_refused(program: Ask) -> None:
    """Whatever it is called there, and even where the header would do."""
    one = program("analyst")
    for name in ("token", "access_token", "area"):
        answer = one.get("/table", {name: one.secret})
        assert _code(answer) == 401
        assert "Revoke" in answer.json()["error"]["sentence"]
    assert _code(Client().get("/api/figures/table", {"token": one.secret})) == 401


def test_who_asks_too_often_waits(program: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is told how long; a minute later it goes on."""
    one = program("analyst")
    monkeypatch.setattr(services, "count", lambda _name: 2)
    moment = timezone.now().replace(second=20, microsecond=0)
    monkeypatch.setattr("wardmote.site.rooms.figures.admission.timezone.now", lambda: moment)
    assert [_code(one.get("/measures")) for _ in range(3)] == [200, 200, 429]
    refused = one.get("/measures")
    assert refused.headers["Retry-After"] == "40"
    assert "40 seconds" in refused.json()["error"]["sentence"]
    assert Token.objects.get(pk=one.token.pk).calls == 2
    moment += timedelta(minutes=1)
    assert _code(one.get("/measures")) == 200


def test_reading_writes_nothing_but_when_a_token_was_used(program: Ask) -> None:
    """No session, no record, no cookie."""
    one = program("analyst")
    before = every_row()
    for path, _right in ROUTES:
        answer = one.get(path)
        assert not answer.cookies
    after = every_row()
    assert {table for table in before if before[table] != after[table]} == {"figures_token"}
    used = Token.objects.get(pk=one.token.pk)
    assert used.used is not None
    assert used.used > used.made


@pytest.mark.django_db
def test_making_and_revoking_on_the_account_page(signed_in: Callable[[str], Client]) -> None:
    """Shown once, stored as its hash, one record each without the secret; and only one's own can be revoked."""
    browser, records = signed_in("analyst"), AuditRecord.objects.filter(action__startswith="figures.")
    assert "/account/tokens/" in browser.get("/account/").content.decode()
    page = browser.post("/account/tokens/make/", {"name": "Board report", "days": 30})
    secret = page.content.decode().partition('value="wmt_')[2].partition('"')[0]
    assert len(secret) > 40
    assert "no-store" in page.headers["Cache-Control"]
    token = Token.objects.get()
    assert token.digest == services.digest_of(f"wmt_{secret}")
    listed = browser.get("/account/tokens/").content.decode()
    assert "Board report" in listed
    assert secret not in listed + repr(every_row())
    headers = {"Authorization": f"Bearer wmt_{secret}"}
    assert _code(Client().get("/api/figures", headers=headers)) == 200
    other = Person.objects.create(email="other@example.test", name="Other")
    theirs = Token.objects.create(
        person=other, name="x", digest="0", begins="x", made=timezone.now(), expires=timezone.now()
    )
    assert _code(browser.post(f"/account/tokens/{theirs.pk}/revoke/")) == 404
    assert _code(browser.get(f"/account/tokens/{token.pk}/revoke/")) == 200
    assert _code(browser.post(f"/account/tokens/{token.pk}/revoke/")) == 302
    assert _code(Client().get("/api/figures", headers=headers)) == 401
    assert [one.action for one in records] == ["figures.token-revoked", "figures.token-made"] or [
        one.action for one in records
    ] == ["figures.token-made", "figures.token-revoked"]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "words"), [(0, "1"), (5000, "365"), ("x", "whole number")])
def test_a_token_holds_no_longer_than_allowed(
    signed_in: Callable[[str], Client], days: object, words: str
) -> None:
    """The form says how long one may."""
    page = signed_in("analyst").post("/account/tokens/make/", {"name": "Report", "days": days})
    assert words in page.content.decode()
    assert not Token.objects.exists()


def test_nobody_has_more_than_they_may(program: Ask, actor: Callable[[Person], Actor]) -> None:
    """Nor one without the right."""
    one = program("analyst")
    for number in range(9):
        services.make_token(actor(one.person), str(number), 1)
    with pytest.raises(services.TokenRefused, match="as many as one person"):
        services.make_token(actor(one.person), "eleventh", 1)
    one.person.memberships.update(role="board")
    with pytest.raises(services.TokenRefused, match="may read figures"):
        services.make_token(actor(Person.objects.get(pk=one.person.pk)), "board", 1)


@pytest.mark.django_db
def test_the_pages_tell_what_can_be_asked(signed_in: Callable[[str], Client]) -> None:
    """Every route of the document, and the document itself; nobody else sees them."""
    browser = signed_in("analyst")
    page = browser.get("/account/programs/").content.decode()
    document = browser.get("/account/programs/openapi.json").json()
    assert len(document["paths"]) == len(ROUTES)
    for address in document["paths"]:
        assert address in page
    board = signed_in("board")
    for path in ("tokens/", "tokens/make/", "programs/", "programs/openapi.json"):
        assert _code(board.get(f"/account/{path}")) == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_token_pages_can_be_used_by_everybody(visitor: Callable[..., Any]) -> None:
    """Zero faults at a desktop's and a phone's width, also of the page that shows a token."""
    somebody = visitor("analyst")
    faults = [
        fault
        for path in ("/account/tokens/", "/account/tokens/make/", "/account/programs/", "/account/")
        for fault in somebody.look(path)
    ]
    for width in (1280, 390):
        page = somebody.open("/account/tokens/make/", width)
        page.get_by_label("Name").fill("A report")
        page.get_by_role("button", name="Make the token").click()
        page.wait_for_selector("#token")
        faults += somebody.faults(page)
    assert faults + somebody.look("/account/tokens/") == []
