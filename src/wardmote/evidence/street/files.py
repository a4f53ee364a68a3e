"""A street file on its way through the door."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardmote.evidence.recognise import Recognised, same


@dataclass(frozen=True)
class StreetFile:
    """A recognised street file of the call."""

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
        wanted = same(self.file.source.columns[role])
        return next(column for column in self.file.columns if same(column) == wanted)


@dataclass
class Reason:
    """Rows of one file that were rejected because of one column."""

    column: str
    expected: str
    rows: int = 0
    line: int = 0
    """Line of the first of them."""
    found: str = ""


@dataclass
class Tally:
    """What was found in one file."""

    rejected: int = 0
    reasons: dict[str, Reason] = field(default_factory=dict)
    by_unit: dict[tuple[str | None, str | None], int] = field(default_factory=dict)
    """Rejected rows by force and month, where the row says them."""
