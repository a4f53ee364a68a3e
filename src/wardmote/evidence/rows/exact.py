"""The slow and exact way through a CSV file, for one that the fast way stumbles over: every record with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.refusals import Refused


@dataclass(frozen=True)
class Record:
    """One record of a CSV file."""

    line: int
    """Line on which it starts, the header being line 1."""
    cells: tuple[str, ...]
    """Its cells without outer spaces; as many as the header, unless there is a fault."""
    found: str = ""
    expected: str = ""
    """Where the record has a fault of form: what was found, and what was expected."""

    @property
    def broken(self) -> bool:
        """Whether its cells cannot be told apart."""
        return bool(self.expected)


def records(path: Path, name: str, width: int) -> Iterator[Record]:
    """Read a CSV file record by record; lines without any text are passed over.

    Parameters
    ----------
    path
        A file in UTF-8, with or without a byte order mark.
    name
        What the user calls it.
    width
        Number of columns in its header.

    Raises
    ------
    Refused
        When a quotation mark is opened and swallows the lines that follow.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        _pass_header(reader, name)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _misquoted(name, line, reader.line_num, error)
                continue
            if any(cells):
                yield _record(line, cells, width)


def _pass_header(reader: Iterator[list[str]], name: str) -> None:
    try:
        next(reader, None)
    except csv.Error as error:
        raise Refused(
            name,
            f"{name}, line 1: a quotation mark among the column names is out of place or not closed. Mend the line, "
            "or download the file again.",
        ) from error


def _record(line: int, cells: Sequence[str], width: int) -> Record:
    trimmed = tuple(cell.strip() for cell in cells)
    while len(trimmed) > width and not trimmed[-1]:
        trimmed = trimmed[:-1]
    if len(trimmed) == width:
        return Record(line, trimmed)
    return Record(line, trimmed, f"{len(trimmed)} cells", f"{width} cells, as in the first line")


def _misquoted(name: str, line: int, last: int, error: csv.Error) -> Record:
    swallowed = "end of data" in str(error) or "field limit" in str(error)
    if swallowed and last > line:
        raise Refused(
            name,
            f"{name}, line {line:,}: a quotation mark is opened here and not closed, so the lines after it cannot "
            "be told apart. Close it, or download the file again.",
        ) from error
    return Record(line, (), "a quotation mark out of place", "quotation marks in pairs around a cell")
