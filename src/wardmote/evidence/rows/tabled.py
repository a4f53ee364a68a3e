"""Text of CSV files as tables of the engine: many files at once the fast way, chunks of records the exact way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice

import duckdb
import pyarrow as pa

from wardmote.evidence.rows.exact import Record
from wardmote.evidence.rows.files import ArrivedFile
from wardmote.evidence.sql_text import listed

CHUNK = 50_000
"""Records of the exact way that are judged together."""


def alike(files: Sequence[ArrivedFile]) -> Iterator[list[ArrivedFile]]:
    """The files in groups with the same header."""
    ordered = sorted(files, key=lambda file: (file.file.columns, file.number))
    for _, group in groupby(ordered, lambda file: file.file.columns):
        yield list(group)


def fast_rows(files: Sequence[ArrivedFile], roles: Sequence[str]) -> str:
    """SQL for the rows of files with one header: ``file`` (its number), and the text of each role, NULL where empty.

    A role that the files have no column for is NULL throughout. The engine raises where a row is out of form.
    """
    paths = [str(file.file.path) for file in files]
    names = files[0].file.columns
    columns = "{" + ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(names))) + "}"
    chosen = ", ".join(f'{_cell(files[0], role)} AS "{role}"' for role in roles)
    numbers = "[" + ", ".join(str(file.number) for file in files) + "]"
    return f"""SELECT {numbers}[list_position({listed(paths)}, filename)] AS file, {chosen}
        FROM read_csv({listed(paths)}, columns = {columns}, auto_detect = false,
            header = true, delim = ',', quote = '"', escape = '"', compression = 'none', filename = true,
            strict_mode = true)"""


def insert_alike(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[ArrivedFile],
    statement: Callable[[Sequence[ArrivedFile]], str],
) -> set[int]:
    """Insert files with one header together; where one stumbles, one by one. Returns the numbers of those that did.

    ``statement`` gives the SQL that inserts some of them.
    """
    try:
        connection.execute(statement(files))
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.InvalidTypeException):
        if len(files) == 1:
            return {files[0].number}
        return set().union(*(insert_alike(connection, [file], statement) for file in files))
    return set()


def chunks(stream: Iterator[Record]) -> Iterator[list[Record]]:
    """Records in chunks that are judged together."""
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def as_table(file: ArrivedFile, sound: Sequence[Record], roles: Sequence[str]) -> pa.Table:
    """Records as text, a column a role, with the ``line`` of each and its ``place`` among them."""
    data = {role: pa.array(_cells(file, sound, role), pa.string()) for role in roles}
    data["line"] = pa.array([record.line for record in sound], pa.int64())
    data["place"] = pa.array(range(len(sound)), pa.int64())
    return pa.table(data)


def _cell(file: ArrivedFile, role: str) -> str:
    return f"c{file.file.columns.index(file.column(role))}" if file.has(role) else "CAST(NULL AS VARCHAR)"


def _cells(file: ArrivedFile, sound: Sequence[Record], role: str) -> list[str | None]:
    if not file.has(role):
        return [None] * len(sound)
    at = file.file.columns.index(file.column(role))
    return [record.cells[at] or None for record in sound]
