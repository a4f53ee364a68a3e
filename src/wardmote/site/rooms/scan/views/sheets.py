"""Scores by spreadsheet or on paper, for those who will not sign in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.identifying import stop_once, warning
from wardmote.site.rooms.scan import rules, scoring, selectors
from wardmote.site.rooms.scan.cards import evidence_of
from wardmote.site.rooms.scan.forms import SheetForm
from wardmote.site.rooms.scan.models import Confidence, Stage
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.scan.sheets import WrongCells, blank_sheet, read_sheet, told_of
from wardmote.site.rooms.scan.views.finding import managed_or_404, page_of, partner_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNPROCESSABLE = 422


@needs(rules.MANAGE)
@require_safe
def blank(request: HttpRequest, key: int) -> HttpResponse:
    """A sheet to fill in."""
    scan = managed_or_404(request, key)
    if not selectors.issues(scan):
        raise Http404
    answer = HttpResponse(blank_sheet(scan), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="scan-{scan.pk}-to-fill-in.xlsx"'
    return answer


@needs(rules.MANAGE)
@require_safe
def on_paper(request: HttpRequest, key: int) -> HttpResponse:
    """A form to print and fill in by hand, with every score in words."""
    scan = managed_or_404(request, key)
    asked = [one for one in selectors.issues(scan) if one.for_all]
    shown: dict[str, Any] = {"scan": scan, "issues": asked, "matrix": selectors.matrix_of(scan)}
    shown |= {"evidence": [(one, evidence_of(one)) for one in asked], "sure": list(Confidence.labels)}
    return render(request, "scan/paper.html", shown)


@needs(rules.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, key: int, which: int) -> HttpResponse:
    """Take a filled sheet in for a partner; wrong cells are told by file, row and column."""
    scan = managed_or_404(request, key)
    partner = partner_or_404(scan, which)
    if scan.stage != Stage.OPEN or not rules.takes_sheet(partner):
        raise Http404
    form = SheetForm(request.POST or None, request.FILES or None) if request.method == "POST" else SheetForm()
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            given = read_sheet(scan, form.cleaned_data["file"])
            if not stop_once(form, [words for title, said in given for words in (title, said.reason)]):
                scoring.take_sheet(actor_of(request), partner, given)
                if told := told_of(scan, given):
                    messages.warning(request, told)
                return redirect(page_of(scan))
            named = [(title, warning([title, said.reason])) for title, said in given]
            faults = [f"{title}: {words}" for title, words in named if words]
        except WrongCells as wrong:
            faults = wrong.faults
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    wrong_now = faults or form.errors
    shown: dict[str, Any] = {"scan": scan, "partner": partner, "form": form, "faults": faults}
    return render(request, "scan/sheet.html", shown, status=UNPROCESSABLE if wrong_now else 200)
