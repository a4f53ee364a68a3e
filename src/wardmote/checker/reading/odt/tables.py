"""Tables of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wardmote.checker.read_document import Place
from wardmote.checker.reading.grid import WIDEST, Given, Room
from wardmote.checker.reading.odt.names import TABLE, whole

_GROUPS = frozenset(TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
MOST_REPEATED = 10_000


def rows_of(table: Any) -> Iterator[tuple[Any, bool]]:
    """The rows of a table, and whether each is of those repeated on every page."""
    for child in table:
        if child.tag == TABLE + "table-row":
            yield child, table.tag == TABLE + "table-header-rows"
        elif child.tag in _GROUPS:
            yield from rows_of(child)


def is_frame(table: Any) -> bool:
    """Whether a table is only a frame: one cell, or other tables in it."""
    if any(True for _ in table.iterdescendants(TABLE + "table")):
        return True
    return len(list(table.iter(TABLE + "table-cell"))) <= 1


def read_rows(
    table: Any, words: Callable[[Any], str], place: Callable[[Any], Place], room: Room
) -> tuple[list[list[Given]], int]:
    """The rows of cells, and how many of them are repeated on every page."""
    rows: list[list[Given]] = []
    headers = 0
    for row, repeated in rows_of(table):
        given = []
        for cell in row.iter(TABLE + "table-cell"):
            one = Given(
                words(cell),
                whole(cell, TABLE + "number-rows-spanned"),
                min(whole(cell, TABLE + "number-columns-spanned"), WIDEST),
                place=place(cell),
            )
            given += [one] * min(whole(cell, TABLE + "number-columns-repeated"), WIDEST)
        times = min(whole(row, TABLE + "number-rows-repeated"), MOST_REPEATED)
        room.take_cells((times - 1) * len(given))
        headers += times if repeated else 0
        rows += [given] * times
    return rows, headers
