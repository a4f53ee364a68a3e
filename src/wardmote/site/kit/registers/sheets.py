"""Reading a file for a register: which rows it has, whatever kind of table it is."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wardmote.evidence.bounds import Bounds
from wardmote.evidence.peek import look
from wardmote.evidence.refusals import Refused
from wardmote.evidence.workbooks import kind_of, sheets_of
from wardmote.site.kit.house import workspace

SEPARATORS = ",;\t|"
LOOKED_AT = 20
"""Lines at the top among which the headings are looked for."""


class Unreadable(Exception):  # noqa: N818
    """A file that cannot be taken for a table of a register; says why and what to do."""


@dataclass(frozen=True)
class Line:
    """A row of a file: where it stands there, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a file below its headings. ``name``: the file, or the file and its sheet; ``notes``: what was found."""

    name: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


def read_table(path: Path, name: str, wanted: str) -> Table:
    """The table of a file (CSV, XLSX, ODS) that has a column of a name; titles above the headings are passed over.

    Raises
    ------
    Unreadable
        When there is none, or the file is damaged or of another kind.
    """
    try:
        return _of_workbook(path, name, wanted) if kind_of(path, name) else _of_text(path, name, wanted)
    except Refused as refusal:
        raise Unreadable(str(refusal)) from refusal


def same(text: str) -> str:
    """A heading as it is compared: without case, outer and double spaces."""
    return " ".join(text.split()).casefold()


def _of_workbook(path: Path, name: str, wanted: str) -> Table:
    with tempfile.TemporaryDirectory(prefix="wardmote-") as folder:
        sheets = sheets_of(path, name, Bounds.of(workspace().definitions), Path(folder))
        for sheet in sheets.tables:
            if same(wanted) not in {same(one) for one in sheet.columns}:
                continue
            if sheet.fault is not None:
                raise sheet.fault
            lines = tuple(Line(number, cells) for number, cells in sheet.table())
            return Table(sheet.name, sheet.columns, lines, sheet.notes)
    raise Unreadable(_without(name, wanted))


def _of_text(path: Path, name: str, wanted: str) -> Table:
    look(name, lambda: path.open("rb"))
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("windows-1252", errors="replace")
    for separator in SEPARATORS:
        found = list(_lines(text, separator))
        for place, line in enumerate(found[:LOOKED_AT]):
            if same(wanted) in {same(one) for one in line.cells}:
                return Table(name, line.cells, tuple(found[place + 1 :]))
    raise Unreadable(_without(name, wanted))


def _lines(text: str, separator: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            if any(one.strip() for one in cells):
                yield Line(begins, tuple(one.strip() for one in cells))
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable(
            _("Line %(n)s cannot be read (%(fault)s). Mend it there.") % {"n": begins, "fault": fault}
        ) from fault


def _without(name: str, wanted: str) -> str:
    return _(
        "%(name)s has no column “%(wanted)s”. Name the columns in the first row as the file to fill in does."
    ) % {"name": name, "wanted": wanted}
