"""Brings the street files of one batch into a table, the fast way where it can and the exact way where it must."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from wardmote.evidence.refusals import Refused
from wardmote.evidence.rows.exact import Record, records
from wardmote.evidence.rows.files import ArrivedFile, Tally
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.rows.tabled import alike, as_table, chunks, fast_rows, insert_alike
from wardmote.evidence.street.words import ROLES, TYPED, Words

STAGED = """CREATE OR REPLACE TEMP TABLE staged (file INTEGER, crime_id VARCHAR, month VARCHAR, force force_word,
    longitude DOUBLE, latitude DOUBLE, location VARCHAR, lsoa VARCHAR, category category_word, outcome VARCHAR,
    misplaced BOOLEAN)"""
CUBE = """CREATE OR REPLACE TEMP TABLE cube AS
    SELECT file, force, month, lsoa, category, misplaced, count(*) AS n FROM staged GROUP BY ALL"""


class Batch:
    """The rows of some files of one source, in a table ``staged``, counted in a table ``cube``.

    After ``read`` every row in it is one that is kept; ``tallies`` and ``refusals`` say what was not.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, words: Words, files: Sequence[ArrivedFile], limit: float
    ) -> None:
        self._connection = connection
        self._words = words
        self._limit = limit
        self.files = {file.number: file for file in files}
        self.tallies = {file.number: Tally() for file in files}
        self.refusals: dict[int, Refused] = {}

    def read(self, parts: dict[int, RejectsPart]) -> None:
        """Read all files; ``parts`` takes the rejected rows of each."""
        stumbled = self._read_fast(list(self.files.values()))
        self._connection.execute(CUBE)
        stumbled |= self._miscounted() | self._faulty()
        if stumbled:
            for number in sorted(stumbled):
                self._read_exactly(self.files[number], parts[number])
            self._connection.execute(CUBE)
        self._refuse_empty()

    def drop(self, number: int, refusal: Refused) -> None:
        """Refuse a file: none of its rows stays."""
        self.refusals[number] = refusal
        self._connection.execute("DELETE FROM staged WHERE file = ?", [number])

    def _read_fast(self, files: list[ArrivedFile]) -> set[int]:
        """Read files together; those that cannot be read so are returned."""
        self._connection.execute(STAGED)
        stumbled: set[int] = set()
        for group in alike(files):
            stumbled |= insert_alike(
                self._connection,
                group,
                lambda some: f"INSERT INTO staged SELECT file, {TYPED} FROM ({fast_rows(some, ROLES)})",
            )
        return stumbled

    def _miscounted(self) -> set[int]:
        """Files of which the fast way found more or fewer rows than there are lines."""
        found = dict(self._fetch("SELECT file, sum(n) FROM cube GROUP BY file"))
        return {n for n, file in self.files.items() if found.get(n, 0) != max(file.lines - 1, 0)}

    def _faulty(self) -> set[int]:
        """Files with a row that its checks refuse."""
        months = f"SELECT month FROM (SELECT DISTINCT month FROM cube) WHERE {self._words.wrong('month')}"
        lsoas = f"SELECT lsoa FROM (SELECT DISTINCT lsoa FROM cube) WHERE {self._words.wrong('lsoa')}"
        query = f"""SELECT DISTINCT file FROM cube
            WHERE force IS NULL OR category IS NULL OR month IS NULL OR misplaced
               OR month IN ({months}) OR lsoa IN ({lsoas})"""
        return {row[0] for row in self._fetch(query)}

    def _read_exactly(self, file: ArrivedFile, part: RejectsPart) -> None:
        self._connection.execute("DELETE FROM staged WHERE file = ?", [file.number])
        tally = self.tallies[file.number]
        total = 0
        try:
            for chunk in chunks(records(file.file.path, file.name, len(file.file.columns))):
                total += len(chunk)
                self._judge(file, chunk, part, tally)
        except Refused as refusal:
            self.drop(file.number, refusal)
            return
        if total and tally.rejected / total > self._limit:
            self.drop(file.number, Refused(file.name, part.too_many(tally, total, self._limit)))

    def _judge(self, file: ArrivedFile, chunk: list[Record], part: RejectsPart, tally: Tally) -> None:
        """Keep the good records of a chunk, write down the others."""
        for record in chunk:
            if record.broken:
                part.add_broken(record, tally)
        sound = [record for record in chunk if not record.broken]
        self._connection.register("exact_rows", as_table(file, sound, ROLES))
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE exact AS SELECT *, {self._words.fault} AS fault FROM exact_rows"
        )
        self._connection.unregister("exact_rows")
        self._connection.execute(
            f"INSERT INTO staged SELECT {file.number}, {TYPED} FROM exact WHERE fault IS NULL ORDER BY line"
        )
        found = (
            "CASE fault "
            + " ".join(f"WHEN '{role}' THEN {role}" for role in self._words.source.checks)
            + " END"
        )
        known_force = self._words.force_id.replace("force)", "try_cast(force AS force_word))")
        known_month = f"CASE WHEN {self._words.wrong('month')} THEN NULL ELSE month END"
        for row in self._fetch(
            f"SELECT line, fault, coalesce({found}, ''), {known_force}, {known_month}, place FROM exact "
            "WHERE fault IS NOT NULL ORDER BY line"
        ):
            part.add(row[0], row[1], row[2], (row[3], row[4]), sound[row[5]].cells, tally)

    def _refuse_empty(self) -> None:
        found = {row[0] for row in self._fetch("SELECT DISTINCT file FROM cube")}
        for number, file in self.files.items():
            if number not in found and number not in self.refusals:
                held = (
                    "rows of which none can be taken"
                    if self.tallies[number].rejected
                    else "a header and no rows"
                )
                self.refusals[number] = Refused(
                    file.name,
                    f"{file.name} holds {held}. A month without crimes does not happen: download it again, or leave "
                    "it out.",
                )

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()
