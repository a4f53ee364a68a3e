"""OpenDocument spreadsheets: what each cell shows, the number that it holds, merged cells. Formulas are never run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wardmote.checker.read_document import Place
from wardmote.checker.reading.assembly import Assembly
from wardmote.checker.reading.grid import Given
from wardmote.checker.reading.odt.names import OFFICE, STYLE, TABLE, TEXT, whole
from wardmote.checker.reading.odt.styles import Styles
from wardmote.checker.reading.odt.tables import rows_of
from wardmote.checker.reading.odt.words import Words
from wardmote.checker.reading.package import Package
from wardmote.checker.reading.refusals import damaged
from wardmote.checker.reading.sheets import say_sheet

MOST_REPEATED = 5_000


def read_ods(path: Path, into: Assembly) -> int | None:
    """Read an OpenDocument spreadsheet; a page is a sheet.

    Raises
    ------
    UnreadableError
        When it is damaged, or holds more than a document may.
    """
    with Package(path, into.room.limits) as package:
        content = package.xml("content.xml")
        macros = package.macros
    body = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise damaged(path.name, "it has no sheets")
    styles = Styles(content)
    hidden = _hidden(content)
    number = 0
    for number, sheet in enumerate(body.findall(TABLE + "table"), 1):
        place = Place(page=number, sheet=sheet.get(TABLE + "name", ""))
        if sheet.get(TABLE + "style-name") in hidden:
            into.not_read(
                "Hidden sheet", "Nobody who opens the workbook sees it. Show it, to have it checked.", place
            )
            continue
        say_sheet(_cells(sheet, styles, into), into, place)
    if macros:
        into.not_read("Macros", "Programs in a document are never run.", Place())
    return number


def _hidden(content: Any) -> set[str]:
    return {
        style.get(STYLE + "name", "")
        for style in content.iter(STYLE + "style")
        if any(one.get(TABLE + "display") == "false" for one in style.iter(STYLE + "table-properties"))
    }


def _cells(sheet: Any, styles: Styles, into: Assembly) -> dict[tuple[int, int], Given]:
    found: dict[tuple[int, int], Given] = {}
    row = 1
    for element, _ in rows_of(sheet):
        times = whole(element, TABLE + "number-rows-repeated")
        line = _line(element, styles, into)
        for offset in range(min(times, MOST_REPEATED) if line else 0):
            into.room.take_cells(len(line))
            found.update({(row + offset, column): given for column, given in line.items()})
        row += times
    return found


def _line(element: Any, styles: Styles, into: Assembly) -> dict[int, Given]:
    line: dict[int, Given] = {}
    column = 1
    for cell in element:
        if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
            continue
        times = whole(cell, TABLE + "number-columns-repeated")
        text = " ".join(Words(styles).gather(part).text for part in cell.findall(TEXT + "p"))
        if text.strip() and cell.tag == TABLE + "table-cell":
            value = cell.get(OFFICE + "value")
            spans = whole(cell, TABLE + "number-rows-spanned"), whole(cell, TABLE + "number-columns-spanned")
            given = Given(text, *spans, _number(value))
            for offset in range(min(times, MOST_REPEATED)):
                line[column + offset] = given
        column += times
    return line


def _number(value: str | None) -> float | None:
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None
