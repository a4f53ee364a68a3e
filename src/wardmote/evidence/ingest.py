"""One call that takes evidence in: everything, or nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.accounts import account_for, rejects_content
from wardmote.evidence.compose import Composed, compose
from wardmote.evidence.doors import Call, take_all
from wardmote.evidence.engine import writing_connection
from wardmote.evidence.forget import Tombstone, coming_back
from wardmote.evidence.geography import READERS, GeographyTables
from wardmote.evidence.held import way_of_reading
from wardmote.evidence.incoming import Incoming, bring_in
from wardmote.evidence.layout import Layout
from wardmote.evidence.located import notes_on_forces
from wardmote.evidence.manifest import Manifest, Part, SourceRecord, Unit
from wardmote.evidence.progress import Progress
from wardmote.evidence.publish import note_readings, publish
from wardmote.evidence.refusals import IngestRefused, Refused
from wardmote.evidence.reports import IngestReport
from wardmote.evidence.rows.files import ArrivedFile, Intake
from wardmote.evidence.street.door import StreetDoor
from wardmote.evidence.street.months import MonthFiles
from wardmote.evidence.tables import read_geography, sources_of, with_parts, write_tables

SHOWN = 10
"""Refusals that the exception itself says."""


@dataclass(frozen=True)
class Attempt:
    """What reading the files of a call came to."""

    geography: GeographyTables
    rows: Intake
    refusals: tuple[Refused, ...]
    """Those of this attempt."""


@dataclass(frozen=True)
class Ingest:
    """One call. The lock is held, and the folder of work is empty."""

    layout: Layout
    definitions: Definitions
    current: Manifest
    """What is held; an empty manifest before the first call."""
    dry_run: bool
    skip_refused: bool
    progress: Progress
    removed: Sequence[Tombstone] = ()
    """What was removed on request, and is not to come back unasked."""
    again: bool = False
    """Whether it is asked for."""

    def run(self, paths: Sequence[Path]) -> IngestReport:
        """Take in what the paths name.

        Raises
        ------
        IngestRefused
            When a file was refused and refused files are not to be left out, or nothing else is left.
        """
        incoming = bring_in(paths, self.definitions, self.current, self.layout.incoming, self.progress)
        if not self.again:
            named = {sha256: staged.name for sha256, staged in incoming.staged.items()}
            incoming.refusals += coming_back.refusals(named, self.removed)
        with contextlib.closing(writing_connection(self.layout.incoming)) as connection:
            attempt, refusals = self._read(connection, incoming)
            if refusals and (not self.skip_refused or not _is_anything_left(incoming, attempt, refusals)):
                self._refuse(incoming, attempt, refusals)
            taken = self._sources(incoming, attempt)
            composed = compose(
                connection,
                self.layout,
                self.definitions,
                self.current,
                taken,
                write_tables(attempt.geography, self.layout.incoming) | attempt.rows.tables,
                attempt.rows.left,
            )
        units = (unit for source in composed.manifest.sources for unit in source.units)
        lacking = notes_on_forces(units, composed.places, self.definitions)
        geography_notes = [*attempt.geography.notes, *lacking, *coming_back.notes(taken, self.removed)]
        report = account_for(self.current, composed, incoming, attempt.rows, geography_notes, refusals)
        return self._conclude(report, composed, attempt)

    def _read(
        self, connection: duckdb.DuckDBPyConnection, incoming: Incoming
    ) -> tuple[Attempt, tuple[Refused, ...]]:
        """Read everything; once more without the refused files if they may be left out."""
        refusals = list(incoming.refusals)
        rejects: dict[int, Path] = {}
        while True:
            attempt = self._attempt(connection, incoming, {name for r in refusals for name in r.names})
            refusals += attempt.refusals
            attempt.rows.rejects = rejects = rejects | attempt.rows.rejects
            if not attempt.refusals or not self.skip_refused:
                return attempt, tuple(refusals)

    def _attempt(
        self, connection: duckdb.DuckDBPyConnection, incoming: Incoming, without: set[str]
    ) -> Attempt:
        for path in self.layout.incoming.glob("*.parquet"):
            path.unlink()
        refusals: list[Refused] = []
        tables = GeographyTables()
        files = [file for file in incoming.geography if file.name not in without]
        try:
            tables = read_geography(files, self.definitions, self.layout, self.current, self.progress)
        except Refused as refusal:
            refusals.append(refusal)
        wanted = [file for file in incoming.rows if file.name not in without]
        rows = self._street(connection, incoming, wanted)
        with contextlib.closing(connection.cursor()) as cursor:
            rows.add(take_all(self._call(cursor, incoming, tables), wanted, self.progress))
        refusals += dict.fromkeys(rows.refusals.values())
        return Attempt(tables, rows, tuple(refusals))

    def _street(
        self, connection: duckdb.DuckDBPyConnection, incoming: Incoming, files: Sequence[ArrivedFile]
    ) -> Intake:
        door = StreetDoor(
            connection,
            self.definitions,
            self.layout.incoming,
            self._held_months(),
            incoming.given_again,
            {source.sha256: [unit.key for unit in source.units] for source in self.current.sources},
        )
        return door.take([file for file in files if file.file.source.reader == "street"], self.progress)

    def _call(
        self, connection: duckdb.DuckDBPyConnection, incoming: Incoming, tables: GeographyTables
    ) -> Call:
        return Call(
            connection,
            self.definitions,
            self.layout.incoming,
            {(file.table, file.key): self.layout.stored(file) for file in self.current.files},
            incoming.given_again,
            {source.sha256: [part.key for part in source.parts] for source in self.current.sources},
            incoming.again,
            {source.sha256: source.kept for source in self.current.sources if source.parts},
            tables.places,
            names={source.sha256: source.name for source in self.current.sources if source.parts},
        )

    def _held_months(self) -> dict[str, MonthFiles]:
        crime = {file.key: self.layout.stored(file) for file in self.current.of_table("crime")}
        counts = {file.key: self.layout.stored(file) for file in self.current.of_table("counts")}
        return {month: MonthFiles(crime[month], counts[month]) for month in crime}

    def _refuse(self, incoming: Incoming, attempt: Attempt, refusals: tuple[Refused, ...]) -> None:
        """Raise what was refused, and leave the rejected rows where the user can look at them."""
        unchanged = Composed(self.current, (), {}, {})
        report = account_for(
            self.current,
            unchanged,
            incoming,
            attempt.rows,
            attempt.geography.notes,
            refusals,
            nothing_taken=True,
        )
        content = rejects_content(attempt.rows)
        if content is not None and not self.dry_run:
            self.layout.refused_rejects.write_bytes(content)
            report = report.with_rejects(self.layout.refused_rejects)
        raise IngestRefused(_first_of([refusal.sentence for refusal in refusals]), report)

    def _sources(self, incoming: Incoming, attempt: Attempt) -> list[SourceRecord]:
        by_number = {file.number: file for file in incoming.rows}
        files = [*incoming.geography, *(file.file for file in incoming.rows)]
        ways = {
            source.id: way_of_reading(self.definitions, source)
            for source in {file.source.id: file.source for file in files}.values()
        }
        records = []
        beside: dict[str, tuple[tuple[Part, ...], list[str]]] = {}
        for number, supplied in sorted(attempt.rows.supplied.items()):
            file = by_number[number].file
            parts = tuple(one for one in supplied if isinstance(one, Part))
            if file.source.reader in READERS:
                beside[file.sha256] = parts, attempt.rows.notes.get(number, [])
                continue
            staged = incoming.staged[file.sha256]
            notes = (*staged.notes, *attempt.rows.notes.get(number, ()))
            records.append(
                SourceRecord(
                    file.name,
                    file.sha256,
                    staged.bytes,
                    file.source.reference,
                    tuple(one for one in supplied if isinstance(one, Unit)),
                    notes=notes,
                    reading=ways[file.source.id],
                    parts=parts,
                )
            )
        readings = {file.sha256: ways[file.source.id] for file in incoming.geography}
        geography = sources_of(attempt.geography, incoming.staged, readings)
        return records + [with_parts(record, *beside.get(record.sha256, ((), []))) for record in geography]

    def _conclude(self, report: IngestReport, composed: Composed, attempt: Attempt) -> IngestReport:
        """Publish, unless there is nothing new or the call was a dry run."""
        if self.dry_run:
            return report.as_dry_run()
        if composed.manifest.id == self.current.id:
            note_readings(self.layout, self.current, composed.manifest)
            return report
        content = rejects_content(attempt.rows)
        self.progress("Publishing", 0, 1)
        publish(self.layout, composed.manifest.without_folders(), composed.files, content)
        self.progress("Publishing", 1, 1)
        report = report.as_published()
        return (
            report if content is None else report.with_rejects(self.layout.rejects_of(composed.manifest.id))
        )


def _is_anything_left(incoming: Incoming, attempt: Attempt, refusals: Sequence[Refused]) -> bool:
    refused = {name for refusal in refusals for name in refusal.names}
    needless = any(outcome.name not in refused for outcome in incoming.outcomes)
    return bool(attempt.rows.supplied or attempt.geography.files or needless)


def _first_of(sentences: Sequence[str]) -> str:
    """The first of many refusals, a line each; the report holds them all."""
    more = [f"{len(sentences) - SHOWN:,} more files were refused."] if len(sentences) > SHOWN else []
    return "\n".join([*sentences[:SHOWN], *more])
