"""Brings files of records into a table of text, the fast way where it can and the exact way where it must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.exact import Record, records
from wardmote.evidence.rows.files import ArrivedFile, Tally
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.rows.tabled import alike, as_table, chunks, fast_rows, insert_alike


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row, and which of its cells say so."""

    role: str
    """The role whose column it is rejected for."""
    when: str
    """SQL that is true of a row with it."""
    cells: tuple[str, ...] = ()
    """Roles that it looks at; its own alone when empty."""


@dataclass(frozen=True)
class Form:
    """What a reader asks of a row of text, as SQL over its roles."""

    roles: tuple[str, ...]
    faults: tuple[Fault, ...]
    """In the order in which they are looked for."""
    unit: tuple[str, str]
    """Force and month of a row, NULL where they cannot be told."""

    @property
    def fault(self) -> str:
        """The role of the first fault of a row, else NULL."""
        return "CASE " + " ".join(f"WHEN {one.when} THEN '{one.role}'" for one in self.faults) + " END"

    @property
    def judged(self) -> tuple[str, ...]:
        """Roles that a row can be rejected for."""
        return tuple(dict.fromkeys(one.role for one in self.faults))


class RowBatch:
    """The rows of some files of one source, as text in a table ``raw`` (file, line, and a column a role).

    After ``read`` every row in it passes its checks; ``tallies`` and ``refusals`` say what did not. ``line`` is
    NULL in files that were read the fast way.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, form: Form, files: Sequence[ArrivedFile], limit: float
    ) -> None:
        self.connection = connection
        self.limit = limit
        self.files = {file.number: file for file in files}
        self.tallies = {file.number: Tally() for file in files}
        self.refusals: dict[int, Refused] = {}
        self.totals = {file.number: max(file.lines - 1, 0) for file in files}
        """Rows under each header."""
        self._form = form

    def read(self, parts: dict[int, RejectsPart]) -> None:
        """Read all files; ``parts`` takes the rejected rows of each."""
        columns = ", ".join(f'"{role}" VARCHAR' for role in self._form.roles)
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE raw (file INTEGER, line BIGINT, {columns})")
        stumbled: set[int] = set()
        for group in alike(list(self.files.values())):
            stumbled |= insert_alike(
                self.connection,
                group,
                lambda some: f"INSERT INTO raw BY NAME SELECT * FROM ({fast_rows(some, self._form.roles)})",
            )
        stumbled |= self._miscounted() | self._faulty()
        for number in sorted(stumbled):
            self.read_exactly(self.files[number], parts[number])

    def read_exactly(self, file: ArrivedFile, part: RejectsPart) -> None:
        """Read one file record by record, so that each row knows its line."""
        self.connection.execute("DELETE FROM raw WHERE file = ?", [file.number])
        total = 0
        try:
            for chunk in chunks(records(file.file.path, file.name, len(file.file.columns))):
                total += len(chunk)
                self._judge(file, chunk, part)
        except Refused as refusal:
            self.drop(file.number, refusal)
            return
        self.totals[file.number] = total
        self.refuse_if_too_many(file, part)

    def refuse_if_too_many(self, file: ArrivedFile, part: RejectsPart) -> None:
        """Refuse a file of which more rows were rejected than is allowed."""
        tally, total = self.tallies[file.number], self.totals[file.number]
        if total and tally.rejected / total > self.limit:
            self.drop(file.number, Refused(file.name, part.too_many(tally, total, self.limit)))

    def drop(self, number: int, refusal: Refused) -> None:
        """Refuse a file: none of its rows stays."""
        self.refusals.setdefault(number, refusal)
        self.connection.execute("DELETE FROM raw WHERE file = ?", [number])

    def fetch(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(query).fetchall()

    def _miscounted(self) -> set[int]:
        """Files of which the fast way found more or fewer rows than there are lines."""
        found = dict(self.fetch("SELECT file, count(*) FROM raw GROUP BY file"))
        return {n for n, file in self.files.items() if found.get(n, 0) != max(file.lines - 1, 0)}

    def _faulty(self) -> set[int]:
        """Files with a row that has a fault; equal cells are judged once."""
        found: set[int] = set()
        for one in self._form.faults:
            cells = ", ".join(f'"{role}"' for role in one.cells or (one.role,))
            if self.fetch(f"SELECT 1 FROM (SELECT DISTINCT {cells} FROM raw) WHERE {one.when} LIMIT 1"):
                found |= {row[0] for row in self.fetch(f"SELECT DISTINCT file FROM raw WHERE {one.when}")}
        return found

    def _judge(self, file: ArrivedFile, chunk: list[Record], part: RejectsPart) -> None:
        """Keep the good records of a chunk, write down the others."""
        form, tally = self._form, self.tallies[file.number]
        for record in chunk:
            if record.broken:
                part.add_broken(record, tally)
        sound = [record for record in chunk if not record.broken]
        self.connection.register("exact_rows", as_table(file, sound, form.roles))
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE exact AS SELECT {file.number} AS file, *, {form.fault} AS fault "
            "FROM exact_rows"
        )
        self.connection.unregister("exact_rows")
        chosen = ", ".join(f'"{role}"' for role in form.roles)
        self.connection.execute(
            f"INSERT INTO raw BY NAME SELECT file, line, {chosen} FROM exact WHERE fault IS NULL ORDER BY line"
        )
        found = "CASE fault " + " ".join(f"""WHEN '{r}' THEN "{r}" """ for r in form.judged) + " END"
        force, month = form.unit
        for row in self.fetch(
            f"SELECT line, fault, coalesce({found}, ''), {force}, {month}, place FROM exact "
            "WHERE fault IS NOT NULL ORDER BY line"
        ):
            part.add(row[0], row[1], row[2], (row[3], row[4]), sound[row[5]].cells, tally)
