"""Letters about what is due in the registers: one for each person who has something to do, at most one in some days."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.definitions import DefinitionError
from wardmote.definitions.registers import Register
from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import machine, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.kit.letters import post
from wardmote.site.kit.registers import services
from wardmote.site.kit.registers.models import Reminded
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.kit.registers.values import day_in_words
from wardmote.site.rooms.registers.waiting import due

BETWEEN = timedelta(hours=1)
_next: list[datetime] = []
_one_at_a_time = threading.Lock()


def letters_at_times() -> int:
    """Write at the first call and then every hour; otherwise do nothing."""
    with _one_at_a_time:
        now = timezone.now()
        if _next and now < _next[0]:
            return 0
        _next[:] = [now + BETWEEN]
    return letters(timezone.localdate())


def letters(day: date) -> int:
    """Write to everybody who has something to do and had no letter lately; say how many letters there were."""
    lately = Reminded.objects.filter(on__gt=day - span("register-letter-days")).values_list(
        "person", flat=True
    )
    people = Person.objects.filter(is_active=True).exclude(pk__in=lately).prefetch_related("memberships")
    return sum(_write(person, day) for person in people)


def _write(person: Person, day: date) -> bool:
    try:
        found = list(due(scope_of(person, workspace().definitions, day), day))
    except DefinitionError:
        return False
    if not found:
        return False
    numbers: dict[str, list[int]] = {}
    for register, row in found:
        numbers.setdefault(register.id, []).append(row.entry.number)
    services.remind(machine("Reminders"), person, day, numbers)
    told = workspace().settings
    late = sum(row.late is not None for _register, row in found)
    said = _("%(n)s due, %(late)s of them late") if late else _("%(n)s due")
    subject = said % {"n": len(found), "late": late}
    marking = f"{told.marking}: " if told.marking else ""
    post(person.email, f"{marking}{subject} ({told.name})", _words(person, found))
    return True


def _words(person: Person, found: list[tuple[Register, Row]]) -> str:
    lines = [
        _("Dear %(name)s,") % {"name": person.name},
        "",
        _("this waits for you or your organisation:"),
        "",
    ]
    for register, row in found:
        clock = row.late or row.next
        if clock is not None:
            when = _("late since %(day)s") if clock.is_late else _("by %(day)s")
            lines.append(
                f"- {register.one.capitalize()} {row.entry.number}, {when % {'day': day_in_words(clock.due)}}"
            )
    lines += [
        "",
        _("What each is about stands on the website after you sign in%(where)s.") % {"where": _where()},
    ]
    return "\n".join(lines) + "\n"


def _where() -> str:
    """The address of the registers, where the settings say how the site is called."""
    hosts = workspace().settings.site.hosts
    scheme = "https" if getattr(settings, "SECURE_SSL_REDIRECT", False) else "http"
    return f": {scheme}://{hosts[0]}{reverse('registers')}" if hosts else ""
