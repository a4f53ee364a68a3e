"""Positions that no place of ours can have: swapped, zero, or out at sea. The small area decides where a crime counts."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from wardmote.definitions import Definitions


def notes_on_positions(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, names: Mapping[int, str]
) -> dict[int, str]:
    """What to say of each staged file with rows whose position lies outside the British Isles; rows are kept.

    ``names`` are the files' names by their numbers.
    """
    west, east = definitions.threshold("longitude-west"), definitions.threshold("longitude-east")
    south, north = definitions.threshold("latitude-south"), definitions.threshold("latitude-north")
    rows = connection.execute(
        """SELECT file, count(*) FILTER (longitude = 0 OR latitude = 0),
                count(*) FILTER (latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?), count(*)
           FROM staged WHERE NOT (longitude BETWEEN ? AND ? AND latitude BETWEEN ? AND ?) OR longitude = 0 AND latitude = 0
           GROUP BY file""",
        [west, east, south, north, west, east, south, north],
    ).fetchall()
    return {file: _sentence(names[file], zero, swapped, total) for file, zero, swapped, total in rows}


def _sentence(name: str, zero: int, swapped: int, total: int) -> str:
    kinds = [
        *([f"{zero:,} at zero"] if zero else []),
        *([f"{swapped:,} with longitude and latitude swapped"] if swapped else []),
        *([f"{total - zero - swapped:,} elsewhere"] if total > zero + swapped else []),
    ]
    rows = "1 row has" if total == 1 else f"{total:,} rows have"
    return (
        f"{name}: {rows} a position outside the British Isles ({', '.join(kinds)}). Such a row is kept; where it counts is "
        "decided by its small area."
    )
