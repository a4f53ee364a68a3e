"""How wide each column of a table must be on paper: measured from its words, so that no name breaks needlessly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.tree import Content, Strong, Table, VerdictMark, inlines, plain

SENTENCE = 40
"""Characters from which a cell is taken for a sentence."""
LONG_WORD = re.compile(r"\S{20,}")
MOST_OF_A_WORD = 1.5
"""How much more than an equal share of a table a column may claim for one long word; a longer one is cut."""
MOST_OF_NUMBERS = 0.75
"""The share of a table that columns of numbers may claim before the words beside them."""
BREAK_HERE = "\u200b"


def fitted(
    table: Table, available: float, styles: Sequence[tuple[float, float]], slack: float = 1.0
) -> tuple[list[float], float]:
    """Widths in points, and the size of text they are for: the first style in which no cell has to break.

    ``styles`` are pairs of text size and room between two columns, largest first; ``slack`` is how much wider than
    ours another typeface may be. Where even the last style is too large, long columns break their lines, numbers
    never.
    """
    for size, gap in styles:
        wanted = [_wanted(table, index, size * slack) + gap for index in range(len(table.columns))]
        spare = available - sum(wanted)
        if spare >= 0:
            return _widened(table, wanted, spare), size
    for size, gap in styles if _wordy(table) else styles[-1:]:
        floors = _floors(table, available, size * slack, gap)
        if sum(floors) < available:
            return _narrowed(table, available, floors, size * slack, gap), size
    size, gap = styles[-1]
    return _squeezed(table, available, _floors(table, available, size * slack, gap)), size


def _wordy(table: Table) -> bool:
    """Whether a column holds sentences, which may break their lines at any size."""
    return any(len(plain(cell)) > SENTENCE for row in table.rows for cell in row)


def _wanted(table: Table, index: int, size: float) -> float:
    label = table.columns[index].label
    word = max((_width(word, size, True) for word in label.split()), default=0)
    head = max(word, _width(label, size, True) / 2 * 1.15) if " " in label else word
    return max([head, *(_cell_width(row[index], size) for row in table.rows)])


def _cell_width(content: Content, size: float) -> float:
    bold = any(isinstance(inline, Strong) for inline in inlines(content))
    return _width(plain(content), size, bold)


def _width(text: str, size: float, bold: bool) -> float:
    """Not every program sets figures of one width, so the wider of the two counts."""
    return max(text_width(text, size, bold, tabular) for tabular in (True, False)) + 1


def _widened(table: Table, wanted: list[float], spare: float) -> list[float]:
    """Spare room goes by the columns' own shares, else to the first; a dense table keeps close together."""
    shares = [column.width or 0 for column in table.columns]
    if sum(shares):
        return [width + spare * share / sum(shares) for width, share in zip(wanted, shares, strict=True)]
    if table.dense:
        return [width + min(spare / len(wanted), 14) for width in wanted]
    even = min(spare / len(wanted), 12)
    widths = [width + even for width in wanted]
    widths[0] += spare - even * len(wanted)
    return widths


def _narrowed(table: Table, available: float, floors: list[float], size: float, gap: float) -> list[float]:
    """Short columns keep their width; the long ones share the rest, each down to its longest word."""
    wanted = [_wanted(table, index, size) + gap for index in range(len(table.columns))]
    shares = [column.width or 1.0 for column in table.columns]
    low, high = 0.0, available
    for _ in range(40):
        middle = (low + high) / 2
        widths = [
            max(floor, min(width, middle * share))
            for width, floor, share in zip(wanted, floors, shares, strict=True)
        ]
        low, high = (middle, high) if sum(widths) <= available else (low, middle)
    return widths


def _squeezed(table: Table, available: float, floors: list[float]) -> list[float]:
    """Columns for which there is too little room: words give way before numbers do."""
    numbers = [column.align == "right" for column in table.columns]
    held = sum(floor for floor, number in zip(floors, numbers, strict=True) if number)
    if held > available * MOST_OF_NUMBERS or all(numbers):
        return [floor * available / sum(floors) for floor in floors]
    share = (available - held) / (sum(floors) - held)
    return [floor if number else floor * share for floor, number in zip(floors, numbers, strict=True)]


def cut(words: str, width: float, size: float) -> str:
    """``words`` with places to break in every word that is wider than ``width`` points."""
    if width <= 0:
        return words
    return LONG_WORD.sub(lambda found: BREAK_HERE.join(wrapped(found[0], width, size, bold=True)), words)


def _floors(table: Table, available: float, size: float, gap: float) -> list[float]:
    most = available * MOST_OF_A_WORD / max(len(table.columns), 4)
    return [_floor(table, index, size, most) + gap for index in range(len(table.columns))]


def _floor(table: Table, index: int, size: float, most: float) -> float:
    """The least width of a column: its longest word up to ``most``; numbers and verdicts do not break at all."""
    cells = [row[index] for row in table.rows]
    if table.columns[index].align == "right":
        heads = [_width(word, size, True) for word in table.columns[index].label.split()]
        return max([*(min(head, most) for head in heads), *(_cell_width(cell, size) for cell in cells)])
    verdicts = [_cell_width(cell, size) for cell in cells if isinstance(cell, VerdictMark)]
    words = [word for cell in (table.columns[index].label, *cells) for word in plain(cell).split()]
    return max([*verdicts, *(min(_width(word, size, True), most) for word in words)], default=0)
