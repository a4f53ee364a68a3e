"""Writes the table of a sheet as CSV: one line for each row of the sheet, from the header on."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wardmote.definitions import Source
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.cells import EMPTY, TEXT, UNRESOLVED, address
from wardmote.evidence.workbooks.layout import Table, find_table
from wardmote.evidence.workbooks.merged import MergedCells
from wardmote.evidence.workbooks.notes import Found, notes_on
from wardmote.evidence.workbooks.raw import Odd, RawSheet, Row
from wardmote.evidence.workbooks.totals import Totals


@dataclass(frozen=True)
class Plain:
    """A table that was written."""

    first_row: int
    top: int
    """The first of the rows that name the columns; the last is ``first_row``."""
    columns: tuple[str, ...]
    rows: int
    notes: tuple[str, ...]
    dated: tuple[str, ...]
    fault: Refused | None = None


def write_plain(sheet: RawSheet, known: tuple[Source, ...], to: Path) -> Plain | None:
    """Write the table of a sheet; None where it holds none."""
    table = find_table(sheet, known)
    if table is None:
        return None
    with to.open("w", encoding="utf-8", newline="") as stream:
        writing = _Writing(sheet, table, csv.writer(stream, lineterminator="\n"))
        writing.write_all()
    named = table.named
    return Plain(
        table.header.number,
        table.head.top,
        tuple(named.cells),
        writing.found.rows,
        notes_on(sheet, table, writing.found),
        tuple(named.cells[column - table.left] for column in table.dated),
        writing.fault,
    )


@dataclass
class _Writing:
    """The rows of one sheet on their way into its CSV file."""

    sheet: RawSheet
    table: Table
    writer: Any
    found: Found = field(default_factory=Found)
    fault: Refused | None = None
    _line: int = 0
    """Row of the sheet that was written last."""
    _above: int = 0
    """Row of the sheet with cells that came last."""

    def __post_init__(self) -> None:
        self._merged = MergedCells(self.sheet.merged, lambda column: column not in self.table.values)
        self._header = self.table.clip(self.table.header).cells
        self._totals = Totals({column - self.table.left for column in self.table.values})

    def write_all(self) -> None:
        """Write the header and every row below it, up to the first fault."""
        self._line = self._above = self.table.header.number - 1
        self.fault = self._stale()
        for bare in self.sheet.rows():
            row = self._merged.fill(bare)
            if self.fault is not None and self._line >= self.table.header.number:
                break
            if row.number == self.table.header.number:
                self._write(self.table.named)
            elif row.number > self.table.header.number:
                self._take(row)
            self._above = row.number
        self.found.filled = self._merged.filled

    def _take(self, row: Row) -> None:
        """Write a row below the header, unless it is no row of the table."""
        found, clipped = self.found, self.table.clip(row)
        if row.number in self.table.notes_below:
            found.notes_below.add(row.number, 0)
            return
        if len(row.filled) > len(clipped.filled):
            found.beyond.add(row.number, next(c for c in row.filled if not self._inside(c)))
        if not clipped.filled:
            return
        if clipped.cells == self._header:
            found.headers_again.add(row.number, 0)
        elif self._totals.is_total(clipped):
            found.totals.append((row.number, _label(clipped)))
        else:
            self.fault = self._fault(row)
            if self.fault is None:
                self._write(clipped)
                found.rows += 1

    def _inside(self, column: int) -> bool:
        return self.table.left <= column <= self.table.right

    def _write(self, row: Row) -> None:
        for _ in range(row.number - self._line - 1):
            self.writer.writerow(())
        width = self.table.right - self.table.left + 1
        self.writer.writerow((*row.cells, *[""] * (width - len(row.cells))))
        self._line = row.number

    def _fault(self, row: Row) -> Refused | None:
        merged = self._merged.fault(row)
        if merged is not None:
            return self._refusal(
                f"cells {merged.named} are merged and hold a value, so it is not clear for which rows or columns it "
                "stands. Unmerge them and write the value where it belongs."
            )
        column = row.kinds.find(UNRESOLVED, self.table.left, self.table.right + 1)
        if column >= 0:
            return self._refusal(
                f"cell {address(row.number, column)} holds a formula whose result was never stored. Open the workbook "
                "in a spreadsheet program, save it and take it in again."
            )
        if self._begins_another(row):
            return self._refusal(
                f"row {row.number:,} looks like the header of a second table. Put each table on a sheet of its own."
            )
        return None

    def _begins_another(self, row: Row) -> bool:
        """Whether a row after a blank one has nothing but different words, several where numbers stand elsewhere."""
        if row.number == self._above + 1:
            return False
        filled = [row.cells[column] for column in row.filled]
        among = [column for column in row.filled if column in self.table.values]
        return len(among) > 1 and len(set(filled)) == len(filled) and set(row.kinds) <= {TEXT, EMPTY}

    def _stale(self) -> Refused | None:
        """A fault where no formula has another result than 0, and the writing program left the results to others."""
        formulas: Odd = self.sheet.formulas
        if not (self.sheet.stale and formulas.count and self.sheet.zero_formulas == formulas.count):
            return None
        where = address(*formulas.places[0])
        return self._refusal(
            f"the formulas (the first in cell {where}) all have the stored result 0, and the program that wrote the "
            "workbook left it to a spreadsheet program to calculate them. Open it in one, save it and take it in again."
        )

    def _refusal(self, what: str) -> Refused:
        return Refused(self.sheet.name, f"{self.sheet.name}: {what}")


def _label(row: Row) -> str:
    """The words of a total in brackets, where it has some."""
    first = row.filled[0]
    return f" (“{row.cells[first]}”)" if row.kinds[first] == TEXT else ""
