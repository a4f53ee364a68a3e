"""How often a page asks the database: a few times, however much there is to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.site.crowded import FIRST, crowd
from tests.site.real_keys.belongings import Belongings
from tests.site.real_keys.filling import filled
from tests.site.real_keys.of_workshop import opened

from wardmote.site.kit.access.models import OpenSession, Organisation, Person
from wardmote.site.kit.access.routes import every_route
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.reading import note_read
from wardmote.site.kit.jobs.models import Job
from wardmote.site.rooms.evidence.models import Reminder
from wardmote.site.rooms.workshop.models import Becomes, Workshop
from wardmote.site.rooms.workshop.selectors import steps

MOST = 14
MOST_JUDGED = 30
PAGES = {
    "analyst": (
        "/",
        "/insight/",
        "/insight/measures/",
        "/insight/measures/burglary/",
        "/insight/areas/",
        "/insight/map/",
        "/insight/map/data.json",
        "/insight/figures/burglary/current/",
        "/evidence/",
        "/evidence/feeds/",
        "/evidence/quality/",
        "/evidence/snapshots/",
        "/library/",
        "/people/",
        "/jobs/",
        "/account/",
    ),
    "auditor": ("/audit/",),
}


def _fill(person: Person) -> None:
    """Ten of everything that lists show."""
    for number in range(10):
        Organisation.objects.create(name=f"Organisation {number}", short_name=str(number))
        other = Person.objects.create(email=f"{number}@example.test", name=f"Person {number}")
        now = timezone.now() - timedelta(minutes=number)
        OpenSession.objects.create(person=other, key=str(number), began=now, seen=now)
        Reminder.objects.create(feed="fire", person=other, to="a@example.test", words="Please.", at=now)
        Job.objects.create(kind="rest", title=f"Rest {number}", person=person, asked=now)
        note_read(machine("test"), f"/{number}/", {})


@pytest.mark.parametrize("role", PAGES)
def test_pages_ask_the_database_a_few_times(
    role: str,
    signed_in: Callable[[str], Client],
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    """Whatever the number of rows."""
    browser = signed_in(role)
    _fill(Person.objects.get(email=f"{role}@example.test"))
    for address in PAGES[role]:
        with django_assert_max_num_queries(MOST):
            answer = browser.get(address)
        assert answer.status_code == 200, address


JUDGED = ("/scan/", "/workshop/", "/priorities/", "/golden-thread/", "/meetings/", "/registers/")
"""Rooms of judgement: every page of theirs is looked at."""
CROWDED = (
    "/",
    *(f"/registers/{one}/{FIRST}/" for one in ("actions", "decisions", "groups", "meetings")),
    *(f"/registers/{one}/?state=all" for one in ("actions", "meetings")),
    f"/meetings/{FIRST}/",
)
"""Pages of what a crowd is made of, and home, which tells what waits."""


def _pages(here: Belongings) -> list[str]:
    """Every page of the rooms of judgement; files are no pages."""
    begins = (
        raw.replace("^", "").replace("$", "").replace("\\", "") for raw, _name, _declared in every_route()
    )
    found = [filled(one, here)[0] for one in begins if one.startswith(JUDGED) and "." not in one]
    scored = [one for one in found if one.endswith("/score/1/")]
    return [*found, *CROWDED, *(one.replace("/score/1/", "/score/review/") for one in scored)]


def _asked(browser: Client, pages: list[str], room: Workshop) -> dict[str, int]:
    """Page -> how often it asks the database, for those that are there; the room at each of its steps."""
    made = {}
    Workshop.objects.filter(pk=room.pk).update(step="welcome")
    places = [(one, None) for one in pages]
    places += [(f"/workshop/{room.pk}/room/", one.id) for one in steps(room) if one.number in (None, 1)]
    for address, step in places:
        if step:
            Workshop.objects.filter(pk=room.pk).update(step=step)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        if answer.status_code == 200:
            made[f"{address} {step or ''}".strip()] = len(asked)
    return made


@pytest.mark.parametrize(("role", "fewest"), [("manager", 50), ("agency-user", 20)])
def test_pages_of_judgement_ask_as_often_of_forty_as_of_five(
    role: str, fewest: int, signed_in: Callable[[str], Client]
) -> None:
    """Partners, issues, cards, scores, versions and entries: eight times as many, and not one question more."""
    browser = signed_in(role)
    person = Person.objects.get(email=f"{role}@example.test")
    here = Belongings(person, person.memberships.get().organisation, "x")
    pages, room = _pages(here), opened(here)
    room.cards.update(becomes=Becomes.PRIORITY)
    crowd(5, person)
    few = _asked(browser, pages, room)
    crowd(40, person)
    many = _asked(browser, pages, room)
    assert len(few) >= fewest, sorted(few)
    assert {page: (few[page], n) for page, n in many.items() if n > few.get(page, n)} == {}
    assert {page: n for page, n in many.items() if n > MOST_JUDGED} == {}
