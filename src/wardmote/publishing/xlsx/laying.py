"""Writes a sheet: title, way back, table, notes; measured columns, frozen header, ready to print."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.tree import Document
from wardmote.publishing.xlsx.looks import TITLE_SIZE, Looks, guarded
from wardmote.publishing.xlsx.names import LONGEST_HEADER, Taken, header
from wardmote.publishing.xlsx.paper import for_paper
from wardmote.publishing.xlsx.places import Places, first_row, header_row, inside
from wardmote.publishing.xlsx.sheets import READ_ME, Cell, Sheet
from wardmote.publishing.xlsx.values import whole
from wardmote.publishing.xlsx.widths import BUTTON, PIXELS, column_widths, row_height

NARROWEST, WIDEST = 760, 1100
"""Pixels between which lines under a table are broken, whatever the table's own width."""


def lay(book: xlsxwriter.Workbook, document: Document, sheet: Sheet, looks: Looks, places: Places) -> None:
    """Add the sheet to the workbook."""
    page = book.add_worksheet(sheet.name)
    widths = column_widths(sheet)
    for index, width in enumerate(widths):
        page.set_column_pixels(index, index, width)
    across = min(max(sum(widths), NARROWEST), WIDEST)
    lines = _lines(sheet, across)
    _above(page, sheet, looks, len(lines))
    _table(page, sheet, looks, places)
    _heights(page, sheet, widths)
    last = _under(page, sheet, looks, lines)
    page.freeze_panes(first_row(sheet), 1 if sheet.names_rows and len(sheet.columns) > 1 else 0)
    if not sheet.register:
        page.hide_gridlines(2)
    longest = text_width(sheet.title, TITLE_SIZE * PIXELS, bold=True)
    for_paper(page, document, (last, widths), max(across, longest), header_row(sheet))


def _above(page: Worksheet, sheet: Sheet, looks: Looks, lines: int) -> None:
    page.write_string(0, 0, whole(sheet.title), looks.title(sheet.title))
    page.write_url(1, 0, inside(READ_ME, "A1"), looks.link(), "All sheets")
    for row, line in enumerate(sheet.above, start=2):
        page.write_string(row, 0, whole(line), looks.quiet(**guarded(line)))
    if lines:
        start = first_row(sheet) + len(sheet.rows) + 2
        words = f"Notes are under the table, from row {start}."
        page.write_string(2 + len(sheet.above), 0, words, looks.quiet())


def _table(page: Worksheet, sheet: Sheet, looks: Looks, places: Places) -> None:
    taken, head = Taken(), header_row(sheet)
    labels = [taken.unique(header(column.label), LONGEST_HEADER) for column in sheet.columns]
    formats = [looks.head(column.align, index > 0) for index, column in enumerate(sheet.columns)]
    if sheet.rows:
        columns = [{"header": one, "header_format": look} for one, look in zip(labels, formats, strict=True)]
        options: dict[str, Any] = {"name": sheet.table, "columns": columns, "style": None}
        options |= {"autofilter": sheet.register, "banded_rows": False, "title": whole(sheet.title)[:255]}
        page.add_table(head, 0, head + len(sheet.rows), len(labels) - 1, options)
    else:
        for index, (label, look) in enumerate(zip(labels, formats, strict=True)):
            page.write_string(head, index, label, look)
    for number, row in enumerate(sheet.rows, start=1):
        last = {"bottom": 1, "bottom_color": looks.colour.hairline} if number == len(sheet.rows) else {}
        for index, cell in enumerate(row):
            _write(page, (head + number, index), cell, sheet.columns[index].align, (looks, places, last))


def _heights(page: Worksheet, sheet: Sheet, widths: list[int]) -> None:
    heads = [
        (column.label, width - BUTTON * sheet.register)
        for column, width in zip(sheet.columns, widths, strict=True)
    ]
    rows = ([(cell.text, width) for cell, width in zip(row, widths, strict=True)] for row in sheet.rows)
    heights = [row_height(heads, bold=True), *(row_height(row) for row in rows)]
    for number, height in enumerate(heights, start=header_row(sheet)):
        if height is not None:
            page.set_row_pixels(number, height)


def _write(
    page: Worksheet,
    at: tuple[int, int],
    cell: Cell,
    align: str,
    with_what: tuple[Looks, Places, dict[str, Any]],
) -> None:
    looks, places, rules = with_what
    if cell.number is not None:
        page.write_number(*at, cell.number, looks(num_format=cell.shown, align="right", **rules))
        return
    text = whole(cell.text)
    indent = {"indent": 1} if align == "left" and at[1] else {}
    shape = {"align": align, "text_wrap": True, **indent, **rules, **guarded(text)}
    address = places.address(cell.target) if cell.target else ""
    if address and text:
        page.write_url(*at, address, looks.link(**shape), text)
    elif text:
        page.write_string(*at, text, _words(looks, cell, shape))
    else:
        page.write_blank(*at, None, looks(**rules))


def _words(looks: Looks, cell: Cell, shape: dict[str, Any]) -> Format:
    if cell.style == "quiet":
        return looks.quiet(**shape)
    return looks(**shape, bold=True) if cell.style == "strong" else looks(**shape)


def _lines(sheet: Sheet, across: float) -> list[str]:
    """The notes in lines that a screen and a page hold."""
    return [line for note in sheet.notes for line in wrapped(note, across - 10, 11 * PIXELS)]


def _under(page: Worksheet, sheet: Sheet, looks: Looks, lines: list[str]) -> int:
    """Write the notes; return the last row written."""
    end = header_row(sheet) + len(sheet.rows)
    if not lines:
        return end
    page.write_string(end + 2, 0, "Notes", looks.heading())
    for row, line in enumerate(lines, start=end + 3):
        page.write_string(row, 0, whole(line), looks(**guarded(line)))
    return end + 2 + len(lines)
