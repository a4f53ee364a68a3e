"""Stored files without what is forgotten, byte for byte as if it had never been taken in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.forget.other_tables import (
    BY_MONTH,
    marks_with_notes,
    month_without_forces,
    notes_of,
    observations_without_files,
    observations_without_notes,
)
from wardmote.evidence.forget.requests import CRIME_IDS, FILES, OBSERVATIONS, Target
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import BY_RELEASE, OBSERVED, FileRecord, Manifest, stored_key
from wardmote.evidence.reported import TABLE as REPORTED
from wardmote.evidence.reported import write_reported
from wardmote.evidence.sql_text import listed, quoted
from wardmote.evidence.storing import Stored, settle
from wardmote.evidence.street.months import MonthFiles, write_month
from wardmote.evidence.street.staging import CUBE, STAGED
from wardmote.evidence.street.words import Words

WITH_IDS = ("crime", "outcomes")
"""Tables whose rows carry a Crime ID. In observations one can stand in a note only."""
_OPTIONS = "FORMAT parquet, COMPRESSION zstd"

Key = tuple[str, str]
"""Table and key of a stored file."""
Removed = dict[tuple[str, str, str], tuple[int, int]]
"""Table, force and month -> rows removed, and those of them without a small area."""


def _copy(connection: duckdb.DuckDBPyConnection, stored: Path, condition: str, to: Path) -> None:
    query = f"SELECT * FROM read_parquet({quoted(str(stored))}) WHERE {condition}"
    connection.execute(f"COPY ({query}) TO {quoted(str(to))} ({_OPTIONS})")


@dataclass
class Rewriter:
    """Writes files again without what is forgotten; a file that several snapshots share is written once."""

    connection: duckdb.DuckDBPyConnection
    layout: Layout
    definitions: Definitions
    target: Target
    folder: Path
    """Where new files are put."""
    found: set[str] = field(default_factory=set)
    """Crime IDs that some file holds, in small letters."""
    _months: dict[tuple[object, ...], Rewritten] = field(default_factory=dict)
    _reported: dict[tuple[object, ...], Stored | None] = field(default_factory=dict)
    _number: int = 0

    def __post_init__(self) -> None:
        self.connection.execute("CREATE OR REPLACE TEMP TABLE forgotten_id (crime_id VARCHAR)")
        if self.target.crime_ids:
            self.connection.execute(
                "INSERT INTO forgotten_id SELECT unnest(?)", [sorted(self.target.crime_ids)]
            )

    def changes(self, manifest: Manifest) -> Rewritten:
        """The files of a snapshot that are different without what is forgotten; None for one that goes."""
        found = Rewritten()
        forces = self._forces(manifest)
        for month in sorted({file.key for file in manifest.of_table("crime")}):
            found.add(self._month(manifest, month, forces.get(("crime", month), frozenset())))
        for table, part in BY_MONTH.items():
            for record in manifest.of_table(table):
                found.add(self._table(record, forces.get((part, record.key), frozenset())))
        for table in OBSERVED:
            for record in manifest.of_table(table):
                found.add(self._observations(manifest, record))
        found.files |= dict.fromkeys(self._reference(manifest))
        if any(table == "counts" for table, _ in found.files):
            found.files[REPORTED, ""] = self._reported_of(manifest, found.files)
        return found

    def _reference(self, manifest: Manifest) -> list[Key]:
        """Releases of reference data that files supply which go; they hold nothing of any crime."""
        if self.target.kind != FILES:
            return []
        return [
            (part.table, stored_key(part.supplier, part.period))
            for source in self.target.files_of(manifest)
            for part in source.parts
            if part.table in BY_RELEASE
        ]

    def _forces(self, manifest: Manifest) -> dict[Key, frozenset[str]]:
        """Table and month -> the forces whose rows go whole."""
        goes: dict[Key, set[str]] = {}
        for source in self.target.files_of(manifest):
            for unit in source.units:
                if self._goes(unit.force, unit.month):
                    goes.setdefault(("crime", unit.month), set()).add(unit.force)
            for part in source.parts:
                if part.table not in OBSERVED and self._goes(part.supplier, part.period):
                    goes.setdefault((part.table, part.period), set()).add(part.supplier)
        return {key: frozenset(forces) for key, forces in goes.items()}

    def _goes(self, force: str, month: str) -> bool:
        return not self.target.force_months or (force, month) in self.target.force_months

    def _month(self, manifest: Manifest, month: str, forces: frozenset[str]) -> Rewritten:
        crime, counts = (
            next(f for f in manifest.of_table(table) if f.key == month) for table in ("crime", "counts")
        )
        key = crime.sha256, counts.sha256, forces
        if key not in self._months:
            self._months[key] = self._write_month(crime, counts, forces)
        return self._months[key]

    def _write_month(self, crime: FileRecord, counts: FileRecord, forces: frozenset[str]) -> Rewritten:
        rows = self.layout.stored(crime)
        removed = self._removed("crime", rows, forces)
        if not removed:
            return Rewritten()
        base = MonthFiles(rows, self.layout.stored(counts))
        if self.target.kind == CRIME_IDS:
            base = self._without_ids(rows)
        words = self._empty_stage()
        to = MonthFiles(self._fresh(), self._fresh())
        write_month(self.connection, words, crime.key, to, base, sorted(forces))
        files = {("crime", crime.key): settle(to.crime), ("counts", crime.key): settle(to.counts)}
        return Rewritten({key: stored if stored.rows else None for key, stored in files.items()}, removed)

    def _without_ids(self, rows: Path) -> MonthFiles:
        """The month's rows without these records, and a count of them."""
        kept = MonthFiles(self._fresh(), self._fresh())
        _copy(self.connection, rows, f"NOT {self._condition('crime', frozenset())}", kept.crime)
        recount = f"""SELECT force, month, lsoa, category, CAST(count(*) AS INTEGER) AS n
            FROM read_parquet({quoted(str(kept.crime))}) GROUP BY ALL"""
        self.connection.execute(f"COPY ({recount}) TO {quoted(str(kept.counts))} ({_OPTIONS})")
        return kept

    def _empty_stage(self) -> Words:
        """Nothing staged: a month written now is what stands, without what is replaced."""
        street = next(s for _, s in sorted(self.definitions.sources.items()) if s.reader == "street")
        words = Words.of(self.definitions, street)
        drops = [f"DROP TABLE IF EXISTS {table}" for table in ("staged", "cube")]
        drops += [f"DROP TYPE IF EXISTS {kind}" for kind in ("force_word", "category_word")]
        for statement in (*drops, *words.types, STAGED, CUBE):
            self.connection.execute(statement)
        return words

    def _table(self, record: FileRecord, forces: frozenset[str]) -> Rewritten:
        key = record.table, record.sha256, forces
        if key not in self._months:
            self._months[key] = self._write_table(record, forces)
        return self._months[key]

    def _write_table(self, record: FileRecord, forces: frozenset[str]) -> Rewritten:
        if not forces and (self.target.kind != CRIME_IDS or record.table not in WITH_IDS):
            return Rewritten()
        stored = self.layout.stored(record)
        removed = self._removed(record.table, stored, forces)
        if not removed:
            return Rewritten()
        if self.target.kind == CRIME_IDS:
            kept = self._fresh()
            _copy(self.connection, stored, f"NOT {self._condition(record.table, forces)}", kept)
            stored = kept
        to = self._fresh()
        month_without_forces(self.connection, self.definitions, record.table, record.key, stored, forces, to)
        made = settle(to)
        return Rewritten({(record.table, record.key): made if made.rows else None}, removed)

    def _observations(self, manifest: Manifest, record: FileRecord) -> Rewritten:
        """The observations of one source without those of the files that go."""
        if self.target.kind == OBSERVATIONS and record.key == self.target.observations:
            return Rewritten({(record.table, record.key): None})
        if self.target.kind == CRIME_IDS:  # a week has no note, and so nothing that could name one
            return self._without_notes(record) if record.table == "observations" else Rewritten()
        hashes = frozenset(
            source.sha256
            for source in self.target.files_of(manifest)
            if self.target.kind == FILES
            and any((part.table, part.supplier) == (record.table, record.key) for part in source.parts)
        )
        if not hashes:
            return Rewritten()
        key = record.table, record.sha256, hashes
        if key not in self._months:
            to = self._fresh()
            observations_without_files(self.connection, self.layout.stored(record), hashes, to)
            made = settle(to)
            self._months[key] = Rewritten({(record.table, record.key): made if made.rows else None})
        return self._months[key]

    def _without_notes(self, record: FileRecord) -> Rewritten:
        """The observations of one source without the notes that name a Crime ID; their numbers stand."""
        key = record.table, record.sha256, "notes"
        if key not in self._months:
            stored = self.layout.stored(record)
            notes = [note for note in notes_of(self.connection, stored) if self.names_an_id(note)]
            if not notes:
                self._months[key] = Rewritten()
                return self._months[key]
            to = self._fresh()
            observations_without_notes(self.connection, stored, notes, to)
            marks = marks_with_notes(self.connection, stored, notes)
            self._months[key] = Rewritten({(record.table, record.key): settle(to)}, noted=marks)
        return self._months[key]

    def names_an_id(self, text: str) -> bool:
        """Whether a Crime ID that is to be forgotten stands in a text; those found are counted as found."""
        ids = self.target.ids_in(text)
        self.found |= ids
        return bool(ids)

    def _condition(self, table: str, forces: Collection[str]) -> str:
        """SQL: whether a row of a table is forgotten."""
        if self.target.kind == CRIME_IDS and table in WITH_IDS:
            return "coalesce(lower(crime_id) IN (SELECT crime_id FROM forgotten_id), FALSE)"
        return f"(force IN (SELECT unnest({listed(sorted(forces))}::VARCHAR[])))"

    def _removed(self, table: str, stored: Path, forces: Collection[str]) -> Removed:
        """What of a stored file is forgotten."""
        if not forces and self.target.kind != CRIME_IDS:
            return {}
        lost = "count(*) FILTER (lsoa IS NULL)" if table in WITH_IDS else "0"
        rows = self.connection.execute(
            f"""SELECT force, month, count(*), {lost} FROM read_parquet({quoted(str(stored))})
            WHERE {self._condition(table, forces)} GROUP BY force, month ORDER BY force, month"""
        ).fetchall()
        if rows and self.target.kind == CRIME_IDS and table in WITH_IDS:
            held = f"SELECT DISTINCT lower(crime_id) FROM read_parquet({quoted(str(stored))})"
            self.found |= {
                one
                for (one,) in self.connection.execute(
                    f"{held} WHERE {self._condition(table, forces)}"
                ).fetchall()
            }
        return {(table, force, month): (n, nowhere) for force, month, n, nowhere in rows}

    def _reported_of(self, manifest: Manifest, files: Mapping[Key, Stored | None]) -> Stored | None:
        """What each force reported, counted again."""
        paths = self._paths(manifest, "counts", files)
        places = self._paths(manifest, "places", files)
        key: tuple[object, ...] = (*paths, *places)
        if key not in self._reported:
            place = places[0] if places else None
            self._reported[key] = (
                write_reported(self.connection, paths, place, self._fresh()) if paths else None
            )
        return self._reported[key]

    def _paths(self, manifest: Manifest, table: str, files: Mapping[Key, Stored | None]) -> list[Path]:
        """Where the files of a table lie once the changes are made, in the order of their keys."""
        found: list[Path] = []
        for record in manifest.of_table(table):
            new = files.get((table, record.key), record)
            if new is not None:
                found.append(new.path if isinstance(new, Stored) else self.layout.stored(record))
        return found

    def _fresh(self) -> Path:
        self._number += 1
        return self.folder / f"without-{self._number:06}.parquet"


@dataclass
class Rewritten:
    """Files that are different without what is forgotten, and the rows that went; None for a file that goes."""

    files: dict[Key, Stored | None] = field(default_factory=dict)
    removed: Removed = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
    """Marks of the files of observations that lose notes."""

    def add(self, other: Rewritten) -> None:
        """Take over what changed in other files of the same snapshot."""
        self.files |= other.files
        self.removed |= other.removed
        self.noted |= other.noted


def places_of(manifest: Manifest, layout: Layout) -> Path | None:
    """The stored lookup of a snapshot."""
    return next((layout.stored(record) for record in manifest.of_table("places")), None)
