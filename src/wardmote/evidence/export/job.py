"""What one export works with, and what it says of each file that it wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions, Source
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import FileRecord, Manifest
from wardmote.evidence.sql_text import listed, quoted

PACKED, PLAIN = ".gz", ""
TAKEN_IN, FOR_READING = "evidence", "for-reading"
"""Folders of an export: what ``wardmote ingest`` takes in again, and what it does not."""


@dataclass(frozen=True)
class Written:
    """One file of an export."""

    path: str
    """Below the folder of the export, with forward slashes."""
    table: str
    rows: int
    source: str = ""
    """Reference of the source definition whose layout it has; empty where it has none."""
    licence: str = ""
    taken_in: bool = True
    """Whether ``wardmote ingest`` takes it in again."""
    note: str = ""
    """What does not come back, or why it is not taken in."""


@dataclass(frozen=True)
class Job:
    """One export: an open connection, the snapshot, the definitions in force, and the folder to write to."""

    connection: duckdb.DuckDBPyConnection
    layout: Layout
    manifest: Manifest
    definitions: Definitions
    folder: Path
    packed: bool = False

    def sources(self, reader: str) -> list[Source]:
        """Source definitions of a reader, by id."""
        return [one for _, one in sorted(self.definitions.sources.items()) if one.reader == reader]

    def reading(self, table: str, key: str | None = None) -> str:
        """What to select a stored table from, or the file of one key."""
        paths = [self.layout.stored(f) for f in self.manifest.of_table(table) if key is None or f.key == key]
        return f"read_parquet({listed(map(str, paths))})"

    def files(self, table: str) -> tuple[FileRecord, ...]:
        """The stored files of a table."""
        return self.manifest.of_table(table)

    def write(self, name: str, query: str, *, taken_in: bool = True) -> tuple[str, int]:
        """Write the rows of a query, in their order, as CSV; returns the path below the folder, and how many."""
        path = self.place(name, taken_in=taken_in)
        compression = "gzip" if self.packed else "none"
        done = self.connection.execute(
            f"COPY ({query}) TO {quoted(str(path))} (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', "
            f"COMPRESSION {compression})"
        ).fetchall()
        return self.below(path), int(done[0][0])

    def place(self, name: str, *, taken_in: bool = True) -> Path:
        """Where a file of the export goes; its folder is made."""
        path = (
            self.folder
            / (TAKEN_IN if taken_in else FOR_READING)
            / (name + (PACKED if self.packed else PLAIN))
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def below(self, path: Path) -> str:
        """A path as the manifest of the export names it."""
        return path.relative_to(self.folder).as_posix()


Writer = Callable[[Job], Iterable[Written]]


def header_of(source: Source) -> list[str]:
    """Every column that a file of a source has: those it is recognised by, and those of its roles."""
    return list(dict.fromkeys((*source.recognise, *source.columns.values())))


def selected(source: Source, cells: dict[str, str]) -> str:
    """The select list for a file of a source: SQL by role or by name of column; other columns are empty."""
    by_name = {source.columns.get(role, role): sql for role, sql in cells.items()}
    return ", ".join(f'{by_name.get(name, "NULL")} AS "{name}"' for name in header_of(source))


def cases(column: str, words: Sequence[tuple[str, str]]) -> str:
    """SQL: the word for each identifier in a column, else the identifier itself."""
    if not words:
        return column
    whens = " ".join(f"WHEN {quoted(identifier)} THEN {quoted(word)}" for identifier, word in words)
    return f"CASE {column} {whens} ELSE {column} END"
