"""One table as a file: CSV, XLSX with lists to choose from, ODS. Words are words there: no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from wardmote.evidence.rows.rejects import harmless
from wardmote.publishing.packing import packed
from wardmote.publishing.theme import theme
from wardmote.publishing.xlsx.looks import Looks, guarded, new_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Cell = str | int | float | Decimal | date
"""What a spreadsheet is given."""
WIDTHS = (8, 48)
LONGEST_LIST = 255
"""Characters of a list to choose from that XLSX takes within a cell's rule."""
ROWS_TO_FILL = 2000
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, what it takes in words, and what there is to choose from."""

    title: str
    takes: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table to be written into a file. ``explained``: title of the sheet that says what each column takes."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    explained: str = ""


def as_csv(sheet: Sheet) -> bytes:
    """CSV in UTF-8 with a mark by which spreadsheets know its letters: days as 2026-03-04, and no cell a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(one.title for one in sheet.columns)
    for row in sheet.rows:
        writer.writerow(_plain(one) for one in row)
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """The table on one sheet, and on a second one what each column takes, where that is said."""
    file = io.BytesIO()
    with new_workbook(file) as book:
        looks = Looks(book, theme())
        _write(book, looks, sheet)
        if sheet.explained:
            _explain(book, looks, sheet)
    return file.getvalue()


def as_ods(sheet: Sheet) -> bytes:
    """The table on one sheet."""
    head = "".join(_ods_cell(one.title) for one in sheet.columns)
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in sheet.rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3"><office:body>'
        f"<office:spreadsheet><table:table table:name={quoteattr(_sheet_name(sheet.title))}><table:table-header-rows>"
        f"<table:table-row>{head}</table:table-row></table:table-header-rows>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", ODS), ("content.xml", "text/xml"))
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{MANIFEST}" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
    parts = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest}
    return packed({name: text.encode() for name, text in parts.items()}, stored="mimetype")


WRITERS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "ods": (ODS, as_ods),
}
"""Form of a file -> what browsers call it, and what writes it."""


def _plain(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int | float | Decimal) else harmless(cell)


def _write(book: Workbook, looks: Looks, sheet: Sheet) -> None:
    made = book.add_worksheet(_sheet_name(sheet.title))
    made.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        longest = max([len(column.title), *(len(str(row[place])) for row in sheet.rows)])
        made.set_column(place, place, min(max(longest + 2, WIDTHS[0]), WIDTHS[1]))
        made.write_string(0, place, column.title, looks.head("left", False))
        if (
            column.choices
            and len(",".join(column.choices)) <= LONGEST_LIST
            and "," not in "".join(column.choices)
        ):
            made.data_validation(
                1, place, ROWS_TO_FILL, place, {"validate": "list", "source": list(column.choices)}
            )
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            match cell:
                case "":
                    continue
                case date():
                    made.write_datetime(number, place, cell, looks(num_format="yyyy-mm-dd", align="left"))
                case int() | float() | Decimal():
                    made.write_number(number, place, float(cell), looks())
                case _:
                    made.write_string(number, place, cell, looks(text_wrap=True, **guarded(cell)))
    if sheet.rows:
        made.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _explain(book: Workbook, looks: Looks, sheet: Sheet) -> None:
    made = book.add_worksheet(sheet.explained)
    made.set_column(0, 0, 28)
    made.set_column(1, 1, 80)
    for number, column in enumerate(sheet.columns):
        made.write_string(number, 0, f"{column.title}:", looks(bold=True))
        made.write_string(number, 1, column.takes, looks(text_wrap=True))


def _ods_cell(cell: Cell) -> str:
    match cell:
        case "":
            return "<table:table-cell/>"
        case date():
            day = cell.isoformat()
            return _typed(f'date" office:date-value="{day}', day)
        case int() | float() | Decimal():
            return _typed(f'float" office:value="{cell}', str(cell))
        case _:
            return _typed("string", *cell.split("\n"))


def _typed(kind: str, *lines: str) -> str:
    said = "".join(f"<text:p>{escape(_printable(line))}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="{kind}">{said}</table:table-cell>'


def _printable(text: str) -> str:
    """Without the signs that XML does not take."""
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def _sheet_name(title: str) -> str:
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Table"
