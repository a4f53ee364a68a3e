"""Where things lie in the evidence folder, and how they get there so that no kill leaves half of one."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.manifest import FileRecord


@dataclass(frozen=True)
class Layout:
    """The parts of an evidence folder."""

    folder: Path

    @property
    def current(self) -> Path:
        """Holds the id of the current snapshot."""
        return self.folder / "current"

    @property
    def snapshots(self) -> Path:
        """Manifests."""
        return self.folder / "snapshots"

    @property
    def files(self) -> Path:
        """Stored files, named by their content."""
        return self.folder / "files"

    @property
    def rejects(self) -> Path:
        """Rejected rows, one CSV a call."""
        return self.folder / "rejects"

    @property
    def incoming(self) -> Path:
        """Work in progress of the running call."""
        return self.folder / "incoming"

    @property
    def publishing(self) -> Path:
        """Names the snapshot that is being published, until it is current."""
        return self.incoming / "publishing"

    @property
    def forgotten(self) -> Path:
        """Tombstones: what was removed on request, numbered in their order."""
        return self.folder / "forgotten"

    @property
    def forgetting(self) -> Path:
        """A removal on request that is being carried out: all that it puts in place, then its plan."""
        return self.folder / "forgetting"

    @property
    def forget_plan(self) -> Path:
        """Stands from the moment a removal can no longer be turned back until it is complete."""
        return self.forgetting / "plan.json"

    @property
    def lock(self) -> Path:
        """Held by the one writer."""
        return self.folder / "lock"

    def manifest(self, snapshot: str) -> Path:
        """The manifest of a snapshot."""
        return self.snapshots / f"{snapshot}.json"

    def rejects_of(self, snapshot: str) -> Path:
        """The rejected rows of the call that made a snapshot."""
        return self.rejects / f"{snapshot}.csv"

    @property
    def refused_rejects(self) -> Path:
        """The rejected rows of the last call that published nothing because of them."""
        return self.rejects / "last-refused.csv"

    def stored(self, record: FileRecord) -> Path:
        """A file of a snapshot."""
        return self.files / record.filename

    def prepare(self) -> None:
        """Make the folders, and an empty one for the work of this call. Call it with the lock held."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        for folder in (self.snapshots, self.files, self.rejects, self.incoming):
            folder.mkdir(parents=True, exist_ok=True)


def write_durably(path: Path, content: bytes, through: Path) -> None:
    """Put ``content`` at ``path`` whole or not at all, by way of a file in the folder ``through``."""
    beside = through / f"{path.name}.new"
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    settle_folder(path.parent)


def settle_file(path: Path) -> None:
    """Make sure that a file has reached the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Make sure that the names in a folder have reached the disk, where the system can do that."""
    with contextlib.suppress(OSError):  # Windows cannot open a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
