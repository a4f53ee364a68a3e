"""How often a page asks the database: a few times, however much there is to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from wardmote.site.kit.access.models import OpenSession, Organisation, Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.reading import note_read
from wardmote.site.kit.jobs.models import Job
from wardmote.site.rooms.evidence.models import Reminder

MOST = 14
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
