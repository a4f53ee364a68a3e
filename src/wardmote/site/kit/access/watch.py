"""How long a session lasts: it ends when nothing was heard for a while, and after a working day in any case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import OpenSession
from wardmote.site.kit.access.programs import is_for_programs
from wardmote.site.kit.access.too_late import sent_to_sign_in

A_MINUTE = timedelta(minutes=1)

Answer = Callable[[HttpRequest], HttpResponse]


class Watch:
    """Ends sessions that have lasted long enough."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a living session through; send one that has ended to the sign-in page, and keep what it sent."""
        request.session_ends = None  # type: ignore[attr-defined]
        if is_for_programs(request) or not request.user.is_authenticated:
            return self.answer(request)
        now = timezone.now()
        one = OpenSession.objects.filter(
            key=request.session.session_key, ended=None, person=request.user
        ).first()
        if one is None or _end_of(one) <= now:
            return sent_to_sign_in(request, request.user)
        if now - one.seen > A_MINUTE:
            one.seen = now
            one.save(update_fields=["seen"])
        request.session_ends = _end_of(one)  # type: ignore[attr-defined]
        return self.answer(request)


def ends_soon(ends: datetime | None) -> bool:
    """Whether a session ends within the time of the warning."""
    return ends is not None and ends - timezone.now() <= span("session-warning-minutes")


def _end_of(one: OpenSession) -> datetime:
    return min(one.seen + span("session-idle-minutes"), one.began + span("session-longest-hours"))
