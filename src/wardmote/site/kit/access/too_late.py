"""What is sent after a session has ended: nothing of it is lost."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wardmote.site.kit.access.models import KeptForm, Person

SECRET = ("password", "csrf", "code", "credential", "token")
"""Fields whose names hold one of these are never kept."""
MOST = 200_000
"""Characters of a form that are kept at most."""
WAS = "was-signed-in"
"""Whose session ended in this browser: what they send before they sign in again is kept for them, too."""


def sent_to_sign_in(request: HttpRequest, person: Person | None = None) -> HttpResponse:
    """End a session and lead to the sign-in page; what was sent is kept for whoever sent it, and offered again.

    Without ``person``: a stranger, or somebody whose session ended with an earlier request of this browser. A part of a
    page that fetches or saves by itself is told so where it stands.
    """
    ended, posts = person is not None, request.method == "POST"
    who = person or (_who_was_signed_in(request) if posts else None)
    kept = _kept(request, who) if posts and who else None
    if ended:
        logout(request)
        request.session[WAS] = person.pk if person else None
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path or request.get_full_path()
    after = reverse("kept-form", kwargs={"key": kept.pk}) if kept else "/" if ended and posts else here
    there = f"{settings.LOGIN_URL}?{urlencode({'next': after} | ({'ended': '1'} if ended or kept else {}))}"
    return told_in_place(request, there, kept is not None) or HttpResponseRedirect(there)


def told_in_place(request: HttpRequest, there: str, is_kept: bool) -> HttpResponse | None:
    """The answer to a part of a page that asked by itself; None where a whole page was asked for."""
    if request.headers.get("HX-Request") != "true":
        return None
    answer = render(request, "parts/signed-out.html", {"there": there, "is_kept": is_kept})
    answer["HX-Reselect"] = "#signed-out"
    return answer


def carried(request: HttpRequest, there: str) -> HttpResponse | None:
    """A page that carries what was sent too late by somebody without an account, to be sent again; None where nothing
    of ours was sent. ``there``: where they open their pages again."""
    fields = _fields(request) if request.method == "POST" and _is_ours(request) else []
    if not fields:
        return None
    shown = {"fields": fields, "there": there, "address": request.get_full_path()}
    return render(request, "answering/too-late.html", shown)


def _who_was_signed_in(request: HttpRequest) -> Person | None:
    key = request.session.get(WAS)
    return Person.objects.filter(pk=key, is_active=True).first() if key is not None else None


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, without secrets; nothing where it is too long."""
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name.lower() for word in SECRET)
    ]
    return fields if sum(len(name) + len(value) for name, value in fields) <= MOST else []


def _is_ours(request: HttpRequest) -> bool:
    """Whether a page of ours made the form."""
    return CsrfViewMiddleware(_nothing).process_view(request, _nothing, (), {}) is None


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _kept(request: HttpRequest, person: Person) -> KeptForm | None:
    """What was sent, in place of what the same page sent before it."""
    fields = _fields(request)
    if not fields or not _is_ours(request) or request.path == reverse("account_logout"):
        return None
    told = {"fields": fields, "left_out_files": bool(request.FILES), "kept": timezone.now()}
    found = KeptForm.objects.filter(person=person, address=request.get_full_path()[:500]).first()
    if found is None:
        return KeptForm.objects.create(person=person, address=request.get_full_path()[:500], **told)
    for name, value in told.items():
        setattr(found, name, value)
    found.save()
    return found
