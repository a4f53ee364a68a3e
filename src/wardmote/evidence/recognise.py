"""Which source a file is, told by its columns and never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import Source


@dataclass(frozen=True)
class Recognised:
    """A plain file on this machine whose source is known."""

    path: Path
    """The file itself, uncompressed and in UTF-8: it may lie in the folder of the running call."""
    name: str
    """What the user calls it: the path as given, a member of an archive as ``archive.zip/member``."""
    sha256: str
    """Hash of the file's own bytes as they were given (uncompressed)."""
    source: Source
    columns: tuple[str, ...]
    """Its columns or GeoJSON properties as they stand in the file, without outer spaces."""
