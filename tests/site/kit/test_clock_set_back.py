"""A server whose clock is set back an hour: nobody gets in who should not, nothing is lost, records keep their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from wardmote.site.kit.access.models import OpenSession, Person
from wardmote.site.kit.access.scope import Actor, machine, scope_of
from wardmote.site.kit.audit.chain import verify
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs import running, services
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.sweep import sweep
from wardmote.site.rooms.people import invitations

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
Clock = Callable[[timedelta], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the clock of the site so far from the true one."""
    true = timezone.now

    def put(by: timedelta) -> None:
        def now() -> datetime:
            return true() + by

        monkeypatch.setattr(timezone, "now", now)

    return put


def test_records_stay_in_order_by_number(clock: Clock) -> None:
    """The one that was written later stands later, though its clock says an hour before; the chain is whole."""
    note_export(machine("first"), "figures", {}, "csv", 1)
    clock(-HOUR)
    note_export(machine("second"), "figures", {}, "csv", 2)
    first, second = AuditRecord.objects.all()
    assert (first.name, second.name) == ("first", "second")
    assert second.at < first.at
    assert verify().is_whole


def test_a_session_goes_on_and_still_ends(clock: Clock, signed_in: Callable[[str], Client]) -> None:
    """Seen in the future for an hour, it is no stranger; once the clock has gone on, its time runs out as ever."""
    browser = signed_in("analyst")
    seen = OpenSession.objects.get().seen
    clock(-HOUR)
    assert browser.get("/").status_code == 200
    assert OpenSession.objects.get().seen == seen
    limit = timedelta(hours=workspace().definitions.threshold("session-longest-hours"))
    clock(limit + timedelta(minutes=1))
    assert browser.get("/").url.startswith("/sign-in/")


def test_an_invitation_ends_when_it_was_said_to(clock: Clock, with_role: Callable[[str], Person]) -> None:
    """An hour more by the wrong clock, never for ever, and withdrawn stays withdrawn."""
    person = with_role("administrator")
    actor = Actor(person.pk, person.name, scope_of(person, workspace().definitions))
    made = invitations.invite(
        actor,
        email="new@example.test",
        name="New Comer",
        organisation=person.memberships.get().organisation,
        role="board",
        starts=timezone.localdate(),
        ends=None,
        site="https://example.test",
    )
    clock(-HOUR)
    assert made.is_open
    clock(made.expires - made.sent + timedelta(minutes=1))
    assert not made.is_open
    clock(-HOUR)
    assert not invitations.withdraw(actor, made).is_open


def test_work_at_hand_is_not_taken_for_dead(clock: Clock) -> None:
    """A sign of life in the future is one; a worker that was killed is found once the clock has caught up."""
    job = services.begin(machine("test"), "rest", "Rest", {"seconds": 0})
    assert running._take(str(job.pk)) is not None
    clock(-HOUR)
    assert sweep() == []
    silent = timedelta(seconds=workspace().definitions.threshold("job-silent-seconds"))
    clock(silent + timedelta(seconds=5))
    assert [one.pk for one in sweep()] == [job.pk]
    assert Job.objects.get().state == State.WAITING
