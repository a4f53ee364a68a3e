"""How many entries there are: of a register at a glance, and of each count that it defines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.definitions.registers import Register, Tally
from wardmote.evidence.rows.rejects import harmless
from wardmote.site.kit.registers.selectors import Row


@dataclass(frozen=True)
class Standing:
    """A register at a glance: all entries, those that are open, and those that are late."""

    all: int
    open: int
    late: int


@dataclass(frozen=True)
class Counted:
    """One count of a register on a day. ``value`` counts the entries that whoever asks may see."""

    register: str
    id: str
    title: str
    value: int
    day: date


def standing(rows: Sequence[Row]) -> Standing:
    """How many there are, open, and late."""
    return Standing(
        len(rows), sum(one.status.open for one in rows), sum(one.late is not None for one in rows)
    )


def counted(register: Register, rows: Sequence[Row], day: date) -> list[Counted]:
    """Every count that a register defines, over entries as they stand on a day."""
    return [
        Counted(register.id, one.id, one.title, sum(_is_counted(one, row) for row in rows), day)
        for one in register.counts
    ]


def as_csv(found: Sequence[Counted], area: str) -> str:
    """A line for each count, in the shape that the door of the evidence knows: area, measure, period, value.

    ``area``: the code of the partnership; empty where the counts are of a part alone, and then the door refuses them.
    A count belongs to the month of its day, and to the measure of its own name where there is one.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("Area", "Measure", "Period", "Value", "Note"))
    writer.writerows(
        (area, one.id, f"{one.day:%Y-%m}", one.value, harmless(f"{one.title}, on {one.day.isoformat()}"))
        for one in found
    )
    return text.getvalue()


def _is_counted(count: Tally, row: Row) -> bool:
    if count.open is not None and row.status.open != count.open:
        return False
    if count.statuses and row.status.id not in count.statuses:
        return False
    if count.late and not any(one.clock.id == count.late and one.is_late for one in row.clocks):
        return False
    return all(row.entry.values.get(name) == choice for name, choice in count.where.items())
