"""How wide the columns of a sheet are, in pixels at 100%: measured from what stands in them."""

from __future__ import annotations

from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.xlsx.looks import SIZE
from wardmote.publishing.xlsx.names import one_line
from wardmote.publishing.xlsx.sheets import Sheet

PIXELS = 96 / 72
"""Pixels in a point."""
ROOM, BUTTON, NARROWEST = 18, 20, 56
"""Pixels beside the words, for the button of a filter, and of the narrowest column."""
MEASURED = 300
"""Characters of a cell that are measured: longer ones break their lines anyway."""


def column_widths(sheet: Sheet) -> list[int]:
    """The width of each column: its longest cell on one line, but no more than the column may be wide."""
    return [_width(sheet, index) for index in range(len(sheet.columns))]


def _width(sheet: Sheet, index: int) -> int:
    column = sheet.columns[index]
    button = BUTTON if sheet.register else 0
    words = [_measured(word, True) for word in column.label.split()]
    label = _measured(column.label, True)
    head = max([*words, label / 2 if " " in column.label else label]) + button
    texts = {row[index].text[:MEASURED] for row in sheet.rows}
    cells = max((_measured(text, False) for text in texts), default=0.0)
    return round(min(max(head, cells, NARROWEST) + ROOM, max(column.widest, head + ROOM)))


def _measured(text: str, bold: bool) -> float:
    return text_width(one_line(text), SIZE * PIXELS, bold, tabular=True)
