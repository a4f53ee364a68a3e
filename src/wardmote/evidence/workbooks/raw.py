"""A sheet as it was read: its rows spooled to disk as text, and what was found on the way."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.cells import EMPTY, ERROR, address

HEAD = 60
"""Rows at the top among which a header is looked for."""
TAIL = 60
"""Rows at the end among which notes are looked for."""
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""How far a sheet of Excel reaches; a cell beyond is a fault of the file."""
REMEMBERED = 10_000
"""Odd cells of one sort whose addresses are kept."""


@lru_cache(maxsize=4096)
def _filled(kinds: str) -> tuple[int, ...]:
    """Rows of a sheet have few patterns of kinds, so each is looked at once."""
    return tuple(place for place, kind in enumerate(kinds) if kind != EMPTY)


class Row(NamedTuple):
    """A row with at least one filled cell."""

    number: int
    """Counted from 1, as the spreadsheet shows it."""
    cells: list[str]
    kinds: str
    """A letter for each cell; both end at the last filled one."""

    @property
    def filled(self) -> tuple[int, ...]:
        """Places of the cells that hold something."""
        return _filled(self.kinds)


class Range(NamedTuple):
    """Merged cells: rows counted from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def named(self) -> str:
        """Its address, such as A3:A7."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass
class Count:
    """How many cells of a workbook were read, against how many it may hold."""

    name: str
    """What the user calls the workbook."""
    most: int
    cells: int = field(default=0, init=False)

    def count(self, more: int) -> None:
        """Count cells, gaps between them included.

        Raises
        ------
        Refused
            When they are too many.
        """
        self.cells += more
        if self.cells > self.most:
            raise Refused(
                self.name,
                f"{self.name} holds more than {self.most:,} cells. Split it into several workbooks, or raise the "
                "threshold workbook-cells.",
            )


@dataclass
class Odd:
    """Cells of one sort: how many, and where."""

    count: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)
    """Row and column of the first of them."""

    def add(self, row: int, column: int) -> None:
        """Count one more."""
        self.count += 1
        if len(self.places) < REMEMBERED:
            self.places.append((row, column))


@dataclass
class RawSheet:
    """One sheet of a workbook."""

    name: str
    """What messages call it: the workbook and the sheet."""
    title: str
    spool: Path
    hidden: bool = False
    merged: list[Range] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each stretch, counted from 0."""
    hidden_rows: Odd = field(default_factory=Odd)
    """Their column is 0."""
    formulas: Odd = field(default_factory=Odd)
    zero_formulas: int = 0
    """Formulas whose stored result is 0."""
    errors: Odd = field(default_factory=Odd)
    stale: bool = False
    """Whether the program that wrote it asks for its formulas to be calculated when it is opened."""
    head: list[Row] = field(default_factory=list)
    tail: deque[Row] = field(default_factory=lambda: deque(maxlen=TAIL))
    shapes: Counter[str] = field(default_factory=Counter)
    """How many rows have these kinds of cells."""

    def rows(self) -> Iterator[Row]:
        """Its rows with a filled cell, in order."""
        with self.spool.open(encoding="utf-8", newline="") as stream:
            for number, kinds, *cells in csv.reader(stream):
                yield Row(int(number), cells, kinds)


class Spool:
    """Writes the rows of one sheet down as they are read."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        self._stream = sheet.spool.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._last = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def add(self, number: int, cells: Sequence[str], kinds: Sequence[str], hidden: bool) -> None:
        """Take in the next row.

        Raises
        ------
        Refused
            When it stands beyond what a sheet can hold, or not below the one before.
        """
        text = "".join(kinds).rstrip()
        if not text:
            return
        self._check_place(number, len(text))
        row = Row(number, list(cells[: len(text)]), text)
        self._writer.writerow((number, text, *row.cells))
        self._last = number
        sheet = self.sheet
        sheet.shapes[text] += 1
        if len(sheet.head) < HEAD:
            sheet.head.append(row)
        sheet.tail.append(row)
        if hidden:
            sheet.hidden_rows.add(number, 0)
        if ERROR in text:
            for place in row.filled:
                if text[place] == ERROR:
                    sheet.errors.add(number, place)

    def _check_place(self, number: int, width: int) -> None:
        if number > MOST_ROWS or width > MOST_COLUMNS:
            raise Refused(
                self.sheet.name,
                f"{self.sheet.name}: a cell stands in row {number:,}, column {width:,}, beyond what a sheet can hold. "
                "The file is damaged: ask for it again.",
            )
        if number <= self._last:
            raise Refused(
                self.sheet.name,
                f"{self.sheet.name}: row {number:,} stands below row {self._last:,}. The file is damaged: open it in a "
                "spreadsheet program, save it and take it in again.",
            )
