"""The network address that a request comes from, where proxies stand between."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class Caller:
    """Puts the caller's own address where Django keeps it. ``PROXIES`` says how many of ours stand between; what else
    a caller writes into the header is not believed."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Believe the address that the outermost of our proxies saw."""
        told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
        if settings.PROXIES and len(told) >= settings.PROXIES:
            request.META["REMOTE_ADDR"] = told[-settings.PROXIES]
        return self.answer(request)


def address_of(request: HttpRequest) -> str:
    """The caller's address."""
    return str(request.META.get("REMOTE_ADDR", ""))
