"""Signing in: password and second step, waiting after failures, new passwords, and who is told what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import BasePasswordHasher, get_hasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.site.conftest import PASSWORD, SECRET

from wardmote.site.kit.access.models import KeptForm, OpenSession, Person
from wardmote.site.kit.access.sessions import end_sessions_of
from wardmote.site.kit.audit.models import AuditRecord

pytestmark = pytest.mark.django_db
With = Callable[[str], Person]
Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _as_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up partnership only offers a second factor; and a code works once for one person, but each test has
    other people with the same numbers."""
    monkeypatch.setattr("wardmote.site.kit.access.second_factor.is_only_offered", lambda: False)
    cache.clear()


def _code(secret: str = SECRET) -> str:
    _, now, _ = yield_hotp_counters_from_time()  # the one before may end on the way
    return format_hotp_value(hotp_value(secret, now))


def _try(client: Client, email: str, password: str, **more: str) -> object:
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def test_password_and_code_let_somebody_in(client: Client, with_role: With) -> None:
    """Neither alone does."""
    person = with_role("analyst")
    first = _try(client, "ANALYST@example.test", PASSWORD, next="/jobs/")
    assert first.headers["Location"] == "/sign-in/second-step/"  # type: ignore[attr-defined]
    assert client.get("/account/").status_code == 302
    assert client.post("/sign-in/second-step/", {"code": "000000"}).status_code == 200
    done = client.post("/sign-in/second-step/", {"code": _code()})
    assert done.headers["Location"] == "/jobs/"
    assert client.get("/account/").status_code == 200
    assert OpenSession.objects.filter(person=person, ended=None).count() == 1
    assert list(AuditRecord.objects.values_list("action", flat=True)) == [
        "access.factor-failed",
        "access.signed-in",
    ]


def test_who_lacks_a_second_factor_sets_it_up_before_anything_else(client: Client, with_role: With) -> None:
    """And gets recovery codes with it."""
    person = with_role("analyst")
    Authenticator.objects.all().delete()
    _try(client, person.email, PASSWORD)
    assert client.get("/").headers["Location"] == "/account/second-factor/"
    assert client.get("/people/").headers["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None, page
    done = client.post("/account/second-factor/app/", {"code": _code(secret[1])})
    assert done.headers["Location"] == "/account/second-factor/codes/"
    assert secret[1] not in str(Authenticator.objects.values_list("data"))
    assert (
        len(re.findall(r"<code>\d+</code>", client.get("/account/second-factor/codes/").content.decode()))
        == 10
    )
    assert client.get("/").status_code == 200


def test_who_must_have_a_second_factor_keeps_one(signed_in: Enter) -> None:
    """The last is not removed."""
    browser = signed_in("analyst")
    browser.post("/account/confirm/", {"password": PASSWORD})
    browser.post("/account/second-factor/app/remove/")
    assert Authenticator.objects.filter(type="totp").exists()


def test_an_unknown_address_gets_the_same_answer(client: Client, with_role: With) -> None:
    """But for what was typed, to the letter."""
    with_role("analyst")
    known = _try(client, "analyst@example.test", "wrong").content.decode()  # type: ignore[attr-defined]
    unknown = _try(client, "nobody1@example.test", "wrong").content.decode()  # type: ignore[attr-defined]
    plain = [
        re.sub(r"(analyst|nobody1)@example.test|name=\"csrf[^>]*>", "", text) for text in (known, unknown)
    ]
    assert "not right" in known
    assert plain[0] == plain[1]


@pytest.mark.parametrize("email", ["analyst@example.test", "nobody@example.test"])
def test_an_unknown_address_takes_as_long(
    client: Client, with_role: With, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """The hash of a password, by far the longest part, is made once in either case."""
    with_role("analyst")
    made: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counted(self: BasePasswordHasher, password: str, salt: str) -> str:
        made.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(hasher, "encode", counted)
    _try(client, email, "a wrong one")
    assert made == ["a wrong one"]


@pytest.mark.parametrize("email", ["analyst@example.test", "nobody@example.test"])
def test_after_too_many_failures_one_waits(client: Client, with_role: With, email: str) -> None:
    """Whether or not the address has an account; the right password does not help, and from elsewhere neither."""
    with_role("analyst")
    for _ in range(8):
        answer = _try(client, email, "wrong")
    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert 800 < int(answer.headers["Retry-After"]) <= 900  # type: ignore[attr-defined]
    assert "Then try again" in answer.content.decode()  # type: ignore[attr-defined]
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert _try(elsewhere, email.upper(), PASSWORD).status_code == 429  # type: ignore[attr-defined]
    assert AuditRecord.objects.filter(action="access.locked").exists()


def test_one_address_waits_after_many_failures_for_many_people(client: Client, with_role: With) -> None:
    """And somebody elsewhere does not."""
    with_role("analyst")
    for number in range(50):
        _try(client, f"guess{number}@example.test", "wrong")
    assert _try(client, "analyst@example.test", PASSWORD).status_code == 429  # type: ignore[attr-defined]
    assert _try(Client(REMOTE_ADDR="192.0.2.7"), "analyst@example.test", PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_a_caller_cannot_choose_their_address(client: Client) -> None:
    """What they write into the header of proxies is not believed."""
    for number in range(9):
        answer = client.post(
            "/sign-in/",
            {"login": "a@example.test", "password": "x"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )
    assert answer.status_code == 429


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client: Client, with_role: With, to: str) -> None:
    """After signing in one is at home."""
    with_role("analyst")
    Authenticator.objects.all().delete()
    answer = _try(client, "analyst@example.test", PASSWORD, next=to)
    assert answer.headers["Location"] == "/"  # type: ignore[attr-defined]


def test_a_session_does_not_keep_its_key_over_signing_in(client: Client, with_role: With) -> None:
    """So that nobody can plant one."""
    with_role("analyst")
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "x"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before or ""
    _try(client, "analyst@example.test", PASSWORD)
    client.post("/sign-in/second-step/", {"code": _code()})
    assert client.get("/account/").status_code == 200
    assert client.session.session_key != before


class TestNewPassword:
    def test_the_answer_is_the_same_for_an_unknown_address(self, client: Client, with_role: With) -> None:
        """And only a known one gets a letter."""
        with_role("analyst")
        answers = [
            client.post("/password/forgotten/", {"email": one})
            for one in ("analyst@example.test", "x@example.test")
        ]
        assert {answer.headers["Location"] for answer in answers} == {"/password/forgotten/sent/"}
        assert [letter.to for letter in mail.outbox] == [["analyst@example.test"]]

    def test_the_link_works_once_and_ends_all_sessions(self, client: Client, signed_in: Enter) -> None:
        """Afterwards one signs in with the new password."""
        browser = signed_in("analyst")
        client.post("/password/forgotten/", {"email": "analyst@example.test"})
        link = re.search(r"http://testserver(/password/new/\S+)", mail.outbox[0].body)
        assert link is not None
        form = client.get(link[1]).headers["Location"]
        new = "some other long words"
        assert (
            client.post(form, {"password1": new, "password2": new}).headers["Location"]
            == "/password/new/done/"
        )
        assert browser.get("/account/").status_code == 302
        assert "no longer works" in Client().get(link[1]).content.decode()
        assert Person.objects.get().check_password(new)
        assert "Your password was changed" in mail.outbox[-1].subject
        assert AuditRecord.objects.filter(action="access.password-reset").count() == 1


class TestSessions:
    def _aged(self, **how: timedelta) -> None:
        one = OpenSession.objects.get(ended=None)
        for name, span in how.items():
            setattr(one, name, timezone.now() - span)
        one.save()

    def test_silence_ends_it(self, signed_in: Enter) -> None:
        """And the sign-in page says why."""
        browser = signed_in("analyst")
        self._aged(seen=timedelta(minutes=61))
        answer = browser.get("/people/?words=x")
        assert answer.headers["Location"] == "/sign-in/?next=%2Fpeople%2F%3Fwords%3Dx&ended=1"
        assert "nothing was heard" in browser.get(answer.headers["Location"]).content.decode()

    def test_a_long_day_ends_it_too(self, signed_in: Enter) -> None:
        """Though something was heard just now, and a page said so before."""
        browser = signed_in("analyst")
        self._aged(began=timedelta(hours=9, minutes=55))
        assert "You will be signed out at" in browser.get("/account/").content.decode()
        self._aged(began=timedelta(hours=10, minutes=1))
        assert browser.get("/account/").status_code == 302

    def test_what_was_sent_too_late_is_kept_for_the_same_person_alone(
        self, signed_in: Enter, with_role: With
    ) -> None:
        """Without secrets; sent again, it is forgotten."""
        browser = signed_in("manager")
        self._aged(seen=timedelta(hours=2))
        sent = {
            "name": "Mere Homes",
            "short_name": "Homes",
            "provider": "",
            "password": "secret",
            "csrfmiddlewaretoken": "x",
        }
        answer = browser.post("/people/organisations/add/", sent)
        kept = KeptForm.objects.get()
        assert f"next=%2Faccount%2Fkept%2F{kept.pk}%2F" in answer.headers["Location"]
        assert dict(kept.fields) == {"name": "Mere Homes", "short_name": "Homes", "provider": ""}
        assert signed_in("analyst").get(f"/account/kept/{kept.pk}/").status_code == 404
        browser.force_login(
            Person.objects.get(email="manager@example.test"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        page = browser.get(f"/account/kept/{kept.pk}/").content.decode()
        assert 'value="Mere Homes"' in page
        again = {**dict(kept.fields), "kept_form": str(kept.pk)}
        assert browser.post("/people/organisations/add/", again).status_code == 302
        assert not KeptForm.objects.exists()

    def test_a_form_of_another_site_is_not_kept(self, with_role: With) -> None:
        """It never was one of ours."""
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(
            with_role("manager"), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        self._aged(seen=timedelta(hours=2))
        browser.post("/people/organisations/add/", {"name": "Evil"})
        assert not KeptForm.objects.exists()

    def test_one_sees_and_ends_ones_own_sessions_only(self, signed_in: Enter) -> None:
        """Somebody else's are not even there."""
        one, other = signed_in("analyst"), signed_in("board")
        theirs = OpenSession.objects.get(person__email="board@example.test")
        one.post(f"/account/sessions/{theirs.pk}/end/")
        assert other.get("/account/").status_code == 200
        second = Client()
        second.force_login(
            Person.objects.get(email="analyst@example.test"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        assert "Sign out everywhere else" in one.get("/account/sessions/").content.decode()
        one.post("/account/sessions/end-others/")
        assert second.get("/account/").status_code == 302
        assert one.get("/account/").status_code == 200

    def test_ended_by_somebody_else_it_is_over_at_once(self, signed_in: Enter) -> None:
        """At the next request."""
        browser = signed_in("analyst")
        end_sessions_of(Person.objects.get())
        assert browser.get("/account/").status_code == 302

    def test_without_a_role_one_is_told_so(self, signed_in: Enter) -> None:
        """And signed out."""
        browser = signed_in("analyst")
        membership = Person.objects.get().memberships.get()
        membership.ended = timezone.now()
        membership.save()
        assert browser.get("/").headers["Location"] == "/sign-in/role-ended/"
        assert "no role here today" in browser.get("/sign-in/role-ended/").content.decode()


def test_an_invited_person_joins_and_sets_up_their_second_factor(signed_in: Enter) -> None:
    """From the manager's form to their first page."""
    manager = signed_in("manager")
    home = Person.objects.get().memberships.get().organisation_id
    told = {
        "name": "New Comer",
        "email": "new@example.test",
        "organisation": home,
        "role": "analyst",
        "starts": timezone.localdate(),
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.db.transaction.on_commit", lambda work: work())
        assert manager.post("/people/invite/", told).status_code == 302
    link = re.search(r"http://testserver(/joining/\S+)", mail.outbox[0].body)
    assert link is not None
    browser = Client()
    assert "Welcome, New Comer" in browser.get(link[1]).content.decode()
    assert (
        "Use 12 characters" in browser.post(link[1], {"password": "short", "again": "short"}).content.decode()
    )
    words = "three odd words here"
    assert browser.post(link[1], {"password": words, "again": words}).headers["Location"] == "/"
    assert browser.get("/").headers["Location"] == "/account/second-factor/"
    assert Client().get(link[1]).status_code == 404
