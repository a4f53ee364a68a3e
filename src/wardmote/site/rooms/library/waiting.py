"""What waits for people in the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from wardmote.documents.commentary import State
from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.home.register import Need, declares
from wardmote.site.rooms.library import rules, selectors


@declares(rules.APPROVE)
def to_approve(scope: Scope, day: date) -> Iterator[Need]:
    """Documents in review that somebody may approve."""
    del day
    for one in selectors.builds(scope):
        if rules.may(scope, one, rules.MOVES["approve"]):
            words = gettext("Read and approve: %(title)s.") % {"title": one.title}
            yield Need(words, address=reverse("library-build", kwargs={"key": one.pk}))


@declares(rules.PUBLISH)
def to_publish(scope: Scope, day: date) -> Iterator[Need]:
    """Documents that are approved and not yet published."""
    del day
    for one in selectors.builds(scope):
        if rules.may(scope, one, rules.MOVES["publish"]):
            words = gettext("Approved, and not yet published: %(title)s.") % {"title": one.title}
            yield Need(words, address=reverse("library-build", kwargs={"key": one.pk}))


@declares(rules.WRITE)
def words_to_look_at(scope: Scope, day: date) -> Iterator[Need]:
    """Words whose figures changed."""
    del day
    build = selectors.latest_words(scope)
    found = [one for one in build.places if one["state"] == State.LOOK_AGAIN] if build else []
    if found:
        told = ngettext(
            "The words of %(n)s place need another look: its figures changed.",
            "The words of %(n)s places need another look: their figures changed.",
            len(found),
        ) % {"n": len(found)}
        yield Need(told, address=reverse("library-words"))
