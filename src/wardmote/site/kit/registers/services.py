"""The only writers of registers. Each change is a version, and each call one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.registers import rules
from wardmote.site.kit.registers.models import Entry, LastNumber, Reminded, Version
from wardmote.site.kit.registers.rules import Draft, NotAccepted


class ChangedMeanwhile(Exception):  # noqa: N818
    """Somebody else saved another version since this one was opened; says who."""


@dataclass(frozen=True)
class Change:
    """What one entry of several becomes. ``entry`` None makes a new one; ``row`` is the hash of the row it came from."""

    entry: Entry | None
    draft: Draft
    row: str = ""


@service
def add(actor: Actor, register: Register, draft: Draft, *, origin: str = "") -> Entry:
    """Add an entry.

    Raises
    ------
    NotAccepted
        When something is missing, or it is not theirs to add.
    """
    made = _add(actor, register, draft, origin=origin)
    record(
        actor, "registers.added", ("entry", _key(made)), f"Added {register.one} {made.number}.",
        after=_told(draft.state()), marking=draft.marking,
    )  # fmt: skip
    return made


@service
def change(
    actor: Actor, register: Register, entry: Entry, draft: Draft, *, seen: int, why: str = ""
) -> Entry:
    """Change an entry, from the version that the actor has seen.

    Raises
    ------
    ChangedMeanwhile
        When there is a later version.
    NotAccepted
        When something is missing, the status may not follow, or it is not theirs to change.
    """
    held = Entry.objects.select_for_update().get(pk=entry.pk)
    if held.version != seen:
        raise ChangedMeanwhile(_other_version(held))
    before = held.state()
    if before != draft.state():
        _change(actor, register, held, draft, why)
    record(
        actor, "registers.changed", ("entry", _key(held)), f"Changed {register.one} {held.number}.",
        before=_told(before, draft.state()), after=_told(draft.state(), before), marking=draft.marking,
    )  # fmt: skip
    return held


@service
def take(actor: Actor, register: Register, changes: Sequence[Change], *, how: str) -> list[Entry]:
    """Add and change several entries at once: all of them, or none. ``how`` ends the sentence of the record.

    Raises
    ------
    NotAccepted
        When one of them cannot be kept; says which.
    """
    made = []
    for one in changes:
        try:
            if one.entry is None:
                made.append(_add(actor, register, one.draft, row=one.row))
                continue
            held = Entry.objects.select_for_update().get(pk=one.entry.pk)
            if held.version != one.entry.version:
                raise NotAccepted({"version": _other_version(held)})
            _change(actor, register, held, one.draft, how)
            made.append(held)
        except NotAccepted as fault:
            said = " ".join(fault.faults.values())
            which = one.entry.number if one.entry else one.draft.values.get(register.name.id, "")
            raise NotAccepted({"": f"{register.one.capitalize()} {which}: {said}"}) from fault
    new = sum(one.entry is None for one in changes)
    record(
        actor, "registers.several", ("register", register.id),
        f"{register.title}: {new} added and {len(changes) - new} changed, {how}.",
        after={"numbers": [one.number for one in made]},
    )  # fmt: skip
    return made


@service
def remind(actor: Actor, person: Person, day: date, numbers: Mapping[str, Iterable[int]]) -> None:
    """Note that somebody was sent a letter about what is due: register -> numbers."""
    Reminded.objects.update_or_create(person=person, defaults={"on": day})
    told = {name: list(found) for name, found in numbers.items()}
    record(
        actor, "registers.reminded", ("person", person.pk),
        f"Reminded {person.name} of what is due in the registers.", after=told,
    )  # fmt: skip


def _add(actor: Actor, register: Register, draft: Draft, *, row: str = "", origin: str = "") -> Entry:
    _refuse(actor, register, None, draft)
    last, _made = LastNumber.objects.select_for_update().get_or_create(register=register.id)
    last.number += 1
    last.save(update_fields=["number"])
    now = timezone.now()
    entry = Entry(register=register.id, number=last.number, made=now, changed=now, row=row, origin=origin)
    _fill(entry, draft)
    entry.save(force_insert=True)
    _keep_version(actor, entry, "")
    return entry


def _change(actor: Actor, register: Register, held: Entry, draft: Draft, why: str) -> None:
    _refuse(actor, register, held, draft)
    _fill(held, draft)
    held.version += 1
    held.changed = timezone.now()
    held.save()
    _keep_version(actor, held, why)


def _refuse(actor: Actor, register: Register, held: Entry | None, draft: Draft) -> None:
    if not actor.is_machine:
        scope = actor.scope
        if not rules.may_change(scope, register):
            raise NotAccepted({"": _("You may not change this register.")})
        if not rules.may_be_of(scope, register, draft.organisation):
            raise NotAccepted({"organisation": _("Choose your own organisation: you write for it alone.")})
    faults = rules.faults_of(register, draft, held.status if held else "")
    if faults:
        raise NotAccepted(faults)


def _fill(entry: Entry, draft: Draft) -> None:
    entry.status, entry.marking = draft.status, draft.marking
    entry.organisation_id, entry.owner_id = draft.organisation, draft.owner
    entry.values = dict(draft.values)


def _keep_version(actor: Actor, entry: Entry, why: str) -> None:
    Version.objects.create(
        entry=entry, number=entry.version, state=entry.state(), at=entry.changed, by_id=actor.person,
        by_name=actor.name[:200], why=why[:1000],
    )  # fmt: skip


def _other_version(held: Entry) -> str:
    by = held.versions.first()
    return _("%(name)s saved another version meanwhile. Look at it, then write yours again.") % {
        "name": by.by_name if by else _("Somebody")
    }


def _key(entry: Entry) -> str:
    return f"{entry.register} {entry.number}"


def _told(state: dict[str, Any], other: dict[str, Any] | None = None) -> dict[str, Any]:
    """A state as the record keeps it: one name for each thing, and where there is another one, only what differs."""
    plain = {**{name: value for name, value in state.items() if name != "values"}, **state["values"]}
    if other is None:
        return plain
    beside = {**{name: value for name, value in other.items() if name != "values"}, **other["values"]}
    names = [name for name in {**plain, **beside} if plain.get(name) != beside.get(name)]
    return {name: plain.get(name) for name in names}


__all__ = ["Change", "ChangedMeanwhile", "add", "change", "remind", "take"]
