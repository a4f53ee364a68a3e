"""A document as a workbook, read again by another library: sheets, tables, numbers, words, links, paper."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.publishing.sample import month_line, whole_document

from wardmote.publishing import tree as t
from wardmote.publishing.lowering import behind, not_yet_table
from wardmote.publishing.preparing import prepared
from wardmote.publishing.xlsx import render_xlsx

pytestmark = pytest.mark.filterwarnings("error:::xlsxwriter")


def opened(document: t.Document) -> Workbook:
    return load_workbook(io.BytesIO(render_xlsx(document)))


def of_blocks(*blocks: t.Block, **changes: object) -> t.Document:
    document = whole_document()
    return replace(document, blocks=(t.Heading(1, "Part", "part"), *blocks), **changes)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened(whole_document())


def named(book: Workbook, label: str) -> Worksheet:
    """The sheet whose name begins with a label."""
    (name,) = [name for name in book.sheetnames if name == label or name.startswith(f"{label} ")]
    return book[name]


def table_of(sheet: Worksheet) -> list[list[object]]:
    """Header and rows of the sheet's one table."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def notes_of(sheet: Worksheet) -> str:
    start = next(cell.row for cell in sheet["A"] if cell.value == "Notes")
    return " ".join(str(cell.value) for cell in sheet["A"][start:] if cell.value)


def test_every_table_and_picture_has_a_sheet_with_all_its_rows(book: Workbook) -> None:
    document = prepared(whole_document())
    expected = {}
    for block in t.walk(document.blocks):
        if isinstance(block, t.Table):
            expected[block.label or block.caption] = block
        elif isinstance(block, t.NotYet):
            expected["Not yet assessed"] = not_yet_table(block)
        elif isinstance(block, t.PictureBlock) and (table := behind(block)) is not None:
            expected[f"{block.label} data"] = table
    assert [book[name].title for name in ("Read me", "Words")] == [book.sheetnames[0], book.sheetnames[-1]]
    found_names = [named(book, name).title for name in expected]
    assert book.sheetnames == ["Read me", *found_names, "Words"]
    for name, table in expected.items():
        found = table_of(named(book, name))
        assert len(found) == len(table.rows) + 1, name
        assert [row[0] for row in found[1:]] == [t.plain(row[0]) for row in table.rows], name
        assert named(book, name)["A1"].value.endswith(table.caption)


def test_the_first_sheet_leads_to_every_other(book: Workbook) -> None:
    first = book["Read me"]
    links = {
        cell.value: cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink
    }
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}
    said = " ".join(str(cell.value) for row in first.iter_rows() for cell in row if cell.value)
    for words in ("not supplied", "suppressed", "▲ rose", "◇ location too uncertain", "OFFICIAL", "draft 1"):
        assert words in said
    for name in book.sheetnames[1:]:
        assert book[name]["A2"].hyperlink.location == "'Read me'!A1"


def test_a_printed_number_is_a_number_shown_alike() -> None:
    numbers = (
        t.Number("15,602", 15602, "count"),
        t.Number("−321", -321, "change"),
        t.Number("+77.6%", 77.6, "percent"),
        t.Number("51.7", 51.7483, "decimal"),
        t.Number("<1%", 0.3, "share"),
        t.Number("2.4%", 2.41, "share"),
        t.Number("<0.001", 0.00002, "decimal"),
    )
    columns = tuple(t.Column(f"c{i}", "right") for i in range(len(numbers)))
    sheet = named(opened(of_blocks(t.Table("Numbers", columns, (numbers,)))), "Table 1")
    cells = sheet[sheet.tables["Table_1"].ref][1]
    assert [cell.data_type for cell in cells] == ["n"] * 7
    assert [cell.value for cell in cells] == [15602, -321, 0.776, 51.7483, 0.003, 0.0241, 0.00002]
    assert [cell.number_format for cell in cells] == [
        '#,##0;"−"#,##0',
        '+#,##0;"−"#,##0;#,##0',
        '+0.0%;"−"0.0%;0.0%',
        '#,##0.0;"−"#,##0.0',
        '[=0]0%;[<0.005]"<1%";0%',
        '0.0%;"−"0.0%',
        '[<0.0005]"<0.001";#,##0.000',
    ]
    assert {cell.alignment.horizontal for cell in cells} == {"right"}


def test_two_numbers_in_a_cell_stand_in_two_columns() -> None:
    def pair(change: int, percent: float) -> tuple[t.Inline, ...]:
        return (
            t.Number(f"{change:+}", change, "change"),
            " (",
            t.Number(f"{percent:+}%", percent, "percent"),
            ")",
        )

    def ends(*parts: t.Inline) -> tuple[t.Inline, ...]:
        return parts

    low, high = t.Number("−5.0%", -5.0, "percent"), t.Number("+9.0%", 9.0, "percent")
    rows = (
        ("both", pair(66, 77.6), ends(low, " to ", high)),
        ("no percentage", t.Number("+2", 2, "change"), ends(low, " or more")),
        ("nothing", "–", ends(high, " or less")),
        ("in words", t.Quiet("not supplied"), t.Quiet("without bounds")),
    )
    table = t.Table("Changes", (t.Column("What"), t.Column("Change"), t.Column("Interval")), rows)
    sheet = named(opened(of_blocks(table)), "Table 1")
    assert table_of(sheet) == [
        ["What", "Change", "Change, %", "Interval: low", "Interval: high"],
        ["both", 66, 0.776, -0.05, 0.09],
        ["no percentage", 2, "–", -0.05, "no bound"],
        ["nothing", "–", "–", "no bound", 0.09],
        ["in words", "not supplied", "not supplied", "without bounds", "without bounds"],
    ]
    assert "– stands where there is no number" in notes_of(sheet)


def test_links_notes_and_marks_are_kept_in_words() -> None:
    rows = (
        (t.VerdictMark(t.Verdict.ROSE, words=False), t.Link("the survey", "https://example.org/a?b=1&c=2")),
        ("plain", ("see ", t.Link("this part", "#part"))),
        ("two", (t.Link("one", "https://example.org/1"), t.Link("two", "https://example.org/2"))),
        ("noted", ("burglary", t.Footnote("Homes alone."))),
        ("number", (t.Number("5", 5), t.Footnote(("Of ", t.Strong("six"), ".")))),
        ("changed", (t.Deleted("85"), t.Inserted("86"))),
    )
    table = t.Table("Inlines", (t.Column("What"), t.Column("Said")), rows, notes=("A note.",))
    book = opened(of_blocks(table))
    sheet = named(book, "Table 1")
    said = [row[1] for row in table_of(sheet)[1:]]
    assert said == [
        "the survey",
        "see this part",
        "one (https://example.org/1)two (https://example.org/2)",
        "burglary [note 1]",
        5,
        "[deleted: 85][added: 86]",
    ]
    assert table_of(sheet)[1][0] == "▲ rose"
    outside, inside = (sheet[sheet.tables["Table_1"].ref][row][1].hyperlink for row in (1, 2))
    assert outside.target == "https://example.org/a?b=1&c=2"
    name, cell = re.fullmatch(r"'(.+)'!(A\d+)", inside.location).groups()
    assert book[name][cell.replace("A", "C")].value == "1 Part"
    assert notes_of(sheet) == "A note. Note 1: Homes alone. Note 2 (number, Said): Of six."


def test_the_words_keep_everything_that_the_document_says(book: Workbook) -> None:
    rows = table_of(book["Words"])[1:]
    text = "\n".join(str(row[2]) for row in rows)
    document = prepared(whole_document())
    for block in t.walk(document.blocks):
        if isinstance(block, t.Heading):
            assert block.text in text
        if isinstance(block, t.Paragraph):
            without_notes = tuple(part for part in t.inlines(block.content) if isinstance(part, str))
            assert all(part in text for part in without_notes)
        if isinstance(block, t.Findings):
            assert all(item.lead in text for item in block.items)
        if isinstance(block, t.PictureBlock):
            assert block.picture.caption.alt in text
        if isinstance(block, t.Commentary):
            assert block.prompt in text
            assert block.author in text
    assert [row[2] for row in rows if row[3] == "draft"] == [
        "▲ rose: Weapons possession rose from 85 to 151: more than chance. Police activity may explain some of it; "
        "we cannot tell.",
        "Three of 84 areas hold 21% of robbery, every year.",
    ]
    assert [row[4] for row in rows if row[4] != "no"] == [
        "Other theft was 1,520 when these words were written and is 1,517 now."
    ]
    assert all(None not in row for row in rows)


def test_every_sheet_prints_with_its_marking_and_header(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight in (0, None)
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        if sheet.tables:
            (table,) = sheet.tables.values()
            rows = range(sheet[table.ref][0][0].row, sheet[table.ref][-1][0].row + 1)
            assert not [one for one in sheet.merged_cells.ranges if {one.min_row, one.max_row} & set(rows)]
            assert all(one.min_row == one.max_row for one in sheet.merged_cells.ranges)
            head = int(re.search(r"\d+", table.ref)[0])
            assert sheet.print_title_rows == f"${head}:${head}"
            assert sheet.freeze_panes in (f"A{head + 1}", f"B{head + 1}")


def test_the_file_says_what_it_is_and_when_its_data_end(book: Workbook) -> None:
    found = book.properties
    assert found.title == "Weapons possession rose; most crime did not change"
    assert found.creator == "Safer Marrowmere Partnership"
    assert (found.created.date(), found.modified.date()) == (whole_document().date,) * 2


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_xlsx(whole_document()) == render_xlsx(prepared(whole_document()))


def test_a_partnerships_colour_is_the_accent() -> None:
    styles = zipfile.ZipFile(io.BytesIO(render_xlsx(replace(whole_document(), colour="#7A1F3D")))).read(
        "xl/styles.xml"
    )
    assert b"FF7A1F3D" in styles
    assert b"FF12436D" not in styles


def test_every_part_is_well_formed_and_none_holds_a_formula() -> None:
    formula = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"
    nasty = t.Table("=1+1", (t.Column("=cmd"), t.Column("@x")), (("=HYPERLINK(1)", "+1"), ("-2", "@SUM(A1)")))
    content = render_xlsx(of_blocks(nasty, title="=title", subtitle="-sub"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            root = etree.fromstring(archive.read(name))
            assert root.find(f".//{formula}") is None, name
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    dangerous = [cell for cell in cells if str(cell.value).startswith(("=", "@SUM", "-2", "+1"))]
    assert len(dangerous) >= 6
    heads = [cell for cell in dangerous if cell.value in ("=cmd", "@x")]
    assert all(cell.quotePrefix for cell in dangerous if cell not in heads)


def test_an_empty_table_and_a_picture_without_data_are_whole() -> None:
    empty = t.Table("Nothing came", (t.Column("What"), t.Column("How many", "right")), ())
    picture = t.PictureBlock(month_line(), "alone", show_data=False)
    book = opened(of_blocks(empty, picture, t.Paragraph(("See ", t.Reference("alone"), "."))))
    assert book.sheetnames == ["Read me", "Table 1 Part", "Words"]
    assert [cell.value for cell in named(book, "Table 1")[3]] == ["What", "How many"]
    (row,) = [row for row in book["Words"].iter_rows() if row[2].value == "See Figure 1."]
    target = row[2].hyperlink.location.split("!A")[1]
    assert book["Words"][f"C{target}"].value.startswith("Figure 1: ")
