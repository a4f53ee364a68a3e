"""What waits for people in workshops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.home.register import Need, declares
from wardmote.site.rooms.workshop import rules, selectors
from wardmote.site.rooms.workshop.models import Stage, Workshop


@declares(rules.SCORE)
def to_score(scope: Scope, day: date) -> Iterator[Need]:
    """Rooms that are open and in which somebody's organisation scores."""
    for one in selectors.to_score(scope):
        words = gettext("The workshop is on: score in silence. %(title)s.") % {"title": one.workshop.title}
        address = reverse("workshop-score", kwargs={"key": one.workshop_id})
        yield Need(words, one.workshop.day, address=address)


@declares(rules.LEAD)
def to_lead(scope: Scope, day: date) -> Iterator[Need]:
    """Workshops that are to be opened, or to be led to their end."""
    if not rules.may_lead(scope):
        return
    for one in Workshop.objects.exclude(stage=Stage.FROZEN):
        there = reverse("workshop", kwargs={"key": one.pk})
        if one.stage == Stage.SETTING_UP:
            words = gettext("Prepare the workshop: %(title)s.") % {"title": one.title}
        else:
            words = gettext("Lead the workshop to its end and freeze it: %(title)s.") % {"title": one.title}
        yield Need(words, one.day, address=there, late=one.day < day)
