"""Which rows of a table name its columns: one, or several where labels stand over others, such as years over quarters.

Sheets and tables of text, a first look and taking in: all ask this one place. Titles, notes and blank rows above are
passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wardmote.definitions import Source
from wardmote.evidence.recognise import fits, same
from wardmote.evidence.workbooks.cells import TEXT
from wardmote.evidence.workbooks.labels import Labels, is_name, labels_over
from wardmote.evidence.workbooks.merged import bands
from wardmote.evidence.workbooks.raw import Range, Row

LOOKED_AT = 20
"""Rows below a candidate that tell how wide the table is."""
MOST_ROWS = 3
"""Rows that may name columns together, such as measures over years over quarters."""


@dataclass(frozen=True)
class Head:
    """The rows that name the columns of a table, the lowest last, and the name of each column."""

    rows: tuple[Row, ...]
    names: tuple[str, ...]
    """One for each column of the sheet; empty where it has none."""

    @property
    def top(self) -> int:
        """Number of its first row."""
        return self.rows[0].number

    @property
    def number(self) -> int:
        """Number of its lowest row."""
        return self.rows[-1].number

    @property
    def lowest(self) -> Row:
        """The row right above the data."""
        return self.rows[-1]

    @property
    def places(self) -> tuple[int, ...]:
        """Columns that have a name."""
        return tuple(place for place, name in enumerate(self.names) if name)


def find_head(rows: Sequence[Row], known: Iterable[Source] = (), merged: Sequence[Range] = ()) -> Head | None:
    """The rows that name the columns; None when there is no table.

    What looks like a head is one if a known source has its columns, or if no row has those of any. Else the first row
    that has them is the head, alone or with the labels above it.

    Parameters
    ----------
    rows
        The first rows with a filled cell, in order.
    known
        Sources to recognise.
    merged
        Merged cells of the sheet; without any, a blank cell in an upper row means as to the left.
    """
    sources = [source for source in known if source.container == "csv"]
    likely = _likely(rows, merged)
    if likely is not None and fits_one(likely, sources):
        return likely
    for at in range(len(rows) if sources else 0):
        for head in (_joined(rows, at, merged), Head((rows[at],), tuple(rows[at].cells))):
            if fits_one(head, sources) and (likely is None or not _lacks_labels(head, likely)):
                return head
    return likely


def _lacks_labels(head: Head, likely: Head) -> bool:
    """Whether a head is the lowest row of another alone, where names come again that only the labels tell apart."""
    names = [same(name) for name in head.names if name]
    return len(likely.rows) > 1 and head.number == likely.number and len(set(names)) < len(names)


def fits_one(head: Head, sources: Iterable[Source]) -> bool:
    """Whether a head has the columns of one of the sources."""
    having = {same(name) for name in head.names if name}
    return len(having) > 1 and any(fits(source, having) for source in sources)


def _likely(rows: Sequence[Row], merged: Sequence[Range]) -> Head | None:
    """What looks most like a head.

    Labels over names, or the first row that could be one: at least two of its cells are words, none of them ends in a
    colon, the next row of the sheet is filled too, and it fills more than half as many cells as the fullest of the rows
    below it. Where none is followed at once, a blank row below it does no harm.
    """
    across = bands(merged)
    for gap in (1, 2):
        for at, row in enumerate(rows):
            head = _over_names(rows, at, merged)
            if head is not None:
                return head
            if row.number not in across and _could_be_one(row, rows[at + 1 : at + 1 + LOOKED_AT], gap):
                return _joined(rows, at, merged)
    return None


def _over_names(rows: Sequence[Row], at: int, merged: Sequence[Range]) -> Head | None:
    """The head whose uppermost row this is, where it is one of several."""
    heads = [
        head for lower in _names_below(rows, at) if (head := _joined(rows, lower, merged)).rows[0] is rows[at]
    ]
    for head in reversed(heads):
        below = rows[at + len(head.rows) : at + len(head.rows) + LOOKED_AT]
        fullest = max((len(row.filled) for row in below), default=0)
        if fullest > 1 and 2 * len(head.places) > fullest:
            return head
    return None


def _names_below(rows: Sequence[Row], at: int) -> Iterator[int]:
    """Places of the rows right below one that hold names alone."""
    for lower in range(at + 1, min(at + MOST_ROWS, len(rows))):
        row = rows[lower]
        if row.number != rows[lower - 1].number + 1 or not all(is_name(row, place) for place in row.filled):
            return
        yield lower


def _joined(rows: Sequence[Row], at: int, merged: Sequence[Range]) -> Head:
    """A row with the labels of the rows above it, as far as they stand over its columns."""
    names, top = list(rows[at].cells), at
    while top > 0 and at - top < MOST_ROWS - 1 and rows[top - 1].number == rows[top].number - 1:
        left = min(row.filled[0] for row in rows[top - 1 : at + LOOKED_AT])
        labels: Labels | None = labels_over(rows[top - 1], names, left, merged)
        if labels is None:
            break
        names, top = labels.joined(names), top - 1
    return Head(tuple(rows[top : at + 1]), tuple(names))


def _could_be_one(row: Row, below: Sequence[Row], gap: int) -> bool:
    if any(cell.endswith(":") for cell in row.cells):
        return False
    if not below or below[0].number > row.number + gap:
        return False
    fullest = max(len(other.filled) for other in below)
    if len(below[0].filled) < 2 and not _words_over_all(row, fullest):
        return False
    if row.kinds.count(TEXT) < 2:
        return _years_beside_a_word(row) and len(row.filled) >= fullest
    return 2 * len(row.filled) > fullest


def _words_over_all(row: Row, fullest: int) -> bool:
    """Whether a row is words alone, at least three, and none below it is fuller: a head over a row that nobody has filled
    in yet."""
    return row.kinds.count(TEXT) == len(row.filled) >= max(3, fullest)


def _years_beside_a_word(row: Row) -> bool:
    """Whether a row is a word and then years or dates alone: Ward, 2021, 2022."""
    return TEXT in row.kinds and len(row.filled) > 1 and all(is_name(row, place) for place in row.filled)
