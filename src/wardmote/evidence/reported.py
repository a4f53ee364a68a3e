"""What each force reported, month by month: a small table, so that no table of figures reads every count for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from wardmote.evidence.sql_text import listed, quoted
from wardmote.evidence.storing import Stored, settle

TABLE = "reported"
_OPTIONS = "FORMAT parquet, COMPRESSION zstd"


def reported_query(counts: str, places: str) -> str:
    """SQL for rows of (force, month, category, n, not_located), the last being rows whose place is not known.

    ``counts`` and ``places`` are what to select from.
    """
    return f"""
        SELECT c.force, c.month, c.category, CAST(sum(c.n) AS BIGINT) AS n,
               CAST(sum(CASE WHEN p.lsoa IS NULL THEN c.n ELSE 0 END) AS BIGINT) AS not_located
        FROM {counts} c LEFT JOIN {places} p ON p.lsoa = c.lsoa
        GROUP BY c.force, c.month, c.category"""


def write_reported(
    connection: duckdb.DuckDBPyConnection, counts: Sequence[Path], places: Path | None, to: Path
) -> Stored:
    """Write the table for all months held; without a lookup no place is known."""
    query = reported_query(files_of(counts), lookup_of(places))
    connection.execute(
        f"COPY ({query} ORDER BY c.force, c.month, c.category) TO {quoted(str(to))} ({_OPTIONS})"
    )
    return settle(to)


def files_of(counts: Sequence[Path]) -> str:
    """What to select the counts from."""
    return f"read_parquet({listed(map(str, counts))})"


def lookup_of(places: Path | None) -> str:
    """What to select the places from; nothing where there is no lookup."""
    if places is None:
        return "(SELECT CAST(NULL AS VARCHAR) AS lsoa WHERE FALSE)"
    return f"read_parquet({quoted(str(places))})"
