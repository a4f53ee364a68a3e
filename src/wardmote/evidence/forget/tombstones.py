"""What stays of what was removed on request: when, why, what kind, how much, and which snapshots took whose place.

Nothing of what was removed stands in it: no Crime ID nor anything made from one, no name of a file. The hash of a
whole file says nothing of any person in it, and lets the door know the file again.
Source: the Information Commissioner's guidance on logs of erasure, which asks that they do not hold the data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from wardmote.evidence.forget.requests import CRIME_IDS, FILES, FORCE_MONTHS, ForceMonth
from wardmote.evidence.layout import Layout

SCHEMA = "wardmote.tombstone/1"


@dataclass(frozen=True)
class Replaced:
    """One snapshot that held what was removed."""

    was: str
    now: str
    """The snapshot that stands in its place; it may have been there already."""
    rows: Mapping[str, int]
    """Rows removed from it, by table."""


@dataclass(frozen=True)
class Tombstone:
    """One removal."""

    made: str
    """UTC time of it."""
    kind: str
    """files, force-months, crime-ids or observations."""
    reason: str
    """Who asked and why, in the words of who removed it."""
    replaced: tuple[Replaced, ...]
    """The oldest first."""
    records: int = 0
    """Crime IDs that were asked for; 0 for other kinds."""
    files: tuple[str, ...] = ()
    """Hashes of the files that held it."""
    force_months: tuple[ForceMonth, ...] = ()
    sources: tuple[str, ...] = ()
    """References of the definitions of the files that held it."""
    rejected_rows: int = 0
    """Rows taken out of the files of rejected rows."""
    number: int = 0
    """Its place among the removals, from 1."""

    @property
    def rows(self) -> dict[str, int]:
        """Rows removed by table, of the snapshot that held most of that table."""
        most: dict[str, int] = {}
        for one in self.replaced:
            for table, n in one.rows.items():
                most[table] = max(most.get(table, 0), n)
        return most

    @property
    def day(self) -> str:
        """The day of it, in words."""
        made = date.fromisoformat(self.made[:10])
        return f"{made.day} {made:%B %Y}"

    @property
    def what(self) -> str:
        """What kind of thing was removed, in words."""
        if self.kind == CRIME_IDS:
            return "single records of crimes" if self.records != 1 else "a single record of a crime"
        if self.kind == FORCE_MONTHS:
            return f"the records of {len(self.force_months):,} {_plural('month', len(self.force_months))} of a force"
        if self.kind == FILES:
            return f"all that {len(self.files):,} {_plural('file', len(self.files))} supplied"
        return "the observations of one source"

    def to_json(self) -> str:
        """The tombstone as it is stored."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"


def _plural(word: str, n: int) -> str:
    return word if n == 1 else f"{word}s"


def from_json(text: str) -> Tombstone:
    """Read a stored tombstone.

    Raises
    ------
    ValueError, KeyError, TypeError
        When the text is none.
    """
    content: dict[str, Any] = json.loads(text)
    if content.pop("schema") != SCHEMA:
        raise ValueError("it is of another schema")
    return Tombstone(
        **{
            **content,
            "replaced": tuple(Replaced(**one) for one in content["replaced"]),
            "files": tuple(content["files"]),
            "sources": tuple(content["sources"]),
            "force_months": tuple((force, month) for force, month in content["force_months"]),
        }
    )


def read_tombstones(layout: Layout) -> list[Tombstone]:
    """Every removal, the first of them first.

    Raises
    ------
    ValueError, KeyError, TypeError
        When one cannot be read.
    """
    if not layout.forgotten.is_dir():
        return []
    found = [from_json(path.read_text(encoding="utf-8")) for path in layout.forgotten.glob("*.json")]
    return sorted(found, key=lambda one: one.number)


def numbered(tombstone: Tombstone, before: Sequence[Tombstone]) -> Tombstone:
    """The tombstone with the next number: the clock decides nothing."""
    return replace(tombstone, number=max((one.number for one in before), default=0) + 1)


@dataclass(frozen=True)
class Followed:
    """Where the id of a snapshot that is no more leads, and the removal that ended it."""

    snapshot: str
    tombstone: Tombstone

    def sentence(self, asked: str) -> str:
        """What became of the snapshot asked for."""
        return (
            f"Snapshot {asked} was replaced by {self.snapshot}: on {self.tombstone.day} {self.tombstone.what} "
            f"{'was' if self.tombstone.what.startswith('a ') else 'were'} removed on request "
            f"({self.tombstone.reason})."
        )


def follow(snapshot: str, tombstones: Sequence[Tombstone]) -> Followed | None:
    """The snapshot that stands for one that was replaced, however often; None when it never was.

    The latest removal that names it counts: the same id may have come back in between, with the same evidence.
    """
    naming = [at for at, one in enumerate(tombstones) if any(snapshot == r.was for r in one.replaced)]
    if not naming:
        return None
    place, stands = naming[-1], snapshot
    for one in tombstones[place:]:
        stands = next((r.now for r in one.replaced if r.was == stands), stands)
    return Followed(stands, tombstones[place])
