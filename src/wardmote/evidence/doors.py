"""The doors for rows that are no street crimes: each judges the files of one reader, and says what they supply."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from wardmote.definitions import Definitions
from wardmote.evidence.progress import Progress
from wardmote.evidence.rows.files import ArrivedFile, Intake


@dataclass(frozen=True)
class Call:
    """What a door works with in one call."""

    connection: duckdb.DuckDBPyConnection
    """A cursor of its own."""
    definitions: Definitions
    folder: Path
    """Where files are written; emptied between attempts."""
    held: Mapping[tuple[str, str], Path]
    """Stored files of the current snapshot, by table and key."""
    given_again: Mapping[tuple[str, ...], str]
    """Key of a part -> the name of a file of this call that is held already and supplies it."""
    supplied_before: Mapping[str, Collection[tuple[str, ...]]]
    """What files supply that are held, and are read again: keys of their parts, by their hash."""


Door = Callable[[Call, Sequence[ArrivedFile], Progress], Intake]

DOORS: dict[str, Door] = {}
"""Reader of a source definition -> the door for its files."""


def take_all(call: Call, files: Sequence[ArrivedFile], progress: Progress) -> Intake:
    """Take in the files of every reader that has a door here, in the order of the readers' names."""
    intake = Intake()
    for reader, door in sorted(DOORS.items()):
        mine = [file for file in files if file.file.source.reader == reader]
        if mine:
            intake.add(door(call, mine, progress))
    return intake
