"""What views of the priorities share: finding what an address names, for who may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from wardmote.documents.judged import Decided
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.rooms.priorities import rules, selectors
from wardmote.site.rooms.priorities.selectors import Recommendation

MARK = 16
"""Letters of a recommendation's mark in a lasting address."""


def found_or_404(request: HttpRequest, key: int) -> Recommendation:
    """A frozen recommendation that somebody may see."""
    found = selectors.recommendation(scope_from(request), key)
    if found is None:
        raise Http404
    return found


def kept_or_404(request: HttpRequest, key: int) -> Recommendation:
    """The same, for who keeps priorities."""
    if not rules.may_keep(scope_from(request)):
        raise Http404
    return found_or_404(request, key)


def issue_or_404(found: Recommendation, number: int) -> Decided:
    """One of its issues."""
    one = found.issue(number)
    if one is None:
        raise Http404
    return one


def page_of(found: Recommendation) -> str:
    """The address of a recommendation."""
    return reverse("priorities-of", kwargs={"key": found.workshop.pk})


def lasting(found: Recommendation, number: int) -> str:
    """The address of a golden thread: of the record's content, so it never means another."""
    return reverse("golden-thread", kwargs={"mark": found.mark[:MARK], "number": number})
