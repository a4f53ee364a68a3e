"""Recording what the board decides: apart from the workshop, and not by who led it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.priorities import rules, services
from wardmote.site.rooms.priorities.forms import DecideForm
from wardmote.site.rooms.priorities.views.finding import found_or_404, page_of


@needs(rules.ADOPT)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Approve what is recommended, or send it back with words."""
    found, scope = found_or_404(request, key), scope_from(request)
    if not rules.may_decide(scope, found.workshop, found.decided, found.leaders):
        raise Http404
    there = page_of(found)
    question = Question(
        _("What the board decided on: %(title)s") % {"title": found.record.workshop}, _("Record it"), there, there,
        _("Recorded. What the workshop recommended stays as it is."),
        (_("Record what the board decided in its meeting. An approval cannot be taken back here."),),
        shown={_("Recommended as priorities"): [one.title for one in found.record.priorities]},
    )  # fmt: skip
    form = DecideForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        question,
        form,
        lambda told: services.decide(actor_of(request), found.workshop, told),
        services.NotNow,
    )
