"""What views of the scan share: finding what an address names, for who may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.models import Issue, Partner, Scan
from wardmote.site.rooms.scan.setting_up import NotNow


def scan_or_404(request: HttpRequest, key: int) -> Scan:
    """A scan that somebody may know of."""
    found = selectors.scan_of(scope_from(request), key)
    if found is None:
        raise Http404
    return found


def managed_or_404(request: HttpRequest, key: int) -> Scan:
    """A scan, for who manages scans."""
    if not rules.may_manage(scope_from(request)):
        raise Http404
    return scan_or_404(request, key)


def issue_or_404(scan: Scan, number: int) -> Issue:
    """An issue of a scan."""
    found = next((one for one in selectors.issues(scan) if one.number == number), None)
    if found is None:
        raise Http404
    found.scan = scan
    return found


def partner_or_404(scan: Scan, key: int) -> Partner:
    """A partner of a scan."""
    found = next((one for one in selectors.partners(scan) if one.pk == key), None)
    if found is None:
        raise Http404
    return found


def page_of(scan: Scan) -> str:
    """The address of a scan."""
    return reverse("scan", kwargs={"key": scan.pk})


def asked(
    request: HttpRequest,
    scan: Scan,
    words: tuple[str, str],
    work: Callable[[dict[str, Any]], object],
    form: forms.Form | None = None,
    **more: Any,
) -> HttpResponse:
    """A page that asks one thing of a scan: title and button, and what happens then."""
    sent = request.POST if request.method == "POST" else None
    there = page_of(scan)
    return ask(request, Question(*words, there, there, **more), form or forms.Form(sent), work, NotNow)
