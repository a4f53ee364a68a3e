"""The files of rejected rows, without the rows that are forgotten."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.file_names import bare_name
from wardmote.evidence.forget.requests import CRIME_IDS, FILES, FORCE_MONTHS, MONTH, Target, is_named
from wardmote.evidence.manifest import Manifest, SourceRecord
from wardmote.evidence.rows.rejects import HEADER, harmless


@dataclass(frozen=True)
class Rejected:
    """What is left of a file of rejected rows."""

    content: bytes | None
    """Its content; None when no row is left."""
    gone: int
    """Rows that went."""


@dataclass(frozen=True)
class RejectedRows:
    """Tells which rejected rows are forgotten; in doubt, a row is."""

    target: Target
    files: Collection[SourceRecord]
    """Files of any snapshot that go, or supply what goes."""
    forces: Collection[str]
    """Every spelling of every force."""

    def without(self, path: Path, manifest: Manifest | None = None) -> Rejected:
        """The rows of a file of rejected rows that stay.

        Parameters
        ----------
        manifest
            The snapshot that the call made: a name there is that of one file. None for the rows of a call that was
            refused.
        """
        mine = self.files if manifest is None else self.target.files_of(manifest)
        names = {spelling for source in mine for spelling in (source.name, harmless(source.name))}
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
        except csv.Error:  # nobody can tell what stands in it
            return Rejected(None, max(text.count("\n") - 1, 1))
        kept = [row for row in rows if not self._goes(row, names)]
        if len(kept) == len(rows):
            return Rejected(text.encode(), 0)
        stream = io.StringIO()
        csv.writer(stream).writerows([HEADER, *kept])
        return Rejected(stream.getvalue().encode() if kept else None, len(rows) - len(kept))

    def _goes(self, row: list[str], names: Collection[str]) -> bool:
        if self.target.kind == CRIME_IDS:
            said = " ".join(row).lower()
            return any(one in said for one in self.target.crime_ids)
        name = bare_name(row[0]) if row else ""  # earlier versions wrote folders, too
        if self.target.kind == FILES and any(is_named(one, name) for one in self.target.names):
            return True
        if self.target.kind == FORCE_MONTHS:
            return self._is_of_force_month(row, named=name in names)
        return name in names

    def _is_of_force_month(self, row: list[str], *, named: bool) -> bool:
        """Whether a row is of the months, or may be: it is in a file that supplies them and does not say otherwise."""
        cells = _cells(row[-1]) if row else []
        months = {cell[:7] for cell in cells if MONTH.match(cell)}
        forces = {cell for cell in cells if cell in self.forces}
        mine = {month for _, month in self.target.force_months}
        of_months = bool(months & mine) or not months
        of_force = bool(forces & set(self.target.force_names)) or not forces
        return of_months and of_force and (named or bool(months and forces))


def _cells(text: str) -> list[str]:
    """The cells of a row as it was given; those parted by a line break, which a cell may hold, each for itself."""
    try:
        lines = list(csv.reader(io.StringIO(text.lstrip("'"), newline="")))
    except csv.Error:  # nobody can tell them apart, so that the row says nothing of its month
        return []
    return [cell.strip() for line in lines for cell in line]
