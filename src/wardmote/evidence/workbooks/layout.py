"""Where the table of a sheet stands, and which of its columns hold labels and which values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wardmote.definitions import Source
from wardmote.evidence.workbooks.cells import DATE, EMPTY, NUMBER, PERCENT, TEXT
from wardmote.evidence.workbooks.header import Head, find_head
from wardmote.evidence.workbooks.merged import MergedCells
from wardmote.evidence.workbooks.raw import RawSheet, Row

NOTE = re.compile(r"(notes?|foot-?notes?|sources?|contact|key|©|crown copyright|data from)\b.*|[*†‡§].*|"
                  r"\(?(\d{1,2}|[a-z])[.)]\s.*|\[?note \d+\]?.*", re.IGNORECASE | re.DOTALL)  # fmt: skip
"""How notes below a table begin."""


@dataclass(frozen=True)
class Table:
    """The place of a table in its sheet. Columns are counted from 0."""

    head: Head
    left: int
    right: int
    """Its last column: the last one that has a name."""
    values: frozenset[int]
    """Columns that hold mostly numbers. The first column never counts as one: it says what the row is."""
    dated: tuple[int, ...]
    percents: tuple[int, ...]
    notes_below: frozenset[int]
    """Rows at the end that hold notes."""

    @property
    def header(self) -> Row:
        """The lowest row that names columns: what stands below it is the table."""
        return self.head.lowest

    @property
    def named(self) -> Row:
        """The name of each column, as one row in the place of the lowest that names them."""
        cells = list(self.head.names)
        return self.clip(Row(self.header.number, cells, "".join(TEXT if cell else EMPTY for cell in cells)))

    def clip(self, row: Row) -> Row:
        """The part of a row that lies in the table."""
        cells = row.cells[self.left : self.right + 1]
        return Row(row.number, cells, row.kinds[self.left : self.right + 1])


def find_table(sheet: RawSheet, known: Iterable[Source]) -> Table | None:
    """The table of a sheet; None where there is none."""
    labels = MergedCells(sheet.merged)
    head = [labels.fill(row) for row in sheet.head]
    found = find_head(head, known, sheet.merged)
    if found is None:
        return None
    kinds = _kinds_below(sheet, found.number)
    right = found.places[-1]
    left = min([found.places[0], *(column for column in kinds if column < found.places[0])])
    values = {
        column
        for column, found in kinds.items()
        if left < column <= right and found[NUMBER] + found[PERCENT] > found[TEXT] + found[DATE]
    }
    return Table(
        found,
        left,
        right,
        frozenset(values),
        tuple(column for column in sorted(kinds) if left <= column <= right and kinds[column][DATE]),
        tuple(column for column in sorted(kinds) if left <= column <= right and kinds[column][PERCENT]),
        frozenset(_notes_below(sheet, found.number)),
    )


def _kinds_below(sheet: RawSheet, header: int) -> dict[int, Counter[str]]:
    """How often each kind of cell stands in each column below the header."""
    shapes = sheet.shapes - Counter(row.kinds for row in sheet.head if row.number <= header)
    found: dict[int, Counter[str]] = {}
    for shape, rows in shapes.items():
        for column, kind in enumerate(shape):
            if kind != EMPTY:
                found.setdefault(column, Counter())[kind] += rows
    return found


def _notes_below(sheet: RawSheet, header: int) -> list[int]:
    """Rows at the end of a sheet with words alone, after a blank row or beginning as notes do."""
    rows = [row for row in sheet.tail if row.number > header]
    ending: list[Row] = []
    for row in reversed(rows):
        if not _is_like_note(row):
            break
        ending.insert(0, row)
    above = rows[len(rows) - len(ending) - 1].number if len(rows) > len(ending) else header
    for at, row in enumerate(ending):
        if row.number > above + 1 or NOTE.fullmatch(row.cells[row.filled[0]]):
            return [other.number for other in ending[at:]]
        above = row.number
    return []


def _is_like_note(row: Row) -> bool:
    first = row.cells[row.filled[0]]
    if len(row.filled) == 1:
        return row.kinds[row.filled[0]] == TEXT
    return len(row.filled) == 2 and (first.endswith(":") or bool(NOTE.fullmatch(first)))
