"""What waits for people: groups that meet less often than they should, and minutes that ask for what is not entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from wardmote.definitions import DefinitionError
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.home.register import Need, declares
from wardmote.site.rooms.meetings import selectors
from wardmote.site.rooms.meetings.minutes import not_entered
from wardmote.site.rooms.meetings.selectors import Kept


@declares("registers-change")
def groups_and_minutes(scope: Scope, day: date) -> Iterator[Need]:
    """Groups that meet too seldom, for who keeps the registers of the whole partnership; and what minutes ask for and
    nobody has entered, for who keeps them."""
    try:
        held = selectors.kept(scope, day, selectors.GROUPS, selectors.MEETINGS)
        if scope.sight("registers-change") == "partnership":
            yield from _late(held, day)
        yield from _of_minutes(scope, held)
    except DefinitionError:  # the page of the registers says so
        return


def _of_minutes(scope: Scope, held: Kept) -> Iterator[Need]:
    for row, n in not_entered(scope, held):
        if _keeps(scope, row):
            words = ngettext(
                "Enter what the minutes ask for, and whose it is: %(n)s thing (%(title)s).",
                "Enter what the minutes ask for, and whose it is: %(n)s things (%(title)s).",
                n,
            ) % {"n": n, "title": row.title}
            yield Need(words, address=reverse("meeting", kwargs={"number": row.entry.number}))


def _keeps(scope: Scope, row: Row) -> bool:
    """Who looks after the meeting; without anybody's name on it its organisation, and without one whoever keeps all."""
    if row.entry.owner_id is not None:
        return row.entry.owner_id == scope.person
    if row.entry.organisation_id is not None:
        return row.entry.organisation_id in scope.organisations
    return scope.sight("registers-change") == "partnership"


def _late(held: Kept, day: date) -> Iterator[Need]:
    meetings = held.meetings
    for one in held.groups:
        found = selectors.rhythm_of(one, meetings, day)
        if found.breach == "late":
            words = gettext("Plan a meeting of: %(group)s.") % {"group": one.title}
            yield Need(
                words, found.due, address=reverse("meetings"), late=found.due is not None and found.due < day
            )
