"""People who only answer: a link and a code let them see what is asked of them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.core import mail
from django.test import Client
from django.utils import timezone

from wardmote.site.kit.access.answering import asked, services
from wardmote.site.kit.access.answering.asked import Asked
from wardmote.site.kit.access.answering.models import Answerer, Code
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.recording import record, service

pytestmark = pytest.mark.django_db
CLOCK = machine("Test")


class Opinion(forms.Form):
    words = forms.CharField(label="What do you think?")


@service
def _keep(actor: Actor, kept: dict[str, str], email: str, words: str) -> None:
    kept[email] = words
    record(actor, "test.answered", ("opinion", email), "Answered.")


class Opinions:
    """A kind of question with one question, for one person."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def asked_of(self, email: str) -> list[Asked]:
        mine = email == "guest@example.test" and email not in self.kept
        return (
            [Asked("opinion", "draft", "What do you think of the draft?", date(2026, 12, 1))] if mine else []
        )

    def form(self, key: str, email: str, sent: Any) -> forms.Form:
        return Opinion(sent)

    def answer(self, actor: Actor, key: str, email: str, told: dict[str, Any]) -> None:
        _keep(actor, self.kept, email, told["words"])


@pytest.fixture
def opinions(monkeypatch: pytest.MonkeyPatch) -> Opinions:
    """The kind; letters go at once, though tests never end their transaction."""
    made = Opinions()
    monkeypatch.setattr(asked, "KINDS", {"opinion": made})
    monkeypatch.setattr("wardmote.site.kit.access.answering.views.KINDS", {"opinion": made})
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())
    return made


@pytest.fixture
def link(opinions: Opinions) -> str:
    """The link in a guest's letter."""
    services.ask_to_answer(CLOCK, email="Guest@example.test", name="Some guest", site="http://testserver")
    found = re.search(r"http://testserver(/answer/\S+)", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def _code(client: Client, link: str) -> str:
    assert client.post(link).headers["Location"] == f"{link}code/"
    found = re.search(r"code is (\d{6})", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def _open(client: Client, link: str, code: str) -> bool:
    return client.post(f"{link}code/", {"code": code}).status_code == 302


def _sees(client: Client, link: str) -> bool:
    return "What is asked of you" in client.get(link).content.decode()


def test_a_link_and_a_code_lead_to_what_is_asked(client: Client, link: str, opinions: Opinions) -> None:
    """Looking sends nothing; the answer is kept once, under their name, with one record a step."""
    before = len(mail.outbox)
    assert "Hello Some guest" in client.get(link).content.decode()
    assert len(mail.outbox) == before
    assert client.get(f"{link}opinion/draft/").headers["Location"] == link
    assert _open(client, link, _code(client, link))
    assert "What do you think of the draft?" in client.get(link).content.decode()
    assert client.post(f"{link}opinion/draft/", {"words": "Good"}).headers["Location"] == link
    assert opinions.kept == {"guest@example.test": "Good"}
    assert "Nothing at the moment" in client.get(link).content.decode()
    assert client.get(f"{link}opinion/draft/").status_code == 404
    assert client.get(f"{link}other/draft/").status_code == 404
    assert list(AuditRecord.objects.values_list("action", flat=True)) == [
        "answering.asked", "answering.code-sent", "answering.opened", "test.answered",
    ]  # fmt: skip


def test_nobody_becomes_a_member_by_it(client: Client, link: str) -> None:
    """No account, no session, no room; the cookie is for these pages alone."""
    assert _open(client, link, _code(client, link))
    assert not Person.objects.exists()
    assert "sessionid" not in client.cookies
    assert client.get("/").headers["Location"].startswith("/sign-in/")
    cookie = client.cookies["answering"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (link, True, "Lax")


def test_a_code_is_tried_a_few_times_only(client: Client, link: str) -> None:
    """After that the right one does not help, and codes are not sent without end."""
    code = _code(client, link)
    for _ in range(5):
        assert not _open(client, link, "000000" if code != "000000" else "111111")
    assert not _open(client, link, code)
    for _ in range(4):
        client.post(link)
    assert Code.objects.count() == 3
    assert AuditRecord.objects.filter(action="answering.waits").exists()


def test_a_code_works_once_and_in_its_time_and_for_its_person(client: Client, link: str) -> None:
    """A new one ends the old one."""
    old = _code(client, link)
    code = _code(client, link)
    assert old == code or not _open(client, link, old)
    assert _open(client, link, code)
    assert not _open(Client(), link, code)
    late = _code(Client(), link)
    Code.objects.filter(opened=None).update(sent=timezone.now() - timedelta(minutes=16))
    assert not _open(Client(), link, late)
    assert not _sees(Client(), link)


@pytest.mark.parametrize("how", ["leave", "idle", "withdrawn", "expired", "asked again", "of another"])
def test_what_a_code_opened_closes(client: Client, link: str, how: str) -> None:
    """By leaving, by silence, and with the link."""
    assert _open(client, link, _code(client, link))
    assert _sees(client, link)
    guest = Answerer.objects.get()
    if how == "leave":
        client.post(f"{link}leave/")
    elif how == "idle":
        Code.objects.update(seen=timezone.now() - timedelta(minutes=61))
    elif how == "withdrawn":
        services.withdraw_asking(CLOCK, guest)
    elif how == "expired":
        Answerer.objects.update(expires=timezone.now())
    elif how == "asked again":
        services.ask_to_answer(CLOCK, email=guest.email, name="Some guest", site="")
    else:
        other = services.ask_to_answer(CLOCK, email="b@example.test", name="B", site="")
        link = f"/answer/{services.token_of(other)}/"
        client.cookies["answering"]["path"] = link
    assert not _sees(client, link)
    if how in ("withdrawn", "expired", "asked again"):
        assert client.get(link).status_code == 404


@pytest.mark.parametrize("token", ["x", "WzEsIngiXQ:1:x", "WzEsIngiXQ"])
def test_a_made_up_link_is_not_there(client: Client, token: str) -> None:
    """As is any other page."""
    for rest in ("", "code/", "opinion/draft/"):
        assert client.get(f"/answer/{token}/{rest}").status_code == 404


def test_a_member_who_answers_stays_who_they_are(signed_in: Callable[[str], Client], link: str) -> None:
    """The two do not mix."""
    browser = signed_in("analyst")
    assert _open(browser, link, _code(browser, link))
    assert browser.get("/account/").status_code == 200
