"""The sheets of a workbook as plain tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wardmote.definitions import Source
from wardmote.evidence.bounds import Bounds
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks.kinds import kind_of
from wardmote.evidence.workbooks.ods import read_ods
from wardmote.evidence.workbooks.parts import Parts
from wardmote.evidence.workbooks.plain import write_plain
from wardmote.evidence.workbooks.raw import RawSheet
from wardmote.evidence.workbooks.xlsx import read_xlsx


@dataclass(frozen=True)
class Sheet:
    """One sheet with a table."""

    title: str
    name: str
    """What messages call it: ``path.xlsx/Sheet name``."""
    path: Path
    """The table as CSV in UTF-8: the header, then one line for each row of the sheet below it."""
    first_row: int
    """Row of the sheet in which the header stands; line 1 of the CSV."""
    columns: tuple[str, ...]
    rows: int
    """Rows of the table below the header; blank ones and totals are not among them."""
    notes: tuple[str, ...] = ()
    """What was found and done, a sentence each."""
    dated: tuple[str, ...] = ()
    """Columns with cells that the spreadsheet keeps as dates: a code such as 1/1 may have become one."""
    fault: Refused | None = None
    """Why the table cannot be taken, where it cannot. The CSV then ends above the fault."""
    above: tuple[str, ...] = ()
    """Words in the rows above the header: titles."""

    def table(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Row of the sheet and its cells as text, for each row of the table below the header."""
        with self.path.open(encoding="utf-8", newline="") as stream:
            for number, cells in enumerate(csv.reader(stream), self.first_row):
                if cells and number > self.first_row:
                    yield number, tuple(cells)


@dataclass(frozen=True)
class Sheets:
    """What a workbook holds."""

    name: str
    tables: tuple[Sheet, ...]
    """Sheets with a table, in their order."""
    notes: tuple[str, ...] = ()
    """Of sheets that hold none or are hidden."""


def sheets_of(path: Path, name: str, bounds: Bounds, folder: Path, known: Iterable[Source] = ()) -> Sheets:
    """Read every sheet of a workbook (XLSX, XLSM, ODS) into a plain table.

    Nothing in it is run, and nothing outside it is read. The same workbook gives the same bytes.

    Parameters
    ----------
    name
        What the user calls it.
    folder
        An empty folder, where the tables are written.
    known
        Sources whose columns mark a header.

    Raises
    ------
    Refused
        When it is damaged, locked with a password, of an old form, larger than it may be, or holds no table.
    """
    sources = tuple(known)
    tables: list[Sheet] = []
    notes: list[str] = []
    for raw in _raw_sheets(path, name, bounds, folder):
        found = _table(raw, sources, folder / f"{raw.spool.stem}.csv")
        raw.spool.unlink(missing_ok=True)
        if isinstance(found, Sheet):
            tables.append(found)
        else:
            notes.append(f"{name}: {found}")
    if not tables:
        raise Refused(name, _no_table(name, notes))
    return Sheets(name, tuple(tables), tuple(notes))


def _raw_sheets(path: Path, name: str, bounds: Bounds, folder: Path) -> Iterator[RawSheet]:
    def called(title: str) -> str:
        return f"{name}/{title}"

    kind = kind_of(path, name)
    if not kind:
        raise Refused(name, f"{name} is no workbook (.xlsx, .xlsm or .ods).")
    with Parts(path, name, bounds) as parts:
        yield from (read_xlsx if kind == "xlsx" else read_ods)(parts, folder, bounds, called)


def _table(raw: RawSheet, sources: tuple[Source, ...], to: Path) -> Sheet | str:
    """The table of a sheet, or in words why there is none."""
    if raw.hidden:
        return f"the sheet “{raw.title}” is hidden and was not read. Show it if it belongs to the evidence."
    if not raw.head:
        return f"the sheet “{raw.title}” is empty."
    plain = write_plain(raw, sources, to)
    if plain is None:
        return f"the sheet “{raw.title}” holds no table: no row names two columns or more above rows of data."
    return Sheet(
        raw.title,
        raw.name,
        to,
        plain.first_row,
        plain.columns,
        plain.rows,
        plain.notes,
        plain.dated,
        plain.fault,
        tuple(dict.fromkeys(c for r in raw.head if r.number < plain.top for c in r.cells if c)),
    )


def _no_table(name: str, notes: list[str]) -> str:
    said = [note.removeprefix(f"{name}: ") for note in notes[:5]]
    return f"{name} holds no table that can be read: {' '.join(said) or 'it has no sheets.'}"
