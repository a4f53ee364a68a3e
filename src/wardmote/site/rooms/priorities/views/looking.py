"""Recommendations, decision records, the golden thread, what lies behind priorities, versions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.rooms.priorities import across, drawing, judging, rules, selectors
from wardmote.site.rooms.priorities.selectors import Recommendation
from wardmote.site.rooms.priorities.thread import Thread, thread_of
from wardmote.site.rooms.priorities.views.finding import MARK, found_or_404, issue_or_404, lasting


@needs(rules.SEE)
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every frozen recommendation, and what the board decided."""
    if not rules.may_see(scope_from(request)):
        raise Http404
    return render(request, "priorities/list.html", {"found": selectors.recommendations(scope_from(request))})


@needs(rules.SEE)
@require_safe
def recommendation(request: HttpRequest, key: int) -> HttpResponse:
    """One recommendation: in, out, why, what the board decided, and how far each priority is."""
    found, scope = found_or_404(request, key), scope_from(request)
    every = selectors.recommendations(scope)
    latest, before = every[0], judging.last_plan(found, every)
    shown: dict[str, Any] = {
        "found": found,
        "record": found.record,
        "works": {one.number: found.work(one.number) for one in found.record.priorities},
        "carried": selectors.carried(found.workshop),
        "may_decide": rules.may_decide(scope, found.workshop, found.decided, found.leaders),
        "led": rules.led(scope, found.leaders),
        "may_adopt": scope.may(rules.ADOPT),
        "keeps": rules.may_keep(scope),
        "sees_all": rules.sees_all(scope),
        "before": before,
        "is_latest": latest.workshop.pk == found.workshop.pk,
    }
    marked.shows(request, marked.of_papers())
    return render(request, "priorities/recommendation.html", shown)


@needs(rules.SEE)
@require_safe
def issue(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The decision record of one issue, in or out: as decided, and as now."""
    found = found_or_404(request, key)
    return render(request, "priorities/issue.html", _shown(request, found, number))


@needs(rules.SEE)
@require_safe
def golden_thread(request: HttpRequest, mark: str, number: int) -> HttpResponse:
    """From an issue back to the board, the workshop, the scores, the figures, the evidence and its files."""
    found = selectors.by_mark(scope_from(request), mark) if len(mark) >= MARK else None
    if found is None:
        raise Http404
    shown = _shown(request, found, number)
    return render(request, "priorities/thread.html", shown | {"picture": drawing.drawn(shown["thread"])})


@needs(rules.SEE)
@require_safe
def behind(request: HttpRequest, key: int) -> HttpResponse:
    """Drivers by priorities, and threads by issues."""
    found, scope = found_or_404(request, key), scope_from(request)
    shown = {
        "found": found,
        "drivers": across.drivers(found),
        "coverage": across.coverage(found),
        "threads": across.threads(found),
        "keeps": rules.may_keep(scope),
    }
    marked.shows(request, marked.of_papers())
    return render(request, "priorities/behind.html", shown)


@needs(rules.SEE)
@require_safe
def versions(request: HttpRequest, key: int) -> HttpResponse:
    """The work on the priorities, version by version, each with what changed and why."""
    found, scope = found_or_404(request, key), scope_from(request)
    shown = {
        "found": found,
        "versions": across.versions(found),
        "keeps": rules.may_keep(scope) and found.adopted,
    }
    marked.shows(request, marked.of_papers())
    return render(request, "priorities/versions.html", shown)


def _shown(request: HttpRequest, found: Recommendation, number: int) -> dict[str, Any]:
    scope, one = scope_from(request), issue_or_404(found, number)
    marked.shows(request, marked.of_papers())
    thread: Thread = thread_of(scope, found, one)
    titles = {other.number: other.title for other in found.record.issues}
    return {
        "found": found,
        "record": found.record,
        "issue": one,
        "thread": thread,
        "steps": drawing.steps(thread),
        "work": found.work(number),
        "passed_over": [titles.get(at, str(at)) for at in one.passed_over],
        "over_it": [other.title for other in found.record.issues if number in other.passed_over],
        "carried": selectors.carried_before(found.workshop, number),
        "lasting": lasting(found, number),
        "absolute": request.build_absolute_uri(lasting(found, number)),
        "keeps": rules.may_keep(scope),
    }
