"""Pages of the home room."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import Scope, actor_of
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.home.changed import Since, changed, is_ready, says, since_of
from wardmote.site.rooms.home.register import needs_of
from wardmote.site.rooms.home.services import mark_seen
from wardmote.site.rooms.insight.selectors import sees_public

SHOWN = 6
"""Things to do that stand on the page at once; the others are folded under."""


@needs("home-see")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs me, what changed since I last looked, and what the figures say."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    waiting, since = needs_of(scope, timezone.localdate()), _since(scope)
    told = {
        "waiting": waiting[:SHOWN],
        "further": waiting[SHOWN:],
        "late": sum(one.late for one in waiting),
        "since": since,
        "changed": _changed(since) if since and since.before and is_ready(since) else None,
        "findings": says(scope),
    }
    return render(request, "home/home.html", told)


@needs("home-see")
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed, on a page of its own; for htmx the part that the home page shows."""
    since = _since(request.scope)  # type: ignore[attr-defined]
    found = _changed(since) if since and since.before else None
    part = request.headers.get("HX-Request") == "true"
    template = "home/changes-part.html" if part else "home/changes.html"
    return render(request, template, {"since": since, "changed": found})


@needs("home-see")
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note that they have seen what changed."""
    since = since_of(request.scope)  # type: ignore[attr-defined]
    if since is not None:
        mark_seen(actor_of(request), since.after)
        messages.success(request, gettext("From now on this page shows what changes after today's evidence."))
    return redirect("home")


def _since(scope: Scope) -> Since | None:
    """What they have not looked at; nothing for who sees no figures, or only published ones."""
    return since_of(scope) if scope.may("figures-see") and not sees_public(scope) else None


def _changed(since: Since) -> object:
    try:
        return changed(since)
    except Refused as error:
        return {"refusal": str(error)}
