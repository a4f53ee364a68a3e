"""Files of outcomes: one row for each way in which a crime ended, by the month in which it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from wardmote.evidence.manifest import Part
from wardmote.evidence.progress import Progress
from wardmote.evidence.records.door import RecordsDoor
from wardmote.evidence.records.reading import Fault, Form, RowBatch
from wardmote.evidence.records.words import Words, slug
from wardmote.evidence.rows.call import Call
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.rows.rejects import RejectsPart
from wardmote.evidence.sql_text import listed, quoted

ROLES = ("crime_id", "month", "force", "lsoa", "outcome")
"""Columns of the table ``outcomes``."""


class OutcomesDoor(RecordsDoor):
    """Takes in files of outcomes; one that stands twice for a crime and month counts once."""

    table = "outcomes"
    title = "outcomes"
    options: ClassVar[str] = (
        "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880, "
        "DICTIONARY_SIZE_LIMIT 5000, WRITE_BLOOM_FILTER false"
    )

    def form(self, words: Words) -> Form:
        """A month, a known force, an LSOA or none, and a word for the outcome."""
        faults = (
            Fault("month", f"month IS NULL OR {words.wrong('month')}"),
            Fault("force", "try_cast(force AS known_force) IS NULL"),
            Fault("lsoa", f"lsoa IS NOT NULL AND {words.wrong('lsoa')}"),
            Fault("outcome", f"outcome IS NULL OR {slug('outcome')} = ''"),
        )
        month = f"CASE WHEN {words.wrong('month')} THEN NULL ELSE month END"
        return Form(ROLES, faults, (words.force, month))

    def stage(self, batch: RowBatch, words: Words, parts: Mapping[int, RejectsPart]) -> None:
        """Turn the words into identifiers."""
        self.connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE staged AS SELECT file, crime_id, month, {words.force} AS force, lsoa,
                {words.meaning("outcome")} AS outcome, lsoa IS NOT NULL AS located FROM raw"""
        )

    def repeats(self) -> dict[tuple[int, str, str], int]:
        """Rows of the same crime, outcome and month; rows without a Crime ID are never the same."""
        self.connection.execute(
            """CREATE OR REPLACE TEMP TABLE again AS SELECT row_id, file, force, month FROM (
                SELECT rowid AS row_id, file, force, month, row_number() OVER (
                    PARTITION BY force, month, crime_id, outcome ORDER BY lsoa NULLS LAST, rowid) AS place
                FROM staged WHERE crime_id IS NOT NULL) WHERE place > 1"""
        )
        self.connection.execute("DELETE FROM staged WHERE rowid IN (SELECT row_id FROM again)")
        rows = self.connection.execute(
            "SELECT file, force, month, count(*) FROM again GROUP BY ALL"
        ).fetchall()
        return {(file, force, month): n for file, force, month, n in rows}

    def month_tables(self, month: str, base: Mapping[str, Path], gone: Sequence[str]) -> dict[str, str]:
        """The month's outcomes by force and crime, in an order that what came first does not change."""
        columns = "crime_id, force, lsoa, outcome"
        rows = f"SELECT {columns} FROM staged WHERE month = {quoted(month)}"
        if self.table in base:
            rows += f""" UNION ALL SELECT {columns} FROM read_parquet({quoted(str(base[self.table]))})
                WHERE force NOT IN (SELECT unnest({listed(gone)}))"""
        return {
            self.table: f"""SELECT crime_id, {quoted(month)} AS month, force, lsoa, outcome FROM ({rows})
                ORDER BY force, crime_id NULLS LAST, outcome, lsoa NULLS LAST"""
        }

    def said(self, words: Words) -> list[str]:
        """Outcomes that nobody has seen before, and those that belong to no crime."""
        row = self.connection.execute("SELECT count(*) FROM raw WHERE crime_id IS NULL").fetchone()
        without = (
            [f"{row[0]:,} outcomes have no Crime ID, so they can be joined to no crime."]
            if row and row[0]
            else []
        )
        return [note for note in (words.unknown(self.connection, "raw", "outcome"), *without) if note]

    def remarks(self, parts: Sequence[Part]) -> list[str]:
        """Outcomes that stand twice."""
        n = sum(part.repeated for part in parts)
        if not n:
            return []
        return [f"{n:,} rows repeat an outcome of the same crime in the same month; it counts once."]


def take_outcomes(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in files of outcomes."""
    return OutcomesDoor(call).take(files, progress)
