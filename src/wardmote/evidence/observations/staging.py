"""The observations of one call in a table of the engine: repeats found, files compared, sources written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from wardmote.evidence.observations.judging import FIELDS, Row
from wardmote.evidence.snapshot import SHAPES
from wardmote.evidence.sql_text import listed, quoted

KEYED = ("item", "detail", "area", "level", "start", "end")
KEY = 'item, detail, area, level, start, "end"'
SAID = "value, state, base"
"""What two rows of one key must agree on."""
OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, WRITE_BLOOM_FILTER false"
Unread = tuple[int, str, str, str, str, str, str, bool]
"""A rejected row: its line, what it is of, and whether it is one of several that make up a count."""
INCOMPLETE = "incomplete"
"""The state of a count by week from which rows were rejected: its value is the least that there were."""
MARK = 16
"""Hexadecimal digits of a file's hash that its rows carry."""
TYPES = {
    "line": pa.int32(), "item": pa.string(), "detail": pa.string(), "area": pa.string(), "level": pa.string(),
    "start": pa.string(), "end": pa.string(), "value": pa.float64(), "state": pa.string(), "base": pa.float64(),
    "note": pa.string(),
}  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """One observation as it is stored."""

    item: str
    detail: str
    area: str
    level: str
    start: str
    end: str
    value: float | None
    state: str
    base: float | None
    note: str


@dataclass(frozen=True)
class Clash:
    """Two rows of one key that disagree."""

    file: int
    other: int
    item: str
    detail: str
    area: str
    start: str
    end: str
    said: str
    said_by_other: str


class Staged:
    """Observations of the files of one call, on a cursor of the door's own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        shape = ", ".join(f'"{name}" {kind}' for name, kind in SHAPES["observations"].items())
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE stated (number INTEGER, line INTEGER, n INTEGER, {shape})"
        )

    def add(self, number: int, source: str, sha256: str, rows: Sequence[Row]) -> None:
        """Take in the rows of a file."""
        columns = zip(*rows, strict=True) if rows else [()] * len(FIELDS)
        table = pa.table(
            {name: pa.array(column, TYPES[name]) for name, column in zip(FIELDS, columns, strict=True)}
        )
        self._connection.register("fresh", table)
        self._connection.execute(
            f"INSERT INTO stated SELECT {number}, line, 1, {quoted(source)}, item, detail, area, level, start, "
            f'"end", value, state, base, note, {quoted(sha256[:MARK])} FROM fresh'
        )
        self._connection.unregister("fresh")

    def add_up(self, number: int) -> int:
        """Make one of the rows of a file that share a key: they are parts of one count. Says how many were added.

        The sum is not known where a part is not. Values are added in their order, so that any order of rows gives
        the same sum.
        """
        self._replace(
            number,
            """CASE WHEN bool_and(state = 'known') THEN list_sum(list_sort(list(value))) END,
               CASE WHEN bool_and(state = 'known') THEN 'known' WHEN bool_or(state = 'suppressed') THEN 'suppressed'
                    ELSE 'not-supplied' END,
               CASE WHEN count(DISTINCT base) = 1 AND count(base) = count(*) THEN min(base) END""",
        )
        return sum(repeated for *_, repeated in self.spans(number))

    def lacking(
        self, number: int, source: str, sha256: str, unread: Sequence[Unread], *, added: bool
    ) -> list[tuple[str, str, str, str, int]]:
        """Make unknown every count of which a part was rejected.

        A part that stands nowhere else is written down as not supplied, so that its sum with others is not known; one
        whose detail cannot be read, as the whole of its item.

        Parameters
        ----------
        added
            Whether rows that share a key were added up: then one that was rejected leaves their sum unknown.

        Returns
        -------
        list
            Item, area, first and last month of those counts, each with the first line that was rejected.
        """
        if not unread:
            return []
        columns = dict(zip(("line", *KEYED, "part"), zip(*unread, strict=True), strict=True))
        self._connection.register("unread", pa.table({name: list(cells) for name, cells in columns.items()}))
        here = f"SELECT ({KEY}) FROM stated WHERE number = {number}"
        concerned = self._fetch(
            f"""SELECT item, area, start, "end", min(line) FROM unread WHERE part OR ({added} AND ({KEY}) IN ({here}))
                GROUP BY item, area, start, "end" ORDER BY ALL"""
        )
        if added:
            self._connection.execute(
                f"""UPDATE stated SET value = NULL, state = 'not-supplied', base = NULL
                    WHERE number = {number} AND ({KEY}) IN (SELECT ({KEY}) FROM unread)"""
            )
        self._connection.execute(
            f"""INSERT INTO stated SELECT {number}, min(line), 0, {quoted(source)}, {KEY}, NULL, 'not-supplied', NULL,
                '', {quoted(sha256[:MARK])} FROM unread WHERE part AND ({KEY}) NOT IN ({here}) GROUP BY {KEY}"""
        )
        self._connection.unregister("unread")
        return concerned

    def disagreeing(self, number: int) -> list[tuple[int, str]]:
        """Lines of a file whose key comes again with another value, in their order; each with what is said there."""
        query = f"""SELECT line, {words_of("")} FROM stated WHERE number = {number} AND ({KEY}) IN (
            SELECT ({KEY}) FROM stated WHERE number = {number} GROUP BY {KEY} HAVING count(DISTINCT ({SAID})) > 1)
            ORDER BY line, item, area, start, "end" """
        return [(line, said) for line, said in self._fetch(query)]

    def drop_disagreeing(self, number: int) -> list[Unread]:
        """Take out the rows of a file that disagree with one another; says what they were of."""
        where = f"""number = {number} AND ({KEY}) IN (SELECT ({KEY}) FROM stated WHERE number = {number}
            GROUP BY {KEY} HAVING count(DISTINCT ({SAID})) > 1)"""
        dropped = self._fetch(f"SELECT line, {KEY}, detail <> '' FROM stated WHERE {where} ORDER BY ALL")
        self._connection.execute(f"DELETE FROM stated WHERE {where}")
        return dropped

    def drop_repeats(self, number: int) -> None:
        """Leave one of several rows that say the same."""
        self._replace(number, "any_value(value), any_value(state), any_value(base)")

    def drop(self, number: int) -> None:
        """Take out all rows of a file."""
        self._connection.execute(f"DELETE FROM stated WHERE number = {number}")

    def spans(self, number: int) -> list[tuple[str, str, int, int]]:
        """First and last month of each period of a file, its observations, and rows that repeat one of them.

        What is only written down as lacking is no row of the file.
        """
        return self._fetch(
            f"""SELECT start, "end", count(*) FILTER (n > 0), sum(n) - count(*) FILTER (n > 0)
                FROM stated WHERE number = {number} GROUP BY start, "end" ORDER BY start, "end" """
        )

    def rows(self, number: int) -> list[Kept]:
        """What stands of a file, in the order of its lines: what will be stored of it."""
        query = f"""SELECT item, detail, area, level, start, "end", value, state, base, note FROM stated
            WHERE number = {number} ORDER BY line, start, "end", item, detail, area"""
        return [Kept(*row) for row in self._fetch(query)]

    def between_files(self) -> list[Clash]:
        """The first key on which each two files of the call disagree."""
        return self._clashes("stated", "b.number", "a.number < b.number")

    def beside(self, held: tuple[str, Path], marks: Sequence[str]) -> list[Clash]:
        """The first key on which each file disagrees with a held one that was given again, by the held file's mark.

        ``held``: a table and where it is stored. ``other`` is the place of the mark in ``marks``.
        """
        place = f"list_position({listed(marks)}, b.file)::INTEGER - 1"
        table = as_stated(*held)
        return self._clashes(table, place, f"b.file IN (SELECT unnest({listed(marks)}))")

    def _clashes(self, table: str, other: str, where: str) -> list[Clash]:
        keys = ", ".join(
            f"a.{name.strip()} = b.{name.strip()}".replace('."end"', '."end"') for name in KEY.split(",")
        )
        joined = keys.replace(", ", " AND ")
        query = f"""SELECT DISTINCT ON (a.number, other) a.number, {other} AS other, a.item, a.detail, a.area, a.start,
                a."end", {words_of("a.")}, {words_of("b.")}
            FROM stated a JOIN {table} b ON a.source = b.source AND {joined}
            WHERE {where} AND (a.value, a.state, a.base) IS DISTINCT FROM (b.value, b.state, b.base)
            ORDER BY a.number, other, a.start, a."end", a.area, a.item, a.detail"""
        return [Clash(*row) for row in self._fetch(query)]

    def write(
        self,
        table: str,
        source: str,
        held: Path | None,
        again: Sequence[str],
        path: Path,
        *,
        fresh: bool = True,
    ) -> None:
        """Write all rows of a source in one table: those of the call, and held ones that they do not replace.

        Of several files that say the same one owns the row, with its own note: so nothing of another stands under it.
        That an item was not supplied as a whole no longer stands once a file supplies its parts.

        Parameters
        ----------
        again
            Marks of held files that were read again: what stands of them is left out.
        fresh
            Whether the rows of the call stand in this table: since its definition changed they may stand in another.
        """
        shape = ", ".join(f'"{name}"' for name in SHAPES["observations"])
        union = f"SELECT {shape} FROM stated WHERE {fresh} AND source = {quoted(source)}"
        if held is not None:
            said_again = (
                "(s.value, s.state, s.base, s.note) IS NOT DISTINCT FROM (h.value, h.state, h.base, h.note)"
            )
            beside = """SELECT 1 FROM stated s WHERE s.source = h.source AND s.item = h.item AND s.area = h.area
                AND s.level = h.level AND s.start = h.start AND s."end" = h."end\""""
            union += f""" UNION ALL SELECT {", ".join(f'h."{name}"' for name in SHAPES["observations"])}
                FROM {as_stated(table, held)} h
                WHERE h.file NOT IN (SELECT unnest({listed(again)}::VARCHAR[])) AND NOT EXISTS (
                    SELECT 1 FROM stated s WHERE s.source = h.source AND s.item = h.item AND s.detail = h.detail
                        AND s.area = h.area AND s.level = h.level AND s.start = h.start AND s."end" = h."end"
                        AND NOT ({said_again}))
                    AND NOT (h.detail = '' AND h.state = 'not-supplied' AND EXISTS ({beside} AND s.detail <> '')
                        AND NOT EXISTS ({beside} AND s.detail = ''))"""
        query = f"""SELECT source, {KEY}, value, state, base, arg_min(note, file) AS note, min(file) AS file FROM ({union})
            GROUP BY source, {KEY}, value, state, base ORDER BY ALL"""
        if table == "weeks":
            week = "source, item, detail, area, level, start AS week, value, state, file"
            query = f"SELECT {week} FROM ({query}) ORDER BY ALL"
        self._connection.execute(f"COPY ({query}) TO {quoted(str(path))} ({OPTIONS})")

    def owned(self, path: Path) -> dict[str, int]:
        """Rows of a stored file by the mark of the file that supplied them."""
        return dict(
            self._fetch(f"SELECT file, count(*) FROM read_parquet({quoted(str(path))}) GROUP BY file")
        )

    def names(self, source: str) -> list[tuple[str, str]]:
        """Level and name of every area of a source's fresh rows that is named and not coded."""
        return self._fetch(
            f"SELECT DISTINCT level, area FROM stated WHERE source = {quoted(source)} AND level <> '' ORDER BY ALL"
        )

    def codes(self, source: str) -> list[str]:
        """The code of every area of a source's fresh rows that has one."""
        query = f"SELECT DISTINCT area FROM stated WHERE source = {quoted(source)} AND level = '' ORDER BY 1"
        return [row[0] for row in self._fetch(query)]

    def items(self, number: int) -> list[str]:
        """What the rows of a file count."""
        return [
            row[0]
            for row in self._fetch(f"SELECT DISTINCT item FROM stated WHERE number = {number} ORDER BY 1")
        ]

    def days(self, number: int) -> tuple[date, date] | None:
        """First and last day of the rows of a file of days; None where it has none."""
        found = self._fetch(f"SELECT min(start)::DATE, max(start)::DATE FROM stated WHERE number = {number}")
        return (found[0][0], found[0][1]) if found[0][0] is not None else None

    def to_weeks(self, number: int, first: date, after: date, *, complete: bool, incidents: bool) -> int:
        """Make weeks of the days of a file, from one Monday to before another; says how many counts lie outside.

        Of what has a row somewhere, a week without any is a zero where the file is ``complete``, else left out. A
        week is not known where one of its days is not, or, of counts by day in a file that is not complete, lacks.
        """
        inside = f"start >= '{first}' AND start < '{after}'"
        found = self._fetch(f"SELECT sum(n) FROM stated WHERE number = {number} AND NOT ({inside})")
        weeks = f"SELECT unnest(generate_series(DATE '{first}', DATE '{after - timedelta(days=7)}', INTERVAL 7 DAY))::DATE"
        whole = "TRUE" if complete or incidents else "count(start) = 7"
        kept = "TRUE" if complete else "count(start) > 0"
        known = f"bool_and(coalesce(state, 'known') = 'known') AND {whole}"
        self._connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE weekly AS
                WITH mine AS (SELECT * FROM stated WHERE number = {number}),
                    counted AS (SELECT DISTINCT source, item, detail, area, level, file FROM mine),
                    weeks AS (SELECT w::VARCHAR AS week FROM ({weeks}) t(w))
                SELECT {number}, coalesce(min(line), 0), 1, c.source, c.item, c.detail, c.area, c.level, week, week,
                    CASE WHEN {known} THEN coalesce(list_sum(list_sort(list(value))), 0) END,
                    CASE WHEN {known} THEN 'known' WHEN bool_or(state = 'suppressed') THEN 'suppressed'
                         ELSE 'not-supplied' END, NULL, '', c.file
                FROM counted c CROSS JOIN weeks LEFT JOIN mine m
                    ON m.item = c.item AND m.detail = c.detail AND m.area = c.area AND m.level = c.level
                    AND date_trunc('week', m.start::DATE)::DATE::VARCHAR = week
                GROUP BY c.source, c.item, c.detail, c.area, c.level, c.file, week HAVING {kept}"""
        )
        self.drop(number)
        self._connection.execute("INSERT INTO stated SELECT * FROM weekly ORDER BY ALL")
        return int(found[0][0] or 0)

    def incomplete(self, number: int, short: Sequence[tuple[str | None, str | None, str]]) -> list[str]:
        """Mark counts from which rows were rejected: what is known of them is the least that there were.

        Parameters
        ----------
        short
            Item, area and Monday of each; None where any item, or any area, may be meant.

        Returns
        -------
        list
            The Mondays of which anything was marked, in order.
        """
        if not short:
            return []
        columns = dict(zip(("item", "area", "week"), zip(*short, strict=True), strict=True))
        table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
        self._connection.register("short", table)
        where = f"""number = {number} AND state = 'known' AND EXISTS (SELECT 1 FROM short s WHERE s.week = start
            AND coalesce(s.item, stated.item) = stated.item AND coalesce(s.area, stated.area) = stated.area)"""
        found = self._fetch(f"SELECT DISTINCT start FROM stated WHERE {where} ORDER BY 1")
        self._connection.execute(f"UPDATE stated SET state = '{INCOMPLETE}' WHERE {where}")
        self._connection.unregister("short")
        return [week for (week,) in found]

    def _replace(self, number: int, said: str) -> None:
        self._connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE single AS
                SELECT number, min(line), sum(n)::INTEGER, source, {KEY}, {said},
                    coalesce(string_agg(DISTINCT note, '; ' ORDER BY note) FILTER (note <> ''), ''), file
                FROM stated WHERE number = {number} GROUP BY number, source, {KEY}, file"""
        )
        self.drop(number)
        self._connection.execute("INSERT INTO stated SELECT * FROM single ORDER BY ALL")

    def _fetch(self, query: str) -> list[Any]:
        return self._connection.execute(query).fetchall()


def as_stated(table: str, path: Path) -> str:
    """SQL: the rows of a stored file in the shape of observations; a week stands as its own start and end."""
    stored = f"read_parquet({quoted(str(path))})"
    if table == "weeks":
        return f"""(SELECT source, item, detail, area, level, week AS start, week AS "end", value, state,
            NULL::DOUBLE AS base, '' AS note, file FROM {stored})"""
    return stored


def words_of(table: str) -> str:
    """SQL for what a row says, in words."""
    return (
        f"CASE {table}state WHEN 'known' THEN "
        f"regexp_replace({table}value::VARCHAR, '\\.0$', '') || coalesce(' of ' || regexp_replace({table}base::VARCHAR, "
        f"'\\.0$', ''), '') WHEN 'suppressed' THEN 'suppressed' WHEN '{INCOMPLETE}' THEN 'incomplete, at least ' || "
        f"regexp_replace({table}value::VARCHAR, '\\.0$', '') ELSE 'not supplied' END"
    )
