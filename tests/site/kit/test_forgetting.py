"""What is kept for a time is gone afterwards, and what is still within its time is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from wardmote.site.kit.access import forgetting
from wardmote.site.kit.access.models import KeptForm, OpenSession, Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs.sweep import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "_next", [])


def _kept(person: Person, **ago: float) -> None:
    then = timezone.now() - timedelta(**ago)
    KeptForm.objects.create(person=person, address="/", fields=[], kept=then)
    OpenSession.objects.create(person=person, began=then, seen=then)
    Session.objects.create(session_key=f"k{ago}"[:40], session_data="", expire_date=then + timedelta(days=2))
    AccessAttempt.objects.create(username=str(ago), failures_since_start=1)
    AccessAttempt.objects.filter(username=str(ago)).update(attempt_time=then)


def test_the_sweep_forgets_what_its_time_is_over_for(with_role: Callable[[str], Person]) -> None:
    """Once, with one record that says how much; an hour later again."""
    person = with_role("analyst")
    _kept(person, hours=1)
    _kept(person, days=500)
    sweep()
    left = [model.objects.count() for model in (KeptForm, OpenSession, Session, AccessAttempt)]
    assert left == [1, 1, 1, 1]
    assert KeptForm.objects.get().kept > timezone.now() - timedelta(hours=2)
    assert AuditRecord.objects.get(action="access.forgotten").after == {
        "forms sent too late": 1, "sessions in the list": 1, "sessions that ran out": 1, "failed attempts": 1,
    }  # fmt: skip
    _kept(person, days=501)
    sweep()
    assert KeptForm.objects.count() == 2
    forgetting._next[:] = [timezone.now()]
    sweep()
    assert KeptForm.objects.count() == 1


def test_nothing_to_forget_leaves_no_record() -> None:
    """The record does not fill with nothing."""
    assert forgetting.forget() == {}
    assert not AuditRecord.objects.exists()
