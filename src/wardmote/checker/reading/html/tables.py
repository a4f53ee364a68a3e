"""Rows of a table of a web page."""

from __future__ import annotations

from typing import Any

from wardmote.checker.read_document import Place
from wardmote.checker.reading.grid import WIDEST, Given
from wardmote.checker.reading.html.inline import BLOCKS, is_hidden, words_of


def holds_blocks(element: Any) -> bool:
    """Whether an inline element holds blocks, as a careless page has it."""
    return any(child.tag in BLOCKS or child.tag == "img" for child in element.iterdescendants())


def read_rows(table: Any) -> tuple[list[list[Given]], tuple[int, int]]:
    """The rows of cells, and how many header rows and columns the page itself marks."""
    found = [row for row in table.iter("tr") if not is_hidden(row)]
    feet = [row for row in found if row.getparent().tag == "tfoot"]
    rows = [row for row in found if row not in feet] + feet
    given = [
        [_cell(cell, len(rows) - index) for cell in row if cell.tag in ("td", "th") and not is_hidden(cell)]
        for index, row in enumerate(rows)
    ]
    return given, (_header_rows(rows), _header_columns(rows))


def _cell(cell: Any, left: int) -> Given:
    """A cell; ``left`` is how many rows there are from here to the end."""
    down = _span(cell, "rowspan") or left
    line = cell.getparent().get("data-line", "")
    place = Place(line=int(line)) if line.isdigit() else None
    return Given(words_of(cell), down, max(1, _span(cell, "colspan")), place=place)


def _span(cell: Any, name: str) -> int:
    """How far a cell reaches; a rowspan of nought reaches to the end."""
    value = (cell.get(name) or "1").strip()
    return min(int(value), WIDEST) if value.isascii() and value.isdigit() else 1


def _header_rows(rows: list[Any]) -> int:
    number = 0
    for row in rows:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        named = row.getparent().tag == "thead" or (
            len(cells) > 1 and all(cell.tag == "th" and cell.get("scope") != "row" for cell in cells)
        )
        if not named:
            break
        number += 1
    return number


def _header_columns(rows: list[Any]) -> int:
    """Columns that hold header cells in every row below the header."""
    number = 0
    body = [row for row in rows[_header_rows(rows) :] if len(row)]
    while body and all(len(row) > number and row[number].tag == "th" for row in body):
        number += 1
    return number
