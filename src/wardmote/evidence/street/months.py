"""Writes a month: the rows of all forces sorted by small area, and their counts beside them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.evidence.sql_text import listed, quoted
from wardmote.evidence.street.words import Words

CRIME_OPTIONS = (
    "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880, DICTIONARY_SIZE_LIMIT 5000, "
    "WRITE_BLOOM_FILTER false"
)
"""Crime IDs never repeat, so a dictionary of them is given up early; measured, a sixth less work and a smaller file."""
COUNTS_OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480, WRITE_BLOOM_FILTER false"
"""Small row groups: a partnership's small areas lie together, so few of them are read."""


@dataclass(frozen=True)
class MonthFiles:
    """The two files of a month, wherever they lie."""

    crime: Path
    counts: Path


def write_month(
    connection: duckdb.DuckDBPyConnection,
    words: Words,
    month: str,
    to: MonthFiles,
    base: MonthFiles | None,
    replaced: Collection[str],
) -> None:
    """Write the staged rows of a month, together with those of other forces that are held already.

    The order is total (small area, force, place in the force's file) and rows keep it when a month is written
    again, so the same evidence gives the same bytes whatever came first.

    Parameters
    ----------
    base
        The month as it stands, if it does.
    replaced
        Identifiers of the forces that the staged rows supply for this month.
    """
    _copy(connection, _crime(words, month, base, replaced), to.crime, CRIME_OPTIONS)
    _copy(connection, _counts(words, month, base, replaced), to.counts, COUNTS_OPTIONS)


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, options: str) -> None:
    connection.execute(f"COPY ({query}) TO {quoted(str(path))} ({options})")


def _crime(words: Words, month: str, base: MonthFiles | None, replaced: Collection[str]) -> str:
    """The rows in their order. The month is a constant on both ways, so that both encode it alike."""
    staged = f"SELECT *, rowid AS place FROM staged WHERE month = {quoted(month)}"
    before, between = f"crime_id, {quoted(month)} AS month", "longitude, latitude, location, lsoa"
    if base is None:
        return f"""SELECT {before}, {words.force_id} AS force, {between}, {words.category_id} AS category, outcome
            FROM ({staged} ORDER BY lsoa NULLS LAST, force, place)"""
    return f"""SELECT {before}, force, {between}, category, outcome FROM (
        SELECT crime_id, {words.force_id} AS force, {between}, {words.category_id} AS category, outcome,
            enum_code(force) AS rank, place FROM ({staged})
        UNION ALL
        SELECT crime_id, force, {between}, category, outcome, {words.force_rank} AS rank, file_row_number AS place
        FROM read_parquet({quoted(str(base.crime))}, file_row_number = true)
        WHERE force NOT IN (SELECT unnest({listed(replaced)}))
    ) ORDER BY lsoa NULLS LAST, rank, place"""


def _counts(words: Words, month: str, base: MonthFiles | None, replaced: Collection[str]) -> str:
    staged = f"""SELECT {words.force_of_rank} AS force, lsoa, {words.category_of_rank} AS category, n
        FROM (SELECT {words.staged_force_rank} AS force_rank, lsoa, {words.staged_category_rank} AS category_rank,
                CAST(sum(n) AS INTEGER) AS n
              FROM cube WHERE month = {quoted(month)} GROUP BY ALL HAVING sum(n) > 0
              ORDER BY lsoa NULLS LAST, force_rank, category_rank)"""
    columns = f"force, {quoted(month)} AS month, lsoa, category, n"
    if base is None:
        return f"SELECT {columns} FROM ({staged})"
    return f"""SELECT {columns} FROM ({staged}
        UNION ALL SELECT force, lsoa, category, n FROM read_parquet({quoted(str(base.counts))})
        WHERE force NOT IN (SELECT unnest({listed(replaced)}))) ORDER BY lsoa NULLS LAST, force, category"""
