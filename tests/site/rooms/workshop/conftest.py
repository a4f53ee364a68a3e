"""A closed scan of five issues, scored by four of six partners, and a workshop prepared over it."""

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
from wardmote.site.rooms.scan import closing, scoring, setting_up
from wardmote.site.rooms.scan.scoring import Said
from wardmote.site.rooms.workshop import preparing, running
from wardmote.site.rooms.workshop.models import Card, Seat, Workshop

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PARTNERS = ("Council", "Police", "Probation", "Charity", "Fire", "Health")
ISSUES = ("Shop theft", "Robbery", "Night violence", "Car crime", "Lanterns")
SCORES = {
    "Council": ((5, 4, 5), (4, 4, 2), (3, 3, 3), (2, 2, 2), (1, 1, 1)),
    "Police": ((5, 5, 4), (3, 5, 1), (3, 3, 2), (2, 1, 2), (1, 0, 1)),
    "Probation": ((4, 5, 5), ("cannot-say", 4, 2), (3, 2, 3), (2, 2, 1), (0, 1, 1)),
    "Charity": ((5, 5, 5), (4, 3, 2), (4, 3, 3), (1, 2, 2), (1, 1, 0)),
}
"""Partner -> data, judgement and demand of each issue. Fire and Health do not respond."""
NOBODY = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}


@dataclass
class Table:
    """A workshop, who leads it, and their browser."""

    workshop: Workshop
    actor: Actor
    browser: Client

    def seat(self, name: str) -> Seat:
        """The seat of an organisation."""
        return self.workshop.seats.get(organisation__name=name)

    def card(self, title: str) -> Card:
        """The card of an issue."""
        return self.workshop.cards.get(issue__title=title)

    def anew(self) -> Workshop:
        """The workshop as it now stands."""
        return Workshop.objects.get(pk=self.workshop.pk)

    def opened(self, *here: str) -> Workshop:
        """Open the room with these here."""
        preparing.open_room(self.actor, self.workshop)
        told = {one.pk: (one.organisation.name in here, "") for one in self.workshop.seats.all()}
        return running.take_attendance(self.actor, self.workshop, told)


@pytest.fixture
def table(with_role: Callable[..., Person]) -> Table:
    """Everything is prepared, and the room is not open yet."""
    person = with_role("coordinator")
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    today = timezone.localdate()
    told = {"title": "Autumn scan", "matrix": "scan", "opens": today, "closes": today + timedelta(days=21)}
    scan = setting_up.keep_scan(actor, None, told)
    for title in ISSUES:
        measure = "shoplifting" if title == "Shop theft" else ""
        setting_up.keep_issue(
            actor, scan, None, {"title": title, "measure": measure, "words": "Heard of it."}
        )
    for name in PARTNERS:
        home, _ = Organisation.objects.get_or_create(name=name, defaults={"short_name": name})
        setting_up.keep_partner(actor, scan, None, {"organisation": home, **NOBODY})
    scan = setting_up.open_scan(actor, scan)
    for name, given in SCORES.items():
        partner = scan.partners.get(organisation__name=name)
        for issue, scores in zip(scan.issues.all(), given, strict=True):
            said = Said(dict(zip(("data", "judgement", "demand"), scores, strict=True)), "high", "So we say.")
            scoring.save_return(actor, partner, issue, said)
        scoring.submit(actor, partner)
    scan = closing.close_scan(actor, scan)
    held = {
        "title": "Winter workshop",
        "scan": scan,
        "day": today,
        "place": "Town hall",
        "chair": "Ann Chair",
    }
    return Table(preparing.keep_workshop(actor, None, {**held, "quorum": 3}), actor, browser)
