"""Six agencies score: by account, by link, by sheet, one can't say, one is silent; and nobody sees another's scores."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.kit.test_matrix import ROLES
from tests.site.rooms.scan.conftest import Running

from wardmote.definitions import load
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.urls import urlpatterns

pytestmark = pytest.mark.django_db
MARKED = "Quiet word of one partner"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())


def _by_link(name: str) -> tuple[Client, str]:
    """A browser of the scorer of a partner, opened by the code in their letters."""
    mine = [one for one in mail.outbox if one.to == [f"{name.lower()}@example.test"]]
    found = re.search(r"http://testserver(/answer/\S+)", mine[-1].body)
    assert found is not None
    client, link = Client(), found[1]
    client.post(link)
    code = re.search(r"code is (\d{6})", mail.outbox[-1].body)
    assert code is not None
    assert client.post(f"{link}code/", {"code": code[1]}).status_code == 302
    page = client.get(link).content.decode()
    start = re.search(r'href="(/answer/[^"]+/scan/[^"]+)"', page)
    assert start is not None
    return client, start[1].replace("start/", "")


def _sheet(running: Running, scores: list[object]) -> SimpleUploadedFile:
    blank = running.browser.get(f"/scan/{running.scan.pk}/sheet.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for at, value in enumerate(scores, 2):
        book["Scores"].cell(2, at).value = value
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("health.xlsx", out.getvalue())


def _score(client: Client, at: str, data: str, **more: str) -> None:
    said = {"data": data, "judgement": "cannot-say", "demand": "3", "confidence": "low", "reason": "x"} | more
    assert client.post(f"{at}1/", said).status_code == 302
    assert client.post(f"{at}review/").headers["Location"] == f"{at}receipt/"


def _addresses(key: int, partner: int) -> list[str]:
    filled = {"key": key, "number": 1, "which": partner, "criterion": "data", "written_as": "csv"}
    made = []
    for one in urlpatterns:
        steps = ("start", "1", "2", "review", "receipt", "add") if "step" in str(one.pattern) else ("",)
        for step in steps:
            plain = re.sub(
                r"<\w+:(\w+)>", lambda name, step=step: str(filled.get(name[1], step)), str(one.pattern)
            )
            made.append(f"/{plain}")
    return [*made, "/", "/audit/", "/audit/?words=scan", "/people/", "/registers/actions/", "/account/"]


def test_six_agencies_and_nobody_sees_another(running: Running, with_role: Callable[..., Person]) -> None:
    """Every route for every role before the close says nothing that a partner said; afterwards all is there."""
    coordinator, key = running.browser, running.scan.pk
    coordinator.post(f"/scan/{key}/open/")
    police, at = _by_link("Police")
    typed = {"data": "5", "reason": MARKED, "confidence": "high"}
    answer = police.post(f"{at}1/", typed, headers={"HX-Request": "true"})
    assert "Saved" in answer.content.decode()
    assert MARKED in police.get(f"{at}1/").content.decode()
    assert police.post(f"{at}add/", {"title": "Call 01234 567890", "words": ""}).status_code == 422
    assert police.post(f"{at}add/", {"title": "Lanterns", "words": ""}).headers["Location"] == f"{at}3/"
    _score(police, at, "5", reason=MARKED)
    for name, data in (("Fire", "1"), ("Probation", "cannot-say"), ("Council", "2")):
        client, there = _by_link(name)
        assert client.get(f"{there}3/").status_code == 404
        assert client.get(f"{at}1/").headers["Location"] == at.split("scan/")[0]
        _score(client, there, data)
        assert MARKED not in client.get(f"{there}receipt/").content.decode()
    health = running.partner("Health").pk
    wrong = coordinator.post(f"/scan/{key}/partners/{health}/sheet/", {"file": _sheet(running, [9, 3, 3])})
    told = wrong.content.decode()
    assert "health.xlsx" in told
    assert "row 2, column “Data”" in told
    extreme = _sheet(running, [5, 3, 3])
    assert coordinator.post(f"/scan/{key}/partners/{health}/sheet/", {"file": extreme}).status_code == 422
    whole = _sheet(running, [4, "can't say", 3])
    assert coordinator.post(f"/scan/{key}/partners/{health}/sheet/", {"file": whole}).status_code == 302
    silent = running.partner("Charity").pk
    before = len(mail.outbox)
    coordinator.post(f"/scan/{key}/partners/{silent}/remind/")
    assert len(mail.outbox) == before + 1
    _nothing_is_seen(running, with_role)
    with pytest.raises(selectors.NotYetError):
        selectors.counted(running.scan)
    assert coordinator.post(f"/scan/{key}/close/").status_code == 302
    page = coordinator.get(f"/scan/{key}/results/").content.decode()
    assert MARKED in page
    assert "Charity" in page.split("Did not respond:")[1][:80]
    assert "Far apart" in page
    assert police.get(f"{at}1/").status_code == 404


def _nothing_is_seen(running: Running, with_role: Callable[..., Person]) -> None:
    addresses = _addresses(running.scan.pk, running.partner("Police").pk)
    receipt = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}\b")
    for role in ROLES:
        client = running.browser if role == "coordinator" else Client()
        if role != "coordinator":
            client.force_login(with_role(role, "Charity"), backend=BACKEND)
        for address in addresses:
            answer = client.get(address)
            said = b"".join(answer) if answer.streaming else answer.content
            assert MARKED.encode() not in said, (role, address)
            assert not receipt.search(said.decode("utf-8", "replace")), (role, address)
            if "/results/" in address:
                assert answer.status_code == 404, (role, address)
    for one in AuditRecord.objects.filter(action__startswith="scan."):
        told = f"{one.words} {one.before} {one.after}"
        assert MARKED not in told
        assert "'data'" not in told
    assert not rules.may_see_results(running.actor.scope, running.anew())
    assert "scan-score" not in load().roles["coordinator"].rights
