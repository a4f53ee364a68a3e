"""Sending files in, following them, and what came of them."""

from __future__ import annotations

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.evidence.rows.rejects import harmless
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.limits import NO_ROOM, takes_up_to
from wardmote.site.rooms.evidence import rules, selectors, services, uploads
from wardmote.site.rooms.evidence.forms import UploadForm

REJECTED = ("file", "line", "column", "found", "expected", "row")
TOO_MANY = 429


@needs("evidence-upload")
@takes_up_to("upload-most-bytes")
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The form, or the files themselves: then on to the page that follows them."""
    form = (
        UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    )
    if request.method == "POST" and form.is_valid():
        try:
            job = services.send_in(actor_of(request), form.cleaned_data["sent"], form.cleaned_data["what"])
        except services.TooMany as refusal:
            form.add_error(None, str(refusal))
            return render(request, "evidence/upload.html", {"form": form}, status=TOO_MANY)
        except OSError:
            return render(request, "errors/no-room.html", status=NO_ROOM)
        return redirect("evidence-arrival", key=job.pk)
    return render(request, "evidence/upload.html", {"form": form}, status=422 if form.errors else 200)


@needs("evidence-upload")
@require_GET
def arrival(request: HttpRequest, key: UUID) -> HttpResponse:
    """What becomes of files: how far the work is, then each file, each reason, each rejected cell."""
    job = _found(request, key)
    context = {
        "job": job,
        "told": selectors.told_of(job),
        "waiting": bool(uploads.files_of(str(job.request["key"]))),
        "may_stop": not job.is_final and not job.cancel_asked,
        "may_teach": rules.may_teach(request.scope),  # type: ignore[attr-defined]
        "may_try_again": False,
    }
    answer = render(request, "evidence/arrival.html", context)
    if not job.is_final:
        answer.headers["Refresh"] = "5"
    return answer


@needs("evidence-upload")
@require_POST
def go_on(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take in what was checked, or go on without what was refused."""
    job = _found(request, key)
    what = "skip" if request.POST.get("what") == "skip" else "take"
    if not job.is_final or not uploads.files_of(str(job.request["key"])):
        messages.warning(request, _("These files can no longer be taken in. Send them again."))
        return redirect("evidence-arrival", key=job.pk)
    return redirect("evidence-arrival", key=services.go_on(actor_of(request), job, what).pk)


@needs("evidence-upload")
@require_GET
def rejected(request: HttpRequest, key: UUID) -> HttpResponse:
    """The rejected rows that the page shows, as CSV."""
    told = selectors.told_of(_found(request, key))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="rejected-rows.csv"'
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow(REJECTED)
    writer.writerows(
        [harmless(str(row.get(name) or "")) for name in REJECTED] for row in told.get("rejected", [])
    )
    return answer


def _found(request: HttpRequest, key: UUID) -> Job:
    job = selectors.arrival(request.scope, key)  # type: ignore[attr-defined]
    if job is None:
        raise Http404
    return job
