"""What waits for people in the registers: what is late, and what is due soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from wardmote.definitions import DefinitionError
from wardmote.definitions.registers import Register
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import rules, selectors
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.home.register import Need, declares


@declares("registers-see")
def entries_due(scope: Scope, day: date) -> Iterator[Need]:
    """Entries that somebody looks after, or that are their organisation's without anybody's name on them."""
    for _register, row in due(scope, day):
        clock = row.late or row.next
        if clock is None:
            continue
        named = {
            "what": clock.clock.title,
            "one": row.register.one,
            "number": row.entry.number,
            "title": row.title,
        }
        address = reverse("register-entry", kwargs={"register": row.register.id, "number": row.entry.number})
        words = gettext("%(title)s (%(one)s %(number)s)") % named
        yield Need(words, clock.due, clock.clock.title, address, clock.is_late)


def due(scope: Scope, day: date) -> Iterator[tuple[Register, Row]]:
    """The same as entries: those whose day is past, or comes within the days that a threshold sets."""
    ahead = workspace().definitions.threshold("register-ahead-days")
    try:
        mine = selectors.registers(scope)
    except DefinitionError:  # the page of the registers says so
        return
    asked = [one for one in mine if one.clocks and rules.may_change(scope, one)]
    for row in selectors.rows_of_all(scope, asked, day, open_alone=True):
        clock = row.late or row.next
        soon = clock is not None and (clock.due - day).days <= ahead
        if soon and _is_theirs(scope, row):
            yield row.register, row


def _is_theirs(scope: Scope, row: Row) -> bool:
    if row.entry.owner_id is not None:
        return row.entry.owner_id == scope.person
    return row.entry.organisation_id in scope.organisations
