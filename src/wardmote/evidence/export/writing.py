"""Everything that a snapshot holds as plain open files, with an account of each."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from wardmote.definitions import Definitions
from wardmote.evidence.engine import writing_connection
from wardmote.evidence.export.geography import (
    write_boundaries,
    write_lookups,
    write_populations,
    write_successors,
)
from wardmote.evidence.export.job import FOR_READING, TAKEN_IN, Job, Writer, Written
from wardmote.evidence.export.observed import write_observations, write_weeks
from wardmote.evidence.export.police import write_outcomes, write_searches, write_street
from wardmote.evidence.export.reference import write_deprivation, write_profiles, write_weights
from wardmote.evidence.export.responses import write_responses
from wardmote.evidence.failures import in_words
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import Manifest
from wardmote.evidence.progress import Progress
from wardmote.evidence.refusals import ExportRefused
from wardmote.evidence.storing import hash_of

SCHEMA = "wardmote.export/1"
WRITERS: dict[str, Writer] = {
    "places": write_lookups,
    "successors": write_successors,
    "population": write_populations,
    "boundaries": write_boundaries,
    "crime": write_street,
    "outcomes": write_outcomes,
    "searches": write_searches,
    "observations": write_observations,
    "weeks": write_weeks,
    "weights": write_weights,
    "deprivation": write_deprivation,
    "profile": write_profiles,
    "responses": write_responses,
}
"""Table of a snapshot -> what writes it; a table that is counted from these has none."""


@dataclass(frozen=True)
class ExportReport:
    """What was written."""

    snapshot: str
    folder: Path
    files: tuple[Written, ...]

    @property
    def left_out(self) -> tuple[Written, ...]:
        """Files that are not taken in again."""
        return tuple(one for one in self.files if not one.taken_in)

    @property
    def rows(self) -> int:
        """Rows of all files."""
        return sum(one.rows for one in self.files)


def export_whole(
    layout: Layout,
    manifest: Manifest,
    definitions: Definitions,
    folder: Path,
    *,
    packed: bool,
    parquet: bool,
    progress: Progress,
) -> ExportReport:
    """Write a snapshot to a folder: all of it, or no folder.

    Parameters
    ----------
    folder
        A folder that does not exist yet, or is empty.
    packed
        Whether each file is packed with gzip.
    parquet
        Whether the stored tables stand beside them as they are.

    Raises
    ------
    ExportRefused
        When the folder holds something.
    NotStored
        When it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportRefused(
            f"{folder} is there already and holds something. Name a new folder for the export."
        )
    target = folder.absolute()
    beside = target.with_name(f".{target.name}.part")
    with in_words(folder):
        shutil.rmtree(beside, ignore_errors=True)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            report = _export(
                layout, manifest, definitions, beside, packed=packed, parquet=parquet, progress=progress
            )
            if target.exists():
                target.rmdir()
            beside.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return replace(report, folder=folder)


def _export(
    layout: Layout,
    manifest: Manifest,
    definitions: Definitions,
    folder: Path,
    *,
    packed: bool,
    parquet: bool,
    progress: Progress,
) -> ExportReport:
    """Write a snapshot into an empty folder."""
    work = folder / ".work"
    work.mkdir(parents=True)
    try:
        with contextlib.closing(writing_connection(work)) as connection:
            job = Job(connection, layout, manifest, definitions, folder, packed)
            written = _in_turn(job, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if parquet:
        written += _as_stored(job)
    report = ExportReport(manifest.id, folder, tuple(written))
    (folder / "manifest.json").write_text(_manifest(manifest, report), encoding="utf-8")
    (folder / "README.txt").write_text(_readme(manifest, report), encoding="utf-8")
    return report


def _in_turn(job: Job, progress: Progress) -> list[Written]:
    written: list[Written] = []
    for number, (table, writer) in enumerate(WRITERS.items()):
        progress("Writing files", number, len(WRITERS))
        if job.files(table):
            written += writer(job)
    progress("Writing files", len(WRITERS), len(WRITERS))
    return written


def _as_stored(job: Job) -> Iterable[Written]:
    """The stored tables as they are: fast to open in a notebook, and not taken in again."""
    for record in job.manifest.files:
        name = f"{record.table}-{record.key}" if record.key else record.table
        path = job.folder / FOR_READING / "parquet" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(job.layout.stored(record), path)
        yield Written(
            job.below(path), record.table, record.rows, taken_in=False, note="A stored table as it is."
        )


def _manifest(manifest: Manifest, report: ExportReport) -> str:
    files = [{**asdict(one), "sha256": hash_of(report.folder / one.path)} for one in report.files]
    sources = [
        {"name": s.name, "sha256": s.sha256, "source": s.source, "rows": s.rows} for s in manifest.sources
    ]
    content = {
        "schema": SCHEMA,
        "snapshot": manifest.id,
        "made": manifest.made,
        "files": files,
        "made_from": sources,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _readme(manifest: Manifest, report: ExportReport) -> str:
    return "\n\n".join(part for part in _paragraphs(manifest, report) if part) + "\n"


def _paragraphs(manifest: Manifest, report: ExportReport) -> Iterable[str]:
    yield f"Evidence of a Community Safety Partnership, as Wardmote held it in snapshot {manifest.id}."
    yield (
        f"The folder {TAKEN_IN} holds what can be taken in again: wardmote ingest {TAKEN_IN} (in a new workspace, give "
        f"{TAKEN_IN}/geography to wardmote init). Figures made of it are the same. Rows that were rejected, or repeated "
        "another, were not kept and are not here; the published files themselves are not kept either."
    )
    if report.left_out:
        yield f"The folder {FOR_READING} holds what cannot be taken in again, to be read:\n" + _each(
            report.left_out
        )
    yield _each([one for one in report.files if one.taken_in and one.note])
    yield "Table by table:\n" + "\n".join(_totals(report.files))
    yield "Licences, to be printed with anything made of these files:\n" + "\n".join(
        f"- {licence}" for licence in sorted({one.licence for one in report.files if one.licence})
    )
    yield "manifest.json lists every file with its rows, its source definition and its sha256."


def _each(files: Iterable[Written]) -> str:
    return "\n".join(f"- {one.path}: {one.note}" for one in files if "/parquet/" not in one.path)


def _totals(files: Iterable[Written]) -> list[str]:
    tables: dict[str, list[int]] = {}
    for one in files:
        if "/parquet/" not in one.path:
            total = tables.setdefault(one.table, [0, 0])
            total[0] += 1
            total[1] += one.rows
    return [f"- {table}: {files:,} files, {rows:,} rows" for table, (files, rows) in tables.items()]
