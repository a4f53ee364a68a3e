"""A workbook saved by LibreOffice in either form says the same, and what was calculated is taken."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from wardmote.evidence.workbooks import Sheet, Sheets

pytestmark = pytest.mark.office

Read = Callable[[Path], Sheets]
EXPECTED = [
    (
        5,
        (
            "Bedford",
            "2024-04",
            "12",
            "12%",
            "001",
            "TRUE",
            "line one line two",
            "2024-04-01 10:30:00",
            "07:32:00",
        ),
    ),
    (6, ("Bedford", "2024-05", "5", "7%", "002", "FALSE", "nbsp x", "", "")),
    (7, ("Luton", "2024-06", "0.1", "33.3333%", "003", "", "#N/A", "", "")),
    (9, ("Dunstable", "2024-07", "17", "150%", "049", "", "=1+1", "", "")),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one workbook, saved by LibreOffice as XLSX and as ODS."""
    folder = tmp_path_factory.mktemp("office")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Return"
    content: list[list[object]] = [
        ["Fly-tipping returns"], ["Source:", "Council"], [],
        ["Area", "Month", "Count", "Share", "Code", "Final", "Note", "When", "Clock"],
        ["Bedford", date(2024, 4, 1), 12, 0.12, 1, True, "line one\nline two", datetime(2024, 4, 1, 10, 30), time(7, 32)],
        [None, date(2024, 5, 1), 5.0, 0.07, 2, False, " nbsp\u00a0x "],
        ["Luton", date(2024, 6, 1), 0.1, 0.333333, 3, None, "=NA()"],
        ["Total", None, "=SUM(C5:C7)"],
        ["Dunstable", date(2024, 7, 1), "=C5+C6", 1.5, 49, None, "'=1+1"],
        [], ["Source: the council's own records"],
    ]  # fmt: skip
    for row in content:
        sheet.append(row)
    sheet["G9"].value, sheet["G9"].data_type = "=1+1", "s"
    for number in (5, 6, 7, 9):
        sheet.cell(number, 2).number_format = "mmm-yy"
        sheet.cell(number, 4).number_format = "0%"
        sheet.cell(number, 5).number_format = "000"
    sheet.merge_cells("A5:A6")
    sheet.column_dimensions["E"].hidden = True
    book.create_sheet("Workings").sheet_state = "hidden"
    book.save(folder / "made.xlsx")
    for form in ("ods", "xlsx"):
        _save(folder / "made.xlsx", form, folder / "saved")
    return folder / "saved"


def _save(path: Path, form: str, to: Path) -> None:
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(to.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(to), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_every_kind_of_cell_says_what_it_shows(read: Read, saved: Path, form: str) -> None:
    sheet = _only(read(saved / f"made.{form}"))
    assert sheet.fault is None
    assert list(sheet.table()) == EXPECTED


def test_both_forms_give_the_same_bytes_and_the_same_notes(read: Read, saved: Path) -> None:
    one, other = read(saved / "made.xlsx"), read(saved / "made.ods")
    assert _only(one).path.read_bytes() == _only(other).path.read_bytes()
    assert [_without_name(note) for note in _only(one).notes] == [
        _without_name(note) for note in _only(other).notes
    ]
    assert [_without_name(note) for note in one.notes] == [_without_name(note) for note in other.notes]


def _only(sheets: Sheets) -> Sheet:
    (sheet,) = sheets.tables
    return sheet


def _without_name(note: str) -> str:
    return note.partition(": ")[2]
