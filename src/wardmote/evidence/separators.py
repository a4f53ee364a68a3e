"""Tables of text that are not quite CSV: separated by semicolons, tabs or bars, or with titles above the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import Source
from wardmote.evidence.bounds import BLOCK
from wardmote.evidence.peek import HEAD, Look, Opener, decoded
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.cells import EMPTY, kind_of_text
from wardmote.evidence.workbooks.header import Head, find_head, fits_one
from wardmote.evidence.workbooks.raw import Row

NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
LOOKED_AT = 40
"""Lines at the top among which a header is looked for."""


@dataclass(frozen=True)
class Shape:
    """How a table of text is written."""

    separator: str
    first_line: int
    """Line of the header, counted from 1; of several rows that name the columns, the last."""
    above: tuple[str, ...] = ()
    """Words in the lines above it: titles."""
    names: tuple[str, ...] = ()
    """Names of the columns where several rows make them up; empty where the one row says them."""
    top: int = 0
    """Line of the first of those rows; 0 where there is one."""

    @property
    def plain(self) -> bool:
        """Whether it is CSV with its header on the first line, so that nothing is to be done."""
        return self.separator == "," and self.first_line == 1 and not self.names


def find_shape(opener: Opener, sources: Iterable[Source], *, known: bool = True) -> tuple[Shape, Look] | None:
    """Where the names of the columns of a table of text stand, and how it is written; None where it has none.

    A first look and taking in both ask here, so that they read the same rows.

    Parameters
    ----------
    known
        Whether only the columns of a known source will do.
    """
    with opener() as stream:
        lines = list(io.StringIO(decoded(stream.read(HEAD)), newline=""))[: LOOKED_AT + 20]
    tables = [source for source in sources if source.container == "csv"]
    likely = _likely(lines)
    if likely is not None and fits_one(likely.head, tables):
        return likely.shape(lines)
    for separator in NAMES:
        for number in range(1, min(LOOKED_AT, len(lines)) + 1):
            written = _Written.read(lines[number - 1 :], separator, number, one=True)
            if written is None or not fits_one(written.head, tables):
                continue
            if likely is None or len(likely.head.rows) == 1 or not _repeats(written.head):
                return written.shape(lines)
    return None if known or likely is None else likely.shape(lines)


@dataclass(frozen=True)
class _Written:
    """The head of a table that is separated in one way."""

    separator: str
    head: Head
    spans: tuple[tuple[int, int], ...]
    """First and last line of each record, from record 1 on."""
    first: tuple[str, ...]
    """Cells of the first row below the head."""

    @classmethod
    def read(
        cls,
        lines: Sequence[str],
        separator: str,
        begins: int = 1,
        *,
        one: bool = False,
    ) -> _Written | None:
        """The head of some lines; None where they have none.

        Parameters
        ----------
        begins
            Line of the file that the first of them is.
        one
            Whether the first of them is the head, whatever stands there.
        """
        records, spans = _records(lines, separator, begins)
        rows = [row for row in records if row.filled]
        alone = Head(tuple(rows[:1]), tuple(rows[0].cells)) if rows and rows[0].number == 1 else None
        head = alone if one else find_head(rows)
        if head is None:
            return None
        first = next((row.cells for row in rows if row.number > head.number), [])
        return cls(separator, head, tuple(spans), tuple(first))

    def shape(self, lines: Sequence[str]) -> tuple[Shape, Look]:
        """The same as a shape, and what a look at the file says."""
        head, joined = self.head, len(self.head.rows) > 1
        top = self.spans[head.top - 1][0]
        line = self.spans[head.number - 1][1 if joined else 0]
        names = _trimmed(head.names)
        shape = Shape(
            self.separator,
            line,
            words_above(lines, self.separator, top),
            names if joined else (),
            top if joined else 0,
        )
        where = f"lines {top} to {line}" if joined else f"line {line}"
        return shape, Look("csv", names, self.first, where)


def _repeats(head: Head) -> bool:
    """Whether names come again, which only labels above them could tell apart."""
    names = [name.casefold() for name in head.names if name]
    return len(set(names)) < len(names)


def _likely(lines: Sequence[str]) -> _Written | None:
    """What looks most like a head: by the separator that makes most names of it."""
    found = [one for separator in NAMES if (one := _Written.read(lines, separator))]
    return max(found, key=lambda one: len(one.head.places), default=None)


def _records(lines: Sequence[str], separator: str, begins: int) -> tuple[list[Row], list[tuple[int, int]]]:
    """Records of some lines as rows, numbered from 1 on, and the lines of the file that each stands on."""
    reader = csv.reader(lines, delimiter=separator)
    rows: list[Row] = []
    spans: list[tuple[int, int]] = []
    before = begins - 1
    try:
        for record in reader:
            cells = [" ".join(cell.split()) for cell in record]
            kinds = "".join(kind_of_text(cell) for cell in cells).rstrip(EMPTY)
            last = begins - 1 + reader.line_num
            spans.append((before + 1, last))
            rows.append(Row(len(spans), cells[: len(kinds)], kinds))
            before = last
    except (csv.Error, ValueError):
        pass
    return rows, spans


def _trimmed(names: Sequence[str]) -> tuple[str, ...]:
    columns = list(names)
    while columns and not columns[-1]:
        columns.pop()
    return tuple(columns)


def words_above(lines: Sequence[str], separator: str, number: int) -> tuple[str, ...]:
    """The words in the lines above a header, once each."""
    cells = (cell.strip().strip('"') for line in lines[: number - 1] for cell in line.split(separator))
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def write_with_commas(path: Path, name: str, shape: Shape, target: Path) -> tuple[int, tuple[str, ...]]:
    """Write a table of text as CSV from its header on, line for line.

    Parameters
    ----------
    path
        A file in UTF-8.

    Returns
    -------
    How many lines it has now, and notes on what was done.

    Raises
    ------
    Refused
        When a quotation mark is out of place.
    """
    with (
        path.open(encoding="utf-8-sig", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(shape.first_line - (0 if shape.names else 1)):
            source.readline()
        reader = csv.reader(source, delimiter=shape.separator, strict=True)
        writer = csv.writer(out, lineterminator="\n")
        if shape.names:
            writer.writerow(shape.names)
        try:
            for row in reader:
                writer.writerow(row)
        except csv.Error as error:
            line = reader.line_num + shape.first_line - (0 if shape.names else 1)
            raise Refused(
                name,
                f"{name}, line {line:,}: a quotation mark is out of place or not closed. Mend the line, or ask for the "
                "file again.",
            ) from error
    return _lines(target), _notes(name, shape)


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b""))


def _notes(name: str, shape: Shape) -> tuple[str, ...]:
    notes = []
    if shape.separator != ",":
        notes.append(
            f"{name} separates its columns by {NAMES[shape.separator]}, not by commas; it was read so."
        )
    if shape.names:
        over = f"; the {shape.top - 1:,} above were passed over" if shape.top > 2 else ""
        notes.append(
            f"{name}: the names of the columns stand on lines {shape.top} to {shape.first_line} and were put together, "
            f"such as “{_example(shape.names)}”{over}."
        )
    elif shape.first_line > 1:
        above = shape.first_line - 1
        lines = "1 line was" if above == 1 else f"{above:,} lines were"
        notes.append(
            f"{name}: the names of the columns stand on line {shape.first_line}; {lines} passed over above them."
        )
    return tuple(notes)


def _example(names: Sequence[str]) -> str:
    """A name that was put together: the longest shows it best."""
    return max(names, key=len)
