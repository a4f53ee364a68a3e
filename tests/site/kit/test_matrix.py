"""Every route for every role: allowed exactly as the roles say, and looking changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from tests.site.real_keys.belongings import Belongings
from tests.site.real_keys.filling import (
    FURTHER,
    OF_ORGANISATIONS,
    SENT,
    WHOLE,
    NoExampleError,
    Route,
    filled,
    routes,
)
from tests.site.real_keys.of_evidence import job
from tests.site.rows import PLACE, every_row

from wardmote.definitions import load
from wardmote.definitions.permissions import Role
from wardmote.publishing.plain_sheets import WRITERS
from wardmote.site.kit.access.models import Membership, Organisation, Person
from wardmote.site.kit.access.programs import PREFIX
from wardmote.site.kit.access.routes import PUBLIC
from wardmote.site.rooms.audit.exports import WRITTEN_AS

KNOWN = load()
ROLES = sorted(KNOWN.roles)
HELD = {
    "access_opensession", "django_session", "audit_auditrecord", "audit_chainhead",
    "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog",
}  # fmt: skip
"""What looking may change: sessions, and the record of looking."""
ELSEWHERE = {
    "openid_connect_login", "openid_connect_callback", "socialaccount_login_error", "account_logout",
    "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
}  # fmt: skip
"""Routes that lead to what this house has not set up, end what is looked at here, or talk with a key in somebody's
hand: they have tests of their own."""
WORD = "zzother"
"""What stands in everything of somebody else."""
FORMS = {*WRITERS, *WRITTEN_AS}
"""What exports are written as."""
PROVIDERS = ("Police", "Probation")
"""Two who owe something."""
SENDING = ("post", "put", "delete", "patch")
ODD = ("head", "options", "put", "delete", "patch", "trace")
SIGHTS = ("organisation", "own", "public")


def _asked(here: Belongings) -> list[Route]:
    """Every route with its address.

    Programs come by a door of their own, with a token and no session: their matrix stands beside their tokens.
    """
    return [one for one in routes(here) if not one.address.startswith(PREFIX) and one.name not in ELSEWHERE]


def _permitted(route: Route, role: Role) -> bool:
    if route.right == PUBLIC:
        return True
    rights = {route.right, FURTHER.get(route.name, route.right)}
    return rights <= set(role.rights) and (route.name not in WHOLE or role.sees == "partnership")


def _let_in(browser: Client, route: Route, here: Belongings) -> int:
    """The status of a page, or of its form; what is only sent is sent, and taken back."""
    answer = browser.get(route.address)
    assert PLACE not in _words_of(answer), route
    if answer.status_code == 405:
        answer = _sent(browser, route, here)
    sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?")
    return 401 if sent_away else int(answer.status_code)


def _sent(browser: Client, route: Route, here: Belongings) -> Any:
    said = SENT[route.name](here) if route.name in SENT else {}
    other = Client(raise_request_exception=False)  # keeps what the answer tells whoever asks next
    other.cookies["sessionid"] = browser.cookies["sessionid"].value
    with transaction.atomic():
        answer = other.post(route.address, said)
        transaction.set_rollback(True)
    return answer


def _words_of(answer: Any) -> bytes:
    """All that an answer says; of a workbook, what is in its files."""
    told = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if told.startswith(b"PK"):
        with ZipFile(BytesIO(told)) as book:
            told = b"".join(book.read(name) for name in book.namelist())
    return bytes(told).lower()


def _browser_of(person: Person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = HttpRequest()
    asked.session = client.session
    record_authentication(asked, person, "password")  # a moment ago: nobody is asked again
    asked.session.save()
    return client


@pytest.fixture
def house(with_role: Callable[[str], Person]) -> dict[str, Client]:
    """A browser for each role, signed in."""
    made = {role: _browser_of(with_role(role)) for role in ROLES}
    Organisation.objects.update(provider=PROVIDERS[0])
    return made


def _things_of(role: str) -> Belongings:
    """What somebody with a role has: something of each kind."""
    made = Belongings(
        Person.objects.get(email=f"{role}@example.test"), Organisation.objects.get(), f"of-{role}"
    )
    made.everything()
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_exactly_where_its_rights_say_and_looking_changes_nothing(
    house: dict[str, Client], role: str
) -> None:
    """Pages, forms and exports of what is there; refused and absent alike are 404."""
    here, browser = _things_of(role), house[role]
    asked = _asked(here)
    before = every_row(HELD)
    absent = browser.get("/no-such-page/")
    shut: list[Any] = []
    for route in asked:
        if _permitted(route, KNOWN.roles[role]):
            status = _let_in(browser, route, here)
            shut += [(status, route)] if status not in (200, 302) else []
            continue
        answer = browser.get(route.address)
        if answer.status_code == 405 and route.name in FURTHER:  # only sent, and refused by the view itself
            assert _sent(browser, route, here).status_code == 404, (role, route)
            continue
        assert answer.status_code == 404, (role, route)
        assert abs(len(answer.content) - len(absent.content)) < 200, (role, route)
        assert dict(answer.headers).keys() == dict(absent.headers).keys(), (role, route)
    assert not shut, "\n".join(f"{status} {one.pattern} {one.address}" for status, one in shut)
    assert every_row(HELD) == before


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sends_nothing_where_it_may_not(house: dict[str, Client], role: str, in_full: bool) -> None:
    """A form of a room that is not theirs is as absent as its page. By every method in the long form; in the short each
    route meets one of them from each role, and other ones from the next."""
    browser, rights = house[role], {PUBLIC, *KNOWN.roles[role].rights}
    refused = [one for one in _asked(_things_of(role)) if one.right not in rights]
    for at, route in enumerate(refused, start=ROLES.index(role)):
        for method in SENDING if in_full else (SENDING[at % len(SENDING)],):
            assert getattr(browser, method)(route.address, {}).status_code == 404, (role, method, route)


@pytest.fixture
def narrow(served: Path) -> Iterator[Callable[[str], None]]:
    """Lay a role with every right whose sight is narrow."""
    file = served / "definitions" / "roles" / "narrow.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)

    def lay(sight: str) -> None:
        file.write_text(
            f"- {{id: narrow, title: Narrow, plural: narrow ones, meaning: Sees little., order: 99, sees: {sight}, "
            f"rights: [{', '.join(sorted(KNOWN.rights))}], given_by: [narrow], source: A test}}\n",
            "utf-8",
        )

    yield lay
    file.unlink()


@pytest.mark.django_db
@pytest.mark.parametrize("sight", SIGHTS)
def test_what_is_somebody_elses_is_absent_everywhere(
    narrow: Callable[[str], None], with_role: Callable[..., Person], sight: str
) -> None:
    """Another organisation's, or another person's of the same one: no page, form or export opens, no list, search or
    export names it, though every right is there."""
    narrow(sight)
    person = with_role("narrow", "Marrowmere Council")
    Organisation.objects.update(provider=PROVIDERS[0])
    ours = Organisation.objects.get()
    theirs = (
        ours if sight == "own" else Organisation.objects.create(name=f"{WORD} Trust", provider=PROVIDERS[1])
    )
    other = Person.objects.create(email=f"{WORD}@example.test", name=f"Heron {WORD}")
    Membership.objects.create(person=other, organisation=theirs, role="analyst", starts=date(2020, 1, 1))
    here = Belongings(other, theirs, WORD)
    here.everything()
    asked, browser = [one for one in _asked(here) if one.right != PUBLIC], _browser_of(person)
    opened, named = [], []
    for route in asked:
        if route.kinds - (OF_ORGANISATIONS if sight == "own" else set()):
            answers = [browser.get(route.address).status_code, _sent(browser, route, here).status_code]
            known = set(answers) <= {404, 405} and 404 in answers  # 405: looks at nothing, whatever is there
            opened += [] if known else [(route.pattern, *answers)]
        elif not route.kinds:
            lists = [route.address, f"{route.address}?words=heron&state=all&all=1&left=1"]
            lists += [
                f"{route.address.removesuffix('.csv')}.{form}"
                for form in FORMS
                if route.address.endswith(".csv")
            ]
            named += [address for address in lists if WORD.encode() in _words_of(browser.get(address))]
    assert not opened, "\n".join(map(str, opened))
    assert not named, "\n".join(map(str, named))


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_from_every_room(house: dict[str, Client], client: Client) -> None:
    """By every method, whether the page is there or not."""
    asked = [one for one in _asked(_things_of("analyst")) if one.right != PUBLIC]
    before = every_row(HELD)
    for method in ("get", "head", "post", "options", "put", "delete"):
        absent = getattr(client, method)("/no-such-page/")
        for route in asked:
            answer = getattr(client, method)(route.address)
            assert answer.status_code == 302, (method, route)
            assert answer.headers["Location"].startswith("/sign-in/?next="), (method, route)
            assert answer.headers.keys() == absent.headers.keys(), (method, route)
    assert every_row(HELD) == before


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("method", ODD)
def test_odd_methods_break_nothing(house: dict[str, Client], method: str, in_full: bool) -> None:
    """They are answered, or refused, without a fault and without a change. In the short form each route meets two."""
    asked = _asked(_things_of("manager"))
    before = every_row(HELD)
    for route in asked if in_full else asked[ODD.index(method) % 3 :: 3]:
        assert getattr(house["manager"], method)(route.address).status_code < 500, route
    assert every_row(HELD) == before


@pytest.mark.django_db
def test_a_kind_without_an_example_is_named(with_role: Callable[[str], Person]) -> None:
    """The fault says which line is missing, and where it goes."""
    here = Belongings(with_role("analyst"), Organisation.objects.get(), "x")
    with pytest.raises(NoExampleError, match=r'tests/site/real_keys: "/cases/<uuid:key>": lambda here'):
        filled("/cases/<uuid:key>/print/", here)
    assert filled("/jobs/<uuid:key>/cancel/", here)[0] == f"/jobs/{job(here).pk}/cancel/"


@pytest.mark.django_db
def test_sessions_of_yesterday_open_nothing(house: dict[str, Client]) -> None:
    """Whatever the role."""
    from wardmote.site.kit.access.models import OpenSession

    OpenSession.objects.update(seen=timezone.now() - timedelta(days=1))
    for browser in house.values():
        assert browser.get("/account/").status_code == 302
