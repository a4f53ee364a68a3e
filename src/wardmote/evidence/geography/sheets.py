"""Reads the columns that matter out of a CSV file of geography, and knows the line of every row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from wardmote.evidence.recognise import Recognised, row_in_words, same
from wardmote.evidence.refusals import Refused


@dataclass(frozen=True)
class Sheet:
    """The wanted columns of one file, as text without outer spaces; None where a cell is empty."""

    file: Recognised
    rows: int
    cells: dict[str, list[str | None]]
    """Header as it stands in the file -> its cells."""

    def header(self, role: str) -> str:
        """The file's own name of the column with this role."""
        return header(self.file, role)

    def column(self, role: str) -> list[str | None]:
        """The cells of the column with this role."""
        return self.cells[self.header(role)]

    def line(self, row: int) -> int:
        """Line of the file, counted from 1, on which a row (counted from 0) ends."""
        with self.file.path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            filled = (reader.line_num for cells in reader if cells)
            try:
                return next(islice(filled, row + 1, None), row + 2)
            except csv.Error:  # a cell longer than the reader's limit
                return row + 2

    def where(self, row: int) -> str:
        """The same in words, as the user knows the file."""
        return row_in_words(self.file, self.line(row))

    def fault(self, row: int, column: str, found: str | None, expected: str) -> Refused:
        """A refusal of the file for one cell of it."""
        said = f"“{found}”" if found else "an empty cell"
        return Refused(
            self.file.name,
            f"{self.file.name}, {self.where(row)}, column {column}: found {said}, expected {expected}. "
            "Correct the file and take it in again.",
        )


def header(file: Recognised, role: str) -> str:
    """The file's own name of the column that the source definition gives a role.

    Raises
    ------
    Refused
        When the file has no such column, or two of it.
    """
    wanted = file.source.columns.get(role, role)
    found = [name for name in file.columns if same(name) == same(wanted)]
    if len(found) == 1:
        return found[0]
    fault = f"there are {len(found)} columns called" if found else "there is no column"
    raise Refused(
        file.name,
        f"{file.name}: {fault} {wanted}, which {file.source.title} needs once. "
        f"Its columns are {listed(file.columns)}.",
    )


def has_role(file: Recognised, role: str) -> bool:
    """Whether the file has the column that its source definition gives this role."""
    wanted = file.source.columns.get(role)
    return wanted is not None and same(wanted) in [same(name) for name in file.columns]


def read_sheet(file: Recognised, wanted: Sequence[str]) -> Sheet:
    """Read some columns of a CSV file.

    Parameters
    ----------
    wanted
        Headers as they stand in the file.

    Raises
    ------
    Refused
        When a row is longer or shorter than the header, the text is not UTF-8, or there is no row.
    """
    positions = {name: file.columns.index(name) for name in wanted}
    table = _parse(file, sorted(set(positions.values())))
    if table.num_rows == 0:
        raise Refused(file.name, _no_rows(file))
    cells = {name: _trimmed(table.column(f"c{place}")) for name, place in positions.items()}
    return Sheet(file, table.num_rows, cells)


def text_columns(file: Recognised, places: Sequence[int]) -> Any:
    """Some columns of a CSV file as text as it stands, in the order of its rows: an Arrow table.

    Parameters
    ----------
    places
        Places of the columns, counted from 0; each is called ``c`` and its place.

    Raises
    ------
    Refused
        As ``read_sheet`` does.
    """
    table = _parse(file, sorted(set(places)))
    if table.num_rows == 0:
        raise Refused(file.name, _no_rows(file))
    return table


def _parse(file: Recognised, positions: Sequence[int]) -> Any:
    width, lines = _heading(file)
    labels = [f"c{place}" for place in range(width)]
    ragged: list[Any] = []

    def refuse_row(row: Any) -> str:
        ragged.append(row)
        return "error"

    try:
        return arrow_csv.read_csv(
            file.path,
            read_options=arrow_csv.ReadOptions(column_names=labels, skip_rows=lines, use_threads=False),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=refuse_row),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(labels, pa.string()),
                include_columns=[f"c{place}" for place in positions],
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as error:
        raise Refused(file.name, _unreadable(file, ragged, error)) from error


def _heading(file: Recognised) -> tuple[int, int]:
    """Cells of the header, empty ones at its end included, and the lines that it takes."""
    with file.path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        try:
            return len(next(reader, [])), reader.line_num
        except csv.Error as error:
            raise Refused(
                file.name,
                f"{file.name}, line 1: a quotation mark is opened among the column names and not closed, or a name "
                "is endless. Mend the line, or download the file again.",
            ) from error


def _unreadable(file: Recognised, ragged: Sequence[Any], error: Exception) -> str:
    if ragged:
        row = ragged[0]
        where = f", {row_in_words(file, row.number)}" if row.number else ""
        return (
            f"{file.name}{where}: found {row.actual_columns} cells, expected {row.expected_columns} as in the "
            "header. The file may have been cut short, or a comma stands outside quotation marks."
        )
    if "UTF" in str(error):
        return f"{file.name} is not UTF-8 text. Save it as “CSV UTF-8” and take it in again."
    if "Empty CSV" in str(error):
        return _no_rows(file)
    return f"{file.name} cannot be read as CSV: {error}. Ask for it again from where it came."


def _no_rows(file: Recognised) -> str:
    return f"{file.name} holds column names and no rows. Ask for the whole file."


def _trimmed(column: Any) -> list[str | None]:
    trimmed = pc.utf8_trim_whitespace(column)
    cells: list[str | None] = pc.if_else(pc.equal(trimmed, ""), None, trimmed).to_pylist()
    return cells


def listed(names: Sequence[str], most: int = 12) -> str:
    """Names in a sentence, the first of them if there are many."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
