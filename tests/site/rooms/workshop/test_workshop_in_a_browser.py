"""Every step of the room at a real browser: faults of access and width, keys, and a lost connection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests.site.browsing import DESKTOP, LAID_OUT, PHONE, Visitor
from tests.site.rooms.workshop.conftest import Table

from wardmote.documents.judged import Work
from wardmote.site.kit.access.models import Membership
from wardmote.site.rooms.workshop import deciding, freezing, running
from wardmote.site.rooms.workshop.models import SilentScore

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_room_has_no_fault_and_loses_nothing(
    table: Table, visitor: Callable[..., Visitor], chromium: Browser, live_server: LiveServer
) -> None:
    """Each step at both widths; the arrow keys lead on; what could not be sent stays, also over a reload."""
    visits = Visitor(chromium, live_server.url, table.browser.cookies["sessionid"].value)
    at = f"/workshop/{table.workshop.pk}/"
    room, actor = f"{at}room/", table.actor
    lead = Walker(visits, visits.open(at))
    faults = [fault for path in (at, f"{at}cards/") for fault in lead.look(path, DESKTOP)]
    table.opened("Council", "Police", "Probation", "Charity", "Fire")
    for step in ("welcome", "here", "card-1", "score-1"):
        running.go(actor, table.workshop, step)
        faults += lead.look(room, *([DESKTOP] if step in ("welcome", "score-1") else []))
    faults += lead.look(f"{room}cards/1/for/{table.seat('Fire').pk}/", PHONE)
    agency = visitor("agency-user")
    home = table.seat("Council").organisation
    Membership.objects.filter(role="agency-user").update(organisation=home)
    phone = agency.open(f"{at}score/", 390)
    faults += agency.faults(phone)
    for name in ("data", "judgement", "demand"):
        phone.locator(f"input[name={name}][value='3']").check(force=True)
    phone.get_by_role("button", name="Keep my scores").click()
    phone.get_by_text("Kept at").wait_for()
    assert SilentScore.objects.get().scores == {"data": 3, "judgement": 3, "demand": 3}
    for name in ("Police", "Fire"):
        running.score(
            actor,
            table.card("Shop theft"),
            table.seat(name),
            {"data": 5, "judgement": 4, "demand": "cannot-say"},
        )
    running.reveal(actor, table.card("Shop theft"))
    faults += lead.look(room)
    for step in ("order", "outcomes"):
        running.go(actor, table.workshop, step)
        if step == "outcomes":
            _decided(table)
        faults += lead.look(room)
    faults += lead.look(f"{room}cards/3/decide/", PHONE)
    running.go(actor, table.workshop, "capacity")
    lead.page.goto(f"{visits.site}{room}")
    _lost_and_put_back(lead.page)
    visits.said.clear()
    for step in ("work-3", "dissent", "read-back"):
        running.go(actor, table.workshop, step)
        faults += lead.look(room, PHONE if step == "work-3" else DESKTOP)
    running.go(actor, table.workshop, "welcome")
    lead.page.goto(f"{visits.site}{room}")
    lead.page.keyboard.press("ArrowRight")
    lead.page.get_by_role("heading", name="Who is here").wait_for()
    freezing.confirm(actor, table.workshop, "Ann Chair")
    faults += lead.look(f"{at}recommendation/")
    visits.leave()
    assert faults == []


@dataclass
class Walker:
    """Who leads the room, in one window that goes from page to page."""

    visitor: Visitor
    page: Page

    def look(self, path: str, *widths: int) -> list[str]:
        """What is wrong with a page, at both widths or at these."""
        found = []
        self.page.goto(f"{self.visitor.site}{path}")
        for width in widths or (DESKTOP, PHONE):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.evaluate(LAID_OUT)
            found += [f"{path} at {width}: {fault}" for fault in self.visitor.faults(self.page)]
        self.page.set_viewport_size({"width": DESKTOP, "height": 900})
        return found


def _decided(table: Table) -> None:
    actor = table.actor
    deciding.decide(actor, table.card("Shop theft"), "priority", "It rises, and shops close.")
    deciding.decide(actor, table.card("Robbery"), "monitor", "Few, and most of them in one street.")
    deciding.decide(
        actor,
        table.card("Night violence"),
        "priority",
        "The harm is grave.",
        "Nobody else leads on it.",
        county=True,
    )
    for title in ("Car crime", "Lanterns"):
        deciding.decide(actor, table.card(title), "usual", "It is looked after.")
    due = timezone.localdate() + timedelta(days=30)
    for title in ("Shop theft", "Night violence"):
        work = Work(
            owner="Police", aim="Fewer", measured_by="Calls", first_action="Meet the traders", due=due
        )
        deciding.keep_work(actor, table.card(title), work)
    deciding.say_otherwise(actor, table.workshop, table.seat("Fire"), None, "Lanterns will burn a roof.")


def _lost_and_put_back(page: Page) -> None:
    page.get_by_label("Money").fill("GBP 10,000 of the council")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("No connection.").wait_for()
    page.context.set_offline(False)
    page.reload()
    page.get_by_text("was put back").wait_for()
    assert page.get_by_label("Money").input_value() == "GBP 10,000 of the council"
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("A priority: who does what").wait_for()
