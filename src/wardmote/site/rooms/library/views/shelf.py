"""The library itself, and asking for a build."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.rooms.library import resting, rules, selectors, services
from wardmote.site.rooms.library.forms import BuildForm
from wardmote.site.rooms.priorities import selectors as priorities

REFUSED = 422


@needs("documents-see")
@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """Documents with their builds."""
    scope = scope_from(request)
    context = {
        "shelves": selectors.shelves(scope),
        "jobs": selectors.under_way(scope),
        "may_write": scope.may(rules.WRITE),
        "has_words": selectors.latest_words(scope) is not None,
    }
    return render(request, "library/library.html", context)


@needs("documents-write")
@require_http_methods(["GET", "POST"])
def build(request: HttpRequest) -> HttpResponse:
    """Ask for a build, then on to the page that follows it."""
    recommended = resting.choices(priorities.recommendations(scope_from(request), whole=False))
    form = BuildForm(recommended, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        job = services.ask_for(actor_of(request), form.cleaned_data, form.title())
        return redirect("job", key=job.pk)
    return render(request, "library/ask.html", {"form": form}, status=REFUSED if form.errors else 200)
