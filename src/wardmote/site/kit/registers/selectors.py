"""What somebody may read of the registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from wardmote.definitions.registers import Register, RegisterStatus
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import rules, values
from wardmote.site.kit.registers.clocks import Running, running
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.names import Names, names_for, title_of


@dataclass(frozen=True)
class Row:
    """An entry with what is said of it: its status, its clocks, its fields in words."""

    entry: Entry
    register: Register
    names: Names
    status: RegisterStatus
    clocks: tuple[Running, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.entry, self.register)

    @property
    def late(self) -> Running | None:
        """The clock that ran out first."""
        return min((one for one in self.clocks if one.is_late), key=lambda one: one.due, default=None)

    @property
    def next(self) -> Running | None:
        """The open clock whose day comes first."""
        return min((one for one in self.clocks if one.is_open), key=lambda one: one.due, default=None)

    @property
    def due(self) -> date | None:
        """The day that comes first, past or to come; None where nothing is due."""
        soon = self.late or self.next
        return soon.due if soon else None

    @property
    def organisation(self) -> str:
        """Whose it is."""
        return self.names.organisations.get(self.entry.organisation_id or 0, "")

    @property
    def owner(self) -> str:
        """Who looks after it."""
        return self.names.people.get(self.entry.owner_id or 0, "")

    def words(self, field: str) -> str:
        """A field in words."""
        one = self.register.field(field)
        return values.words(one, self.entry.said.get(field), self.names)


@dataclass(frozen=True)
class Asked:
    """What a list shows: words to find, filters by name, and the order. ``state``: open, closed, late, a status, or all."""

    words: str = ""
    state: str = ""
    organisation: int | None = None
    owner: int | None = None
    choices: Mapping[str, str] | None = None
    sort: str = ""
    """A field, or number, status, organisation, owner, due; with ``-`` before it the other way round."""
    numbers: frozenset[int] = frozenset()


def registers(scope: Scope) -> list[Register]:
    """The registers that somebody may open, in their order."""
    every = workspace().definitions.registers.values()
    return sorted((one for one in every if rules.may_see(scope, one)), key=lambda one: (one.order, one.title))


def register_of(scope: Scope, identifier: str) -> Register | None:
    """One of them; None where there is none, or none for them."""
    found = workspace().definitions.registers.get(identifier)
    return found if found is not None and rules.may_see(scope, found) else None


def entries(scope: Scope, register: Register) -> QuerySet[Entry]:
    """The entries that somebody may see: all, their organisation's, or their own."""
    found = Entry.objects.filter(_seen(scope, register))
    return found.select_related("organisation") if register.of_organisations else found


def _seen(scope: Scope, register: Register) -> Q:
    of_it = Q(register=register.id)
    if not rules.may_see(scope, register):
        return Q(pk__in=())
    match scope.sight(register.see):
        case "partnership":
            return of_it
        case "organisation":
            return of_it & (Q(organisation__in=scope.organisations) | Q(owner=scope.person))
        case _:
            return of_it & Q(owner=scope.person)


def marking_of(one: Entry) -> str:
    """What an entry is marked: its own marking, or that of all papers."""
    return one.marking or workspace().settings.marking


def entry(scope: Scope, register: Register, number: int) -> Entry | None:
    """One entry; None where there is none that they may see."""
    return entries(scope, register).filter(number=number).first()


def rows(scope: Scope, register: Register, asked: Asked | None = None, day: date | None = None) -> list[Row]:
    """The entries that fit, sorted; where nothing is asked what is late first, then what is due next, then what else is
    open, then what is closed, the newest first."""
    asked = asked or Asked()
    found = entries(scope, register)
    if asked.organisation:
        found = found.filter(organisation=asked.organisation)
    if asked.owner:
        found = found.filter(owner=asked.owner)
    if asked.numbers:
        found = found.filter(number__in=asked.numbers)
    names = names_for(register, scope, entries)
    day, free = day or timezone.localdate(), holidays()
    made = [row_of(one, register, names, day, free) for one in found.iterator(chunk_size=2000)]
    return in_order([one for one in made if _fits(one, asked)], asked.sort)


def rows_of_all(
    scope: Scope,
    asked: Iterable[Register],
    day: date,
    names: Names | None = None,
    *,
    open_alone: bool = False,
) -> list[Row]:
    """The entries of several registers, by one question to the database, each register's by their numbers.

    ``names``: of what they point at; without them such fields have no words. ``open_alone``: without those that are closed
    and of which no day can still run.
    """
    known = {one.id: one for one in asked}
    seen = Q(pk__in=())
    for one in known.values():
        ends = open_alone and not any(clock.outlasts for clock in one.clocks)
        closed = [status.id for status in one.statuses if not status.open] if ends else []
        seen |= _seen(scope, one) & ~Q(status__in=closed)
    names, free = names or Names(), holidays()
    return [row_of(one, known[one.register], names, day, free) for one in Entry.objects.filter(seen)]


def pointing_at(scope: Scope, register: Register, number: int) -> list[Row]:
    """Entries of any register that point at one, without the names of what else they point at."""
    known, asked = {one.id: one for one in registers(scope)}, Q(pk__in=())
    for other in known.values():
        for field in other.fields:
            if field.leads_to == register.id:
                asked |= _seen(scope, other) & Q(**{f"values__{field.id}__exact": number})
    day, free = timezone.localdate(), holidays()
    found = [row_of(one, known[one.register], Names(), day, free) for one in Entry.objects.filter(asked)]
    return [row for name in known for row in in_order([one for one in found if one.register.id == name])]


def row_of(
    one: Entry, register: Register, names: Names, day: date | None = None, free: frozenset[date] | None = None
) -> Row:
    """An entry with what is said of it on a day. ``free``: the bank holidays, where whoever asks knows them already."""
    status = register.status(one.status)
    known = holidays() if free is None else free
    clocks = tuple(running(register, status, one.values, day or timezone.localdate(), known))
    return Row(one, register, names, status, clocks)


def holidays() -> frozenset[date]:
    """Every bank holiday that the definitions know."""
    return frozenset(day for one in workspace().definitions.holidays.values() for day in one.days)


def _fits(row: Row, asked: Asked) -> bool:
    if asked.state == "open" and not row.status.open:
        return False
    if asked.state == "closed" and row.status.open:
        return False
    if asked.state == "late" and row.late is None:
        return False
    if asked.state not in ("", "all", "open", "closed", "late") and row.status.id != asked.state:
        return False
    if any(row.entry.values.get(name) != choice for name, choice in (asked.choices or {}).items() if choice):
        return False
    return not asked.words or _says(row, asked.words)


def _says(row: Row, words: str) -> bool:
    said = " ".join(
        [
            str(row.entry.number),
            row.organisation,
            row.owner,
            *(row.words(one.id) for one in row.register.fields),
        ]
    ).casefold()
    return all(one in said for one in words.casefold().split())


def in_order(found: Sequence[Row], sort: str = "") -> list[Row]:
    """Entries of one register sorted by a field, as ``Asked`` names it; as a list has them where none is named."""
    name = sort.removeprefix("-")
    if not name:
        newest = sorted(found, key=lambda one: -one.entry.number)
        return sorted(newest, key=lambda one: (not (one.status.open or one.late), one.due or date.max))
    by_number = sorted(found, key=lambda one: one.entry.number)
    saying = [one for one in by_number if not _key(one, name)[0]]
    silent = [one for one in by_number if _key(one, name)[0]]
    return sorted(saying, key=lambda one: _key(one, name)[1], reverse=sort.startswith("-")) + silent


def _key(row: Row, name: str) -> tuple[int, Any]:
    match name:
        case "number":
            return (0, row.entry.number)
        case "status":
            return (
                0,
                [one.id for one in row.register.statuses].index(row.status.id)
                if row.status in row.register.statuses
                else 99,
            )
        case "organisation" | "owner":
            said = getattr(row, name)
            return (0 if said else 1, said.casefold())
        case "due":
            return (0, row.due) if row.due else (1, date.max)
        case _:
            known = {one.id: one for one in row.register.fields}
            return (
                values.order(known[name], row.entry.said.get(name), row.names)
                if name in known
                else (0, row.entry.number)
            )
