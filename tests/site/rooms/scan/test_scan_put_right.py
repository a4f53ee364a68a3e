"""What goes wrong while partners score, and loses nothing: a wrong sheet, two who write at once, a session that ended."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.site.rooms.scan.conftest import Running
from tests.site.rooms.scan.test_scan_unseen import BACKEND, _by_link

from wardmote.definitions.matrices import Matrix
from wardmote.documents.strategic_assessment.judged.scan import places_table
from wardmote.site.kit.access.answering.models import Code
from wardmote.site.kit.access.models import KeptForm, OpenSession, Organisation, Person
from wardmote.site.kit.access.scope import scope_of
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.priorities.judging import judged_for
from wardmote.site.rooms.scan import cards, outcome, selectors, setting_up
from wardmote.site.rooms.scan.models import Issue, Return, Scan, Stage
from wardmote.site.rooms.workshop.models import Workshop

pytestmark = pytest.mark.django_db
TYPED = {"HX-Request": "true"}
RAISED = "- {id: scan-issues, title: Most issues of one scan, value: 40, unit: issues, why: A long list., source: ours}\n"


@pytest.fixture(autouse=True)
def _letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())


def _sheet(rows: list[list[object]], head: tuple[str, ...]) -> SimpleUploadedFile:
    out = StringIO()
    csv.writer(out).writerows([head, *rows])
    return SimpleUploadedFile("scores.csv", out.getvalue().encode())


def _agency(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def test_a_wrong_sheet_is_given_back_and_another_stands_for_it(running: Running) -> None:
    """With a reason that is kept and sent, before the close alone; the record tells no score."""
    coordinator, key = running.browser, running.scan.pk
    coordinator.post(f"/scan/{key}/open/")
    police = running.partner("Police").pk
    there, head = f"/scan/{key}/partners/{police}", ("Issue", "Data", "Judgement", "Demand")
    wrong = _sheet([["Shop theft", 4, 3, 2], ["Slipped row", 1, 1, 1]], head)
    assert coordinator.post(f"{there}/sheet/", {"file": wrong}).status_code == 302
    assert coordinator.get(f"{there}/sheet/").status_code == 404
    assert "Give it back" in coordinator.get(f"/scan/{key}/").content.decode()
    assert coordinator.post(f"{there}/give-back/", {"why": ""}).status_code != 302
    letters = len(mail.outbox)
    assert coordinator.post(f"{there}/give-back/", {"why": "A row slipped."}).status_code == 302
    assert "A row slipped." in mail.outbox[letters].body
    assert "A row slipped." in coordinator.get(f"/scan/{key}/").content.decode()
    assert coordinator.get(f"{there}/give-back/").status_code == 404
    right = _sheet([["Shop theft", 2, 3, 2]], head)
    assert coordinator.post(f"{there}/sheet/", {"file": right}).status_code == 302
    assert [one.scores["data"] for one in Return.objects.all()] == [2]
    assert not running.scan.issues.filter(title="Slipped row").exists()
    told = AuditRecord.objects.get(action="scan.given-back")
    assert told.after == {"why": "A row slipped."}
    coordinator.post(f"/scan/{key}/close/")
    assert coordinator.get(f"{there}/give-back/").status_code == 404


def _seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found is not None
    return found[1].replace("&#x2B;", "+").replace("&#43;", "+")


def test_scorer_and_deputy_do_not_overwrite_each_other_unseen(
    running: Running, with_role: Callable[..., Person]
) -> None:
    """Who comes second sees both, and decides; one alone is never in their own way."""
    running.browser.post(f"/scan/{running.scan.pk}/open/")
    scorer, at = _by_link("Fire")
    deputy, there = _agency(with_role("agency-user", "Fire")), f"/scan/{running.scan.pk}/score/"
    empty = _seen(scorer.get(f"{at}1/").content.decode())
    assert _seen(deputy.get(f"{there}1/").content.decode()) == empty == ""
    first = scorer.post(f"{at}1/", {"data": "4", "seen": ""}, headers=TYPED).content.decode()
    scorer.post(f"{at}1/", {"data": "4", "reason": "Fires.", "seen": ""}, headers=TYPED)
    assert "Saved," in first
    typed = deputy.post(f"{there}1/", {"data": "1", "seen": ""}, headers=TYPED).content.decode()
    assert "Not saved." in typed
    assert "Fire scorer" in typed
    assert Return.objects.get().scores == {"data": 4}
    both = deputy.post(f"{there}1/", {"data": "1", "judgement": "2", "seen": ""})
    page = both.content.decode()
    assert both.status_code == 422
    assert "Fires." in page
    again = {"data": "1", "judgement": "2", "seen": _seen(page)}
    assert deputy.post(f"{there}1/", again).status_code == 302
    assert Return.objects.get().scores == {"data": 1, "judgement": 2}


def test_what_is_typed_after_a_session_ended_is_not_lost(
    running: Running, with_role: Callable[..., Person]
) -> None:
    """By account it is kept and offered after signing in; by link the page itself carries it."""
    running.browser.post(f"/scan/{running.scan.pk}/open/")
    person = with_role("agency-user", "Fire")
    agency, there = _agency(person), f"/scan/{running.scan.pk}/score/1/"
    assert agency.get(there).status_code == 200
    OpenSession.objects.filter(person=person).update(seen=timezone.now() - timedelta(days=1))
    answer = agency.post(there, {"data": "3", "reason": "First words"}, headers=TYPED)
    assert answer.headers["HX-Reselect"] == "#signed-out"
    assert "What you typed is kept for you" in answer.content.decode()
    assert KeptForm.objects.get().person == person
    answer = agency.post(there, {"data": "3", "reason": "First words and more"})
    assert "kept" in answer.headers["Location"]
    assert dict(KeptForm.objects.get().fields)["reason"] == "First words and more"
    assert Client().post(there, {"data": "3"}).headers["Location"].startswith("/sign-in/?next=%2Fscan")
    assert KeptForm.objects.count() == 1
    police, at = _by_link("Police")
    Code.objects.update(seen=timezone.now() - timedelta(days=1))
    assert "in a new window" in police.post(f"{at}1/", {"data": "3"}, headers=TYPED).content.decode()
    page = police.post(f"{at}1/", {"data": "3", "reason": "Words & more", "password": "x"}).content.decode()
    assert 'name="reason" value="Words &amp; more"' in page
    assert "password" not in page
    Code.objects.update(seen=timezone.now())
    assert police.post(f"{at}1/", {"data": "3", "reason": "Words & more"}).status_code == 302
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = police.cookies
    Code.objects.update(seen=timezone.now() - timedelta(days=1))
    assert forged.post(f"{at}1/", {"reason": "Forged"}).status_code in (302, 403)


@pytest.mark.shared
def test_the_matrix_of_2013_through_the_pages(
    shared: Path, signed_in: Callable[[str], Client], served: Path, settings: Settings, tmp_path: Path
) -> None:
    """Thirty-two issues, nine criteria, one sheet: its totals and its order as they were printed."""
    with (shared / "domain" / "seed_tables" / "000_t2_risk_matrix_appendix_a.csv").open(newline="") as stream:
        printed: list[Mapping[str, str]] = list(csv.DictReader(stream))
    browser, today = signed_in("coordinator"), timezone.localdate()
    told = {"title": "Matrix", "matrix": "nine-criteria-2013", "opens": today, "closes": today}
    there = browser.post("/scan/new/", told).headers["Location"]
    issues = {"titles": "\n".join(one["Issue"] for one in printed)}
    refused = browser.post(f"{there}issues/several/", issues).content.decode()
    assert "at most 12 issues, and this would make 32" in refused
    own = served / "definitions" / "thresholds"
    own.mkdir(parents=True, exist_ok=True)
    (own / "scan.yaml").write_text(RAISED)
    try:
        assert browser.post(f"{there}issues/several/", issues).status_code == 302
        assert "32 of at most 40 issues" in browser.get(there).content.decode()
        home, _ = Organisation.objects.get_or_create(name="Analysts")
        nobody = dict.fromkeys(("scorer_name", "scorer_email", "deputy_name", "deputy_email"), "")
        assert browser.post(f"{there}partners/add/", nobody | {"organisation": home.pk}).status_code == 302
        assert browser.post(f"{there}open/").status_code == 302
        scan = Scan.objects.get()
        rows = [[*one.values(), "As printed."] for one in printed]
        sheet = _sheet(rows, (*printed[0], "Reason"))
        take = f"{there}partners/{scan.partners.get().pk}/sheet/"
        taken = browser.post(take, {"file": sheet})
        assert taken.status_code == 302, taken.content.decode()
        assert "51 of 288 scores are 2 or 4, which the legend of" in browser.get(there).content.decode()
        assert browser.post(f"{there}close/").status_code == 302
        scan.refresh_from_db()
        order = outcome.order(selectors.closed(scan)).table("order").records()
        assert [(one["issue"], one["total"]) for one in order] == [
            (one["Issue"], int(one["Total"])) for one in printed
        ]
        page = browser.get(f"{there}results/").content.decode()
        assert all(one["Issue"] in page for one in printed)
        assert "Scores that the legend does not word" in page
        assert len(Matrix.model_validate(scan.matrix_said).criteria) == 9
        _to_the_assessment(browser, signed_in("board"), scan, printed)
    finally:
        (own / "scan.yaml").unlink()


def _to_the_assessment(
    browser: Client, board: Client, scan: Scan, printed: Sequence[Mapping[str, str]]
) -> None:
    """The same scan through its workshop and the board to decision records and the ranking of the assessment."""

    def send(path: str, sender: Client = browser, **told: str) -> str:
        answer = sender.post(path, told)
        assert answer.status_code == 302, (path, answer.content.decode()[-3000:])
        return answer.headers["Location"]

    today = str(timezone.localdate())
    told = {
        "title": "Priorities of 2013",
        "scan": str(scan.pk),
        "day": today,
        "place": "",
        "chair": "Ann Chair",
    }
    there = send("/workshop/new/", **told)
    room = send(f"{there}open/")
    workshop = Workshop.objects.get()
    send(f"{room}here/", **{f"here-{workshop.seats.get().pk}": "yes"})
    chosen = {1, 2, 3, 5, 6}
    for number in range(1, 9):
        becomes = "priority" if number in chosen else "monitor"
        send(f"{room}cards/{number}/decide/", becomes=becomes, reason="So.", passing="It is ours to mend.")
    send(f"{room}outcomes/", off_table="Eight fit into two hours.")
    send(f"{room}go/", to="capacity")
    assert "More than 4 priorities share the same money and people." in browser.get(room).content.decode()
    work = {
        "owner": "Analysts",
        "aim": "Fewer",
        "measured_by": "Counts",
        "first_action": "Meet",
        "due": today,
    }
    for number in chosen:
        send(f"{room}work-{number}/", **work)
    assert send(f"{room}read-back/", chair="Ann Chair").endswith("/recommendation/")
    key = workshop.pk
    decided = {"decided": "approved", "board": "The board", "day": today, "meeting": "June", "words": ""}
    send(f"/priorities/{key}/decide/", board, **decided)
    manager = Person.objects.get(email="board@example.test")
    judged = judged_for(scope_of(manager, workspace().definitions))
    assert judged
    assert judged.adopted
    record = judged.recommended
    assert [(one.title, one.places.total) for one in record.issues] == [
        (one["Issue"], float(one["Total"])) for one in printed
    ]
    assert (len(record.priorities), len(record.others), len(record.not_discussed)) == (5, 3, 24)
    ranking = places_table(record).rows
    assert [row[0] for row in ranking] == [one["Issue"] for one in printed]
    page = board.get(f"/priorities/{key}/").content.decode()
    for one in record.issues:
        assert f"/priorities/{key}/issues/{one.number}/" in page
    for one in (record.issues[0], record.issues[-1]):
        words = board.get(f"/priorities/{key}/issues/{one.number}/").content.decode()
        assert one.outcome.words in words
        assert "Eight fit into two hours." in words or one is record.issues[0]


def test_cards_are_made_while_others_can_write(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """They take seconds: made before the transaction that keeps them, and kept only where nothing was changed meanwhile."""
    outside, seen, real = len(connection.savepoint_ids), [], cards.card_of
    issue = running.scan.issues.get(number=1)

    def slow(*asked: Any) -> dict[str, Any]:
        seen.append(len(connection.savepoint_ids) - outside)
        Scan.objects.filter(pk=running.scan.pk).update(**moved)
        return real(*asked)

    monkeypatch.setattr(cards, "card_of", slow)
    told = {"title": issue.title, "measure": issue.measure, "words": ""}
    moved: dict[str, str] = {"title": "Called anew meanwhile"}
    setting_up.keep_issue(running.actor, running.scan, issue, told)
    Issue.objects.filter(pk=issue.pk).update(card={"refused": "Nothing then."})
    moved = {"to": "2024-12"}
    with pytest.raises(setting_up.NotNow, match="changed just now"):
        setting_up.open_scan(running.actor, running.scan)
    assert running.anew().stage == Stage.SETTING_UP
    assert setting_up.open_scan(running.actor, running.anew()).title == "Called anew meanwhile"
    assert Issue.objects.get(pk=issue.pk).card["to"] == "2024-12"
    assert seen == [0, 0, 0]
