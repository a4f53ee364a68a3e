"""Writes a sheet: title, way back, table, notes; measured columns, frozen header, ready to print."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wardmote.publishing.tree import Document
from wardmote.publishing.xlsx.lines import Lines
from wardmote.publishing.xlsx.looks import TITLE_SIZE, Looks, guarded
from wardmote.publishing.xlsx.names import LONGEST_HEADER, Taken, header
from wardmote.publishing.xlsx.paper import Filled, for_paper
from wardmote.publishing.xlsx.places import Places, first_row, header_row, inside
from wardmote.publishing.xlsx.sheets import READ_ME, Cell, Sheet
from wardmote.publishing.xlsx.values import whole
from wardmote.publishing.xlsx.widths import BUTTON, ROW, column_widths, row_height


def lay(book: xlsxwriter.Workbook, document: Document, sheet: Sheet, looks: Looks, places: Places) -> None:
    """Add the sheet to the workbook."""
    page = book.add_worksheet(sheet.name)
    widths = column_widths(sheet)
    for index, width in enumerate(widths):
        page.set_column_pixels(index, index, width)
    lines = Lines(page, widths)
    _above(page, sheet, looks, lines)
    _table(page, sheet, looks, places)
    higher = _heights(page, sheet, widths)
    last = _under(page, sheet, looks, lines)
    page.freeze_panes(first_row(sheet), 1 if sheet.names_rows and len(sheet.columns) > 1 else 0)
    if not sheet.register:
        page.hide_gridlines(2)
    head = header_row(sheet)
    across, high = max(lines.across, sum(widths)), (last + 1) * ROW + higher + lines.higher
    filled = Filled(last, widths, across, high, head, head + len(sheet.rows))
    for_paper(page, document, filled, sheet.name, sheet.pages_wide)


def _above(page: Worksheet, sheet: Sheet, looks: Looks, lines: Lines) -> None:
    lines.write(0, sheet.title, looks.title, TITLE_SIZE, bold=True)
    page.write_url(1, 0, inside(READ_ME, "A1"), looks.link(), "All sheets")
    for row, line in enumerate(sheet.above, start=2):
        lines.write(row, line, looks.quiet)
    if sheet.notes:
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


def _heights(page: Worksheet, sheet: Sheet, widths: list[int]) -> int:
    """Make rows of several lines high enough; return how much higher the table is for it, in pixels."""
    heads = [
        (column.label, width - BUTTON * sheet.register, True)
        for column, width in zip(sheet.columns, widths, strict=True)
    ]
    rows = (
        [(cell.text, width, cell.style == "strong") for cell, width in zip(row, widths, strict=True)]
        for row in sheet.rows
    )
    higher = 0
    for number, height in enumerate((row_height(heads), *map(row_height, rows)), start=header_row(sheet)):
        if height is not None:
            page.set_row_pixels(number, height)
            higher += height - ROW
    return higher


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


def _under(page: Worksheet, sheet: Sheet, looks: Looks, lines: Lines) -> int:
    """Write the notes, each in a cell of its own; return the last row written."""
    end = header_row(sheet) + len(sheet.rows)
    if not sheet.notes:
        return end
    page.write_string(end + 2, 0, "Notes", looks.heading())
    for row, note in enumerate(sheet.notes, start=end + 3):
        lines.write(row, note, looks)
    return end + 2 + len(sheet.notes)
