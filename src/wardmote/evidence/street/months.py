"""Writes a month: the rows of all forces sorted by small area, and their counts beside them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.evidence.street.words import Words, listed, quoted

CRIME_OPTIONS = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880"
COUNTS_OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480"
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
    staged = f"SELECT * EXCLUDE (misplaced), rowid AS place FROM staged WHERE month = {quoted(month)}"
    if base is None:
        return f"""SELECT crime_id, month, {words.force_id} AS force, longitude, latitude, location, lsoa,
            {words.category_id} AS category, outcome
            FROM ({staged} ORDER BY lsoa NULLS LAST, force, place)"""
    return f"""SELECT crime_id, month, force, longitude, latitude, location, lsoa, category, outcome FROM (
        SELECT crime_id, month, {words.force_id} AS force, longitude, latitude, location, lsoa,
            {words.category_id} AS category, outcome, enum_code(force) AS rank, place FROM ({staged})
        UNION ALL
        SELECT crime_id, month, force, longitude, latitude, location, lsoa, category, outcome,
            {words.force_rank} AS rank, file_row_number AS place
        FROM read_parquet({quoted(str(base.crime))}, file_row_number = true)
        WHERE force NOT IN (SELECT unnest({listed(replaced)}))
    ) ORDER BY lsoa NULLS LAST, rank, place"""


def _counts(words: Words, month: str, base: MonthFiles | None, replaced: Collection[str]) -> str:
    staged = f"""SELECT {words.force_of_rank} AS force, month, lsoa, {words.category_of_rank} AS category, n
        FROM (SELECT {words.staged_force_rank} AS force_rank, month, lsoa, {words.staged_category_rank}
                AS category_rank, CAST(sum(n) AS INTEGER) AS n
              FROM cube WHERE month = {quoted(month)} GROUP BY ALL HAVING sum(n) > 0
              ORDER BY lsoa NULLS LAST, force_rank, category_rank)"""
    if base is None:
        return staged
    return f"""SELECT force, month, lsoa, category, n FROM ({staged}
        UNION ALL SELECT force, month, lsoa, category, n FROM read_parquet({quoted(str(base.counts))})
        WHERE force NOT IN (SELECT unnest({listed(replaced)}))) ORDER BY lsoa NULLS LAST, force, category"""
