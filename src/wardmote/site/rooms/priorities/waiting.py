"""What waits for people around priorities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.home.register import Need, declares
from wardmote.site.rooms.priorities import judging, rules, selectors


@declares(rules.ADOPT)
def to_decide(scope: Scope, day: date) -> Iterator[Need]:
    """Recommendations on which nothing of the board's is recorded yet: of the latest alone."""
    del day
    for one in selectors.recommendations(scope, whole=False)[:1]:
        if not one.decided and rules.may_decide(scope, one.workshop, one.decided, one.leaders):
            words = gettext("Record what the board decides on: %(title)s.") % {"title": one.workshop.title}
            yield Need(words, address=reverse("priorities-decide", kwargs={"key": one.workshop.pk}))


@declares(rules.KEEP)
def to_tell(scope: Scope, day: date) -> Iterator[Need]:
    """Priorities of last year's plan of which nobody has said how far they are, once a new workshop was frozen."""
    del day
    every = selectors.recommendations(scope, whole=False)
    if not every or not rules.may_keep(scope):
        return
    last = judging.last_plan(every[0], every)
    if last is None:
        return
    said = selectors.carried(last.workshop)
    for one in last.record.priorities:
        if one.number not in said:
            words = gettext("Say how far last year's priority was carried out: %(issue)s.") % {
                "issue": one.title
            }
            yield Need(
                words,
                address=reverse("priorities-carry", kwargs={"key": last.workshop.pk, "number": one.number}),
            )
