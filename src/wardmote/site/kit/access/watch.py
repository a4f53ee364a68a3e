"""How long a session lasts: it ends when nothing was heard for a while, and after a working day in any case. A form that
comes too late is kept for the person who sent it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils import timezone

from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import KeptForm, OpenSession, Person
from wardmote.site.kit.access.programs import is_for_programs

A_MINUTE = timedelta(minutes=1)
SECRET = ("password", "csrf", "code", "credential", "token")
"""Fields whose names hold one of these are never kept."""
MOST = 200_000
"""Characters of a form that are kept at most."""

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
            return _sent_to_sign_in(request)
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


def _sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    person, address = cast(Person, request.user), request.get_full_path()
    kept = _kept(request, person) if request.method == "POST" else None
    logout(request)
    after = (
        reverse("kept-form", kwargs={"key": kept.pk}) if kept else address if request.method == "GET" else "/"
    )
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': after, 'ended': '1'})}")


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _kept(request: HttpRequest, person: Person) -> KeptForm | None:
    """What was sent, without secrets; nothing where the form was not ours or the page is one of signing in."""
    ours = CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {}) is None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name.lower() for word in SECRET)
    ]
    small = sum(len(name) + len(str(value)) for name, value in fields) <= MOST
    if not ours or not fields or not small or request.path == reverse("account_logout"):
        return None
    return KeptForm.objects.create(
        person=person,
        address=request.get_full_path()[:500],
        fields=fields,
        left_out_files=bool(request.FILES),
        kept=timezone.now(),
    )
