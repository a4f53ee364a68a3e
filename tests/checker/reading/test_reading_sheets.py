"""Workbooks, CSV, presentations and Markdown: values and what is shown of them, titles and notes, several tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pptx
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx.util import Inches

from wardmote.checker.read_document import ContentsList, Heading, ItemList, Paragraph, ReadDocument, Table
from wardmote.checker.reading import UnreadableError, read_document
from wardmote.checker.reading.printed_numbers import printed


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.1666, "0%", "17%"), (0.125, "0.0%", "12.5%"), (1234.5, "#,##0", "1,235"), (1234.5, "#,##0.00", "1,234.50"),
        (-36, "0;(0)", "(36)"), (-36, "0", "-36"), (98, "+0;-0", "+98"), (0, '0;-0;"-"', "-"), (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"), (75000, '"£"0,"k"', "£75k"), (5, "[$£-809]#,##0.00", "£5.00"), (2.5, "0", "3"),
        (date(2017, 3, 15), "dddd d mmmm yyyy", "Wednesday 15 March 2017"), (date(2017, 3, 5), "dd/mm/yy", "05/03/17"),
        (True, "General", "TRUE"), (3.14159, "0.0#", "3.14"), (3.1, "0.0#", "3.1"), (-0.001, "0.0", "0.0"),
    ],
)  # fmt: skip
def test_number_is_shown_as_its_format_says(value: object, form: str, shown: str) -> None:
    assert printed(value, form) == shown


def fill(sheet: Worksheet) -> None:
    for row in (
        ["Offences by area"], [], ["Area", "2012", "2013", "Change"], ["Town", 976, 1074, 0.1004],
        ["Shire", 720, 684, -0.05], ["Total", 1696, 1758, 0.0366],
        ["* Figures of the force, revised in October a year after."],
    ):  # fmt: skip
        sheet.append(row)
    for row in range(4, 7):
        sheet.cell(row, 4).number_format = "+0%;-0%"


def said(document: ReadDocument) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row] for row in table.rows]


SHOWN = [
    ["Area", "2012", "2013", "Change"], ["Town", "976", "1074", "+10%"], ["Shire", "720", "684", "-5%"],
    ["Total", "1696", "1758", "+4%"],
]  # fmt: skip


def workbook(folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Crime"
    fill(sheet)
    hidden = book.create_sheet("Working")
    hidden["A1"] = "secret"
    hidden.sheet_state = "hidden"
    book.save(folder / "figures.xlsx")
    return folder / "figures.xlsx"


def test_workbook_shows_and_holds(tmp_path: Path) -> None:
    document = read_document(workbook(tmp_path))
    assert said(document) == SHOWN
    (table,) = document.tables()
    assert table.rows[1][3].value == 0.1004
    assert (table.rows[1][3].place.sheet, table.rows[1][3].place.line, table.rows[1][3].place.row) == (
        "Crime",
        4,
        2,
    )
    assert table.notes == ("Figures of the force, revised in October a year after.",)
    assert [unread.what for unread in document.unread] == ["Hidden sheet"]


@pytest.mark.office
def test_open_document_spreadsheet_shows_the_same(tmp_path: Path) -> None:
    from tests.checker.reading.seed_copies import converted

    (path,) = converted([workbook(tmp_path)], "ods", tmp_path)
    document = read_document(path)
    assert said(document) == SHOWN
    (table,) = document.tables()
    assert table.rows[1][3].value == 0.1004
    assert [unread.what for unread in document.unread] == ["Hidden sheet"]


def test_a_cell_far_out_and_merged_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["Area", "Offences", None], [None, "2012", "2013"], ["Town", 5, 7]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    sheet["XFD1048576"] = "stray"
    book.save(tmp_path / "figures.xlsx")
    assert said(read_document(tmp_path / "figures.xlsx")) == [
        ["Area", "Offences", "Offences"], ["Area", "2012", "2013"], ["Town", "5", "7"],
    ]  # fmt: skip


def test_formula_without_a_result_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["Area", "Count"], ["Town", 5], ["Total", "=B2"]):
        sheet.append(row)
    book.save(tmp_path / "figures.xlsx")
    (unread,) = read_document(tmp_path / "figures.xlsx").unread
    assert unread.what == "1 formulas without a result"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_by_any_sign(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    lines = ["Offences by area", "", *(sign.join(f'"{cell}"' for cell in row) for row in SHOWN)]
    path.write_bytes("\r\n".join(lines).encode("utf-16"))
    document = read_document(path)
    assert said(document) == SHOWN
    assert document.format == "csv"


def test_slides(tmp_path: Path) -> None:
    show = pptx.Presentation()
    slide: Any = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = "Burglary"
    slide.placeholders[1].text = "Fell by 12\nRose in two wards"
    table = slide.shapes.add_table(4, 4, Inches(1), Inches(4), Inches(6), Inches(1)).table
    for r, row in enumerate(SHOWN):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    show.save(str(tmp_path / "plan.pptx"))
    document = read_document(tmp_path / "plan.pptx")
    heading, items, found = document.blocks
    assert isinstance(heading, Heading)
    assert isinstance(items, ItemList)
    assert isinstance(found, Table)
    assert (heading.text, heading.place.page) == ("Burglary", 1)
    assert items.items == ("Fell by 12", "Rose in two wards")
    assert said(document) == SHOWN


def test_markdown_with_lines(tmp_path: Path) -> None:
    table = "\n".join("| " + " | ".join(row) + " |" for row in [SHOWN[0], ["---"] * 4, *SHOWN[1:]])
    path = tmp_path / "plan.md"
    path.write_text(
        f"# Plan\n\n## Contents\n\n- [1 Burglary](#b)\n- [2 Robbery](#r)\n- [3 Theft](#t)\n\n## 1 Burglary\n\n"
        f"It **fell**[^1].\n\n{table}\n\n3. third\n4. fourth\n\n[^1]: In most wards.\n",
        encoding="utf-8",
    )
    document = read_document(path)
    assert document.format == "markdown"
    assert said(document) == SHOWN
    (found,) = document.tables()
    assert [row[0].place.line for row in found.rows] == [13, 15, 16, 17]
    assert [heading.place.line for heading in document.headings()] == [1, 3, 9]
    assert [(block.text, block.mark) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("It fell.", ""), ("In most wards.", "¹"),
    ]  # fmt: skip
    assert [block.labels for block in document.blocks if isinstance(block, ItemList)] == [("3.", "4.")]
    assert any(isinstance(block, ContentsList) for block in document.blocks)


def test_a_million_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("a,b\n" * 1_000_000, encoding="utf-8")
    with pytest.raises(UnreadableError, match="more than 500,000 cells"):
        read_document(path)
