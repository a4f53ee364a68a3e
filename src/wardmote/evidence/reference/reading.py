"""A file of reference data on its way through the door: its cells as text, and the rows that are rejected."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardmote.evidence.geography.sheets import text_columns
from wardmote.evidence.recognise import row_in_words
from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.files import ArrivedFile, Tally
from wardmote.evidence.rows.rejects import RejectsPart


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken."""

    row: int
    """Counted from 0."""
    column: str
    found: str
    expected: str


@dataclass
class Reading:
    """What is known of one file: it is read once, and a row is rejected once however many tables lean on it."""

    file: ArrivedFile
    part: RejectsPart
    tally: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)
    _gone: set[int] = field(default_factory=set)
    _words: dict[int, list[str]] = field(default_factory=dict)
    _text: Any = None

    def read(self, places: Sequence[int]) -> int:
        """Read columns as text; returns how many rows there are.

        Raises
        ------
        Refused
            When the rows cannot be told apart.
        """
        self._text = text_columns(self.file.file, places)
        return int(self._text.num_rows)

    def column(self, place: int) -> Any:
        """A column as text as it stands."""
        return self._text.column(f"c{place}")

    def words(self, place: int) -> list[str]:
        """A column as words without outer spaces; an empty one where a cell is empty. Nobody may change it."""
        if place not in self._words:
            self._words[place] = [(cell or "").strip() for cell in self.column(place).to_pylist()]
        return self._words[place]

    def reject(self, faults: Sequence[Fault]) -> None:
        """Write down rows that cannot be taken, each with its first fault."""
        first = {fault.row: fault for fault in reversed(faults) if fault.row not in self._gone}
        cells = lines_of(self.file, first)
        for row, fault in sorted(first.items()):
            line, given = cells[row]
            self.part.add_found(line, fault.column, fault.found, fault.expected, given, self.tally)
        self._gone |= first.keys()

    def where(self, row: int) -> str:
        """Where a row stands, in words."""
        return row_in_words(self.file.file, lines_of(self.file, {row})[row][0])

    def refuse_if_faulty(self, rows: int, limit: float) -> None:
        """Refuse a file of which too much cannot be taken.

        Raises
        ------
        Refused
            When the share of rejected rows is above the limit.
        """
        if rows and self.tally.rejected / rows > limit:
            raise Refused(self.file.name, self.part.too_many(self.tally, rows, limit))


def lines_of(file: ArrivedFile, rows: Collection[int]) -> dict[int, tuple[int, list[str]]]:
    """Line and cells of some rows, which are counted from 0 and leave empty lines out."""
    found: dict[int, tuple[int, list[str]]] = {}
    if not rows:
        return found
    with file.file.path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        row, line = -2, 1
        for cells in reader:
            if cells:
                row += 1
                if row in rows:
                    found[row] = line, cells
            line = reader.line_num + 1
    return found
