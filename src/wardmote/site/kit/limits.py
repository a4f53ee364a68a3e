"""How large a request may be: known from its own words before any of it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from wardmote.site.kit.house import workspace

TOO_LARGE, NO_ROOM = 413, 507
SMALL, EVIDENCE = "request-most-bytes", "upload-most-bytes"
MILLION = 1_000_000
AnyView = TypeVar("AnyView", bound=Callable[..., Any])


def takes_up_to(threshold: str) -> Callable[[AnyView], AnyView]:
    """Declare that a view takes requests of as many bytes as a threshold says, from people who are signed in."""

    def mark(view: AnyView) -> AnyView:
        view.takes_up_to = threshold  # type: ignore[attr-defined]
        return view

    return mark


class RequestLimits:
    """Refuses what is too large before it is read, and says where there is no room for what is not."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 by its length alone, 507 where what was sent cannot be written down."""
        declared = _declared(request)
        most = int(workspace().definitions.threshold(declared or SMALL))
        if _length(request) > most:
            return _refused(request, most, declared)
        if declared and request.method == "POST":
            try:
                request.POST  # noqa: B018 - reads it, files into the folder for passing files
            except OSError:
                return render(request, "errors/no-room.html", status=NO_ROOM)
        return self.answer(request)


def _declared(request: HttpRequest) -> str:
    """The threshold that the view of an address declared; empty where it did not, or for strangers."""
    try:
        found = str(getattr(resolve(request.path_info).func, "takes_up_to", ""))
    except Resolver404:
        return ""
    known = found and settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.get(SESSION_KEY)
    return found if known else ""


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _refused(request: HttpRequest, most: int, declared: str) -> HttpResponse:
    """A page in words; back to the form where the address is one that takes files."""
    context = {
        "most": f"{most / MILLION:,.0f}",
        "evidence": declared == EVIDENCE,
        "back": request.path if declared else "",
    }
    answer = render(request, "errors/too-large.html", context, status=TOO_LARGE)
    answer.headers["Connection"] = "close"
    return answer
