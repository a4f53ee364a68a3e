"""What a call of the store answers: what became of each file, and whether what is stored is sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from wardmote.evidence.manifest import Part, SourceRecord, Unit

Status = Literal["taken", "already-there", "replaced", "skipped-noted", "refused", "left-out"]


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file of the call."""

    name: str
    status: Status
    """``replaced``: taken, in place of an earlier file for the same force and month. ``left-out``: refused, and the
    call went on without it. ``skipped-noted``: recognised but not read by this version, or the same file twice."""
    source: str = ""
    """Title of the source that it was recognised as."""
    rows: int = 0
    """Rows under the header, rejected ones included."""
    kept: int = 0
    """Rows that stand in the snapshot: not rejected, not repeated."""
    rejected: int = 0
    repeated: int = 0
    """Rows whose Crime ID comes again later in their month."""
    not_located: int = 0
    """Kept rows without an LSOA."""
    unknown_lsoa: int = 0
    """Kept rows with an LSOA that the lookup does not hold."""
    vintage: str = ""
    """Year of the LSOAs: 2011, 2021, mixed, or empty where it cannot be told."""
    notes: tuple[str, ...] = ()
    sentence: str = ""
    """For a refused file: what is wrong, where, and what to do."""
    untyped: str = ""
    """The same without what is to be typed on a command line."""
    unmapped: bool = False
    """Whether it was refused because nobody has said yet what its columns hold."""


@dataclass(frozen=True)
class ReasonCount:
    """How many rows were rejected for one reason, with the first of them."""

    reason: str
    rows: int
    example: str


@dataclass(frozen=True)
class IngestReport:
    """What one call did."""

    published: bool
    before: str | None
    """Snapshot that was current when the call began."""
    after: str | None
    """Snapshot that is current now (for a dry run: that would be)."""
    dry_run: bool
    outcomes: tuple[FileOutcome, ...]
    notes: tuple[str, ...] = ()
    reasons: tuple[ReasonCount, ...] = ()
    """Rejected rows by reason, the most frequent first."""
    rejects: Path | None = None
    """CSV file of the rejected rows, where there are any."""

    def of_status(self, *statuses: Status) -> tuple[FileOutcome, ...]:
        """The files with one of these statuses."""
        return tuple(outcome for outcome in self.outcomes if outcome.status in statuses)

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        """Files that could not be taken in, whether the call went on without them or not."""
        return self.of_status("refused", "left-out")

    @property
    def rows(self) -> int:
        """Rows of the files taken in this call, rejected ones included."""
        return sum(outcome.rows for outcome in self.of_status("taken", "replaced"))

    @property
    def kept(self) -> int:
        """Rows of the files taken in this call that stand in the snapshot."""
        return sum(outcome.kept for outcome in self.of_status("taken", "replaced"))

    @property
    def rejected(self) -> int:
        """Rejected rows of the files taken in this call."""
        return sum(outcome.rejected for outcome in self.of_status("taken", "replaced"))

    @property
    def repeated(self) -> int:
        """Rows of the files taken in this call whose Crime ID comes again later in their month."""
        return sum(outcome.repeated for outcome in self.of_status("taken", "replaced"))

    def sentences(self) -> list[str]:
        """The report in words: first what happened, then what to know about it."""
        return [self._headline(), *(outcome.sentence for outcome in self.refused), *self.notes]

    def as_published(self) -> IngestReport:
        """The same report after publication."""
        return replace(self, published=True)

    def as_dry_run(self) -> IngestReport:
        """The same report of a call that does not publish."""
        return replace(self, dry_run=True)

    def with_rejects(self, path: Path) -> IngestReport:
        """The same report with the place of the rejected rows."""
        return replace(self, rejects=path)

    def _headline(self) -> str:
        taken = len(self.of_status("taken", "replaced"))
        files = "1 file" if taken == 1 else f"{taken:,} files"
        if self.published:
            return f"{files} taken in. The evidence is now snapshot {self.after}."
        if self.dry_run and self.after != self.before:
            return f"Dry run: {files} would be taken in. Nothing was changed."
        if self.of_status("refused"):
            return "Nothing was published."
        return "Nothing new: the evidence stands as it was."


@dataclass(frozen=True)
class VerifyReport:
    """Whether a snapshot still is what was stored."""

    snapshot: str
    files: int
    rows: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """True when nothing is missing, changed or miscounted."""
        return not self.problems


@dataclass(frozen=True)
class Holding:
    """What one file supplies for one force and month; of observations, for one source and period."""

    month: str
    force: str
    name: str
    rows: int
    kept: int
    rejected: int
    repeated: int
    not_located: int
    unknown_lsoa: int
    vintage: str
    kind: str = "crime"
    """The table that it stands in: crime, outcomes, searches or observations."""


def holding_of(source: SourceRecord, one: Unit | Part) -> Holding:
    """What a file supplies of street crime, or of other records."""
    return Holding(
        month=one.month if isinstance(one, Unit) else one.period,
        force=one.force if isinstance(one, Unit) else one.supplier,
        name=source.name,
        rows=one.rows,
        kept=one.kept,
        rejected=one.rejected,
        repeated=one.repeated,
        not_located=one.not_located,
        unknown_lsoa=one.unknown_lsoa if isinstance(one, Unit) else 0,
        vintage=source.vintage if isinstance(one, Unit) else "",
        kind="crime" if isinstance(one, Unit) else one.table,
    )
