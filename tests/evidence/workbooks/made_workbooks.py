"""Makes workbooks, sound and faulty, each named after its fault."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ("Area", "Quarter", "Fly-tips", "Share cleared")
ROWS: list[tuple[Any, ...]] = [
    ("Bedford", "2024 Q1", 12, 0.5),
    ("Luton", "2024 Q1", 30, 0.25),
    ("Bedford", "2024 Q2", 14, 0.75),
]


def book(
    path: Path,
    rows: Sequence[Sequence[Any]] = (HEADER, *ROWS),
    change: Callable[[Worksheet], None] | None = None,
    title: str = "Q1",
) -> Path:
    """A workbook of one sheet, saved after ``change``."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    made.save(path)
    return path


def sheets(path: Path, contents: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    """A workbook of several sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in contents.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    made.save(path)
    return path


def title_rows_above_header(path: Path) -> Path:
    above = [("Fly-tipping returns",), ("Source:", "Environment team"), (), ("Quarter one, to be revised",)]
    return book(path, [*above, HEADER, *ROWS])


def merged_label_cells(path: Path) -> Path:
    rows = [
        HEADER,
        ("Bedford", "2024 Q1", 12, 0.5),
        (None, "2024 Q2", 14, 0.75),
        ("Luton", "2024 Q1", 30, 0.25),
    ]
    return book(path, rows, lambda sheet: sheet.merge_cells("A2:A3"))


def merged_value_cells(path: Path) -> Path:
    rows = [HEADER, ("Bedford", "2024 Q1", 26, 0.5), ("Bedford", "2024 Q2", None, 0.75), ROWS[1]]
    return book(path, rows, lambda sheet: sheet.merge_cells("C2:C3"))


def hidden_column(path: Path) -> Path:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True

    return book(path, change=hide)


def hidden_row(path: Path) -> Path:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    return book(path, change=hide)


def hidden_sheet(path: Path) -> Path:
    return sheets(path, {"Q1": (HEADER, *ROWS), "Workings": (HEADER, *ROWS)}, hidden=["Workings"])


def formula_without_result(path: Path) -> Path:
    return book(path, [HEADER, ROWS[0], ("Luton", "2024 Q1", "=12+18", 0.25)])


def formulas_alone_without_result(path: Path) -> Path:
    return book(path, [HEADER, ROWS[0], ROWS[1], ("=A2", "=B2", "=C2", "=D2")])


def formula_with_result(path: Path, result: float = 30) -> Path:
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("Q1")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROWS[0])
    sheet.write_row(2, 0, ("Luton", "2024 Q1"))
    sheet.write_formula(2, 2, "=12+18", None, result)
    sheet.write(2, 3, 0.25)
    made.close()
    return path


def several_sheets(path: Path) -> Path:
    cover = [("Fly-tipping",), (), ("A word of warning",)]
    return sheets(path, {"Cover": cover, "Q1": (HEADER, *ROWS), "Q2": (HEADER, ROWS[2]), "Blank": []})


def totals_among_data(path: Path) -> Path:
    rows = [
        HEADER,
        *ROWS[:2],
        ("Total", "2024 Q1", 42, None),
        ("All other areas", "2024 Q1", 42, None),
        ("All areas", "2024 Q1", 84, None),
        (None, None, 84, None),
        ROWS[2],
        ("Grand total", None, 1, None),
    ]
    return book(path, rows)


def offence_code_turned_date(path: Path) -> Path:
    rows = [("CSP", "Offence code", "Number"), ("Bedford", datetime(2024, 1, 1), 5), ("Luton", "8N", 6)]

    def as_excel_does(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "d-mmm"

    return book(path, rows, as_excel_does)


def months_as_excel_keeps_them(path: Path) -> Path:
    rows = [("CSP", "Month", "Number"), ("Bedford", date(2024, 4, 1), 5), ("Luton", date(2024, 5, 1), 6)]

    def as_excel_does(sheet: Worksheet) -> None:
        sheet["B2"].number_format = sheet["B3"].number_format = "mmm-yy"

    return book(path, rows, as_excel_does)


def percent_format(path: Path) -> Path:
    def as_percent(sheet: Worksheet) -> None:
        for row in (2, 3, 4):
            sheet.cell(row, 4).number_format = "0%"

    return book(path, change=as_percent)


def error_values(path: Path) -> Path:
    return book(
        path, [HEADER, ROWS[0], ("Luton", "2024 Q1", "#REF!", 0.25), ("Luton", "2024 Q2", "#N/A", 0.25)]
    )


def notes_below_the_table(path: Path) -> Path:
    return book(path, [HEADER, *ROWS, (), ("Source: the council",), ("1. Counts are of reports.",)])


def second_table_below(path: Path) -> Path:
    return book(path, [HEADER, *ROWS, (), ("Ward", "Month", "Needles", "Tyres"), ("Castle", "2024-04", 3, 4)])


def cells_beyond_the_header(path: Path) -> Path:
    return book(path, [HEADER, (*ROWS[0], None, "see e-mail"), *ROWS[1:]])


def stray_cell_far_away(path: Path) -> Path:
    def stray(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "oops"

    return book(path, change=stray)


def repeated_header(path: Path) -> Path:
    return book(path, [HEADER, ROWS[0], HEADER, ROWS[1]])


def numbers_with_leading_zeros(path: Path) -> Path:
    def padded(sheet: Worksheet) -> None:
        sheet["C2"].number_format = "000"

    return book(path, change=padded)


def rewritten(path: Path, parts: dict[str, Callable[[bytes], bytes]]) -> Path:
    """A workbook of which some parts are changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, parts.get(member.filename, bytes)(content))
    path.write_bytes(stream.getvalue())
    return path


def zip_bomb(path: Path) -> Path:
    blank = b"<row><c/></row>" * 4_000_000
    return rewritten(
        book(path),
        {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"</sheetData>", blank + b"</sheetData>")},
    )


def encrypted(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 2000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\0" * 600
    )
    return path


def old_xls(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "Workbook".encode("utf-16-le"))
    return path


def entity_in_a_sheet(path: Path) -> Path:
    doctype = b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return rewritten(
        book(path),
        {
            "xl/worksheets/sheet1.xml": lambda x: (
                doctype + x.replace(b"</sheetData>", b"&secret;</sheetData>")
            ),
        },
    )


def macros(path: Path) -> Path:
    """A workbook with a macro part; what lies in it would be no macro that runs."""
    book(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not to be run")
    return path


ODS_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
    "<office:automatic-styles>"
    '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<number:date-style style:name="N1"><number:month/><number:text>-</number:text><number:year/></number:date-style>'
    '<style:style style:name="monthly" style:family="table-cell" style:data-style-name="N1"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
ODS_END = "</office:spreadsheet></office:body></office:document-content>"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def said(*paragraphs: str) -> str:
    """A cell of words."""
    inner = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'


def counted(value: float, more: str = "") -> str:
    """A cell with a number."""
    start = f'<table:table-cell office:value-type="float" office:value="{value}" {more}>'
    return f"{start}<text:p>{value}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    """A row of an ODS sheet."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(title: str, *rows: str, style: str = "shown") -> str:
    """A sheet of an ODS file."""
    return f'<table:table table:name="{title}" table:style-name="{style}">{"".join(rows)}</table:table>'


def ods(path: Path, *tables: str, manifest: str = "<manifest/>") -> Path:
    """An OpenDocument spreadsheet with these sheets."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS_START + "".join(tables) + ODS_END)
    return path
