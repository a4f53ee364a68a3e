"""Outcomes, searches and observations without what is forgotten, written by the writers of their own doors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.observations.staging import MARK as MARK
from wardmote.evidence.observations.staging import OPTIONS
from wardmote.evidence.records.door import RecordsDoor
from wardmote.evidence.records.outcomes import OutcomesDoor
from wardmote.evidence.records.searches import OF_PEOPLE, PEOPLE, SEARCHES, SearchesDoor
from wardmote.evidence.rows.call import Call
from wardmote.evidence.sql_text import listed, quoted

OUTCOMES = "outcomes"
BY_MONTH = {OUTCOMES: OUTCOMES, SEARCHES: SEARCHES, OF_PEOPLE: SEARCHES}
"""Tables that are stored by month -> the table that their parts name."""
_STAGED = {
    OUTCOMES: "crime_id VARCHAR, lsoa VARCHAR, outcome VARCHAR",
    SEARCHES: "longitude DOUBLE, latitude DOUBLE, kind VARCHAR, object VARCHAR, outcome VARCHAR, linked VARCHAR, "
    + ", ".join(f'"{role}" VARCHAR' for role in PEOPLE),
}
"""Columns that a door stages beside file, force, month and located."""


def month_without_forces(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    table: str,
    month: str,
    stored: Path,
    forces: Collection[str],
    to: Path,
) -> None:
    """Write a month of a table again without the rows of some forces."""
    door = _door(BY_MONTH[table], connection, definitions, to.parent)
    connection.execute("DROP TABLE IF EXISTS staged")
    connection.execute(
        f"CREATE TEMP TABLE staged (file INTEGER, force VARCHAR, month VARCHAR, located BOOLEAN, "
        f"{_STAGED[BY_MONTH[table]]})"
    )
    rows = door.month_tables(month, {table: stored}, sorted(forces))[table]
    connection.execute(f"COPY ({rows}) TO {quoted(str(to))} ({door.options})")
    connection.execute("DROP TABLE staged")


def _door(
    table: str, connection: duckdb.DuckDBPyConnection, definitions: Definitions, folder: Path
) -> RecordsDoor:
    held: Mapping[tuple[str, str], Path] = {}
    call = Call(connection, definitions, folder, held, {}, {})
    return OutcomesDoor(call) if table == OUTCOMES else SearchesDoor(call)


def observations_without_files(
    connection: duckdb.DuckDBPyConnection, stored: Path, hashes: Collection[str], to: Path
) -> None:
    """Write the observations of a source again without those that some files supplied."""
    query = f"SELECT * FROM read_parquet({quoted(str(stored))}) WHERE NOT {of_files(hashes)} ORDER BY ALL"
    connection.execute(f"COPY ({query}) TO {quoted(str(to))} ({OPTIONS})")


def notes_of(connection: duckdb.DuckDBPyConnection, stored: Path) -> list[str]:
    """Every note that stands beside an observation of a stored file, each once."""
    query = f"SELECT DISTINCT note FROM read_parquet({quoted(str(stored))}) WHERE note <> '' ORDER BY note"
    return [note for (note,) in connection.execute(query).fetchall()]


def observations_without_notes(
    connection: duckdb.DuckDBPyConnection, stored: Path, notes: Collection[str], to: Path
) -> None:
    """Write the observations of a source again with nothing where these notes stood."""
    query = f"""SELECT * REPLACE (CASE WHEN note IN (SELECT unnest({listed(sorted(notes))}::VARCHAR[])) THEN '' ELSE note END
        AS note) FROM read_parquet({quoted(str(stored))}) ORDER BY ALL"""
    connection.execute(f"COPY ({query}) TO {quoted(str(to))} ({OPTIONS})")


def marks_with_notes(connection: duckdb.DuckDBPyConnection, stored: Path, notes: Collection[str]) -> set[str]:
    """Marks of the files whose observations have one of these notes."""
    rows = connection.execute(
        f"""SELECT DISTINCT file FROM read_parquet({quoted(str(stored))})
            WHERE note IN (SELECT unnest({listed(sorted(notes))}::VARCHAR[]))"""
    ).fetchall()
    return {mark for (mark,) in rows}


def of_files(hashes: Collection[str]) -> str:
    """SQL: whether an observation was supplied by one of these files."""
    marks = listed(sorted(sha256[:MARK] for sha256 in hashes))
    return f"(file IN (SELECT unnest({marks}::VARCHAR[])))"


def owned(connection: duckdb.DuckDBPyConnection, stored: Path) -> dict[str, int]:
    """Observations of a stored file by the mark of the file that supplied them."""
    rows = connection.execute(
        f"SELECT file, count(*) FROM read_parquet({quoted(str(stored))}) GROUP BY file"
    ).fetchall()
    return dict(rows)
