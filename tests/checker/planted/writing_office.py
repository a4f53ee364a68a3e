"""Planted documents as DOCX, ODT, PPTX, XLSX and ODS."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import odfdo
import openpyxl
import pptx
from pptx.util import Inches, Pt
from tests.checker.planted.drafting import Bullets, Contents, Grid, Head, Planted, Words
from tests.checker.planted.writing_text import headed

WHOLE = re.compile(r"^\d{1,3}(,\d{3})+$|^\d{1,9}$")
PERCENT = re.compile(r"^(\d+)(?:\.(\d+))?%$")


def word(one: Planted, path: Path) -> None:
    """A DOCX file with its styles of headings, lists and captions."""
    made = docx.Document()
    made.add_paragraph(one.title, style="Title")
    for node in one.nodes:
        if isinstance(node, Head):
            made.add_paragraph(headed(node), style=f"Heading {node.level}")
        elif isinstance(node, Words):
            made.add_paragraph(node.text)
        elif isinstance(node, Bullets):
            for item in node.items:
                made.add_paragraph(item, style="List Number" if node.numbered else "List Bullet")
        elif isinstance(node, Contents):
            made.add_paragraph(node.title, style="TOC Heading")
            for line in node.lines:
                made.add_paragraph(f"{line.number}\t{line.text}".strip())
        else:
            _word_table(made, node)
    made.save(str(path))


def _word_table(made: docx.document.Document, grid: Grid) -> None:
    if grid.caption:
        made.add_paragraph(grid.caption, style="Caption")
    rows = [*grid.header, *grid.rows]
    table = made.add_table(len(rows), len(rows[0]), style="Table Grid")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                table.cell(r, c).text = cell
            else:
                table.cell(r, c - 1).merge(table.cell(r, c))
    for note in grid.notes:
        made.add_paragraph(note)
    made.add_paragraph("")


def open_text(one: Planted, path: Path) -> None:
    """An ODT file."""
    made = odfdo.Document("text")
    for numbered in made.get_part("styles").get_elements("//text:outline-style"):
        numbered.delete()
    body = made.body
    body.clear()
    body.append(odfdo.Paragraph(one.title, style="Title"))
    for node in one.nodes:
        if isinstance(node, Head):
            body.append(odfdo.Header(node.level, headed(node)))
        elif isinstance(node, Words):
            body.append(odfdo.Paragraph(node.text))
        elif isinstance(node, Bullets):
            items = (
                [f"{at}. {item}" for at, item in enumerate(node.items, 1)]
                if node.numbered
                else list(node.items)
            )
            body.append(odfdo.List(items))
        elif isinstance(node, Contents):
            body.append(odfdo.Paragraph(node.title, style="Contents_20_Heading"))
            for line in node.lines:
                body.append(odfdo.Paragraph(f"{line.number} {line.text}".strip(), style="Contents_20_1"))
        else:
            _open_table(body, node)
    made.save(str(path))


def _open_table(body: odfdo.Element, grid: Grid) -> None:
    if grid.caption:
        body.append(odfdo.Paragraph(grid.caption, style="Table"))
    table = odfdo.Table(f"Table{id(grid)}")
    for row in (*grid.header, *grid.rows):
        line = odfdo.Row()
        for cell in row:
            line.append_cell(odfdo.Cell(text=cell or ""))
        table.append_row(line)
    for r, row in enumerate(grid.header):
        for c, cell in enumerate(row):
            if cell is None:
                table.set_span((c - 1, r, c, r))
    body.append(table)
    for note in grid.notes:
        body.append(odfdo.Paragraph(note))


def slides(one: Planted, path: Path) -> None:
    """A PPTX file: a slide for the words of a section, one for each table."""
    made = pptx.Presentation()
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text = one.title
    title, frame = one.title, None
    for node in one.nodes:
        if isinstance(node, Head):
            title, frame = headed(node), None
        elif isinstance(node, Grid):
            _slide_table(made, title, node)
            frame = None
        elif isinstance(node, Words | Bullets):
            if frame is None or len(frame.paragraphs) > 5:
                slide = made.slides.add_slide(made.slide_layouts[1])
                slide.shapes.title.text = title
                frame = slide.placeholders[1].text_frame
            for line in [node.text] if isinstance(node, Words) else node.items:
                paragraph = frame.paragraphs[0] if not frame.text else frame.add_paragraph()
                paragraph.text = line
                paragraph.level = 1 if isinstance(node, Bullets) else 0
    made.save(str(path))


def _slide_table(made: pptx.presentation.Presentation, title: str, grid: Grid) -> None:
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = title
    rows = [*grid.header, *grid.rows]
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(0.4), Inches(1.6), Inches(9.2), Inches(0.3 * len(rows))
    )
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                shape.table.cell(r, c).text = cell
            else:
                shape.table.cell(r, c - 1).merge(shape.table.cell(r, c))
    below = [grid.caption, *grid.notes]
    box = slide.shapes.add_textbox(Inches(0.4), Inches(1.2), Inches(9), Inches(0.4))
    box.text_frame.text = "\n".join(line for line in below if line)
    box.text_frame.paragraphs[0].font.size = Pt(12)


def _typed(cell: str) -> tuple[int | float | str, str]:
    """What a workbook would hold for a printed cell, and its number format."""
    if WHOLE.match(cell):
        return int(cell.replace(",", "")), "#,##0" if "," in cell else "0"
    percent = PERCENT.match(cell)
    if percent:
        places = len(percent[2] or "")
        return round(float(cell[:-1]) / 100, places + 2), "0." + "0" * places + "%" if places else "0%"
    return cell, "General"


def workbook(one: Planted, path: Path) -> None:
    """An XLSX file, one sheet a section."""
    made = openpyxl.Workbook()
    sheet = made.active
    made.remove(sheet)
    for node in one.nodes:
        if isinstance(node, Head):
            sheet = made.create_sheet(node.text[:31].replace(":", "").replace("/", " "))
            sheet.append([f"{one.title}: {node.text}"])
        elif isinstance(node, Words):
            sheet.append([node.text])
        elif isinstance(node, Grid):
            _sheet_table(sheet, node)
    made.save(str(path))


def _sheet_table(sheet: openpyxl.worksheet.worksheet.Worksheet, node: Grid) -> None:
    sheet.append([])
    if node.caption:
        sheet.append([node.caption])
    for row in node.header:
        sheet.append(list(row))
        for at, cell in enumerate(row, start=1):
            if cell is None:
                sheet.merge_cells(
                    start_row=sheet.max_row, end_row=sheet.max_row, start_column=at - 1, end_column=at
                )
    for row in node.rows:
        typed = [_typed(cell) for cell in row]
        sheet.append([value for value, _ in typed])
        for at, (_, form) in enumerate(typed, start=1):
            sheet.cell(sheet.max_row, at).number_format = form
    for note in ("", *node.notes):
        sheet.append([note])


def open_sheets(one: Planted, path: Path) -> None:
    """An ODS file, one sheet a section."""
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table: odfdo.Table | None = None
    for node in one.nodes:
        if isinstance(node, Head):
            table = odfdo.Table(node.text[:31].replace("'", ""))
            made.body.append(table)
            _line(table, [f"{one.title}: {node.text}"])
        elif table is not None and isinstance(node, Words):
            _line(table, [node.text])
        elif table is not None and isinstance(node, Grid):
            _line(table, [""])
            _line(table, [node.caption])
            for row in node.header:
                _line(table, [cell or "" for cell in row])
            for cells in node.rows:
                _line(table, list(cells))
            for note in ("", *node.notes):
                _line(table, [note])
    made.save(str(path))


def _line(table: odfdo.Table, cells: list[str]) -> None:
    row = odfdo.Row()
    for cell in cells:
        value, _ = _typed(cell)
        if isinstance(value, str):
            row.append_cell(odfdo.Cell(value or None, text=value or None))
        else:
            kind = "percentage" if cell.endswith("%") else "float"
            row.append_cell(odfdo.Cell(value, text=cell, cell_type=kind))
    table.append_row(row)
