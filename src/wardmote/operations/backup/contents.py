"""What a backup says of itself: every file with its hash, and how many rows the database holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from wardmote.operations.backup.errors import BackupError

NAME = "backup.json"
SCHEMA = "wardmote.backup/1"
DATABASE = "database/site.sqlite"
DUMP = "database/site.dump"
FILES = "files/"
Engine = Literal["none", "sqlite", "postgresql"]
CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One file of a backup: its name in it, its size in bytes and the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """All that a backup holds. ``tables`` maps each table of the database to its number of rows."""

    made: str
    partnership: str
    snapshot: str
    engine: Engine
    entries: tuple[Entry, ...]
    tables: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """As it stands in the backup."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, indent=1, ensure_ascii=False)


def from_json(text: str) -> Contents:
    """Read it again.

    Raises
    ------
    BackupError
        When it is of another schema, or cannot be read.
    """
    try:
        held = json.loads(text)
        schema = held.pop("schema")
        entries = tuple(Entry(**one) for one in held.pop("entries"))
        made = Contents(entries=entries, **held)
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(f"This is no backup that Wardmote made, or it is damaged ({error}).") from error
    if schema != SCHEMA:
        raise BackupError(f"This backup was made by another version ({schema}). Restore it with that one.")
    return made


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, a part at a time."""
    while part := stream.read(CHUNK):
        yield part


def entry_of(name: str, path: Path) -> Entry:
    """A file as an entry."""
    mark, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        for part in chunks(stream):
            mark.update(part)
            size += len(part)
    return Entry(name, size, mark.hexdigest())
