"""The removals of a store: asked for, finished where one was stopped, and found again by what they replaced."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass

from filelock import FileLock, Timeout

from wardmote.definitions import Definitions
from wardmote.evidence.forget.carrying_out import complete, discard, is_begun
from wardmote.evidence.forget.removal import Forgetting, Removal
from wardmote.evidence.forget.requests import ForgetRequest
from wardmote.evidence.forget.tombstones import Followed, Tombstone, follow, read_tombstones
from wardmote.evidence.layout import Layout
from wardmote.evidence.progress import Progress
from wardmote.evidence.publish import read_manifests
from wardmote.evidence.refusals import EvidenceDamaged, ForgetUnfinished

UNFINISHED = (
    "The removal is begun and not finished: {why}. What is removed is not yet gone from the disk. The next call of any "
    "command on this evidence finishes it, as soon as its folder {folder} can be written to."
)


@dataclass(frozen=True)
class Removals:
    """The removals of one evidence folder."""

    layout: Layout
    definitions: Definitions

    def forget(self, request: ForgetRequest, progress: Progress, *, dry_run: bool) -> Removal:
        """Remove what is asked for, or say what that would be. Call it with the lock held and the folders prepared.

        Raises
        ------
        ForgetError
            When the request is not clear.
        ForgetUnfinished
            When the machine stopped it after it could no longer be turned back.
        """
        job = Forgetting(self.layout, self.definitions, read_manifests(self.layout), progress)
        try:
            removal = job.run(request, dry_run=dry_run)
            if not is_begun(self.layout):
                return removal
            return self._finished(job, removal)
        finally:
            discard(self.layout)
            shutil.rmtree(self.layout.incoming, ignore_errors=True)

    def _finished(self, job: Forgetting, removal: Removal) -> Removal:
        try:
            return job.finish(removal)
        except (OSError, KeyboardInterrupt) as error:
            why = str(getattr(error, "strerror", "") or "it was interrupted")
            raise ForgetUnfinished(UNFINISHED.format(why=why, folder=self.layout.folder)) from error

    def finish(self) -> None:
        """Complete a removal that was stopped; a call that is at it already is left alone.

        Raises
        ------
        ForgetUnfinished
            When the folder cannot be written to.
        EvidenceDamaged
            When its plan cannot be read.
        """
        if is_begun(self.layout):
            with contextlib.suppress(Timeout), FileLock(self.layout.lock, timeout=0):
                self.finish_alone()

    def finish_alone(self) -> None:
        """The same with the lock held; what one put ready that was stopped before its plan stood is discarded."""
        discard(self.layout)
        if is_begun(self.layout):
            try:
                complete(self.layout)
            except OSError as error:
                why = error.strerror or str(error)
                raise ForgetUnfinished(UNFINISHED.format(why=why, folder=self.layout.folder)) from error

    def tombstones(self) -> list[Tombstone]:
        """Every removal, the first of them first.

        Raises
        ------
        EvidenceDamaged
            When one cannot be read.
        """
        try:
            return read_tombstones(self.layout)
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceDamaged(
                f"The record of a removal in {self.layout.forgotten} cannot be read ({error}). Restore it from a copy."
            ) from error

    def followed(self, snapshot: str) -> Followed | None:
        """Where the id of a replaced snapshot leads; None where it was never replaced, or is there."""
        if self.layout.manifest(snapshot).exists():
            return None
        return follow(snapshot, self.tombstones())
