"""Whether a snapshot still is what was stored: hashes, row counts, and every count made again."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import FileRecord, Manifest
from wardmote.evidence.progress import Progress
from wardmote.evidence.reported import TABLE as REPORTED
from wardmote.evidence.reported import files_of, lookup_of, reported_query
from wardmote.evidence.reports import VerifyReport
from wardmote.evidence.sql_text import quoted
from wardmote.evidence.storing import examine


@dataclass(frozen=True)
class _Check:
    layout: Layout
    manifest: Manifest
    connection: duckdb.DuckDBPyConnection

    def file(self, record: FileRecord) -> list[str]:
        """Problems of one stored file."""
        path = self.layout.stored(record)
        what = f"{record.table} {record.key}".strip()
        if not path.exists():
            return [
                f"The file of {what} is missing ({path}). Restore it from a copy, or take the sources in again."
            ]
        found = examine(path) if path.stat().st_size == record.bytes else None
        if found is None or found.sha256 != record.sha256:
            return [f"The file of {what} has changed since it was stored ({path}). Restore it from a copy."]
        if found.rows != record.rows:
            return [f"The file of {what} holds {found.rows:,} rows, the manifest says {record.rows:,}."]
        return []

    def month(self, crime: FileRecord, counts: FileRecord) -> list[str]:
        """Problems between the rows of a month, their counts and what the manifest says."""
        rows, cube = (quoted(str(self.layout.stored(record))) for record in (crime, counts))
        recount = f"SELECT force, month, lsoa, category, count(*) FROM read_parquet({rows}) GROUP BY ALL"
        stored = f"SELECT force, month, lsoa, category, n FROM read_parquet({cube})"
        wrong = self.connection.execute(
            f"SELECT count(*) FROM (({recount} EXCEPT {stored}) UNION ALL ({stored} EXCEPT {recount}))"
        ).fetchall()[0][0]
        by_force = dict(
            self.connection.execute(
                f"SELECT force, count(*) FROM read_parquet({rows}) GROUP BY force"
            ).fetchall()
        )
        kept = {u.force: u.kept for s in self.manifest.sources for u in s.units if u.month == crime.key}
        problems = [f"{wrong:,} counts of {crime.key} differ from a recount of its rows."] if wrong else []
        if by_force != {force: n for force, n in kept.items() if n}:
            problems.append(f"The rows of {crime.key} by force differ from what the manifest says was kept.")
        return problems

    def parts(self, record: FileRecord) -> list[str]:
        """Problems between a month of other records and what the manifest says was kept."""
        rows = quoted(str(self.layout.stored(record)))
        each = "sum(n)" if record.table == "searches" else "count(*)"
        by_force = dict(
            self.connection.execute(
                f"SELECT force, {each} FROM read_parquet({rows}) GROUP BY force"
            ).fetchall()
        )
        kept = {
            part.supplier: part.kept
            for source in self.manifest.sources
            for part in source.parts
            if (part.table, part.period) == (record.table, record.key)
        }
        if by_force != {force: n for force, n in kept.items() if n}:
            return [
                f"The {record.table} of {record.key} by force differ from what the manifest says was kept."
            ]
        return []

    def reported(self, record: FileRecord) -> list[str]:
        """Problems between what each force reported and the counts it was made from."""
        counts = [self.layout.stored(file) for file in self.manifest.of_table("counts")]
        places = next((self.layout.stored(file) for file in self.manifest.of_table("places")), None)
        recount = reported_query(files_of(counts), lookup_of(places))
        stored = f"SELECT * FROM read_parquet({quoted(str(self.layout.stored(record)))})"
        wrong = self.connection.execute(
            f"SELECT count(*) FROM (({recount} EXCEPT {stored}) UNION ALL ({stored} EXCEPT {recount}))"
        ).fetchall()[0][0]
        return [f"{wrong:,} totals by force and month differ from a recount."] if wrong else []


def verify(layout: Layout, manifest: Manifest, progress: Progress) -> VerifyReport:
    """Check every file of a snapshot, and count its rows again."""
    problems = (
        [] if manifest.id == manifest.identity() else [f"The manifest of {manifest.id} has been changed."]
    )
    counts = {record.key: record for record in manifest.of_table("counts")}
    with duckdb.connect(":memory:") as connection:
        check = _Check(layout, manifest, connection)
        broken: set[FileRecord] = set()
        for number, record in enumerate(manifest.files):
            progress("Checking files", number, len(manifest.files))
            found = check.file(record)
            broken |= {record} if found else set()
            problems += found
        for record in manifest.of_table("crime"):
            if record.key not in counts:
                problems.append(f"There are no counts of {record.key}.")
            elif not {record, counts[record.key]} & broken:
                problems += check.month(record, counts[record.key])
        for record in (*manifest.of_table("outcomes"), *manifest.of_table("searches")):
            problems += check.parts(record) if record not in broken else []
        for record in manifest.of_table(REPORTED):
            if not {record, *manifest.of_table("counts"), *manifest.of_table("places")} & broken:
                problems += check.reported(record)
    progress("Checking files", len(manifest.files), len(manifest.files))
    return VerifyReport(
        manifest.id, len(manifest.files), sum(f.rows for f in manifest.files), tuple(problems)
    )
