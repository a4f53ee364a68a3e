"""Workbooks that came in with a call, as one arrival for each sheet with a table."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from wardmote.definitions import Definitions
from wardmote.evidence.arrival import Arrival
from wardmote.evidence.bounds import BLOCK, Bounds
from wardmote.evidence.peek import Opener
from wardmote.evidence.progress import Progress
from wardmote.evidence.workbooks import Sheet, sheets_of


@dataclass
class Books:
    """Reads the workbooks of one call."""

    definitions: Definitions
    bounds: Bounds
    folder: Path | None
    """Where tables are written; None for a folder that goes with ``stack``."""
    stack: contextlib.ExitStack
    progress: Progress
    _number: int = field(default=0, init=False)

    def read(self, path: Path, name: str) -> tuple[list[Arrival], list[str]]:
        """The sheets of a workbook that hold a table, and what to say of the others.

        Raises
        ------
        Refused
            When it cannot be read, or holds no table.
        """
        self._number += 1
        self.progress("Opening workbooks", 0, 1)
        folder = self._own_folder() / f"book-{self._number:06}"
        folder.mkdir()
        sheets = sheets_of(path, name, self.bounds, folder, self.definitions.sources.values())
        self.progress("Opening workbooks", 1, 1)
        return [_arrival(name, sheet) for sheet in sheets.tables], list(sheets.notes)

    def read_member(self, opener: Opener, name: str) -> tuple[list[Arrival], list[str]]:
        """The same for a workbook in an archive."""
        path = self._own_folder() / f"member-{self._number + 1:06}"
        with opener() as source, path.open("wb") as target:
            while block := source.read(BLOCK):
                target.write(block)
        try:
            return self.read(path, name)
        finally:
            path.unlink()

    def _own_folder(self) -> Path:
        if self.folder is None:
            self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="wardmote-")))
        return self.folder


def _arrival(book: str, sheet: Sheet) -> Arrival:
    return Arrival(
        sheet.name,
        partial(_open, sheet.path),
        in_place=sheet.path,
        book=book,
        sheet=sheet.title,
        first_row=sheet.first_row,
        dated=sheet.dated,
        notes=sheet.notes,
        fault=sheet.fault,
        above=sheet.above,
    )


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")
