"""Which columns of a file hold what a reference table asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardmote.definitions.reference_tables import ReferenceTable
from wardmote.evidence.recognise import Recognised, names_of, same


@dataclass(frozen=True)
class ValueColumn:
    """A column of values: its place among the columns of the file, and what it counts."""

    place: int
    header: str
    name: str
    """Domain of deprivation, or category of a profile."""
    what: str = "value"
    """score, rank or decile; of a profile always ``value``."""


@dataclass(frozen=True)
class Columns:
    """Where in one file the cells of one reference table stand."""

    block: ReferenceTable
    roles: dict[str, int]
    """Role -> place of its column; roles without a column are constants, or empty."""
    values: tuple[ValueColumn, ...]

    @property
    def complete(self) -> bool:
        """Whether the file holds what the table is about."""
        if self.block.table == "weights":
            return {"code", "weight"} <= self.roles.keys()
        return "area" in self.roles and bool(self.values or "word" in self.roles)

    @property
    def places(self) -> tuple[int, ...]:
        """Every column that is read, by place."""
        return tuple(sorted({*self.roles.values(), *(value.place for value in self.values)}))


def columns_of(file: Recognised, block: ReferenceTable) -> Columns:
    """Find the columns of a reference table in a file."""
    there = {same(name): place for place, name in reversed(list(enumerate(file.columns)))}
    roles = {}
    for role, wanted in block.columns.items():
        names = [same(name) for name in names_of(file.source, wanted)]
        found = next((there[name] for name in names if name in there), None)
        if found is not None:
            roles[role] = found
    values = [
        value
        for place, header in enumerate(file.columns)
        if place not in roles.values() and (value := _value(block, place, header)) is not None
    ]
    return Columns(block, roles, tuple(sorted(values, key=lambda value: (value.name, value.what))))


def _value(block: ReferenceTable, place: int, header: str) -> ValueColumn | None:
    counted = {same(name): category for name, category in block.counted.items()}
    if same(header) in counted:
        return ValueColumn(place, header, counted[same(header)])
    match = re.match(block.match, header) if block.match else None
    if match is None:
        return None
    found = match.groupdict()
    name = found.get("domain") or found["category"]
    return ValueColumn(place, header, block.words.get(name, name), found.get("what", "value"))
