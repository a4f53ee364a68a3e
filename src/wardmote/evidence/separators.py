"""Tables of text that are not quite CSV: separated by semicolons, tabs or bars, or with titles above the header."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wardmote.definitions import Source
from wardmote.evidence.bounds import BLOCK
from wardmote.evidence.peek import HEAD, Look, Opener, decoded
from wardmote.evidence.recognise import fits, same
from wardmote.evidence.refusals import Refused

NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
LOOKED_AT = 40
"""Lines at the top among which a header is looked for."""


@dataclass(frozen=True)
class Shape:
    """How a table of text is written."""

    separator: str
    first_line: int
    """Line of the header, counted from 1."""
    above: tuple[str, ...] = ()
    """Words in the lines above it: titles."""


def find_shape(opener: Opener, sources: Iterable[Source]) -> tuple[Shape, Look] | None:
    """The shape in which a file has the header of a known source; None where none fits."""
    with opener() as stream:
        head = stream.read(HEAD)
    lines = decoded(head).splitlines(keepends=True)[: LOOKED_AT + 20]
    tables = [source for source in sources if source.container == "csv"]
    for separator in NAMES:
        for number in range(1, min(LOOKED_AT, len(lines)) + 1):
            look = _look(lines[number - 1 :], separator, f"line {number}")
            having = {same(column) for column in look.columns if column}
            if len(having) > 1 and any(fits(source, having) for source in tables):
                return Shape(separator, number, words_above(lines, separator, number)), look
    return None


def words_above(lines: Sequence[str], separator: str, number: int) -> tuple[str, ...]:
    """The words in the lines above a header, once each."""
    cells = (cell.strip().strip('"') for line in lines[: number - 1] for cell in line.split(separator))
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def _look(lines: list[str], separator: str, where: str) -> Look:
    try:
        header, *first = islice(csv.reader(lines, delimiter=separator), 2)
    except (csv.Error, ValueError):
        return Look("csv", ())
    columns = [column.strip() for column in header]
    while columns and not columns[-1]:
        columns.pop()
    return Look("csv", tuple(columns), tuple(cell.strip() for row in first for cell in row), where)


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
        for _ in range(shape.first_line - 1):
            source.readline()
        reader = csv.reader(source, delimiter=shape.separator, strict=True)
        writer = csv.writer(out, lineterminator="\n")
        try:
            for row in reader:
                writer.writerow(row)
        except csv.Error as error:
            raise Refused(
                name,
                f"{name}, line {reader.line_num + shape.first_line - 1:,}: a quotation mark is out of place or not "
                "closed. Mend the line, or ask for the file again.",
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
    if shape.first_line > 1:
        above = shape.first_line - 1
        lines = "1 line was" if above == 1 else f"{above:,} lines were"
        notes.append(
            f"{name}: the names of the columns stand on line {shape.first_line}; {lines} passed over above them."
        )
    return tuple(notes)
