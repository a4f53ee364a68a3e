"""Tables out of rows of cells as a format gives them: merged cells laid out, marks of notes told from figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wardmote.checker.read_document import Cell, Place
from wardmote.checker.reading.limits import Limits
from wardmote.checker.reading.marks import split_marks
from wardmote.checker.reading.refusals import UnreadableError
from wardmote.checker.reading.words import clean

WIDEST = 2_000
"""Columns beyond which a row is taken for damage."""


@dataclass(frozen=True)
class Given:
    """A cell as a format gives it: its words, how far it reaches, the number that the file holds, its own place."""

    text: str
    rows: int = 1
    columns: int = 1
    value: float | None = None
    marks: tuple[str, ...] = ()
    place: Place | None = None


class Room:
    """How much of the limits is left for the tables of one document."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._cells = 0
        self._characters = 0

    def take_cells(self, number: int) -> None:
        """Count cells.

        Raises
        ------
        UnreadableError
            When there are more than a document may hold.
        """
        self._cells += number
        if self._cells > self.limits.cells:
            raise UnreadableError(
                self.name,
                f"{self.name} holds more than {self.limits.cells:,} cells: that is data, not a document. Check the part "
                "that will be published, or raise the threshold checker-cells.",
            )

    def take_words(self, text: str) -> str:
        """Count words, and hand them back.

        Raises
        ------
        UnreadableError
            When there are more than a document may hold.
        """
        self._characters += len(text)
        if self._characters > self.limits.characters:
            raise UnreadableError(
                self.name,
                f"{self.name} holds more than {self.limits.characters:,} characters. Split it and check the parts, or "
                "raise the threshold checker-characters.",
            )
        return text

    def take_cell_words(self, text: str, where: str) -> str:
        """The same for the words of one cell."""
        if len(text) > self.limits.cell_characters:
            raise UnreadableError(
                self.name,
                f"{self.name}, {where}: a cell holds more than {self.limits.cell_characters:,} characters, which no table "
                "does. Shorten it, or raise the threshold checker-cell-characters.",
            )
        return self.take_words(text)


def lay_out(rows: Sequence[Sequence[Given]], place: Place, room: Room) -> tuple[tuple[Cell, ...], ...]:
    """Rows of equally many cells; where a merged cell reaches, covered cells repeat its words.

    Raises
    ------
    UnreadableError
        When there are more cells than a document may hold.
    """
    taken: dict[tuple[int, int], Cell] = {}
    width = 0
    for index, row in enumerate(rows):
        column = 0
        for given in row:
            while (index, column) in taken:
                column += 1
            width = max(width, _put(taken, given, (index, column), len(rows), place, room))
            column += max(given.columns, 1)
    room.take_cells(max(0, len(rows) * width - len(taken)))
    return tuple(
        tuple(taken.get((r, c)) or Cell("", replace(place, row=r + 1, column=c + 1)) for c in range(width))
        for r in range(len(rows))
    )


def _put(
    taken: dict[tuple[int, int], Cell],
    given: Given,
    at: tuple[int, int],
    height: int,
    place: Place,
    room: Room,
) -> int:
    """Put a cell and what it covers; answers how many columns are then used."""
    row, column = at
    down = max(1, min(given.rows, height - row))
    across = max(1, min(given.columns, WIDEST))
    room.take_cells(down * across)
    text, marks = split_marks(clean(room.take_cell_words(given.text, f"row {row + 1}")))
    own = given.place or place
    if own.anchor is None:
        own = replace(own, anchor=place.anchor)
    for r in range(row, row + down):
        for c in range(column, column + across):
            if (r, c) in taken:
                continue
            here = replace(own, table=place.table, row=r + 1, column=c + 1)
            covered = (r, c) != (row, column)
            taken[(r, c)] = Cell(
                text, here, given.marks + marks, (1, 1) if covered else (down, across), covered, given.value
            )
    return column + across
