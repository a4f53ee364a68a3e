"""A finished file: on the disk, hashed, and known by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from wardmote.evidence.bounds import BLOCK
from wardmote.evidence.layout import settle_file
from wardmote.evidence.manifest import FileRecord


@dataclass(frozen=True)
class Stored:
    """A file that is ready to be put among the stored ones."""

    path: Path
    sha256: str
    bytes: int
    rows: int

    def record(self, table: str, key: str = "") -> FileRecord:
        """Its entry in a manifest."""
        return FileRecord(table, key, self.sha256, self.rows, self.bytes)


def settle(path: Path) -> Stored:
    """Make sure that a Parquet file has reached the disk, and say what it is."""
    settle_file(path)
    return examine(path)


def examine(path: Path) -> Stored:
    """Hash and measure a Parquet file."""
    return Stored(path, hash_of(path), path.stat().st_size, pq.read_metadata(path).num_rows)


def hash_of(path: Path) -> str:
    """The sha256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
