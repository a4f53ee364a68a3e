"""Waiting after too many failed attempts: for one person from anywhere, and for one network address."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wardmote.site.kit.access.limits import count, span

TOO_MANY = 429


class PersonAndAddress(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures by person and by address, each with its own limit; a success forgives the person's alone."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The person's failures; as many as make them wait where the address has too many."""
        found: int = sum(
            one.failures_since_start for one in _recent().filter(username=name_of(request, credentials))
        )
        if _of_address(request) >= count("sign-in-failures-address"):
            return max(found, failures(request, credentials))
        return found

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget the failures of who signed in, whatever their address."""
        gone: int = AccessAttempt.objects.filter(username=name_of(request, credentials)).delete()[0]
        return gone


def failures(request: HttpRequest | None = None, credentials: dict[str, Any] | None = None) -> int:
    """How many failures make a person wait."""
    del request, credentials
    return count("sign-in-failures")


def wait(request: HttpRequest | None = None) -> timedelta:
    """For how long."""
    del request
    return span("sign-in-wait-minutes")


def name_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The address that somebody tries to sign in with, in small letters."""
    told = credentials or {}
    typed = (
        told.get("email")
        or told.get("username")
        or (request.POST.get("login", "") if request is not None else "")
    )
    return str(typed).strip().lower().replace("\x00", "")[:255]


def locked_out(
    request: HttpRequest, answer: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say when to try again: the same for those who have an account and those who have none."""
    del answer
    until = _until(request, credentials)
    page = render(request, "account/wait.html", {"until": until}, status=TOO_MANY)
    page["Retry-After"] = str(max(int((until - timezone.now()).total_seconds()), 1))
    return page


def _until(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime:
    name = name_of(request, credentials)
    last = _recent().filter(username=name).aggregate(last=Max("attempt_time"))["last"]
    of_address = (
        _recent()
        .filter(ip_address=request.META.get("REMOTE_ADDR"))
        .aggregate(last=Max("attempt_time"))["last"]
    )
    return max(one for one in (last, of_address, timezone.now() - wait()) if one) + wait()


def _recent() -> QuerySet[Any]:
    found: QuerySet[Any] = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - wait())
    return found


def _of_address(request: HttpRequest) -> int:
    told = (
        _recent()
        .filter(ip_address=request.META.get("REMOTE_ADDR"))
        .aggregate(all=Sum("failures_since_start"))
    )
    return told["all"] or 0
