"""Excel workbooks: what each cell shows, the number that it holds, merged cells. Formulas are never run."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import openpyxl

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.package import Package, parsed
from wardmote.checker.reading.printed_numbers import printed
from wardmote.checker.reading.sheets import say_sheet

_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?c [^>]*>\s*<(?:\w+:)?f[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</"
)


def read_xlsx(path: Path, into: Assembly) -> int | None:
    """Read an Excel workbook; a page is a sheet.

    Raises
    ------
    UnreadableError
        When it is damaged, or holds more than a document may.
    """
    with Package(path, into.room.limits) as package:
        _look_first(package, into)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True, keep_links=False, keep_vba=False)
    try:
        for number, sheet in enumerate(book.worksheets, 1):
            place = Place(page=number, sheet=sheet.title)
            if sheet.sheet_state != "visible":
                into.not_read(
                    "Hidden sheet",
                    "Nobody who opens the workbook sees it. Show it, to have it checked.",
                    place,
                )
                continue
            say_sheet(_cells(sheet), into, place)
        return len(book.worksheets)
    finally:
        book.close()


def _look_first(package: Package, into: Assembly) -> None:
    """Refuse what is not safe to open, and say what will not be read."""
    for part in package.parts:
        if part.endswith((".xml", ".rels")):
            content = package.read(part)
            _refuse_types(content, package, part)
            if part.startswith("xl/worksheets/"):
                into.room.take_cells(len(_CELL.findall(content)))
                missing = len(_WITHOUT_RESULT.findall(content))
                if missing:
                    into.not_read(
                        f"{missing} formulas without a result",
                        "The workbook was saved by a program that does not calculate. Open it, save it again, check that.",
                        Place(),
                    )
    if any(part.startswith("xl/charts/") for part in package.parts):
        into.not_read(
            "Charts",
            "Figures in a picture cannot be read. Their table is read where the workbook holds it.",
            Place(),
        )
    if package.macros:
        into.not_read("Macros", "Programs in a document are never run.", Place())


def _refuse_types(content: bytes, package: Package, part: str) -> None:
    start = content[:4096].replace(b"\x00", b"")
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        parsed(content, package.name, part)


def _cells(sheet: Any) -> dict[tuple[int, int], Given]:
    """The cells that hold something; only those that the file has, for one far out must not make a million."""
    spans = {
        (merged.min_row, merged.min_col): (
            merged.max_row - merged.min_row + 1,
            merged.max_col - merged.min_col + 1,
        )
        for merged in sheet.merged_cells.ranges
    }
    found = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is None or not str(cell.value).strip():
            continue
        down, across = spans.get((row, column), (1, 1))
        text = printed(cell.value, cell.number_format or "General")
        value = (
            float(cell.value)
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
            else None
        )
        found[row, column] = Given(text, down, across, value)
    return found
