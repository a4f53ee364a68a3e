"""Every route for every role: allowed exactly as the roles say, and looking changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from tests.site.rows import every_row

from wardmote.definitions import load
from wardmote.site.kit.access.models import KeptForm, Membership, Person
from wardmote.site.kit.access.programs import PREFIX
from wardmote.site.kit.access.routes import PUBLIC, declaration_of
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.reading import note_export

ROLES = sorted(load().roles)
HELD = {
    "access_opensession", "django_session", "audit_auditrecord", "audit_chainhead",
    "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog",
}  # fmt: skip
"""What looking may change: sessions, and the record of looking."""
FILLED = {
    "key": "1", "pk": "1", "token": "x", "written_as": "csv", "decision": "confirmed", "provider_id": "council",
    "uidb36": "1", "name": "x", "slug": "x", "path": "x", "id": "1", "register": "groups",
}  # fmt: skip


def _every(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, Any]]:
    for one in (resolver or get_resolver()).url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address, one
        else:
            yield from _every(one, address)


def _routes() -> list[tuple[str, str]]:
    """Addresses with something filled in, and the right that each asks for.

    Programs come by a door of their own, with a token and no session: their matrix stands beside their tokens.
    """
    made = []
    for address, one in _every():
        declared = declaration_of(one.callback, one.name)
        if declared is None or address.startswith(PREFIX):
            continue
        plain = re.sub(
            r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda found: FILLED.get(found[1], "1"), address
        )
        plain = re.sub(r"<(?:(\w+):)?(\w+)>", lambda found: FILLED.get(found[2], "1"), plain)
        made.append((plain.replace("^", "").replace("$", "").replace("\\", ""), declared.right))
    return made


@pytest.fixture
def house(with_role: Callable[[str], Person]) -> dict[str, Client]:
    """A browser for each role, signed in, in a house where something of each kind is there."""
    made = {}
    for role in ROLES:
        client = Client(raise_request_exception=False)
        client.force_login(with_role(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        made[role] = client
    note_export(machine("test"), "figures", {}, "csv", 1)
    person = Person.objects.first()
    assert person is not None
    KeptForm.objects.create(person=person, address="/", fields=[["a", "b"]], kept=timezone.now())
    assert Membership.objects.count() == len(ROLES)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_exactly_where_its_rights_say_and_looking_changes_nothing(
    house: dict[str, Client], role: str
) -> None:
    """Pages, forms and exports; refused and absent alike are 404."""
    rights, browser = set(load().roles[role].rights), house[role]
    before = every_row(HELD)
    absent = browser.get("/no-such-page/")
    for address, right in _routes():
        if address in ("/sign-out/",):
            continue
        answer = browser.get(address)
        refused = right != PUBLIC and right not in rights
        if refused:
            assert answer.status_code == 404, (role, address)
            assert abs(len(answer.content) - len(absent.content)) < 200, (role, address)
            assert dict(answer.headers).keys() == dict(absent.headers).keys(), (role, address)
        assert answer.status_code < 500, (role, address)
    assert every_row(HELD) == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sends_nothing_where_it_may_not(house: dict[str, Client], role: str) -> None:
    """A form of a room that is not theirs is as absent as its page."""
    rights, browser = set(load().roles[role].rights), house[role]
    for method in ("post", "put", "delete", "patch"):
        for address, right in _routes():
            if right != PUBLIC and right not in rights:
                assert getattr(browser, method)(address, {}).status_code == 404, (role, method, address)


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_from_every_room(client: Client) -> None:
    """By every method, whether the page is there or not."""
    before = every_row(HELD)
    for method in ("get", "head", "post", "options", "put", "delete"):
        absent = getattr(client, method)("/no-such-page/")
        for address, right in _routes():
            if right == PUBLIC:
                continue
            answer = getattr(client, method)(address)
            assert answer.status_code == 302, (method, address)
            assert answer.headers["Location"].startswith("/sign-in/?next="), (method, address)
            assert answer.headers.keys() == absent.headers.keys(), (method, address)
    assert every_row(HELD) == before


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["head", "options", "put", "delete", "patch", "trace"])
def test_odd_methods_break_nothing(house: dict[str, Client], method: str) -> None:
    """They are answered, or refused, without a fault and without a change."""
    before = every_row(HELD)
    for address, _right in _routes():
        assert getattr(house["administrator"], method)(address).status_code < 500, address
    assert every_row(HELD) == before


@pytest.mark.django_db
def test_sessions_of_yesterday_open_nothing(house: dict[str, Client]) -> None:
    """Whatever the role."""
    from wardmote.site.kit.access.models import OpenSession

    OpenSession.objects.update(seen=timezone.now() - timedelta(days=1))
    for browser in house.values():
        assert browser.get("/account/").status_code == 302
