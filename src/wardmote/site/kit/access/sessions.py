"""Sessions: who is signed in where, and ending that."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import OpenSession, Person


def sessions_of(person: Person) -> list[OpenSession]:
    """The sessions of a person that are open, last seen first; those that ran out are none."""
    now = timezone.now()
    return list(
        person.open_sessions.filter(
            ended=None,
            seen__gt=now - span("session-idle-minutes"),
            began__gt=now - span("session-longest-hours"),
        )
    )


def last_seen(person: Person) -> datetime | None:
    """When somebody was here last."""
    found: datetime | None = person.open_sessions.aggregate(last=Max("seen"))["last"]
    return found or person.last_login


def begin_session(request: HttpRequest, person: Person) -> OpenSession:
    """Note that somebody signed in with this browser."""
    now = timezone.now()
    if request.session.session_key is None:
        request.session.save()
    return OpenSession.objects.create(
        person=person,
        key=request.session.session_key or "",
        began=now,
        seen=now,
        address=request.META.get("REMOTE_ADDR", "")[:64],
        browser=request.headers.get("User-Agent", "")[:200],
    )


def end_sessions_of(person: Person, *, but: str = "", only: int | None = None) -> int:
    """End the sessions of a person at once: all, all but the one of a key, or one only. Gives how many."""
    found = person.open_sessions.filter(ended=None).exclude(key=but)
    if only is not None:
        found = found.filter(pk=only)
    return sum(_end(one) for one in found)


def end_session_of_key(key: str) -> None:
    """Note that the session of a key has ended."""
    for one in OpenSession.objects.filter(key=key, ended=None) if key else ():
        one.key, one.ended = "", timezone.now()
        one.save(update_fields=["key", "ended"])


def _end(one: OpenSession) -> int:
    if one.key:
        import_module(settings.SESSION_ENGINE).SessionStore(one.key).delete()
    one.key, one.ended = "", timezone.now()
    one.save(update_fields=["key", "ended"])
    return 1
