"""The only writers of registers. Each change is a version, and each call one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wardmote.definitions.registers import ORGANISATIONS, Register
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.registers import organisations, rules
from wardmote.site.kit.registers.models import Entry, LastNumber, Reminded, Version
from wardmote.site.kit.registers.rules import Draft, NotAccepted

CHANGING = ("status", "organisation", "owner", "values", "marking", "version", "changed")
"""What a change writes of an entry."""


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
    _refuse(actor, register, None, draft)
    made = _new(register, _numbers(register, [draft])[0], draft, origin=origin)
    made.save(force_insert=True)
    _version(actor, made).save(force_insert=True)
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
        _refuse(actor, register, held, draft)
        _changed(held, draft).save()
        _version(actor, held, why).save(force_insert=True)
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
    there = [one.entry.pk for one in changes if one.entry is not None]
    held = Entry.objects.select_for_update().in_bulk(there)
    for one in changes:
        try:
            _refuse(actor, register, held[one.entry.pk] if one.entry else None, one.draft)
            if one.entry and held[one.entry.pk].version != one.entry.version:
                raise NotAccepted({"version": _other_version(held[one.entry.pk])})
        except NotAccepted as fault:
            said = " ".join(fault.faults.values())
            which = one.entry.number if one.entry else one.draft.values.get(register.name.id, "")
            raise NotAccepted({"": f"{register.one.capitalize()} {which}: {said}"}) from fault
    numbers = iter(_numbers(register, [one.draft for one in changes if one.entry is None]))
    made = [
        _changed(held[one.entry.pk], one.draft)
        if one.entry
        else _new(register, next(numbers), one.draft, row=one.row)
        for one in changes
    ]
    fresh = [one for one in made if one.pk is None]
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_create(
        held.values(), update_conflicts=True, unique_fields=["id"], update_fields=CHANGING
    )
    Version.objects.bulk_create(
        _version(actor, one, how if change.entry else "") for one, change in zip(made, changes, strict=True)
    )
    new = len(fresh)
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


def _numbers(register: Register, drafts: Sequence[Draft]) -> Sequence[int]:
    """The next numbers of a register, which nobody else is given; an organisation's is its key."""
    if register.of_organisations:
        return [organisations.joined(one.values) for one in drafts]
    n = len(drafts)
    last, _made = LastNumber.objects.select_for_update().get_or_create(register=register.id)
    first, last.number = last.number + 1, last.number + n
    last.save(update_fields=["number"])
    return range(first, last.number + 1)


def _new(register: Register, number: int, draft: Draft, *, row: str = "", origin: str = "") -> Entry:
    now = timezone.now()
    return _filled(
        Entry(register=register.id, number=number, made=now, changed=now, row=row, origin=origin), draft
    )


def _changed(held: Entry, draft: Draft) -> Entry:
    held.version += 1
    held.changed = timezone.now()
    return _filled(held, draft)


def _refuse(actor: Actor, register: Register, held: Entry | None, draft: Draft) -> None:
    if not actor.is_machine:
        scope = actor.scope
        if not rules.may_change(scope, register):
            raise NotAccepted({"": _("You may not change this register.")})
        if not rules.may_be_of(scope, register, draft.organisation):
            raise NotAccepted({"organisation": _("Choose your own organisation: you write for it alone.")})
    faults = rules.faults_of(register, draft, held.status if held else "")
    if register.of_organisations:
        own = held.number if held else None
        faults = organisations.faults_of(draft.values, own, organisations.called()) | faults
    if faults:
        raise NotAccepted(faults)


def _filled(entry: Entry, draft: Draft) -> Entry:
    entry.status, entry.marking = draft.status, draft.marking
    entry.organisation_id, entry.owner_id = draft.organisation, draft.owner
    entry.values = dict(draft.values)
    if entry.register == ORGANISATIONS:
        organisations.named(entry)
    return entry


def _version(actor: Actor, entry: Entry, why: str = "") -> Version:
    return Version(
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
