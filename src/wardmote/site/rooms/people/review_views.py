"""Pages of reviews of access."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of, scope_from
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.people import reviews, selectors
from wardmote.site.rooms.people.forms import ReviewForm
from wardmote.site.rooms.people.models import ReviewLine
from wardmote.site.rooms.people.rules import NotAllowedError

MANAGE = "people-manage"


@needs(MANAGE)
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Reviews done and under way."""
    found = selectors.reviews(scope_from(request)).prefetch_related("lines")
    rows = [(one, sum(1 for line in one.lines.all() if not line.decision)) for one in found]
    return render(request, "people/reviews.html", {"rows": rows, "today": timezone.localdate()})


@needs(MANAGE)
def review_open(request: HttpRequest) -> HttpResponse:
    """Begin a review."""
    there = reverse("reviews")
    note = _("Everybody's role is listed as it is today. For each you say: still right, or end it.")
    question = Question(
        _("Review who has access"), _("Begin"), there, there, _("The review has begun."), (note,)
    )
    return ask(
        request,
        question,
        ReviewForm(request.POST or None),
        lambda told: reviews.open_review(actor_of(request), **told),
        NotAllowedError,
    )


@needs(MANAGE)
@require_safe
def review_page(request: HttpRequest, key: int) -> HttpResponse:
    """A review: each line with what was decided."""
    one = get_object_or_404(selectors.reviews(scope_from(request)), pk=key)
    lines = list(one.lines.select_related("membership"))
    left = sum(1 for line in lines if not line.decision)
    shown = {"one": one, "lines": lines, "left": left, "own": scope_from(request).person}
    return render(request, "people/review.html", shown)


@needs(MANAGE)
@require_POST
def review_decide(request: HttpRequest, key: int, decision: str) -> HttpResponse:
    """Confirm a line, or end the role."""
    line = get_object_or_404(ReviewLine, pk=key, review__in=selectors.reviews(scope_from(request)))
    if decision not in (ReviewLine.CONFIRMED, ReviewLine.ENDED):
        raise Http404
    try:
        reviews.decide(actor_of(request), line, decision=decision)
    except NotAllowedError as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{reverse('review', kwargs={'key': line.review_id})}#line-{line.pk}")


@needs(MANAGE)
def review_close(request: HttpRequest, key: int) -> HttpResponse:
    """End a review."""
    one = get_object_or_404(selectors.reviews(scope_from(request)), pk=key)
    there = reverse("review", kwargs={"key": one.pk})
    question = Question(_("Close this review"), _("Close"), there, there, _("The review is closed."))
    return ask(
        request,
        question,
        forms.Form(request.POST or None),
        lambda told: reviews.close_review(actor_of(request), one),
        NotAllowedError,
    )
