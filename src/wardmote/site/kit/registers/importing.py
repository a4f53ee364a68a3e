"""Rows of a file as entries: what is new, what changes, what is there already, and what is wrong in which cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wardmote.definitions.registers import Register, RegisterField
from wardmote.evidence.recognise import same
from wardmote.evidence.rows.exact import Record
from wardmote.operations.given_tables import GivenTable
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import organisations, rules, selectors, values
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.names import Names
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.kit.registers.services import Change
from wardmote.site.kit.registers.values import Unfit

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell: file, row, column, what was found, and what to do."""

    file: str
    row: int
    column: str
    found: str
    do: str


@dataclass
class Plan:
    """What a file would do. ``same``: rows that are there already, or stand twice; ``left_out``: columns of no field."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    same: int = 0
    left_out: list[str] = field(default_factory=list)

    @property
    def new(self) -> int:
        """How many entries it adds."""
        return sum(one.entry is None for one in self.changes)


class _CellFaultError(Exception):
    def __init__(self, column: str, found: str, do: str) -> None:
        super().__init__(do)
        self.column, self.found, self.do = column, found, do


def plan(register: Register, table: GivenTable, names: Names, scope: Scope, *, told_is_meant: bool) -> Plan:
    """What a file would do, without doing it.

    A row with a number changes that entry, and an empty cell of it changes nothing. One without adds an entry, unless
    the same row came before: the same file twice makes nothing twice.

    Parameters
    ----------
    told_is_meant
        Whether words that look as if they told who somebody is may stay.
    """
    reading = _Reading(register, table, names, scope, told_is_meant)
    for row in table.rows:
        reading.take(row)
    return reading.plan


class _Reading:
    def __init__(
        self, register: Register, table: GivenTable, names: Names, scope: Scope, told_is_meant: bool
    ) -> None:
        self.register, self.table, self.names, self.scope = register, table, names, scope
        self.told_is_meant = told_is_meant
        self.looks = workspace().definitions.identifying
        self.plan = Plan()
        self.places, self.plan.left_out = _places(register, table)
        self.known = {one.number: one for one in selectors.entries(scope, register)}
        self.rows = set(
            Entry.objects.filter(register=register.id).exclude(row="").values_list("row", flat=True)
        )
        self.numbers: set[int] = set()
        self.called = organisations.called() if register.of_organisations else []
        self.setters: dict[str, Callable[[str, dict[str, Any]], None]] = {
            "status": self._status, "organisation": self._organisation, "owner": self._owner, "marking": self._marking,
        }  # fmt: skip

    def take(self, row: Record) -> None:
        """Read one row into the plan."""
        if row.broken:
            do = _("Mend the row: %(expected)s are expected.") % {"expected": row.expected}
            self.plan.faults.append(Fault(self.table.name, row.line, "", row.found, do))
            return
        cells = {
            name: _unharmed(row.cells[place]) for name, place in self.places.items() if place < len(row.cells)
        }
        if not any(cells.values()):
            return
        entry, faults = None, []
        try:
            entry = self._entry(cells.pop("number", ""))
        except _CellFaultError as fault:
            faults.append(fault)
        draft = self._draft(entry, cells, faults)
        if entry is None and not faults and _hash(draft) in self.rows:
            self.plan.same += 1
            return
        if not faults:
            faults += self._faults(draft, entry, cells)
        for one in faults:
            self.plan.faults.append(Fault(self.table.name, row.line, one.column, one.found, one.do))
        if not faults:
            self._keep(entry, draft)

    def _keep(self, entry: Entry | None, draft: Draft) -> None:
        if entry is not None:
            if entry.state() == draft.state():
                self.plan.same += 1
            else:
                self.plan.changes.append(Change(entry, draft))
            return
        row = _hash(draft)
        self.rows.add(row)
        if self.register.of_organisations:
            self.called.append(
                (0, draft.values[organisations.NAME], draft.values.get(organisations.SHORT, ""))
            )
        self.plan.changes.append(Change(None, draft, row))

    def _entry(self, text: str) -> Entry | None:
        if not text:
            return None
        plain = text.removesuffix(".0")
        number = int(plain) if plain.isdecimal() and len(plain) < 10 else -1
        if number not in self.known:
            raise _CellFaultError(
                _("No."), text, _("There is no such entry. Leave the cell empty for a new one.")
            )
        if number in self.numbers:
            raise _CellFaultError(
                _("No."), text, _("This number stands in an earlier row, too. Keep one of them.")
            )
        self.numbers.add(number)
        return self.known[number]

    def _draft(self, entry: Entry | None, cells: Mapping[str, str], faults: list[_CellFaultError]) -> Draft:
        first = self.register.statuses[0].id
        state: dict[str, Any] = (
            entry.state() if entry else Draft(first, marking=self.register.marking).state()
        )
        if (
            entry is None
            and self.scope.sight(self.register.change) != "partnership"
            and len(self.scope.organisations) == 1
        ):
            state["organisation"] = next(iter(self.scope.organisations))
        said = dict(state["values"])
        for name, text in cells.items():
            if not text:
                continue
            try:
                if name in self.setters:
                    self.setters[name](text, state)
                else:
                    said[name] = self._read(self.register.field(name), text, entry)
            except Unfit as fault:
                faults.append(
                    _CellFaultError(self._title(name), text, _("Write %(what)s.") % {"what": fault})
                )
        said = {name: value for name, value in said.items() if value not in (None, "", [])}
        return Draft(state["status"], state["organisation"], state["owner"], state["marking"], said)

    def _read(self, one: RegisterField, text: str, entry: Entry | None) -> Any:
        stored = entry.said.get(one.id) if entry else None
        if stored is not None and text in (
            values.words(one, stored, self.names),
            str(values.cell(one, stored, self.names)),
        ):
            return stored
        return values.read(one, text, self.names)

    def _faults(self, draft: Draft, entry: Entry | None, cells: Mapping[str, str]) -> list[_CellFaultError]:
        found = rules.faults_of(self.register, draft, entry.status if entry else "")
        if not rules.may_be_of(self.scope, self.register, draft.organisation):
            found["organisation"] = _("Write your own organisation: you write for it alone.")
        if self.register.of_organisations:
            found = (
                organisations.faults_of(draft.values, entry.number if entry else None, self.called) | found
            )
        if not self.told_is_meant:
            told = rules.identifying(self.register, draft.values, self.looks)
            found |= {
                name: _("%(words)s Take it out, or say below that it belongs here.") % {"words": words}
                for name, words in told.items()
            }
        return [_CellFaultError(self._title(name), cells.get(name, ""), do) for name, do in found.items()]

    def _title(self, name: str) -> str:
        place = self.places.get(name)
        if place is not None:
            return self.table.columns[place]
        known = {one.id: one.title for one in self.register.fields}
        return known.get(name, name.capitalize())

    def _status(self, text: str, state: dict[str, Any]) -> None:
        states = {same(one.title): one.id for one in self.register.statuses} | {
            one.id: one.id for one in self.register.statuses
        }
        if same(text) not in states:
            raise Unfit(
                _("one of: %(names)s") % {"names": ", ".join(one.title for one in self.register.statuses)}
            )
        state["status"] = states[same(text)]

    def _organisation(self, text: str, state: dict[str, Any]) -> None:
        state["organisation"] = values.organisation_of(text, self.names)

    def _owner(self, text: str, state: dict[str, Any]) -> None:
        if state["owner"] is None or self.names.people.get(state["owner"]) != text:
            state["owner"] = values.person_of(text, self.names)

    def _marking(self, text: str, state: dict[str, Any]) -> None:
        if len(text) > 80:
            raise Unfit(_("at most 80 characters"))
        state["marking"] = text


def _hash(draft: Draft) -> str:
    """What a new row is known by again."""
    return hashlib.sha256(json.dumps(draft.state(), sort_keys=True).encode()).hexdigest()


def _places(register: Register, table: GivenTable) -> tuple[dict[str, int], list[str]]:
    """Field -> its column, and the headings that belong to none."""
    called = {same(_("No.")): "number", "no": "number", "number": "number"}
    called |= {
        same(title): name
        for name, title in (
            ("status", _("Status")),
            ("organisation", _("Organisation")),
            ("owner", _("Looked after by")),
            ("marking", _("Marking")),
        )
    }
    called |= {same(one.id): one.id for one in register.fields} | {
        same(one.title): one.id for one in register.fields
    }
    if register.of_organisations:
        called = {heading: name for heading, name in called.items() if name != "organisation"}
    places: dict[str, int] = {}
    left_out = []
    for place, heading in enumerate(table.columns):
        name = called.get(same(heading))
        if name is None or name in places:
            left_out += [heading] if heading.strip() else []
        else:
            places[name] = place
    return places, left_out


def _unharmed(cell: str) -> str:
    """A cell without the apostrophe that keeps words from being taken for a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULAS) else text
