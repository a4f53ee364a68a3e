"""Organisations as a register: their names are kept once, with the rights that rest on them; all else in their entries.

The number of an entry is the key of its organisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.definitions.registers import ORGANISATIONS
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.registers.models import Entry, Version

NAME, SHORT = "title", "short"
"""The fields that say how an organisation is called."""
LONGEST = {NAME: 200, SHORT: 60}
"""Characters that are kept of them."""
FIRST = "member"
Called = tuple[int, str, str]
"""Key, name and short name of an organisation."""


def called() -> list[Called]:
    """How every organisation is called."""
    return list(Organisation.objects.values_list("pk", "name", "short_name"))


def faults_of(said: Mapping[str, Any], own: int | None, known: Sequence[Called]) -> dict[str, str]:
    """What is wrong with names, by field: another has one of them, or it is too long to be kept. ``own``: whose they are."""
    name, short = str(said.get(NAME, "")), str(said.get(SHORT) or said.get(NAME, ""))
    others = [one for one in known if one[0] != own]
    found = {}
    if name.casefold() in {one[1].casefold() for one in others}:
        found[NAME] = _("Another organisation has this name. To change that one, write its number.")
    if short.casefold() in {(one[2] or one[1]).casefold() for one in others}:
        found[SHORT] = _("Another organisation has this short name. Choose one that tells them apart.")
    for field, most in LONGEST.items():
        if len(str(said.get(field, ""))) > most:
            found[field] = _("At most %(n)s characters.") % {"n": most}
    return found


def joined(said: Mapping[str, Any]) -> int:
    """Take an organisation into the partnership; its key."""
    return Organisation.objects.create(name=said[NAME], short_name=said.get(SHORT, "")).pk


def named(entry: Entry) -> None:
    """Move the names that an entry was given to its organisation."""
    entry.organisation_id = entry.number
    home = Organisation.objects.get(pk=entry.number)
    home.name, home.short_name = entry.values.pop(NAME), entry.values.pop(SHORT, "")
    home.save(update_fields=["name", "short_name"])
    entry.organisation = home


def noted(actor: Actor, home: Organisation, values: Mapping[str, Any] | None = None) -> None:
    """Keep in the history of its entry how an organisation is called now; the entry is made where there is none.

    ``values``: what a new entry says beside the names.
    """
    now = timezone.now()
    entry = Entry.objects.filter(register=ORGANISATIONS, number=home.pk).first()
    if entry is None:
        entry = Entry(
            register=ORGANISATIONS,
            number=home.pk,
            status=FIRST,
            made=now,
            version=0,
            values=dict(values or {}),
        )
    entry.organisation, entry.changed, entry.version = home, now, entry.version + 1
    entry.save()
    Version.objects.create(
        entry=entry, number=entry.version, state=entry.state(), at=now, by_id=actor.person, by_name=actor.name[:200]
    )  # fmt: skip
