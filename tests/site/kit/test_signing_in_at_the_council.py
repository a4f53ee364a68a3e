"""Signing in at the council's own page, against a provider that speaks the real protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.site.council import CLIENT, SECRET, Council, council, new_key

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.audit.models import AuditRecord

pytestmark = pytest.mark.django_db
With = Callable[[str], Person]
SAYS = 'name = "Marrowmere Council"\nserver = "{server}"\nclient_id = "{client}"\nclient_secret = "{secret}"\n{more}\n'
ANALYST = {"sub": "u-1", "email": "ANALYST@example.test", "email_verified": True, "name": "Some analyst"}
HOME, SECOND, SET_UP = "/", "/sign-in/second-step/", "/account/second-factor/"


@pytest.fixture(scope="module")
def _listening() -> Iterator[Council]:
    with council() as one:
        yield one


@pytest.fixture
def there(_listening: Council, served: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Council]:
    """A council that behaves, and vouches for the analyst."""
    one, fresh = _listening, Council(address=_listening.address, signing=_listening.signing)
    vars(one).update(vars(fresh))
    one.person = dict(ANALYST)
    monkeypatch.setattr("wardmote.site.kit.access.second_factor.is_only_offered", lambda: False)
    file = _told(served, one)
    yield one
    file.unlink()


def _told(served: Path, there: Council, more: str = "") -> Path:
    file = served / "secrets" / "openid.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(SAYS.format(server=there.address, client=CLIENT, secret=SECRET, more=more), "utf-8")
    return file


def _journey(there: Council, client: Client, onward: str = "") -> Any:
    """From the button of the sign-in page to what the site answers when the browser comes back."""
    away = client.get("/sign-in/elsewhere/council/" + (f"?next={onward}" if onward else ""))
    assert away.status_code == 302, away.content.decode()
    address = urlsplit(away.headers["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{there.address}/authorize"
    back = urlsplit(there.authorize(dict(parse_qsl(address.query))))
    return client.get(f"{back.path}?{back.query}")


def _is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_known_person_comes_in_with_their_second_step(
    there: Council, client: Client, with_role: With
) -> None:
    """By the address that the council vouches for; the second proof is asked here."""
    person = with_role("analyst")
    assert "Marrowmere Council" in client.get("/sign-in/").content.decode()
    assert _journey(there, client).headers["Location"].startswith(SECOND)
    assert not _is_in(client)
    assert SocialAccount.objects.get().user == person


def test_without_a_second_proof_it_is_set_up_first(there: Council, client: Client, with_role: With) -> None:
    """Before any room; and the page that was asked for is kept."""
    with_role("analyst")
    Authenticator.objects.all().delete()
    assert _journey(there, client, "/people/").headers["Location"] == "/people/"
    assert client.get("/people/").headers["Location"] == SET_UP
    assert list(AuditRecord.objects.values_list("action", flat=True)) == ["access.linked", "access.signed-in"]


@pytest.mark.parametrize(
    ("in_settings", "says", "asked_here"),
    [
        ("second_factor = true", None, False),
        ('second_factor = "told"', ["pwd", "mfa"], False),
        ('second_factor = "told"', ["pwd"], True),
        ('second_factor = "told"', None, True),
        ('second_factor = "told"\nsecond_factor_words = ["hwk"]', ["hwk"], False),
        ("", ["pwd", "mfa"], True),
    ],
)
def test_the_second_proof_is_the_councils_as_the_settings_say(
    there: Council, client: Client, with_role: With, served: Path, in_settings: str, says: list[str] | None,
    asked_here: bool,
) -> None:  # fmt: skip
    """Always, when its token says so, or never; whether or not the person has one here."""
    with_role("analyst")
    _told(served, there, in_settings)
    there.person["amr"] = says
    if asked_here:
        assert _journey(there, client).headers["Location"].startswith(SECOND)
        assert not _is_in(client)
        return
    assert _journey(there, client).headers["Location"] == HOME
    assert _is_in(client)
    Authenticator.objects.all().delete()
    assert client.get("/people/").status_code == 200


def test_who_is_not_here_learns_nothing(there: Council, client: Client, with_role: With) -> None:
    """Unknown, left, and unverified get the same page, and no account is made."""
    left = with_role("board")
    left.is_active = False
    left.save()
    with_role("analyst")
    answers = []
    for person in (
        {"sub": "u-2", "email": "nobody@example.test", "email_verified": True},
        {"sub": "u-3", "email": left.email, "email_verified": True},
        {**ANALYST, "email_verified": False},
        {**ANALYST, "email_verified": "false"},
        {"sub": "u-4"},
    ):
        there.person = person
        answer = _journey(there, client)
        answers.append((answer.status_code, answer.content))
        assert not _is_in(client)
    assert answers[0][0] == 403
    assert len(set(answers)) == 1
    assert Person.objects.count() == 2
    assert not SocialAccount.objects.exists()
    assert AuditRecord.objects.filter(action="access.elsewhere-refused").count() == 5


def test_who_left_after_they_had_signed_in_once_learns_nothing_either(
    there: Council, client: Client, with_role: With
) -> None:
    """The link of their accounts does not outlive them."""
    person = with_role("analyst")
    _journey(there, client)
    person.is_active = False
    person.save()
    assert _journey(there, Client()).status_code == 403


@pytest.mark.parametrize(
    "spoils",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-site"},
        {"aud": [CLIENT, "another-site"]},
        {"aud": [CLIENT, "another-site"], "azp": "another-site"},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": int(time.time()) - 300},
        {"exp": None},
        {"iat": int(time.time()) + 86_400},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    there: Council, client: Client, with_role: With, spoils: dict[str, Any]
) -> None:
    """Issuer, audience, nonce and time."""
    with_role("analyst")
    there.spoils = spoils
    assert _journey(there, client).status_code == 401
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("fault", ["another key", "HS256", "none", "no token", "another name"])
def test_a_token_that_the_council_did_not_sign_is_refused(
    there: Council, client: Client, with_role: With, fault: str
) -> None:
    """Whatever way it pretends."""
    with_role("analyst")
    if fault == "another key":
        there.shown = new_key()
    elif fault == "no token":
        there.without_token, there.beside = True, dict(ANALYST)
    elif fault == "another name":
        assert client.get("/sign-in/elsewhere/council/").status_code == 302
        there.calls_itself = "https://elsewhere.example"
        assert client.get("/sign-in/elsewhere/council/").status_code == 401
        return
    else:
        there.algorithm = fault
    assert _journey(there, client).status_code == 401
    assert not SocialAccount.objects.exists()


def test_what_is_told_beside_the_token_must_be_of_the_same_person(
    there: Council, client: Client, with_role: With
) -> None:
    """And is asked for only where the token holds no address."""
    with_role("analyst")
    there.person = {"sub": "u-1"}
    there.beside = {**ANALYST, "sub": "u-9"}
    assert _journey(there, client).status_code == 401
    there.beside = dict(ANALYST)
    assert _journey(there, Client()).headers["Location"].startswith(SECOND)


def test_a_code_comes_back_to_the_browser_that_asked(there: Council, client: Client, with_role: With) -> None:
    """Another browser, and the same a second time, get nowhere."""
    with_role("analyst")
    away = dict(parse_qsl(urlsplit(client.get("/sign-in/elsewhere/council/").headers["Location"]).query))
    back = urlsplit(there.authorize(away))
    assert Client().get(f"{back.path}?{back.query}").status_code == 401
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    assert client.get(f"{back.path}?{back.query}").status_code == 401


def test_the_same_number_at_another_council_is_somebody_else(
    there: Council, client: Client, with_role: With, served: Path
) -> None:
    """A partnership that changes its provider does not mix up its people."""
    with_role("analyst")
    _journey(there, client)
    with council() as other:
        _told(served, other)
        other.person = {"sub": "u-1", "email": "nobody@example.test", "email_verified": True}
        assert _journey(other, Client()).status_code == 403


def test_a_council_that_does_not_answer_breaks_nothing(client: Client, served: Path, there: Council) -> None:
    """A page says so."""
    away = _told(served, Council(address="http://127.0.0.1:9"))
    assert away.is_file()
    answer = client.get("/sign-in/elsewhere/council/")
    assert answer.status_code == 401
    assert "did not work" in answer.content.decode()
    assert client.get("/sign-in/elsewhere/other/").status_code == 404


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/"])
def test_nobody_is_sent_to_another_site_by_way_of_the_council(
    there: Council, client: Client, with_role: With, to: str
) -> None:
    """Home instead."""
    with_role("analyst")
    Authenticator.objects.all().delete()
    assert _journey(there, client, to).headers["Location"] == HOME
