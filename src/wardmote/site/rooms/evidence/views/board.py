"""The desk itself and the board of what partners owe."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.evidence import rules, selectors, services
from wardmote.site.rooms.evidence.forms import ReminderForm
from wardmote.site.rooms.evidence.selectors import OnBoard

SHOWN_PERIODS = 12


@needs("evidence-see")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What is late, what came last, and what can be done here."""
    scope = request.scope  # type: ignore[attr-defined]
    found = selectors.board(scope)
    context = {
        "late": [one for one in found if one.status.overdue],
        "feeds": len(found),
        "arrivals": selectors.arrivals(scope),
        "may_upload": scope.may(rules.UPLOAD),
        "sees_all": rules.sees_whole_board(scope),
    }
    return render(request, "evidence/desk.html", context)


@needs("evidence-see")
@require_GET
def feeds(request: HttpRequest) -> HttpResponse:
    """The board: who owes what, until when, what came."""
    every = request.GET.get("all") == "1"
    found = selectors.board(request.scope, every=every)  # type: ignore[attr-defined]
    return render(request, "evidence/feeds.html", {"feeds": found, "every": every})


@needs("evidence-see")
@require_http_methods(["GET", "POST"])
def feed(request: HttpRequest, feed: str) -> HttpResponse:
    """One feed, period by period; whoever may, reminds its partner."""
    scope = request.scope  # type: ignore[attr-defined]
    found = selectors.feed_on_board(scope, feed)
    if found is None or (request.method == "POST" and not rules.may_remind(scope)):
        raise Http404
    form = (
        ReminderForm(request.POST)
        if request.method == "POST"
        else ReminderForm(initial={"words": _words(found)})
    )
    if request.method == "POST" and form.is_valid():
        to, words = form.cleaned_data["to"], form.cleaned_data["words"]
        services.remind(actor_of(request), found.status.feed, to, words)
        messages.success(
            request, gettext("The reminder was sent.") if to else gettext("The reminder was noted.")
        )
        return redirect("evidence-feed", feed=feed)
    context = {
        "one": found,
        "periods": list(reversed(found.status.periods))[:SHOWN_PERIODS],
        "reminders": selectors.reminders_of(feed),
        "form": form,
        "may_remind": rules.may_remind(scope),
        "measures": [workspace().definitions.measures[one] for one in found.status.feed.measures],
    }
    return render(request, "evidence/feed.html", context, status=422 if form.errors else 200)


def _words(one: OnBoard) -> str:
    """A reminder to begin from: what is missing, in a letter's words."""
    missing = ", ".join(period.words() for period in one.status.overdue[-SHOWN_PERIODS:])
    asked = missing or gettext("the next period")
    return gettext(
        "Dear colleague,\n\nwe have not yet received %(title)s for %(asked)s. Without it the partnership's figures say "
        "“not supplied”.\n\nPlease send it in on the evidence page of our site, or tell us when we can expect it.\n\n"
        "Thank you."
    ) % {"title": one.status.feed.title, "asked": asked}
