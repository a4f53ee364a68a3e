"""Tables of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from wardmote.checker.read_document import Place
from wardmote.checker.reading.docx.names import W, is_on, value
from wardmote.checker.reading.grid import WIDEST, Given

_AROUND = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))


def parts(element: Any, *names: str) -> Iterator[Any]:
    """The parts of an element of some names, those that only a wrapper stands around too."""
    wanted = {W + name for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _AROUND:
            yield from parts(child, *names)


def is_frame(table: Any) -> bool:
    """Whether a table is only a frame: one cell, or other tables in it."""
    if any(True for _ in table.iterdescendants(W + "tbl")):
        return True
    rows = list(parts(table, "tr"))
    return len(rows) == 1 and len(list(parts(rows[0], "tc"))) == 1


def read_rows(
    table: Any, words: Callable[[Any], str], place: Callable[[Any], Place]
) -> tuple[list[list[Given]], int]:
    """The rows of cells, and how many of them the document marks as repeated on every page.

    ``words`` gives the words of a cell, ``place`` where it stands.
    """
    rows: list[list[Given]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    headers = 0
    for row in parts(table, "tr"):
        if is_on(row, "trPr/tblHeader") and headers == len(rows):
            headers += 1
        rows.append(_row(row, rows, open_cells, (words, place)))
    return rows, headers


def _row(
    row: Any,
    rows: list[list[Given]],
    open_cells: dict[int, tuple[int, int]],
    reading: tuple[Callable[[Any], str], Callable[[Any], Place]],
) -> list[Given]:
    words, place = reading
    made: list[Given] = []
    column = _number(value(row, "trPr/gridBefore"), 0)
    made += [Given("")] * min(column, WIDEST)
    for cell in parts(row, "tc"):
        across = max(1, min(_number(value(cell, "tcPr/gridSpan"), 1), WIDEST))
        merge = value(cell, "tcPr/vMerge")
        if merge is not None and merge != "restart" and column in open_cells:
            above, index = open_cells[column]
            rows[above][index] = replace(rows[above][index], rows=rows[above][index].rows + 1)
        else:
            open_cells.pop(column, None)
            if merge == "restart":
                open_cells[column] = len(rows), len(made)
            made.append(Given(words(cell), 1, across, place=place(cell)))
        column += across
    return made


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise
