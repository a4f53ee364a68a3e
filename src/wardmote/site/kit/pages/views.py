"""What is said when something is not there, went wrong, or took too long."""

from __future__ import annotations

import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wardmote.site.kit.access.programs import ABSENT, OURS, is_for_programs, refusal
from wardmote.site.kit.pages.troubles import Trouble, trouble_of

TRY_LATER = 503


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent and refused look the same."""
    del exception
    if is_for_programs(request):
        return refusal(ABSENT)
    return render(request, "errors/not-found.html", status=404)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent has too many parts, or is no form of this site."""
    del exception
    return render(request, "errors/not-understood.html", status=400)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Something failed: it says that nothing was lost, and what to do. A database that is busy and a disk without room
    are told as what they are, with 503: the same may succeed later."""
    trouble = trouble_of(sys.exception())
    if trouble is None:
        for_programs = is_for_programs(request)
        return refusal(OURS) if for_programs else render(request, "errors/went-wrong.html", status=500)
    answer = _in_trouble(request, trouble)
    answer.headers["Retry-After"] = str(trouble.seconds)
    return answer


def _in_trouble(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    if is_for_programs(request):
        return refusal(TRY_LATER, f"{trouble.title}. {trouble.words}")
    try:
        return render(request, "errors/trouble.html", {"trouble": trouble}, status=TRY_LATER)
    except (DatabaseError, OSError):  # not even a page can be made
        words = f"{trouble.title}. {trouble.words}\n"
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=TRY_LATER)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old, or came from elsewhere."""
    del reason
    return render(request, "errors/form-expired.html", status=403)
