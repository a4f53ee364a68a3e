"""Which row of a sheet names its columns. Titles, notes and blank rows above it are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from wardmote.definitions import Source
from wardmote.evidence.recognise import fits, same
from wardmote.evidence.workbooks.cells import TEXT
from wardmote.evidence.workbooks.raw import Row

LOOKED_AT = 20
"""Rows below a candidate that tell how wide the table is."""


def header_row(rows: Sequence[Row], known: Iterable[Source] = (), bands: Collection[int] = ()) -> Row | None:
    """The row that names the columns; None when there is no table.

    The first row that names all the columns of a known source is the header. Else it is the first row that
    could be one: at least two of its cells are text, none of them ends in a colon, the next row of the sheet is
    filled too, and it fills more than half as many cells as the fullest of the rows below it.

    Parameters
    ----------
    rows
        The first rows with a filled cell, in order.
    known
        Sources to recognise.
    bands
        Numbers of rows with a heading over several columns: no headers.
    """
    sources = [source for source in known if source.container == "csv"]
    for row in rows:
        having = {same(cell) for cell in row.cells if cell}
        if len(having) > 1 and any(fits(source, having) for source in sources):
            return row
    for at, row in enumerate(rows):
        if row.number not in bands and _could_be_one(row, rows[at + 1 : at + 1 + LOOKED_AT]):
            return row
    return None


def _could_be_one(row: Row, below: Sequence[Row]) -> bool:
    if row.kinds.count(TEXT) < 2 or any(cell.endswith(":") for cell in row.cells):
        return False
    if not below or below[0].number != row.number + 1 or len(below[0].filled) < 2:
        return False
    fullest = max(len(other.filled) for other in below)
    return 2 * len(row.filled) > fullest
