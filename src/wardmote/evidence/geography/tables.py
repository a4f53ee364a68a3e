"""What the geography files of one call say, as tables ready for a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

PLACES = pa.schema(
    [
        ("lsoa", pa.string()),
        ("ward", pa.string()),
        ("lad", pa.string()),
        ("csp", pa.string()),
        ("area_force", pa.string()),
        ("vintage", pa.string()),
        ("best_fit", pa.string()),
    ]
)
AREAS = pa.schema([("level", pa.string()), ("code", pa.string()), ("name", pa.string())])
POPULATION = pa.schema(
    [("lsoa", pa.string()), ("kind", pa.string()), ("date", pa.date32()), ("value", pa.float64())]
)
BOUNDARIES = pa.schema(
    [
        ("level", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("use", pa.string()),
        ("vintage", pa.string()),
        ("wkb", pa.binary()),
        ("min_lon", pa.float64()),
        ("min_lat", pa.float64()),
        ("max_lon", pa.float64()),
        ("max_lat", pa.float64()),
    ]
)
SUCCESSORS = pa.schema(
    [
        ("level", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("year", pa.string()),
        ("successor", pa.string()),
    ]
)

LEVEL_COLUMNS = {"lsoa": "best_fit", "ward": "ward", "lad": "lad", "csp": "csp", "force": "area_force"}
"""Level of area -> the column of ``places`` that holds its code. Of a small area, today's."""


@dataclass(frozen=True)
class FileCount:
    """What one file held."""

    name: str
    sha256: str
    source: str
    """Reference of its source definition, such as ``places-lsoa21/1``."""
    vintage: str
    rows: int
    """Rows or features in the file."""
    kept: int
    """Rows that say something: all of them, less those that repeat another row of the file."""
    repeated: int


@dataclass(frozen=True)
class GeographyTables:
    """The tables that geography files supply; None where no file supplies one.

    Every table is sorted by its key, so the same facts give the same bytes in whatever order the files came.
    """

    places: pa.Table | None = None
    """Sorted by lsoa; columns as in ``PLACES``."""
    areas: pa.Table | None = None
    """Sorted by level and code; columns as in ``AREAS``."""
    population: pa.Table | None = None
    """Sorted by kind, date and lsoa; columns as in ``POPULATION``; an empty value is not supplied."""
    boundaries: pa.Table | None = None
    """Sorted by level, use, vintage and code; columns as in ``BOUNDARIES``; polygons in WGS84."""
    successors: pa.Table | None = None
    """Sorted by level, code, year and successor; columns as in ``SUCCESSORS``. An area of some level became the
    successor in that year; or, where the successor is of a larger level, lay in it in that year."""
    notes: tuple[str, ...] = ()
    """Sentences on what a reader of the figures ought to know."""
    files: tuple[FileCount, ...] = ()
    """One a file that was read, in the order of their names."""


def table(schema: Any, rows: Iterable[Sequence[object]]) -> Any:
    """A table of the schema out of rows of values in its order."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
