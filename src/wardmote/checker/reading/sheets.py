"""Sheets of cells: where tables begin and end in them, what stands over and under each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.grid import WIDEST, Given
from wardmote.checker.reading.words import clean

MOST_TITLES = 6
"""Rows of one cell over a table that are its title and what is said of it."""

Sheet = Mapping[tuple[int, int], Given]
"""Cells by row and column, from 1; cells that hold nothing are left out."""


def say_sheet(cells: Sheet, into: Assembly, place: Place) -> None:
    """Add what stands on a sheet: rows between blank ones are tables, single cells titles and notes.

    The line of a place is the row of the sheet.
    """
    rows: dict[int, dict[int, Given]] = {}
    reach = 0
    for (row, column), given in sorted(cells.items()):
        rows.setdefault(row, {})[column] = given
    group: list[int] = []
    for row in sorted(rows):
        if group and row > max(group[-1], reach) + 1:
            _say_group({one: rows[one] for one in group}, into, place)
            group = []
        group.append(row)
        reach = max(reach, *(row + given.rows - 1 for given in rows[row].values()))
    if group:
        _say_group({one: rows[one] for one in group}, into, place)


def _say_group(rows: dict[int, dict[int, Given]], into: Assembly, place: Place) -> None:
    numbers = list(rows)
    if max(len(row) for row in rows.values()) == 1:
        for number in numbers:
            _say_line(rows[number], number, into, place)
        return
    first, last = 0, len(numbers)
    while first < min(MOST_TITLES, last - 1) and _is_line(rows[numbers[first]]):
        _say_line(rows[numbers[first]], numbers[first], into, place)
        first += 1
    while last > first + 1 and _is_note(rows[numbers[last - 1]]):
        last -= 1
    _say_table({number: rows[number] for number in numbers[first:last]}, into, place)
    for number in numbers[last:]:
        _say_line(rows[number], number, into, place)


def _is_line(row: dict[int, Given]) -> bool:
    return len(row) == 1 and next(iter(row.values())).value is None


def _is_note(row: dict[int, Given]) -> bool:
    """Whether a row is words under a table: one cell, too long to be the name of a row."""
    given, *others = row.values()
    return not others and given.value is None and (len(given.text) > 40 or given.text[:1] in "*†‡[¹²³")


def _say_line(row: dict[int, Given], number: int, into: Assembly, place: Place) -> None:
    for given in row.values():
        into.paragraph(given.text, replace(place, line=number))


def _say_table(rows: dict[int, dict[int, Given]], into: Assembly, place: Place) -> None:
    left = min(column for row in rows.values() for column in row)
    right = min(
        left + WIDEST, max(c + given.columns - 1 for row in rows.values() for c, given in row.items())
    )
    taken: set[tuple[int, int]] = set()
    made: list[list[Given]] = []
    for number in rows:
        line = []
        for column in range(left, right + 1):
            if (number, column) in taken:
                continue
            given = rows[number].get(column, Given(""))
            taken |= {
                (r, c)
                for r in range(number, number + min(given.rows, len(rows)))
                for c in range(column, column + given.columns)
            }
            line.append(replace(given, text=clean(given.text), place=replace(place, line=number)))
        made.append(line)
    into.table(made, replace(place, line=min(rows)), "table")
