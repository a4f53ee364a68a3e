"""How wide columns and how high rows are, in pixels at 100%: measured from what stands in them."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.xlsx.looks import SIZE
from wardmote.publishing.xlsx.names import one_line
from wardmote.publishing.xlsx.sheets import Sheet

PIXELS = 96 / 72
"""Pixels in a point."""
ROOM, BUTTON, NARROWEST = 22, 20, 56
"""Pixels beside the words, for the button of a filter, and of the narrowest column."""
SHORT = 12
"""Characters of a label that stands on one line."""
MEASURED, COUNTED = 300, 4_000
"""Characters of a cell that are measured for its column, and for its row: more would change neither."""
ROW = 20
"""Pixels of a row that nobody set."""
LINE, HIGHEST, SAFE = 19, 546, 0.96
"""Pixels of a line and of the highest row, and the part of a column's room that lines are broken to."""


def column_widths(sheet: Sheet) -> list[int]:
    """The width of each column: its longest cell on one line, but no more than the column may be wide."""
    return [_width(sheet, index) for index in range(len(sheet.columns))]


def _width(sheet: Sheet, index: int) -> int:
    column = sheet.columns[index]
    button = BUTTON if sheet.register else 0
    words = [_measured(word, True) for word in column.label.split()]
    label = _measured(column.label, True)
    head = max([*words, label if len(column.label) <= SHORT else label / 2 * 1.25]) + button
    texts = {(row[index].text[:MEASURED], row[index].style == "strong") for row in sheet.rows}
    cells = max((_measured(text, bold) for text, bold in texts), default=0.0)
    inner = max(head, cells, NARROWEST)
    if inner + 2 * ROOM > label + button:
        inner = max(inner, label + button)
    return round(min(inner + ROOM, max(column.widest, head + ROOM)))


def _measured(text: str, bold: bool) -> float:
    return text_width(one_line(text), SIZE * PIXELS, bold, tabular=True)


def row_height(texts: Iterable[tuple[str, int, bool]]) -> int | None:
    """The height of a row of these words, each in a column so wide and bold or not; None where no cell breaks its line.

    Some programs do not measure rows when they open a workbook, so those of several lines come measured.
    """
    most = max((_lines(text, width, bold) for text, width, bold in texts), default=1)
    return min(most * LINE + 3, HIGHEST) if most > 1 else None


def _lines(text: str, width: int, bold: bool) -> int:
    room = width - ROOM
    lines = text[:COUNTED].split("\n")
    if len(lines) == 1 and _measured(text, bold) <= room + 1:
        return 1
    return sum(max(1, len(wrapped(line, room * SAFE, SIZE * PIXELS, bold))) for line in lines)
