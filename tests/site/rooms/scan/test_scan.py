"""A scan from its set-up to what was agreed, through its pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.site.rooms.scan.conftest import Running

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.scan import cards, selectors, setting_up
from wardmote.site.rooms.scan.models import Scan, Stage

pytestmark = pytest.mark.django_db


def _agency(with_role: Callable[..., Person], organisation: str) -> Client:
    client = Client()
    person = with_role("agency-user", organisation)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_scan_goes_from_set_up_to_results(running: Running, with_role: Callable[..., Person]) -> None:
    """Opened, scored by somebody signed in, closed; then dots, order, an agreement and a focus page."""
    coordinator, key = running.browser, running.scan.pk
    card = running.scan.issues.get(number=1).card
    assert card["facts"]
    assert card["verdict"]
    assert len(card["pictures"]) == 2
    page = coordinator.get(f"/scan/{key}/preview/1/").content.decode()
    assert "The evidence" in page
    assert "What people said who were asked" in page
    assert "named theft from shops (95% interval" in page
    assert coordinator.post(f"/scan/{key}/open/").headers["Location"] == f"/scan/{key}/"
    Scan.objects.filter(pk=key).update(closes=timezone.localdate() + timedelta(days=1))
    home = coordinator.get("/").content.decode()
    assert "Remind partners: Autumn scan." in home
    assert "Not yet submitted: " in home
    fire = _agency(with_role, "Fire")
    assert "Score the issues: Autumn scan." in fire.get("/").content.decode()
    assert fire.get(f"/scan/{key}/score/1/").status_code == 200
    said = {"data": "5", "judgement": "cannot-say", "demand": "3", "confidence": "high", "reason": ""}
    answer = fire.post(f"/scan/{key}/score/1/", said)
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    assert fire.post(f"/scan/{key}/score/review/").status_code == 422
    answer = fire.post(f"/scan/{key}/score/1/", said | {"reason": "More than ever."})
    assert answer.headers["Location"] == f"/scan/{key}/score/2/"
    assert "More than ever." in fire.get(f"/scan/{key}/score/1/").content.decode()
    assert fire.post(f"/scan/{key}/score/review/").headers["Location"] == f"/scan/{key}/score/receipt/"
    assert "Receipt" in fire.get(f"/scan/{key}/score/receipt/").content.decode()
    assert fire.post(f"/scan/{key}/score/1/", said).headers["Location"] == f"/scan/{key}/score/receipt/"
    assert coordinator.get(f"/scan/{key}/results/").status_code == 404
    assert coordinator.post(f"/scan/{key}/close/").status_code == 302
    assert running.anew().stage == Stage.CLOSED
    page = fire.get(f"/scan/{key}/results/").content.decode()
    assert "Did not respond:" in page
    assert "Police" in page
    assert "More than ever." in page
    assert running.browser.post(f"/scan/{key}/results/1/data/", {"value": "4", "why": ""}).status_code == 200
    told = {"value": "4", "why": "Half of it was one shop."}
    assert running.browser.post(f"/scan/{key}/results/1/data/", told).status_code == 302
    page = coordinator.get(f"/scan/{key}/results/").content.decode()
    assert "Half of it was one shop." in page
    assert "More than ever." in page
    order = selectors.scoring_of(running.scan, with_agreed=True)
    assert [one.value for one in order.scores if one.criterion == "data"] == [4]
    assert [one.value for one in selectors.scoring_of(running.scan).scores if one.criterion == "data"] == [5]
    owner = Person.objects.get(email="coordinator@example.test")
    told = {"owner": str(owner.pk), "due": "2099-01-01"}
    assert coordinator.post(f"/scan/{key}/results/1/commission/", told).status_code == 302
    assert Entry.objects.get().values["title"] == "Focus page: Shop theft"
    assert "Focus page commissioned" in coordinator.get(f"/scan/{key}/results/").content.decode()
    for form in ("csv", "xlsx", "ods"):
        assert coordinator.get(f"/scan/{key}/results/scores.{form}").status_code == 200
    assert "did not respond" in coordinator.get(f"/scan/{key}/results/scores.csv").content.decode()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(marked, "of_papers", lambda: "OFFICIAL-SENSITIVE")
        for page in ("", "scores.csv"):
            assert coordinator.get(f"/scan/{key}/results/{page}").status_code == 200
    read = AuditRecord.objects.filter(marking="OFFICIAL-SENSITIVE").values_list("action", flat=True)
    assert list(read) == ["audit.page-read", "audit.exported"]
    assert fire.get(f"/scan/{key}/results/1/data/").status_code == 404
    assert AuditRecord.objects.filter(action="scan.closed").exists()


def _consults(actor: Actor) -> None:
    """A survey of residents ended a month ago, and is done."""
    day = (timezone.localdate() - timedelta(days=30)).isoformat()
    said = {
        "title": "Quay survey", "whom": "Residents", "began": day, "ended": day, "people": 800, "mode": "survey-paper",
        "chosen": "sample", "concerns": "Theft of time (9%)\nShop theft (24%)", "caveat": "Few young.",
    }  # fmt: skip
    register = workspace().definitions.registers["consultation"]
    registers.add(actor, register, Draft("done", actor.organisation, None, "", said))


def test_a_consultation_that_is_done_after_a_card_was_made_stands_on_it_once_opened(running: Running) -> None:
    """It is no evidence of a snapshot, so the snapshot alone does not tell that a card is old."""
    assert "Quay survey" not in str(running.scan.issues.get(number=1).card)
    _consults(running.actor)
    setting_up.open_scan(running.actor, running.scan)
    assert "Quay survey" in str(running.scan.issues.get(number=1).card["said"])


def test_the_register_of_consultations_stands_on_the_card_and_stays(with_role: Callable[..., Person]) -> None:
    """By definitions of concerns, up to the month of the card; whoever may not see the register gets a card without it."""
    here, manager = workspace(), with_role("manager")
    actor = Actor(manager.pk, manager.name, scope_of(manager, here.definitions))
    matrix = here.definitions.matrices["five-factors"]
    _consults(actor)
    card = cards.card_of(actor.scope, "shoplifting", matrix)
    (told,) = [one["words"] for one in card["said"] if "Quay survey" in one["words"]]
    assert "800 took part; a random sample): 24% named shop theft. Few young." in told
    assert any(one["criterion"] == "Community concern" for one in card["suggested"])
    (figure,) = [json.loads(one["figure"]) for one in card["said"] if one["words"] == told]
    assert (figure["value"], figure["state"]) == (24.0, "known")
    before = cards.card_of(actor.scope, "shoplifting", matrix, "2025-03")
    assert "Quay survey" not in str(before["said"])
    scope = replace(actor.scope, sees={n: s for n, s in actor.scope.sees.items() if n != "registers-see"})
    assert "Quay survey" not in str(cards.card_of(scope, "shoplifting", matrix)["said"])
