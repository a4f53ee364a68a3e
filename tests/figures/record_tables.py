"""A small country with crimes, outcomes and searches row by row, for a test to count by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb
import shapely
from tests.country import MONTHS, PLACES, insert
from tests.country import _forces as country_forces
from tests.country import _geography as country_geography

from wardmote.definitions import Definitions, load
from wardmote.figures import Evidence
from wardmote.figures.months import shift

Crime = tuple[str | None, str, str, str | None, str, str | None]
"""Crime ID, month, force, LSOA, category, last outcome."""
Outcome = tuple[str | None, str, str, str]
"""Crime ID, month, force, outcome."""
Search = tuple[str, str, float | None, float | None, str, str, str, int]
"""Month, force, longitude, latitude, object, outcome, linked, how many."""


@dataclass
class Records:
    """The rows behind the tables, and the evidence made of them."""

    crimes: list[Crime]
    outcomes: list[Outcome]
    evidence: Evidence


def records(
    crimes: Iterable[Crime],
    outcomes: Iterable[Outcome],
    searches: Iterable[Search] = (),
    people: Iterable[tuple[str, str, str, str, int]] = (),
    *,
    without: Sequence[tuple[str, str, str]] = (),
    outcomes_until: str = MONTHS[-1],
    outlines: bool = True,
) -> Records:
    """Make the evidence.

    ``without``: kind (crimes, outcomes, searches), force and month that were not supplied.
    """
    crimes, outcomes = list(crimes), list(outcomes)
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE counts (force VARCHAR, month VARCHAR, lsoa VARCHAR, category VARCHAR, n INTEGER)"
    )
    country_geography(connection)
    country_forces(connection, definitions())
    _supplied(connection, without)
    _table(connection, "crime", "crime_id, month, force, lsoa, category, outcome", crimes)
    _table(connection, "outcomes", "crime_id, month, force, outcome", outcomes)
    _parts(connection, without, outcomes_until)
    connection.execute(
        """CREATE TABLE searches (month VARCHAR, force VARCHAR, longitude DOUBLE, latitude DOUBLE, object VARCHAR,
           outcome VARCHAR, linked VARCHAR, n INTEGER)"""
    )
    insert(connection, "searches", list(searches))
    connection.execute(
        """CREATE TABLE search_people (month VARCHAR, force VARCHAR, characteristic VARCHAR, value VARCHAR,
           n INTEGER)"""
    )
    insert(connection, "search_people", list(people))
    if outlines:
        connection.executemany(
            "INSERT INTO boundaries VALUES ('lsoa', ?, '', 'documents', '2021', ?)",
            [(place[0], square(at)) for at, place in enumerate(PLACES)],
        )
    return Records(crimes, outcomes, Evidence(connection, definitions(), "test-snapshot"))


@cache
def definitions() -> Definitions:
    """Our own definitions."""
    return load()


def square(at: int) -> bytes:
    """The outline of the small area at a place of the list: a square of a tenth of a degree, side by side."""
    return bytes(shapely.to_wkb(shapely.box(at / 10, 52, (at + 1) / 10, 52.1)))


def point(at: int) -> tuple[float, float]:
    """A point inside that square."""
    return at / 10 + 0.05, 52.05


def drawn(seed: int, crimes: int = 1_500) -> tuple[list[Crime], list[Outcome]]:
    """Crimes of two forces with what became of them, at random."""
    rng = random.Random(seed)
    found: list[Crime] = []
    ends: list[Outcome] = []
    words = (
        "suspect-charged",
        "local-resolution",
        "unable-to-prosecute-suspect",
        "under-investigation",
        "new-word",
    )
    for number in range(crimes):
        force = rng.choice(("bedfordshire", "bedfordshire", "essex"))
        lsoa = rng.choice(
            [
                *(p[0] for p in PLACES if (p[4] == "E23000026") == (force == "bedfordshire")),
                None,
                "E0-unknown",
            ]
        )
        month = rng.choice(MONTHS)
        category = rng.choice(("burglary", "shoplifting", "anti-social-behaviour"))
        identifier = None if category == "anti-social-behaviour" else f"{number:06}"
        said = rng.choice((None, "Under investigation", "Suspect charged", "Status update unavailable"))
        found.append((identifier, month, force, lsoa, category, said))
        for _ in range(rng.choice((0, 1, 1, 1, 2, 3)) if identifier else 0):
            when = shift(month, rng.choice((-1, 0, 0, 1, 2, 5, 6, 7, 14)))
            ends.append((identifier, when, force, rng.choice(words)))
    return found, ends


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[tuple[object, ...]]
) -> None:
    typed = ", ".join(f"{column} VARCHAR" for column in columns.split(", "))
    connection.execute(f"CREATE TABLE {name} ({typed})")
    if rows:
        marks = ", ".join("unnest(CAST(? AS VARCHAR[]))" for _ in columns.split(", "))
        connection.execute(
            f"INSERT INTO {name} SELECT {marks}", [list(one) for one in zip(*rows, strict=True)]
        )


def _supplied(connection: duckdb.DuckDBPyConnection, without: Sequence[tuple[str, str, str]]) -> None:
    connection.execute("CREATE TABLE supplied (force VARCHAR, month VARCHAR, kept INTEGER, unknown INTEGER)")
    rows = [
        (force, month, 1000, 10)
        for force in ("bedfordshire", "essex")
        for month in MONTHS
        if ("crimes", force, month) not in without
    ]
    insert(connection, "supplied", rows)


def _parts(
    connection: duckdb.DuckDBPyConnection, without: Sequence[tuple[str, str, str]], until: str
) -> None:
    connection.execute("CREATE TABLE parts (kind VARCHAR, supplier VARCHAR, period VARCHAR, kept BIGINT)")
    rows = [
        (kind, force, month, 1)
        for kind in ("outcomes", "searches")
        for force in ("bedfordshire", "essex")
        for month in MONTHS
        if (kind, force, month) not in without and not (kind == "outcomes" and month > until)
    ]
    insert(connection, "parts", rows)
