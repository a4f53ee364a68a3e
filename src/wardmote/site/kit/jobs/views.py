"""Pages of long work: follow one, stop it, try it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.jobs import rules, services
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.selectors import job_for, jobs_for

SHOWN = 50


@needs("home-see")
@require_GET
def job_list(request: HttpRequest) -> HttpResponse:
    """The latest work that one may follow."""
    return render(request, "jobs/list.html", {"jobs": jobs_for(request.scope)[:SHOWN]})  # type: ignore[attr-defined]


@needs("home-see")
@require_GET
def job_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One job; asked for by htmx, only the part that moves."""
    job = _found(request, key)
    part = request.headers.get("HX-Request") == "true"
    answer = render(request, "jobs/progress.html" if part else "jobs/job.html", _told(request, job))
    if job.is_final and part:
        answer.headers["HX-Refresh"] = "true"
    elif not job.is_final and not part:
        answer.headers["Refresh"] = "5"
    return answer


@needs("home-see")
@require_POST
def job_cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask it to stop."""
    job = _steered(request, key)
    try:
        services.cancel(actor_of(request), job)
    except services.NotAllowedNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("job", key=job.pk)


@needs("home-see")
@require_POST
def job_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for it once more."""
    job = _steered(request, key)
    try:
        services.try_again(actor_of(request), job)
    except services.NotAllowedNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("job", key=job.pk)


def _found(request: HttpRequest, key: UUID) -> Job:
    job = job_for(request.scope, key)  # type: ignore[attr-defined]
    if job is None:
        raise Http404
    return job


def _steered(request: HttpRequest, key: UUID) -> Job:
    job = _found(request, key)
    if not rules.may_steer(request.scope, job):  # type: ignore[attr-defined]
        raise Http404
    return job


def _told(request: HttpRequest, job: Job) -> dict[str, object]:
    steers = rules.may_steer(request.scope, job)  # type: ignore[attr-defined]
    return {
        "job": job,
        "may_stop": steers and rules.can_be_stopped(job),
        "may_try_again": steers and rules.can_be_tried_again(job),
    }
