"""A file of rows on its way through the door, and what was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wardmote.evidence.manifest import Part, Unit
from wardmote.evidence.recognise import Recognised, names_of, same
from wardmote.evidence.refusals import Refused
from wardmote.evidence.storing import Stored


@dataclass(frozen=True)
class ArrivedFile:
    """A recognised file of the call whose rows are judged one by one."""

    number: int
    """Its number in the call; rows carry it."""
    file: Recognised
    lines: int
    """Lines of text, the header included."""
    first_month: str
    """Month of its first row, whatever stands there."""

    @property
    def name(self) -> str:
        """What the user calls it."""
        return self.file.name

    def column(self, role: str) -> str:
        """The file's own name of the column with this role."""
        wanted = {same(name) for name in names_of(self.file.source, self.file.source.columns[role])}
        return next(column for column in self.file.columns if same(column) in wanted)

    def has(self, role: str) -> bool:
        """Whether the file has a column with this role."""
        if role not in self.file.source.columns:
            return False
        wanted = {same(name) for name in names_of(self.file.source, self.file.source.columns[role])}
        return any(same(column) in wanted for column in self.file.columns)


@dataclass
class Reason:
    """Rows of one file that were rejected because of one column."""

    column: str
    expected: str
    rows: int = 0
    line: int = 0
    """Line of the first of them."""
    found: str = ""
    where: str = ""
    """The same in words: ``line 12``, or ``sheet Q1, row 15``."""


@dataclass
class Tally:
    """What was found in one file."""

    rejected: int = 0
    reasons: dict[tuple[str, str], Reason] = field(default_factory=dict)
    """By column and what was expected in it."""
    by_unit: dict[tuple[str | None, str | None], int] = field(default_factory=dict)
    """Rejected rows by force and month, where the row says them."""

    def rejected_in(self, units: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Rejected rows by force and month; those that do not say theirs are counted under the file's first."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for (force, month), n in self.by_unit.items():
            own = (force or "", month or "")
            found[own if own in units else units[0]] += n
        return found


@dataclass
class Intake:
    """What one door made of its files of one call; what is by file goes by the file's number."""

    supplied: dict[int, list[Unit | Part]] = field(default_factory=dict)
    """What each file supplies."""
    refusals: dict[int, Refused] = field(default_factory=dict)
    tallies: dict[int, Tally] = field(default_factory=dict)
    notes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    general: list[str] = field(default_factory=list)
    """Notes that concern no one file."""
    rejects: dict[int, Path] = field(default_factory=dict)
    """Rejected rows of each file that has some."""
    tables: dict[tuple[str, str], Stored] = field(default_factory=dict)
    """Stored files that changed, by table and key."""
    left: dict[str, int] = field(default_factory=dict)
    """Rows still standing of held files of observations that new ones replaced in part, by the held file's hash."""

    def add(self, other: Intake) -> None:
        """Take over what another door found, in other files of the call."""
        self.supplied |= other.supplied
        self.refusals |= other.refusals
        self.tallies |= other.tallies
        self.notes |= other.notes
        self.general += other.general
        self.rejects |= other.rejects
        self.tables |= other.tables
        self.left |= other.left
