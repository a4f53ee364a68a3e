"""A scan from its set-up to what was agreed, through its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.site.rooms.scan.conftest import Running

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.registers.models import Entry
from wardmote.site.rooms.scan import selectors
from wardmote.site.rooms.scan.models import Stage

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
    assert "The evidence" in coordinator.get(f"/scan/{key}/preview/1/").content.decode()
    assert coordinator.post(f"/scan/{key}/open/").headers["Location"] == f"/scan/{key}/"
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
    assert fire.get(f"/scan/{key}/results/1/data/").status_code == 404
    assert AuditRecord.objects.filter(action="scan.closed").exists()
