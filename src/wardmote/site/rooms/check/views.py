"""Dropping a document and seeing its marks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from wardmote.operations.check import CannotCommentError, UnreadableError
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.limits import takes_up_to
from wardmote.site.rooms.check import services
from wardmote.site.rooms.check.forms import CheckForm
from wardmote.site.rooms.check.services import Report

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""A report is a page of somebody else's words: no script, no request to anywhere, no form."""
REFUSED, TOO_MANY = 422, 429


@needs("documents-check")
@require_http_methods(["GET", "POST"])
@takes_up_to("check-upload-bytes")
def check(request: HttpRequest) -> HttpResponse:
    """The form, or what was found in a document."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            sent, wanted = form.cleaned_data["sent"], form.cleaned_data["form"]
            try:
                return _answer(services.check_document(actor_of(request), sent, wanted, reverse("check")))
            except services.TooMany as refusal:
                status = TOO_MANY
                form.add_error(None, str(refusal))
            except (UnreadableError, CannotCommentError, services.NotChecked) as refusal:
                form.add_error("sent", str(refusal))
    return render(request, "check/check.html", {"form": form}, status=status)


def _answer(report: Report) -> HttpResponse:
    """The report under its own policy, to be shown or kept by whoever asked, and by nothing between."""
    answer = HttpResponse(report.content, content_type=f"{report.type}; charset=utf-8")
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "no-store"
    if report.name and (named := content_disposition_header(True, report.name)):
        answer.headers["Content-Disposition"] = named
    return answer
