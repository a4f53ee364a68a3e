"""Forgets what is kept for a time only: forms that were sent too late, sessions long ended, failures long past."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import KeptForm, OpenSession
from wardmote.site.kit.access.scope import Actor, machine
from wardmote.site.kit.audit.recording import record, service

BETWEEN = timedelta(hours=1)
A_DAY = timedelta(days=1)
_next: list[datetime] = []
_one_at_a_time = threading.Lock()


def forget_at_times() -> dict[str, int]:
    """Forget at the first call and then every hour; otherwise do nothing."""
    with _one_at_a_time:
        now = timezone.now()
        if _next and now < _next[0]:
            return {}
        _next[:] = [now + BETWEEN]
    return forget()


def forget() -> dict[str, int]:
    """Forget what its time is over for, and say how much of each there was. A record is written when there was any."""
    found = {name: rows for name, rows in _over().items() if rows.exists()}
    return _forget(machine("Sweep"), found) if found else {}


@service
def _forget(actor: Actor, found: dict[str, QuerySet[Any]]) -> dict[str, int]:
    gone = {name: rows.delete()[0] for name, rows in found.items()}
    words = ", ".join(f"{name}: {number}" for name, number in gone.items())
    record(actor, "access.forgotten", ("access", "kept"), f"Their time was over. {words}.", after=gone)
    return gone


def _over() -> dict[str, QuerySet[Any]]:
    now = timezone.now()
    long_ago = now - span("sessions-kept-days")
    return {
        "forms sent too late": KeptForm.objects.filter(kept__lt=now - span("kept-form-hours")),
        "sessions in the list": OpenSession.objects.filter(seen__lt=long_ago),
        "sessions that ran out": Session.objects.filter(expire_date__lt=now),
        "failed attempts": AccessAttempt.objects.filter(
            attempt_time__lt=now - max(A_DAY, span("sign-in-wait-minutes"))
        ),
    }
