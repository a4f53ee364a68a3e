"""A snapshot opened for reading: its tables as views."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.engine import shut
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import BY_RELEASE, Manifest
from wardmote.evidence.reported import TABLE as REPORTED
from wardmote.evidence.reported import reported_query
from wardmote.evidence.sql_text import listed

SHAPES = {
    "crime": {
        "crime_id": "VARCHAR",
        "month": "VARCHAR",
        "force": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
        "location": "VARCHAR",
        "lsoa": "VARCHAR",
        "category": "VARCHAR",
        "outcome": "VARCHAR",
    },
    "counts": {
        "force": "VARCHAR",
        "month": "VARCHAR",
        "lsoa": "VARCHAR",
        "category": "VARCHAR",
        "n": "INTEGER",
    },
    "outcomes": {
        "crime_id": "VARCHAR",
        "month": "VARCHAR",
        "force": "VARCHAR",
        "lsoa": "VARCHAR",
        "outcome": "VARCHAR",
    },
    "searches": {
        "month": "VARCHAR",
        "force": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
        "kind": "VARCHAR",
        "object": "VARCHAR",
        "outcome": "VARCHAR",
        "linked": "VARCHAR",
        "n": "INTEGER",
    },
    "search_people": {
        "month": "VARCHAR",
        "force": "VARCHAR",
        "characteristic": "VARCHAR",
        "value": "VARCHAR",
        "n": "INTEGER",
    },
    "observations": {
        "source": "VARCHAR",
        "item": "VARCHAR",
        "detail": "VARCHAR",
        "area": "VARCHAR",
        "level": "VARCHAR",
        "start": "VARCHAR",
        "end": "VARCHAR",
        "value": "DOUBLE",
        "state": "VARCHAR",
        "base": "DOUBLE",
        "note": "VARCHAR",
        "file": "VARCHAR",
    },
    "weeks": {
        "source": "VARCHAR",
        "item": "VARCHAR",
        "detail": "VARCHAR",
        "area": "VARCHAR",
        "level": "VARCHAR",
        "week": "VARCHAR",
        "value": "DOUBLE",
        "state": "VARCHAR",
        "file": "VARCHAR",
    },
    "weights": {
        "collection": "VARCHAR",
        "release": "VARCHAR",
        "code": "VARCHAR",
        "detail": "VARCHAR",
        "category": "VARCHAR",
        "start": "VARCHAR",
        "end": "VARCHAR",
        "weight": "DOUBLE",
        "state": "VARCHAR",
        "unit": "VARCHAR",
        "note": "VARCHAR",
    },
    "deprivation": {
        "collection": "VARCHAR",
        "release": "VARCHAR",
        "area": "VARCHAR",
        "level": "VARCHAR",
        "vintage": "VARCHAR",
        "domain": "VARCHAR",
        "score": "DOUBLE",
        "rank": "INTEGER",
        "decile": "INTEGER",
    },
    "profile": {
        "collection": "VARCHAR",
        "release": "VARCHAR",
        "date": "DATE",
        "area": "VARCHAR",
        "level": "VARCHAR",
        "vintage": "VARCHAR",
        "topic": "VARCHAR",
        "category": "VARCHAR",
        "value": "DOUBLE",
        "base": "DOUBLE",
        "unit": "VARCHAR",
    },
    "responses": {
        "survey": "VARCHAR",
        "wave": "VARCHAR",
        "respondent": "INTEGER",
        "question": "VARCHAR",
        "answer": "VARCHAR",
        "number": "DOUBLE",
    },
    "places": {
        "lsoa": "VARCHAR",
        "ward": "VARCHAR",
        "lad": "VARCHAR",
        "csp": "VARCHAR",
        "area_force": "VARCHAR",
        "vintage": "VARCHAR",
        "best_fit": "VARCHAR",
    },
    "areas": {"level": "VARCHAR", "code": "VARCHAR", "name": "VARCHAR"},
    "successors": {
        "level": "VARCHAR",
        "code": "VARCHAR",
        "name": "VARCHAR",
        "year": "VARCHAR",
        "successor": "VARCHAR",
    },
    "population": {"lsoa": "VARCHAR", "kind": "VARCHAR", "date": "DATE", "value": "DOUBLE"},
    "boundaries": {
        "level": "VARCHAR",
        "code": "VARCHAR",
        "name": "VARCHAR",
        "use": "VARCHAR",
        "vintage": "VARCHAR",
        "wkb": "BLOB",
        "min_lon": "DOUBLE",
        "min_lat": "DOUBLE",
        "max_lon": "DOUBLE",
        "max_lat": "DOUBLE",
    },
}
"""Columns and types of each stored table; a table that holds nothing yet has them too."""


class Snapshot:
    """An immutable state of the evidence, open for reading.

    Its connection holds the stored tables as views, ``reported`` (force, month, category, n, not_located),
    ``supplied`` (force, month, kept, unknown, rows, rejected, repeated: rows kept of that force and month, those of
    them whose LSOA code the lookup does not hold (zero while there is no lookup), and what the files held), ``parts``
    (kind, supplier, period, kept: what was supplied of outcomes, searches and observations), ``releases`` (kind,
    collection, release, kept: what was supplied of weights, deprivation and profiles) and ``forces`` (force, title,
    code). It can read the files of the evidence and nothing else. It is a context manager.
    """

    def __init__(self, manifest: Manifest, layout: Layout, definitions: Definitions) -> None:
        self.manifest = manifest
        self._connection = duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        for table in SHAPES:
            self._connection.execute(f"CREATE VIEW {table} AS {_reading(table, manifest, layout)}")
        self._make_supplied()
        self._make_parts()
        self._make_forces(definitions)
        self._connection.execute(f"CREATE VIEW reported AS {_reported(manifest, layout)}")
        shut(self._connection, layout.files.resolve())

    @property
    def id(self) -> str:
        """Its identity."""
        return self.manifest.id

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A cursor on the snapshot: take one for each thread."""
        return self._connection.cursor()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _make_supplied(self) -> None:
        self._connection.execute(
            "CREATE TABLE supplied (force VARCHAR, month VARCHAR, kept BIGINT, unknown BIGINT, rows BIGINT, "
            "rejected BIGINT, repeated BIGINT)"
        )
        rows = self.manifest.supplied_rows()
        if rows:
            self._fill("supplied", rows)

    def _make_parts(self) -> None:
        self._connection.execute(
            "CREATE TABLE parts (kind VARCHAR, supplier VARCHAR, period VARCHAR, kept BIGINT, rejected BIGINT)"
        )
        self._connection.execute(
            "CREATE TABLE releases (kind VARCHAR, collection VARCHAR, release VARCHAR, kept BIGINT)"
        )
        rows = [
            (part.table, part.supplier, part.period, part.kept, part.rejected)
            for source in self.manifest.sources
            for part in source.parts
        ]
        for table, of_reference in (("parts", False), ("releases", True)):
            mine = sorted(row for row in rows if (row[0] in BY_RELEASE) == of_reference)
            if mine:
                self._fill(table, [row[:4] for row in mine] if of_reference else mine)

    def _make_forces(self, definitions: Definitions) -> None:
        rows = [(force.id, force.title, force.code) for force in definitions.forces.values()]
        self._connection.execute("CREATE TABLE forces (force VARCHAR, title VARCHAR, code VARCHAR)")
        if rows:
            self._fill("forces", sorted(rows))

    def _fill(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Insert rows in one statement: one by one, those of the whole country take most of a second."""
        columns = [list(column) for column in zip(*rows, strict=True)]
        unnested = ", ".join("unnest(?)" for _ in columns)
        self._connection.execute(f"INSERT INTO {table} SELECT {unnested}", columns)


def _reading(table: str, manifest: Manifest, layout: Layout) -> str:
    """The query that a view stands for."""
    files = layout.files.resolve()
    paths = [str(files / record.filename) for record in manifest.of_table(table)]
    if paths:
        return f"SELECT * FROM read_parquet({listed(paths)})"
    columns = ", ".join(f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in SHAPES[table].items())
    return f"SELECT {columns} WHERE FALSE"


def _reported(manifest: Manifest, layout: Layout) -> str:
    """The query behind ``reported``; counted on the spot where nothing is stored."""
    if manifest.of_table(REPORTED):
        return _reading(REPORTED, manifest, layout)
    return reported_query("counts", "places")
