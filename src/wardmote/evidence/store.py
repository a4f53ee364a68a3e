"""The evidence of a partnership: a folder of immutable snapshots with one that is current."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from wardmote.definitions import Definitions
from wardmote.evidence.export import ExportReport, export_whole
from wardmote.evidence.failures import in_words
from wardmote.evidence.forget import Followed, ForgetRequest, Removal, Tombstone
from wardmote.evidence.forget.keeping import Removals
from wardmote.evidence.ingest import Ingest
from wardmote.evidence.layout import Layout
from wardmote.evidence.manifest import Manifest
from wardmote.evidence.progress import Progress, quiet
from wardmote.evidence.publish import clear_away, read_current, read_manifest, read_manifests
from wardmote.evidence.refusals import EvidenceAbsent, EvidenceBusy, EvidenceDamaged, EvidenceReplaced
from wardmote.evidence.reports import Holding, IngestReport, VerifyReport, holding_of
from wardmote.evidence.snapshot import Snapshot
from wardmote.evidence.to_type import to_type
from wardmote.evidence.verify import verify


def _tidy_up(layout: Layout) -> None:
    """Leave nothing of a call behind, whether it published, failed or was interrupted."""
    if layout.publishing.exists():
        clear_away(layout)
    else:
        shutil.rmtree(layout.incoming, ignore_errors=True)


class EvidenceStore:
    """Takes evidence in, and gives it out.

    Parameters
    ----------
    folder
        The folder ``evidence`` of a workspace; it is made when something is first taken in.
    definitions
        What sources there are and how their rows are read.
    """

    def __init__(self, folder: Path, definitions: Definitions) -> None:
        self._layout = Layout(folder)
        self._definitions = definitions
        self._removals = Removals(self._layout, definitions)

    def current_id(self) -> str | None:
        """The id of the current snapshot; None before the first."""
        self._removals.finish()
        return read_current(self._layout)

    def snapshots(self) -> list[Manifest]:
        """The manifests of all snapshots, the oldest first.

        Raises
        ------
        EvidenceDamaged
            When a manifest cannot be read.
        """
        self._removals.finish()
        try:
            return read_manifests(self._layout)
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceDamaged(
                f"A manifest in {self._layout.snapshots} cannot be read ({error}). Restore it from a copy."
            ) from error

    def manifest(self, snapshot: str | None = None) -> Manifest:
        """The manifest of a snapshot, by default the current one.

        Raises
        ------
        EvidenceAbsent
            When there is none.
        EvidenceReplaced
            When something was removed from it on request: says which one stands in its place, and why.
        EvidenceDamaged
            When it cannot be read.
        """
        wanted = snapshot or self.current_id()
        if wanted is None:
            raise EvidenceAbsent(
                f"{self._layout.folder} holds no evidence yet. Take some in first{to_type(': wardmote ingest PATH')}."
            )
        path = self._layout.manifest(wanted)
        if not path.exists():
            followed = self.followed(wanted)
            if followed is not None:
                raise EvidenceReplaced(followed.sentence(wanted), followed.snapshot)
            raise EvidenceAbsent(f"There is no snapshot {wanted} in {self._layout.folder}.")
        try:
            return read_manifest(path)
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceDamaged(f"{path} cannot be read ({error}). Restore it from a copy.") from error

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        dry_run: bool = False,
        skip_refused: bool = False,
        again: bool = False,
        progress: Progress = quiet,
    ) -> IngestReport:
        """Take in files, folders and archives: one new snapshot, or none.

        Parameters
        ----------
        dry_run
            Do everything but publish.
        skip_refused
            Go on without files that are refused.
        again
            Take in files, too, of which something was removed on request.

        Raises
        ------
        IngestRefused
            When a file was refused; its report says which and why.
        EvidenceBusy
            When another call is at work.
        NotStored
            When the disk is full or may not be written to.
        """
        with self._alone("taking evidence into"):
            current = self.manifest() if self.current_id() else Manifest()
            try:
                work = self._layout, self._definitions, current, dry_run, skip_refused, progress
                return Ingest(*work, self.tombstones(), again).run(paths)
            finally:
                _tidy_up(self._layout)

    def forget(self, request: ForgetRequest, *, dry_run: bool = False, progress: Progress = quiet) -> Removal:
        """Remove something from every snapshot, for good: each that held it is replaced by one that never did.

        Parameters
        ----------
        dry_run
            Only say what would be removed.

        Raises
        ------
        ForgetError
            When the request is not clear.
        ForgetUnfinished
            When the machine stopped it on the way; the next call finishes it.
        EvidenceBusy
            When another call is at work.
        NotStored
            When the disk is full or may not be written to; nothing was changed.
        """
        self.manifest()
        with self._alone("at work on"):
            self.snapshots()
            return self._removals.forget(request, progress, dry_run=dry_run)

    def tombstones(self) -> list[Tombstone]:
        """What was removed on request, the first removal first.

        Raises
        ------
        EvidenceDamaged
            When the record of one cannot be read.
        """
        return self._removals.tombstones()

    def followed(self, snapshot: str) -> Followed | None:
        """Where the id of a snapshot leads that a removal replaced; None where none did, or it is there."""
        return self._removals.followed(snapshot)

    def standing(self, snapshot: str) -> str:
        """The id of the snapshot that stands for this one today: its own unless a removal replaced it."""
        followed = self.followed(snapshot)
        return followed.snapshot if followed else snapshot

    @contextlib.contextmanager
    def undisturbed(self, doing: str) -> Iterator[None]:
        """Nothing is taken in or removed meanwhile. ``doing`` is told to whoever tries: "copying".

        Raises
        ------
        EvidenceBusy
            When another call is at work.
        """
        with self._alone(doing):
            yield

    @contextlib.contextmanager
    def _alone(self, doing: str) -> Iterator[None]:
        """The one writer, with what a killed call left finished or cleared away, and empty folders to work in."""
        with in_words(self._layout.folder):
            self._layout.folder.mkdir(parents=True, exist_ok=True)
            try:
                with FileLock(self._layout.lock, timeout=0):
                    self._removals.finish_alone()
                    clear_away(self._layout)
                    self._layout.prepare()
                    yield
            except Timeout as error:
                raise EvidenceBusy(
                    f"Another call is {doing} {self._layout.folder}. Nothing was changed; wait until it is done and "
                    "try again."
                ) from error

    def export(
        self,
        folder: Path,
        snapshot: str | None = None,
        *,
        packed: bool = False,
        parquet: bool = False,
        progress: Progress = quiet,
    ) -> ExportReport:
        """Write all that a snapshot holds, by default the current one, as plain files: all of them, or no folder.

        Parameters
        ----------
        packed
            Pack each file with gzip.
        parquet
            Put the stored tables beside them as they are.

        Raises
        ------
        EvidenceAbsent
            When there is no such snapshot.
        EvidenceDamaged
            When one of its files is missing.
        ExportRefused
            When the folder holds something.
        NotStored
            When the disk is full or may not be written to.
        """
        self.open(snapshot).close()
        manifest = self.manifest(snapshot)
        return export_whole(
            self._layout,
            manifest,
            self._definitions,
            folder,
            packed=packed,
            parquet=parquet,
            progress=progress,
        )

    def verify(self, snapshot: str | None = None, progress: Progress = quiet) -> VerifyReport:
        """Check a snapshot, by default the current one: hashes, row counts, and every count made again.

        Raises
        ------
        EvidenceAbsent
            When there is none.
        """
        return verify(self._layout, self.manifest(snapshot), progress)

    def open(self, snapshot: str | None = None) -> Snapshot:
        """Open a snapshot for reading, by default the current one.

        Raises
        ------
        EvidenceAbsent
            When there is none.
        EvidenceDamaged
            When one of its files is missing.
        """
        manifest = self.manifest(snapshot)
        for record in manifest.files:
            if not self._layout.stored(record).exists():
                raise EvidenceDamaged(
                    f"Snapshot {manifest.id} lacks its file of {record.table} {record.key}".rstrip()
                    + ". Restore it from a copy, or take the sources in again."
                )
        return Snapshot(manifest, self._layout, self._definitions)

    def rejects(self, snapshot: str | None = None) -> Path | None:
        """The rejected rows of the call that made a snapshot; None when it rejected none."""
        wanted = snapshot or self.current_id()
        path = self._layout.rejects_of(wanted) if wanted else None
        return path if path is not None and path.exists() else None

    def holdings(self, snapshot: str | None = None) -> list[Holding]:
        """What each force or partner supplied for each period, from which file, sorted by period, supplier, kind."""
        found = [
            holding_of(source, one) for source in self.manifest(snapshot).sources for one in source.supplies
        ]
        return sorted(found, key=lambda holding: (holding.month, holding.force, holding.kind))
