"""CSV: rows of cells told apart by a comma, semicolon, tab or pipe."""

from __future__ import annotations

import csv
import io

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.refusals import damaged
from wardmote.checker.reading.sheets import say_sheet

_SIGNS = ",;\t|"
LOOKED_AT = 200
"""Lines by which the sign is told."""


def read_delimited(text: str, into: Assembly) -> int | None:
    """Read CSV. It has no pages.

    Raises
    ------
    UnreadableError
        When a cell is never closed, or there is more than a document may hold.
    """
    csv.field_size_limit(max(into.room.limits.cell_characters * 4, 131_072))
    cells: dict[tuple[int, int], Given] = {}
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_sign_of(text), strict=False)
        for number, row in enumerate(reader, 1):
            into.room.take_cells(len(row))
            for column, words in enumerate(row, 1):
                if words.strip():
                    cells[number, column] = Given(words)
    except csv.Error as error:
        raise damaged(into.room.name, f"its cells cannot be told apart ({error})") from error
    say_sheet(cells, into, Place())
    return None


def _sign_of(text: str) -> str:
    """The sign that stands most evenly in the lines."""
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    best, score = ",", 0.0
    for sign in _SIGNS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=sign)]
        filled = sorted(count for count in counts if count)
        if filled:
            usual = filled[len(filled) // 2]
            own = sum(count == usual for count in counts) / len(counts) * min(usual, 5)
            if own > score:
                best, score = sign, own
    return best
