"""What a door for rows works with in one call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    again: Mapping[str, str] = field(default_factory=dict)
    """Files of this call that are held already: their names by their hash."""
    names: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Names of the files of the current snapshot, by hash."""
    kept: Mapping[str, int] = field(default_factory=dict)
    """Rows that held files of observations, outcomes or searches supplied when they were taken in, by hash."""
    places: Any = None
    """Arrow table of places, where this call brings geography; what is held is laid under it."""


Door = Callable[[Call, Sequence[ArrivedFile], Progress], Intake]
