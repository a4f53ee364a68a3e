"""A Crime ID is one crime: of rows that repeat it within a force's month, the last stands."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from wardmote.evidence.street.words import Words


@dataclass(frozen=True)
class Repeats:
    """What was found."""

    by_unit: dict[tuple[int, str, str], int]
    """Rows taken out, by file number, force and month."""
    across_forces: dict[str, int]
    """Crime IDs that stand under two forces or more, by month; each force keeps its own."""


def drop_repeats(connection: duckdb.DuckDBPyConnection, words: Words) -> Repeats:
    """Take repeated rows out of the tables ``staged`` and ``cube``. Rows without an ID are each an incident."""
    suspects = """SELECT h FROM (SELECT hash(crime_id, month) AS h FROM staged WHERE crime_id IS NOT NULL)
        GROUP BY h HAVING count(*) > 1"""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE again AS
        SELECT rowid AS row_id, file, {words.force_id} AS force_id, force, month, lsoa, category, crime_id,
            row_number() OVER (PARTITION BY {words.force_id}, month, crime_id ORDER BY rowid DESC) AS place
        FROM staged WHERE crime_id IS NOT NULL AND hash(crime_id, month) IN ({suspects})"""
    )
    counted = connection.execute(
        "SELECT file, force_id, month, count(*) FROM again WHERE place > 1 GROUP BY ALL"
    ).fetchall()
    if counted:
        connection.execute("DELETE FROM staged WHERE rowid IN (SELECT row_id FROM again WHERE place > 1)")
        connection.execute(
            "INSERT INTO cube SELECT file, force, month, lsoa, category, FALSE, -count(*) FROM again "
            "WHERE place > 1 GROUP BY ALL"
        )
    across = connection.execute(
        """SELECT month, count(*) FROM (SELECT month, crime_id FROM again WHERE place = 1
        GROUP BY ALL HAVING count(DISTINCT force_id) > 1) GROUP BY ALL"""
    ).fetchall()
    return Repeats({(file, force, month): n for file, force, month, n in counted}, dict(across))
