"""What a person meets: numbers apart from verdicts, notes in one cell, names that say something, pages that hold."""

from __future__ import annotations

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.publishing.sample import month_line, small_multiples
from tests.publishing.xlsx.test_workbook import named, notes_of, of_blocks, opened, table_of

from wardmote.analyses.pictures import SmallMultiples
from wardmote.figures import Figure, State, Verdict
from wardmote.publishing import tree as t
from wardmote.publishing.xlsx.lines import NARROWEST, WIDEST
from wardmote.publishing.xlsx.names import LONGEST_SHEET, label_and_words

FELL, SAME = t.VerdictMark(Verdict.FELL, words=False), t.VerdictMark(Verdict.NO_CLEAR_CHANGE)


def number(value: int) -> t.Number:
    return t.Number(f"{value:,}", value, "count")


def of_cells(*cells: t.Content) -> Worksheet:
    rows = tuple((f"row {at}", cell) for at, cell in enumerate(cells))
    table = t.Table("Then and now", (t.Column("What"), t.Column("Then")), rows)
    return named(opened(of_blocks(table)), "Table 1")


def test_a_number_and_its_verdict_stand_in_two_columns() -> None:
    sheet = of_cells((number(811), " ", FELL), (number(1_026), " ", SAME), number(7), t.Quiet("not supplied"))
    assert table_of(sheet) == [
        ["What", "Then", "Then: verdict"],
        ["row 0", 811, "▼ fell"],
        ["row 1", 1026, "● no clear change"],
        ["row 2", 7, "–"],
        ["row 3", "not supplied", "–"],
    ]
    assert "– stands where there is no number or verdict to give" in notes_of(sheet)


def test_every_further_number_has_a_column_named_by_its_words() -> None:
    moved = (
        number(5),
        " ",
        SAME,
        "; the year before ",
        number(6),
        ", was ",
        number(4),
        t.Quiet("; of eleven months"),
    )
    noted = (number(9), " ", SAME, t.Footnote("Homes alone."))
    sheet = of_cells(moved, noted)
    assert table_of(sheet) == [
        [
            "What",
            "Then",
            "Then: verdict",
            "Then: the year before",
            "Then: the year before, was",
            "Then: in words",
        ],
        ["row 0", 5, "● no clear change", 6, 4, "of eleven months"],
        ["row 1", 9, "● no clear change", "–", "–", "–"],
    ]
    assert "Note 1 (row 1, Then): Homes alone." in notes_of(sheet)


def test_a_column_of_dashes_is_explained() -> None:
    sheet = of_cells("–", "–")
    assert '– stands in every row of "Then": no row has one.' in notes_of(sheet)


def test_a_note_is_one_cell_however_long_it_is() -> None:
    long = "A sentence that goes on. " * 40
    columns = (t.Column("What"), t.Column("How many"))
    table = t.Table("Noted " * 40, columns, (("a", number(1)),), notes=(long, "Short."))
    sheet = named(opened(of_blocks(table)), "Table 1")
    start = next(cell.row for cell in sheet["A"] if cell.value == "Notes")
    found = [cell for cell in sheet["A"][start:] if cell.value]
    assert [cell.value for cell in found] == [long, "Short."]
    wrapped, short = (cell.alignment.wrap_text for cell in found)
    assert wrapped
    assert not short
    assert sheet.row_dimensions[found[0].row].height > 5 * 12
    assert sheet["A1"].alignment.wrap_text, "a title longer than the sheet breaks too"
    merged = {one.min_row: one for one in sheet.merged_cells.ranges}
    assert set(merged) == {1, found[0].row}
    area = sheet.print_area.split("!")[-1].replace("$", "")
    assert merged[1].max_col <= sheet[area][0][-1].column, "what breaks is printed whole"
    assert NARROWEST < WIDEST


def test_a_wide_table_of_months_is_one_page_wide_and_its_title_whole() -> None:
    lines = small_multiples().lines * 7
    many = t.PictureBlock(SmallMultiples(small_multiples().caption, lines), "many")
    sheet = named(opened(of_blocks(many)), "Figure 1 data")
    assert len(table_of(sheet)[0]) > 14
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert not sheet.print_title_cols
    area = sheet.print_area.split("!")[-1].replace("$", "")
    assert area.startswith("A1:")


def test_the_register_prints_its_table_alone_on_few_pages_beside_each_other() -> None:
    one = Figure(
        5, State.KNOWN, "crimes", "robbery/1", "E1", "Town", "2023-05..2024-04", "s" * 16, "months=12"
    )
    document = of_blocks(
        t.Paragraph("Words."), figures=(one,) * 3, measures=(("robbery/1", "Robbery of people"),)
    )
    book = opened(document)
    sheet = book["Figures"]
    assert 1 < sheet.page_setup.fitToWidth <= 3
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", "$6:$6")
    assert sheet.print_area.split("!")[-1].startswith("$A$6:")
    assert sheet.oddHeader.right.text == f"{document.kind}: Figures"
    first = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value)
    assert "filter by unit before you add or average" in first
    assert "First day and last day are dates" in first


@pytest.mark.parametrize(
    ("label", "wanted", "name"),
    [
        ("Table 6", ("Since the last assessment",), "Table 6 Since the last"),
        ("Table 2", ("All measures", "Police recorded crime"), "Table 2 All measures"),
        ("Table 7", ("", "Police files behind the figures, May 2021"), "Table 7 Police files behind the"),
        (
            "Figure 1 data",
            ("Where, and what partners decide", "Recorded crime per 1,000"),
            "Figure 1 data Recorded crime",
        ),
        ("Figure 3 data", ("Shoplifting",), "Figure 3 data Shoplifting"),
        (
            "Table 9",
            (
                "Zusammenfassungsverzeichnisse",
                "",
            ),
            "Table 9",
        ),
        ("Table 4", ("[Wards]: all/some?",), "Table 4 Wards all some"),
    ],
)
def test_a_sheets_name_says_what_it_holds(label: str, wanted: tuple[str, ...], name: str) -> None:
    found = label_and_words(label, *wanted)
    assert len(found) <= LONGEST_SHEET
    assert found == name or found == name.removesuffix(" the")


def test_tables_are_named_by_their_heading_or_by_themselves() -> None:
    def table(caption: str) -> t.Table:
        return t.Table(caption, (t.Column("What"),), (("a",),))

    book = opened(
        of_blocks(
            table("Files that came"),
            table("Files that did not"),
            t.Heading(2, "Since last", "since"),
            table("A long sentence about the year to March 2025"),
            t.PictureBlock(month_line(), "line"),
        )
    )
    assert book.sheetnames[1:4] == [
        "Table 1 Files that came",
        "Table 2 Files that did not",
        "Table 3 Since last",
    ]
    assert book.sheetnames[4] == "Figure 1 data Possession"
    assert [list(sheet.tables) for sheet in book.worksheets[1:4]] == [["Table_1"], ["Table_2"], ["Table_3"]]
