"""A small country to count in: two forces, three partnerships, four wards, eight small areas."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from wardmote.definitions import Definitions, load
from wardmote.figures import Evidence
from wardmote.figures.months import Period

PLACES = [
    # lsoa, ward, lad, csp, force area
    ("E1", "W1", "L1", "C1", "E23000026"),
    ("E2", "W1", "L1", "C1", "E23000026"),
    ("E3", "W2", "L1", "C2", "E23000026"),
    ("E4", "W2", "L1", "C1", "E23000026"),
    ("E5", "W3", "L2", "C3", "E23000028"),
    ("E6", "W3", "L2", "C3", "E23000028"),
    ("E7", "W4", "L2", "C3", "E23000028"),
    ("E8", "W4", "L2", "C3", "E23000028"),
]
MONTHS = Period("2021-05", "2024-04").months
CATEGORIES = ("burglary", "shoplifting", "anti-social-behaviour", "public-order", "robbery")


@dataclass
class Country:
    """The rows behind the views, for a test to count by hand, and the evidence made of them."""

    rows: list[tuple[str, str, str | None, str, int]]
    supplied: set[tuple[str, str]]
    evidence: Evidence

    def total(self, lsoas: set[str | None], category: str, months: set[str]) -> int:
        """Count by walking over every row."""
        return sum(
            n
            for _, month, lsoa, kind, n in self.rows
            if lsoa in lsoas and kind == category and month in months
        )


def build(missing: set[tuple[str, str]] = frozenset(), seed: int = 1, level: int = 30) -> Country:
    """Make a country without the (force, month) files in ``missing``."""
    rng = random.Random(seed)
    rows: list[tuple[str, str, str | None, str, int]] = []
    supplied = set()
    for force, own in (("bedfordshire", ["E1", "E2", "E3", "E4"]), ("essex", ["E5", "E6", "E7", "E8"])):
        for month in MONTHS:
            if (force, month) in missing:
                continue
            supplied.add((force, month))
            for category in CATEGORIES:
                rows += [
                    (force, month, lsoa, category, rng.randint(0, level if lsoa in own else 2))
                    for lsoa in [*own, None, "E0-unknown"]
                ]
            rows.append((force, month, "E5" if force == "bedfordshire" else "E1", "robbery", 1))
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE counts (force VARCHAR, month VARCHAR, lsoa VARCHAR, category VARCHAR, n INTEGER)"
    )
    insert(connection, "counts", rows)
    connection.execute("CREATE TABLE supplied (force VARCHAR, month VARCHAR, kept INTEGER, unknown INTEGER)")
    connection.executemany("INSERT INTO supplied VALUES (?, ?, 1000, 10)", sorted(supplied))
    _geography(connection)
    connection.execute(OBSERVATIONS)
    connection.execute(WEEKS)
    definitions = load()
    _forces(connection, definitions)
    return Country(rows, supplied, Evidence(connection, definitions, "test-snapshot"))


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put rows into a table at once: with a statement for each, two thousand take a second."""
    if not rows:
        return
    names = [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]
    connection.register("given", pa.table([pa.array(column) for column in zip(*rows, strict=True)], names))
    connection.execute(f"INSERT INTO {table} SELECT * FROM given")
    connection.unregister("given")


OBSERVATIONS = """CREATE TABLE observations (source VARCHAR, item VARCHAR, detail VARCHAR, area VARCHAR,
    level VARCHAR, start VARCHAR, "end" VARCHAR, value DOUBLE, state VARCHAR, base DOUBLE, note VARCHAR, file VARCHAR)"""

WEEKS = """CREATE TABLE weeks (source VARCHAR, item VARCHAR, detail VARCHAR, area VARCHAR, level VARCHAR, week VARCHAR,
    value DOUBLE, state VARCHAR, file VARCHAR)"""


def _geography(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """CREATE TABLE places (lsoa VARCHAR, ward VARCHAR, lad VARCHAR, csp VARCHAR, area_force VARCHAR,
           vintage VARCHAR, best_fit VARCHAR)"""
    )
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, '2021', ?)", [(*p, p[0]) for p in PLACES]
    )
    areas = {
        (level, row[at]) for row in PLACES for at, level in enumerate(("lsoa", "ward", "lad", "csp", "force"))
    }
    connection.execute(
        "CREATE TABLE boundaries (level VARCHAR, code VARCHAR, name VARCHAR, use VARCHAR, vintage VARCHAR, wkb BLOB)"
    )
    connection.execute("CREATE TABLE areas (level VARCHAR, code VARCHAR, name VARCHAR)")
    connection.executemany(
        "INSERT INTO areas VALUES (?, ?, ?)", [(lv, c, f"Name of {c}") for lv, c in sorted(areas)]
    )
    connection.execute(
        "CREATE TABLE successors (level VARCHAR, code VARCHAR, name VARCHAR, year VARCHAR, successor VARCHAR)"
    )
    people = [(p[0], kind, on, 1000.0 + 10 * at) for at, p in enumerate(PLACES) for kind, on in KINDS]
    connection.execute("CREATE TABLE population (lsoa VARCHAR, kind VARCHAR, date DATE, value DOUBLE)")
    connection.executemany("INSERT INTO population VALUES (?, ?, ?, ?)", people)


KINDS = [
    ("residents", date(2022, 6, 30)),
    ("residents", date(2023, 6, 30)),
    ("households", date(2021, 3, 21)),
]


def _forces(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
    connection.execute("CREATE TABLE forces (force VARCHAR, title VARCHAR, code VARCHAR)")
    connection.executemany(
        "INSERT INTO forces VALUES (?, ?, ?)", [(f.id, f.title, f.code) for f in definitions.forces.values()]
    )
    connection.execute(
        """CREATE VIEW reported AS SELECT c.force, c.month, c.category, sum(c.n) AS n,
           sum(CASE WHEN p.lsoa IS NULL THEN c.n ELSE 0 END) AS not_located
           FROM counts c LEFT JOIN places p ON p.lsoa = c.lsoa GROUP BY c.force, c.month, c.category"""
    )


@pytest.fixture(scope="module")
def country() -> Country:
    """Every month of both forces supplied."""
    return build()


@pytest.fixture
def make_country():
    """A maker of countries with missing months, other seeds or levels."""
    return build
