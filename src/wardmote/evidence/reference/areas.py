"""Deprivation and the make-up of areas: one row an area in the file, one row a value in the table.

Columns that hold values are judged and turned by the engine; only rows with a fault are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from wardmote.definitions.reference_tables import RELEASE
from wardmote.evidence.observations.staging import OPTIONS
from wardmote.evidence.reference.columns import Columns, ValueColumn
from wardmote.evidence.reference.reading import Fault, Reading
from wardmote.evidence.reference.vintages import Vintages
from wardmote.evidence.refusals import Refused
from wardmote.evidence.street.words import quoted

AREA = r"[A-Z]\d{8}"
WORDS = ("collection", "release", "level", "vintage", "topic", "unit")
"""Roles that hold a word for each row."""
FORMS = {
    "collection": (r"[a-z0-9]+(-[a-z0-9]+)*", "a name in small letters and hyphens, such as census-tenure"),
    "release": (RELEASE, "a release as its day, month or year, such as 2025 or 2021-03"),
    "area": (AREA, "the code of an area, such as E01000001"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a day as year, month and day, such as 2021-03-21"),
    "vintage": (r"\d{4}", "the year of the areas, such as 2021"),
    "topic": (".+", "what is counted, such as tenure"),
    "unit": (".+", "what one is called, such as households"),
    "level": (".+", "a level of area, such as lsoa"),
}
"""What the cell of each role must look like, and that in words."""
KINDS = {
    "score": ("isfinite({0})", "a number in digits"),
    "rank": ("isfinite({0}) AND {0} >= 1 AND {0} = floor({0})", "a rank: a whole number of 1 or more"),
    "decile": ("{0} BETWEEN 1 AND 10 AND {0} = floor({0})", "a decile: a whole number from 1 to 10"),
    "value": ("isfinite({0}) AND {0} >= 0", "a number of zero or more, in digits"),
}
"""What each kind of value must be, in SQL and in words."""


class AreaRows:
    """The rows of one reference table in one file.

    Parameters
    ----------
    columns
        Where its cells stand.
    vintages
        What the lookup says of small areas.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, columns: Columns, vintages: Vintages, reading: Reading
    ) -> None:
        self._connection = connection
        self._columns = columns
        self._vintages = vintages
        self._reading = reading
        self._dated = "year" in columns.roles or "date" in columns.roles

    @property
    def _keys(self) -> tuple[str, ...]:
        own = ("collection", "release", "topic", "area")
        return (*own, "date") if self._columns.block.table == "profile" else (own[0], own[1], own[3])

    def stage(self, text: Any) -> int:
        """Judge the rows of a file and keep the good ones that say anything; returns how many repeat another.

        Raises
        ------
        Refused
            When two rows of one area disagree, or the areas are of another year than the columns say.
        """
        numbered = text.append_column("row", pa.array(range(text.num_rows), pa.int32()))
        self._connection.register("raw", numbered)
        names = ", ".join(f'"v{n}"' for n in range(len(self._columns.values)))
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE wide AS {self._typed()}")
        faults = list(self._faults(text))
        self._reading.reject(faults)
        self._connection.execute("DELETE FROM wide WHERE wrong")
        if "word" in self._columns.roles:
            empty = "word IS NULL"
        else:
            empty = f"coalesce({names}) IS NULL" if len(self._columns.values) > 1 else f"{names} IS NULL"
        self._connection.execute(f"DELETE FROM wide WHERE {empty}")
        self._refuse_other_vintage()
        return self._drop_repeats()

    def groups(self) -> list[tuple[str, str, int]]:
        """Collection, release and rows of each that the file holds."""
        query = "SELECT collection, release, count(*) FROM wide GROUP BY ALL ORDER BY ALL"
        return self._connection.execute(query).fetchall()

    def write(self, collection: str, release: str, path: Path) -> None:
        """Write the rows of one release, one row a value."""
        self._connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE mine AS SELECT * EXCLUDE (row, wrong) FROM wide
                WHERE collection = ? AND release = ? ORDER BY {", ".join(self._keys)}""",
            [collection, release],
        )
        self._connection.execute(f"COPY ({self._turned()}) TO {quoted(str(path))} ({OPTIONS})")

    def _cell(self, role: str) -> str:
        """SQL: the text of a role, NULL where there is none."""
        place = self._columns.roles.get(role)
        if place is not None:
            return f"nullif(trim(c{place}), '')"
        constant = self._columns.block.constants.get(role)
        return "NULL::VARCHAR" if constant is None else quoted(constant)

    def _typed(self) -> str:
        """SQL: the rows of the file with numbers as numbers, and whether anything of a row is wrong."""
        values = self._columns.values
        words = [role for role in (*WORDS, "area") if role in FORMS]
        parts = [f"{self._cell(role)} AS {role}" for role in words]
        parts += [f"{self._date()} AS date", f"{self._cell('word')} AS word"]
        parts += [f"try_cast({self._cell('base')} AS DOUBLE) AS base"]
        parts += [f"try_cast(c{value.place} AS DOUBLE) AS v{n}" for n, value in enumerate(values)]
        needed = (role for role in words if role not in self._columns.block.constants and self._needs(role))
        wrong = [
            f"NOT coalesce(regexp_full_match({self._cell(role)}, {quoted(FORMS[role][0])}), FALSE)"
            for role in needed
        ]
        wrong += [f"({self._date()}) IS NULL"] if self._dated else []
        wrong += [_wrong(value.place, value.what) for value in values]
        if "base" in self._columns.roles:
            wrong.append(_wrong(self._columns.roles["base"], "value"))
        wrong += self._outside()
        return f"SELECT row, {', '.join(parts)}, {' OR '.join(wrong)} AS wrong FROM raw"

    def _needs(self, role: str) -> bool:
        return role not in ("topic", "unit") or self._columns.block.table == "profile"

    def _date(self) -> str:
        if "year" in self._columns.roles:
            day = quoted(f"-{self._columns.block.constants['date']}")
            return f"try_cast({self._cell('year')} || {day} AS DATE)"
        return f"try_cast({self._cell('date')} AS DATE)"

    def _outside(self) -> list[str]:
        """SQL: whether an area has values that the release is not published for."""
        covers = self._columns.block.covers
        if not covers:
            return []
        inside = ", ".join(quoted(letter) for letter in covers)
        any_value = " OR ".join(
            f"nullif(trim(c{value.place}), '') IS NOT NULL" for value in self._columns.values
        )
        return [f"(left({self._cell('area')}, 1) NOT IN ({inside}) AND ({any_value}))"]

    def _faults(self, text: Any) -> Iterator[Fault]:
        rows = [
            row
            for (row,) in self._connection.execute("SELECT row FROM wide WHERE wrong ORDER BY row").fetchall()
        ]
        for row in rows:
            cells = {name: (text.column(name)[row].as_py() or "").strip() for name in text.column_names}
            yield self._fault(row, cells)

    def _fault(self, row: int, cells: dict[str, str]) -> Fault:
        """The first thing wrong with a row."""
        headers = self._reading.file.file.columns
        for role, place in self._columns.roles.items():
            found = cells[f"c{place}"]
            if role == "base":
                if found and not _fits("value", found):
                    return Fault(row, headers[place], found, KINDS["value"][1])
            elif role == "year":
                if not re.fullmatch(r"\d{4}", found):
                    return Fault(row, headers[place], found, "a year, such as 2019")
            elif role in FORMS and not (re.fullmatch(FORMS[role][0], found) and _is_day(role, found)):
                return Fault(row, headers[place], found, FORMS[role][1])
        for value in self._columns.values:
            found = cells[f"c{value.place}"]
            if found and not _fits(value.what, found):
                return Fault(row, value.header, found, KINDS[value.what][1])
        return self._fault_of_cover(row, cells)

    def _fault_of_cover(self, row: int, cells: dict[str, str]) -> Fault:
        place = self._columns.roles["area"]
        first = " or ".join(self._columns.block.covers)
        expected = f"an area whose code begins with {first}. {self._columns.block.outside.rstrip('.')}"
        return Fault(row, self._reading.file.file.columns[place], cells[f"c{place}"], expected)

    def _refuse_other_vintage(self) -> None:
        """Refuse small areas of another census than the columns say."""
        query = "SELECT DISTINCT vintage FROM wide WHERE level = 'lsoa' ORDER BY vintage"
        for (vintage,) in self._connection.execute(query).fetchall():
            codes = [
                code
                for (code,) in self._connection.execute(
                    "SELECT DISTINCT area FROM wide WHERE vintage = ? AND level = 'lsoa'", [vintage]
                ).fetchall()
            ]
            said = self._vintages.against(vintage, codes)
            if said:
                name = self._reading.file.name
                raise Refused(name, f"{name}: its columns are of the small areas of {vintage}, but {said}")

    def _drop_repeats(self) -> int:
        keys = ", ".join(self._keys)
        twice = self._connection.execute(
            f"""SELECT * EXCLUDE (wrong) FROM wide SEMI JOIN
                (SELECT {keys} FROM wide GROUP BY ALL HAVING count(*) > 1) USING ({keys}) ORDER BY {keys}, row"""
        ).fetchall()
        if not twice:
            return 0
        names = [column[0] for column in self._connection.description or ()]
        first: dict[tuple[object, ...], tuple[Any, ...]] = {}
        gone = []
        for found in twice:
            key = tuple(found[names.index(name)] for name in self._keys)
            known = first.setdefault(key, found)
            if known[1:] != found[1:]:
                self._refuse_disagreement(found[names.index("area")], known[0], found[0])
            if known is not found:
                gone.append(found[0])
        self._connection.execute("DELETE FROM wide WHERE row IN (SELECT unnest(?))", [gone])
        return len(gone)

    def _refuse_disagreement(self, area: str, row: int, other: int) -> None:
        name = self._reading.file.name
        raise Refused(
            name,
            f"{name} says two things about {area}: {self._reading.where(row)} and {self._reading.where(other)} differ. "
            "Keep only the one that is right and take it in again.",
        )

    def _turned(self) -> str:
        """SQL: one row a value, in the order of the areas and then of the names of what is counted."""
        if self._columns.block.table == "deprivation":
            return _deprivation(self._columns.values)
        head = "collection, release, date, area, level, vintage, topic"
        if "word" in self._columns.roles:
            return f"SELECT {head}, word AS category, 1.0::DOUBLE AS value, base, unit FROM mine"
        named = ", ".join(f"v{n} AS {quoted(value.name)}" for n, value in enumerate(self._columns.values))
        return (
            f"SELECT {head}, category, value, base, unit FROM mine UNPIVOT (value FOR category IN ({named}))"
        )


def _deprivation(values: Sequence[ValueColumn]) -> str:
    """SQL: score, rank and decile of each domain side by side."""
    places = {(value.name, value.what): f"v{n}" for n, value in enumerate(values)}
    domains = sorted({value.name for value in values})
    kinds = ("score", "rank", "decile")
    lacking = any((domain, kind) not in places for domain in domains for kind in kinds)
    groups = ", ".join(
        f"({', '.join(places.get((domain, kind), 'lacking') for kind in kinds)}) AS {quoted(domain)}"
        for domain in domains
    )
    source = "(SELECT *, NULL::DOUBLE AS lacking FROM mine)" if lacking else "mine"
    return f"""SELECT collection, release, area, level, vintage, domain, score, CAST(rank AS INTEGER) AS rank,
            CAST(decile AS INTEGER) AS decile
        FROM {source} UNPIVOT INCLUDE NULLS ((score, rank, decile) FOR domain IN ({groups}))
        WHERE score IS NOT NULL OR rank IS NOT NULL OR decile IS NOT NULL"""


def _wrong(place: int, what: str) -> str:
    """SQL: whether a cell that is filled is not what it should be."""
    number = f"try_cast(c{place} AS DOUBLE)"
    good = f"coalesce({KINDS[what][0].format(number)} AND NOT contains(c{place}, '_'), FALSE)"
    return f"(nullif(trim(c{place}), '') IS NOT NULL AND NOT {good})"


def _fits(what: str, cell: str) -> bool:
    """The same for a single cell."""
    try:
        number = float("nan" if "_" in cell else cell)
    except ValueError:
        return False
    if number != number or number in (float("inf"), float("-inf")):
        return False
    whole = number == int(number)
    return {"score": True, "rank": whole and number >= 1, "decile": whole and 1 <= number <= 10}.get(
        what, number >= 0
    )


def _is_day(role: str, cell: str) -> bool:
    """Whether a date is one of the calendar; other roles have no calendar."""
    try:
        return role != "date" or bool(date.fromisoformat(cell))
    except ValueError:
        return False
