"""The geography of a snapshot between its stored files and the reader of geography files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from wardmote.definitions import Definitions
from wardmote.evidence import geography
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import Manifest, Part, SourceRecord
from wardmote.evidence.progress import Progress
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.staging import Staged
from wardmote.evidence.storing import Stored, settle

TABLES = ("places", "areas", "population", "boundaries", "successors")
ROW_GROUP = 8192
"""Rows that are read together: the boundaries of one partnership are few."""


def read_geography(
    files: Sequence[Recognised],
    definitions: Definitions,
    layout: Layout,
    current: Manifest,
    progress: Progress,
) -> geography.GeographyTables:
    """Read geography files over what the current snapshot holds.

    Raises
    ------
    Refused
        When one cannot be understood or two disagree.
    """
    if not files:
        return geography.GeographyTables()
    held: dict[str, Any] = {
        table: pq.read_table(layout.stored(record)) for table in TABLES for record in current.of_table(table)
    }
    return geography.read(files, definitions, progress, geography.GeographyTables(**held))


def write_tables(tables: geography.GeographyTables, folder: Path) -> dict[tuple[str, str], Stored]:
    """Write the tables that there are; returns them by table and (empty) key."""
    stored = {}
    for name in TABLES:
        content = getattr(tables, name)
        if content is not None:
            path = folder / f"{name}.parquet"
            pq.write_table(content, path, compression="zstd", row_group_size=ROW_GROUP)
            stored[name, ""] = settle(path)
    return stored


def with_parts(record: SourceRecord, parts: tuple[Part, ...], notes: Sequence[str]) -> SourceRecord:
    """A file of geography with the reference tables that it supplies beside."""
    return replace(record, parts=parts, notes=(*record.notes, *notes))


def sources_of(
    tables: geography.GeographyTables, staged: dict[str, Staged], readings: dict[str, str]
) -> list[SourceRecord]:
    """The sources behind tables that were read; ``readings`` are their ways of reading, by hash."""
    return [
        SourceRecord(
            name=count.name,
            sha256=count.sha256,
            bytes=staged[count.sha256].bytes,
            source=count.source,
            notes=staged[count.sha256].notes,
            table_rows=count.rows,
            table_repeated=count.repeated,
            table_vintage=count.vintage,
            reading=readings[count.sha256],
        )
        for count in tables.files
    ]
