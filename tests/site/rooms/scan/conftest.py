"""A scan that is being set up: two issues, one with figures, and partners with their scorers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import setting_up
from wardmote.site.rooms.scan.models import Partner, Scan

PARTNERS = ("Police", "Fire", "Health", "Probation", "Council", "Charity")
ISSUES = ("Shop theft", "Electric bicycles on the quay")


@dataclass
class Running:
    """A scan, who runs it, and their browser."""

    scan: Scan
    actor: Actor
    browser: Client

    def partner(self, name: str) -> Partner:
        """The partner of an organisation."""
        return self.scan.partners.get(organisation__name=name)

    def anew(self) -> Scan:
        """The scan as it now stands."""
        self.scan.refresh_from_db()
        return self.scan


@pytest.fixture
def running(with_role: Callable[..., Person]) -> Running:
    """Everything is there, and it is not open yet."""
    person = with_role("coordinator")
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    today = timezone.localdate()
    told = {"title": "Autumn scan", "matrix": "scan", "opens": today, "closes": today + timedelta(days=21)}
    scan = setting_up.keep_scan(actor, None, told)
    for title, measure in zip(ISSUES, ("shoplifting", ""), strict=True):
        setting_up.keep_issue(
            actor, scan, None, {"title": title, "measure": measure, "words": "Heard of it."}
        )
    for name in PARTNERS:
        home, _ = Organisation.objects.get_or_create(name=name, defaults={"short_name": name})
        nobody = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}
        online = {"scorer_name": f"{name} scorer", "scorer_email": f"{name.lower()}@example.test"}
        who = nobody if name == "Health" else nobody | online
        setting_up.keep_partner(actor, scan, None, {"organisation": home, **who})
    return Running(scan, actor, browser)
