"""Nobody learns a silent score before the reveal, by any page, record or order; and what is frozen never changes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.site.kit.workshop_cases import FROZEN_REFUSES, Things
from tests.site.rooms.workshop.conftest import BACKEND, Table
from tests.site.rows import every_row

from wardmote.documents.judged import Recommended, Work
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import (
    deciding,
    freezing,
    ordering,
    preparing,
    recommending,
    running,
    screens,
    selectors,
)
from wardmote.site.rooms.workshop.models import SilentScore, Stage, Workshop
from wardmote.site.rooms.workshop.urls import urlpatterns

pytestmark = pytest.mark.django_db
LOOKERS = ("agency-user", "board", "analyst", "auditor")
LOW, HIGH = (dict.fromkeys(("data", "judgement", "demand"), value) for value in (0, 5))
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": ?"[^"]+"|until \d\d:\d\d')


def _addresses(table: Table) -> list[str]:
    filled = {
        "key": table.workshop.pk,
        "number": 1,
        "which": table.seat("Police").pk,
        "step": "score-1",
        "form": "html",
    }
    made = [
        "/" + re.sub(r"<\w+:(\w+)>", lambda name: str(filled[name[1]]), str(one.pattern))
        for one in urlpatterns
    ]
    scan = f"/scan/{table.workshop.scan_id}/results/"
    return [*made, scan, f"{scan}scores.csv", "/", "/audit/?words=workshop", "/jobs/", "/registers/actions/"]


def test_a_silent_score_changes_nothing_that_anybody_sees(
    table: Table, with_role: Callable[..., Person]
) -> None:
    """Every page of every looker is the same whether a partner gave the lowest or the highest; so is every record."""
    workshop = table.opened("Council", "Police", "Charity")
    running.go(table.actor, workshop, "score-1")
    card, police = table.card("Shop theft"), table.seat("Police")
    browsers = {"coordinator": table.browser}
    for role in LOOKERS:
        browsers[role] = Client()
        browsers[role].force_login(with_role(role, "Charity"), backend=BACKEND)

    def seen(scores: dict[str, int]) -> tuple[Any, ...]:
        SilentScore.objects.all().delete()
        first = AuditRecord.objects.count()
        running.score(table.actor, card, police, scores)
        told = [
            (one.action, one.words, one.before, one.after)
            for one in AuditRecord.objects.order_by("pk")[first:]
        ]
        SilentScore.objects.update(saved="2026-01-01T00:00:00Z")
        pages = {}
        for role, browser in browsers.items():
            for address in _addresses(table):
                answer = browser.get(address)
                pages[role, address] = answer.status_code, CHANGING.sub(b"", b"".join(answer))
        return (
            told,
            pages,
            repr(ordering.scoring_of(workshop)),
            recommending.as_it_stands(ordering.on_table(workshop)),
        )

    browsers["coordinator"].get("/")
    low, high = seen(LOW), seen(HIGH)
    assert low[0] == high[0]
    assert [where for where in low[1] if "audit" not in where[1] and low[1][where] != high[1][where]] == []
    assert low[2:] == high[2:]
    assert sum(status == 200 for status, _ in low[1].values()) > 30
    with pytest.raises(selectors.NotYetError):
        selectors.revealed(card)
    running.reveal(table.actor, card)
    assert repr(ordering.scoring_of(workshop)) != low[2]
    given = dict(screens.anew_lines(workshop, table.card("Shop theft"))[0].given)
    assert given["5"] == ["Police"]
    with pytest.raises(NotNow):
        running.score(table.actor, card, police, LOW)


def test_by_a_link_somebody_scores_for_their_own_partner_alone(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The link and its code open the phone's page; who leads does not enter scores over it; who is away scores nothing."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())
    charity = table.seat("Charity")
    told = {"speaker": "Robin", "email": "robin@example.test"}
    preparing.keep_seat(table.actor, table.workshop, charity, told)
    table.browser.post(f"/workshop/{table.workshop.pk}/open/")
    link = re.search(r"http://testserver(/answer/\S+)", mail.outbox[-1].body)
    assert link is not None
    phone = Client()
    phone.post(link[1])
    code = re.search(r"code is (\d{6})", mail.outbox[-1].body)
    assert code is not None
    phone.post(f"{link[1]}code/", {"code": code[1]})
    now = re.search(r'href="(/answer/[^"]+/workshop/[^"]+)"', phone.get(link[1]).content.decode())
    assert now is not None
    assert "Nothing is scored now" in phone.get(now[1]).content.decode()
    running.go(table.actor, table.workshop, "score-1")
    assert "Tell whoever leads the room" in phone.get(now[1]).content.decode()
    at = now[1].replace("-now/", "-1/")
    said = {"data": "4", "judgement": "cannot-say", "demand": "1"}
    assert phone.post(at, said).status_code == 422
    running.take_attendance(table.actor, table.workshop, {charity.pk: (True, "")})
    assert phone.post(at, said).status_code == 302
    held = SilentScore.objects.get()
    assert (held.seat, held.scores) == (charity, {"data": 4, "judgement": "cannot-say", "demand": 1})
    typed = f"/workshop/{table.workshop.pk}/room/cards/1/for/{charity.pk}/"
    assert "has scored by itself" in table.browser.post(typed, said).content.decode()
    other = now[1].replace(f"/{charity.pk}-", f"/{table.seat('Police').pk}-")
    assert phone.get(other).status_code == 404


def _frozen(table: Table) -> Workshop:
    workshop = table.opened("Council", "Police", "Fire")
    running.go(table.actor, workshop, "score-2")
    robbery = table.card("Robbery")
    running.score(
        table.actor, robbery, table.seat("Fire"), {"data": 5, "judgement": 5, "demand": "cannot-say"}
    )
    running.score(
        table.actor, robbery, table.seat("Police"), {"data": 5, "judgement": 5, "demand": 5}, typed=True
    )
    running.reveal(table.actor, table.card("Robbery"))
    running.weigh(table.actor, workshop, {"data": 1, "judgement": 3, "demand": 0.5})
    deciding.decide(table.actor, table.card("Shop theft"), "monitor", "The shops pay.")
    deciding.decide(table.actor, table.card("Robbery"), "priority", "Grave.", "Nobody else does.")
    for title in ("Night violence", "Car crime", "Lanterns"):
        deciding.decide(table.actor, table.card(title), "out", "Low.", county=title == "Lanterns")
    due = timezone.localdate()
    work = Work(owner="Police", aim="Fewer", measure="robbery", first_action="Meet", due=due)
    deciding.keep_work(table.actor, table.card("Robbery"), work)
    deciding.keep_capacity(table.actor, workshop, {"money": "None", "people": "Two", "others": ""})
    deciding.say_otherwise(table.actor, workshop, table.seat("Fire"), table.card("Lanterns"), "A roof.")
    with pytest.raises(NotNow, match="Ann Chair"):
        freezing.confirm(table.actor, workshop, "Somebody else")
    return freezing.confirm(table.actor, workshop, "Ann Chair")


def test_what_is_frozen_is_what_the_database_says_and_stays(table: Table) -> None:
    """A slow reading of the rows says the same; then every service is refused, and no row changes."""
    workshop = Workshop.objects.get(pk=_frozen(table).pk)
    told = workshop.recommendation
    assert told is not None
    _as_the_rows_say(told, workshop)
    assert Recommended.model_validate(json.loads(json.dumps(workshop.recommended))).mark == workshop.mark
    before = every_row()
    things = Things(table.actor, workshop, table.card("Robbery"), table.seat("Fire"), timezone.localdate())
    for service, call in FROZEN_REFUSES.items():
        with pytest.raises(NotNow, match="frozen"):
            call(things)
        assert service.is_service
    assert freezing.act(table.actor, workshop) == []
    assert every_row() == before
    assert workshop.stage == Stage.FROZEN


def _rows(question: str, *given: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return list(cursor.fetchall())


def _as_the_rows_say(told: Recommended, workshop: Workshop) -> None:
    """Places by medians and the room's weights, counted slowly from the rows; and who, what and why as they stand."""
    names = dict(_rows("SELECT id, short_name FROM access_organisation"))
    cards = _rows(
        "SELECT c.id, i.id, i.number, i.title, c.becomes, c.reason, c.passing, c.county FROM workshop_card c "
        "JOIN scan_issue i ON i.id = c.issue_id WHERE c.workshop_id = %s", workshop.pk,
    )  # fmt: skip
    weights = {"data": 1, "judgement": 3, "demand": 0.5}
    totals: dict[int, float] = {}
    for card, issue, number, *_more in cards:
        given: dict[str, dict[str, Any]] = {}
        for organisation, scores in _rows(
            "SELECT p.organisation_id, r.scores FROM scan_return r JOIN scan_partner p ON p.id = r.partner_id "
            "WHERE r.issue_id = %s AND p.submitted IS NOT NULL", issue,
        ):  # fmt: skip
            given[names[organisation]] = _json(scores)
        for organisation, scores in _rows(
            "SELECT s.organisation_id, x.scores FROM workshop_silentscore x JOIN workshop_seat s ON s.id = x.seat_id "
            "WHERE x.card_id = %s", card,
        ):  # fmt: skip
            given[names[organisation]] = given.get(names[organisation], {}) | _json(scores)
        middle = {
            name: median(one[name] for one in given.values() if isinstance(one.get(name), int))
            for name in weights
        }
        totals[number] = sum(weights[name] * middle[name] for name in weights) / sum(weights.values())
        decided = next(one for one in told.issues if one.number == number)
        last = {
            (one.partner, one.criterion): one.value if one.value is not None else one.answer
            for one in decided.given
        }
        assert last == {(who, name): value for who, said in given.items() for name, value in said.items()}
    assert len(told.issues) == len(cards)
    order = sorted(totals, key=lambda number: -totals[number])
    assert [one.number for one in told.issues] == order
    above: list[int] = []
    for decided in told.issues:
        _card, _issue, number, title, becomes, reason, passing, county = next(
            one for one in cards if one[2] == decided.number
        )
        assert decided.places.total == pytest.approx(totals[number])
        assert (decided.title, decided.outcome.value, decided.reason) == (title, becomes, reason)
        assert (decided.county, decided.passing) == (bool(county), passing)
        assert set(decided.passed_over) == (set(above) if becomes == "priority" else set())
        above += [number] if becomes != "priority" else []
        assert (decided.work is not None) == (becomes == "priority")
    assert {(one.partner, one.present, one.scored) for one in told.there} == {
        (name, name in ("Council", "Police", "Fire"), name not in ("Fire", "Health"))
        for name in ("Council", "Police", "Probation", "Charity", "Fire", "Health")
    }
    assert told.weights == weights
    assert [(one.partner, one.issue, one.words) for one in told.dissents] == [("Fire", 5, "A roof.")]


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
