"""Each sheet becomes a plain table, and what was done to it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evidence.workbooks import made_workbooks as made

from wardmote.evidence import Refused
from wardmote.evidence.workbooks import Sheet, Sheets

Read = Callable[[Path], Sheets]
Cells = tuple[str, ...]
HEADER = made.HEADER
PLAIN: list[tuple[int, Cells]] = [
    (2, ("Bedford", "2024 Q1", "12", "0.5")),
    (3, ("Luton", "2024 Q1", "30", "0.25")),
    (4, ("Bedford", "2024 Q2", "14", "0.75")),
]


def only(sheets: Sheets) -> Sheet:
    assert len(sheets.tables) == 1
    return sheets.tables[0]


def test_a_plain_sheet_is_a_csv_with_its_own_row_numbers(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.book(tmp_path / "a.xlsx")))
    assert (sheet.title, sheet.name, sheet.columns, sheet.rows) == ("Q1", "a.xlsx/Q1", HEADER, 3)
    assert (sheet.notes, sheet.dated, sheet.fault, sheet.first_row) == ((), (), None, 1)
    assert list(sheet.table()) == PLAIN
    assert sheet.path.read_bytes() == (
        b"Area,Quarter,Fly-tips,Share cleared\nBedford,2024 Q1,12,0.5\nLuton,2024 Q1,30,0.25\nBedford,2024 Q2,14,0.75\n"
    )


def test_titles_notes_and_blank_rows_above_the_header_are_passed_over(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.title_rows_above_header(tmp_path / "a.xlsx")))
    assert (sheet.first_row, sheet.columns) == (5, HEADER)
    assert list(sheet.table()) == [(number + 4, cells) for number, cells in PLAIN]
    assert sheet.notes == (
        "a.xlsx/Q1: the names of the columns stand in row 5; 3 rows above were passed over.",
    )


def test_merged_labels_side_by_side_are_named_once(read: Read, tmp_path: Path) -> None:
    rows = [("Area", "Quarter", "n"), ("Luton", "Q1", 1), (None, None, 2), (None, None, 3)]

    def merge(sheet) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B2:B4")

    found = only(read(made.book(tmp_path / "a.xlsx", rows, merge)))
    assert found.notes == ("a.xlsx/Q1: merged labels were written into each of their rows: A2:A4, B2:B4.",)


def test_breaks_between_the_elements_of_a_part_are_no_text(read: Read, tmp_path: Path) -> None:
    widths = (
        b"<cols>"
        + b"".join(b'<col min="%d" max="%d" width="9"/>' % (n, n) for n in range(1, 50))
        + b"</cols>"
    )

    def spread(part: bytes) -> bytes:
        return part.replace(b"<sheetData>", widths + b"<sheetData>").replace(b"><", b">\n<")

    path = made.rewritten(made.book(tmp_path / "a.xlsx"), {"xl/worksheets/sheet1.xml": spread})
    assert list(only(read(path)).table()) == PLAIN


def test_a_merged_label_stands_in_each_of_its_rows(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.merged_label_cells(tmp_path / "a.xlsx")))
    assert [cells[0] for _, cells in sheet.table()] == ["Bedford", "Bedford", "Luton"]
    assert sheet.notes == ("a.xlsx/Q1: merged labels were written into each of their rows: A2:A3.",)


def test_a_merged_value_is_refused_with_its_cells(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.merged_value_cells(tmp_path / "a.xlsx")))
    assert sheet.fault is not None
    assert "a.xlsx/Q1: cells C2:C3 are merged and hold a value" in sheet.fault.sentence


def test_hidden_columns_and_rows_are_read_and_named(read: Read, tmp_path: Path) -> None:
    column = only(read(made.hidden_column(tmp_path / "a.xlsx")))
    row = only(read(made.hidden_row(tmp_path / "b.xlsx")))
    assert list(column.table()) == list(row.table()) == PLAIN
    assert column.notes == ("a.xlsx/Q1: hidden column C read like the others.",)
    assert row.notes == ("b.xlsx/Q1: 1 hidden row, the first row 3, read like the others.",)


def test_a_hidden_sheet_is_skipped_and_named(read: Read, tmp_path: Path) -> None:
    sheets = read(made.hidden_sheet(tmp_path / "a.xlsx"))
    assert [sheet.title for sheet in sheets.tables] == ["Q1"]
    assert sheets.notes == (
        "a.xlsx: the sheet “Workings” is hidden and was not read. Show it if it belongs to the evidence.",
    )


def test_the_stored_result_of_a_formula_is_taken(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.formula_with_result(tmp_path / "a.xlsx")))
    assert [cells[2] for _, cells in sheet.table()] == ["12", "30"]
    assert "1 formula, the first in C3: the results stored with the workbook were taken." in sheet.notes[0]


@pytest.mark.parametrize(
    ("make", "cell"), [(made.formula_without_result, "C3"), (made.formulas_alone_without_result, "A4")]
)
def test_a_formula_without_a_result_is_refused_with_its_cell(
    read: Read, tmp_path: Path, make: Callable[[Path], Path], cell: str
) -> None:
    fault = only(read(make(tmp_path / "a.xlsx"))).fault
    assert fault is not None
    assert f"a.xlsx/Q1: cell {cell} holds a formula whose result was never stored" in fault.sentence


def test_results_that_are_all_zero_and_left_to_others_are_no_results(read: Read, tmp_path: Path) -> None:
    fault = only(read(made.formula_with_result(tmp_path / "a.xlsx", result=0))).fault
    assert fault is not None
    assert "(the first in cell C3) all have the stored result 0" in fault.sentence


def test_several_sheets_are_several_tables(read: Read, tmp_path: Path) -> None:
    sheets = read(made.several_sheets(tmp_path / "a.xlsx"))
    assert [(sheet.name, sheet.rows) for sheet in sheets.tables] == [("a.xlsx/Q1", 3), ("a.xlsx/Q2", 1)]
    assert sheets.notes == (
        "a.xlsx: the sheet “Cover” holds no table: no row names two columns or more above rows of data.",
        "a.xlsx: the sheet “Blank” is empty.",
    )


def test_totals_are_left_out_and_leave_a_blank_line(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.totals_among_data(tmp_path / "a.xlsx")))
    assert [(number, cells[0]) for number, cells in sheet.table()] == [
        (2, "Bedford"), (3, "Luton"), (5, "All other areas"), (8, "Bedford"),
    ]  # fmt: skip
    assert sheet.path.read_text().splitlines()[3] == ""
    assert sheet.notes == (
        "a.xlsx/Q1: 4 rows sum others and were left out, so that nothing is counted twice: row 4 (“Total”), row 6 "
        "(“All areas”), row 7, row 9 (“Grand total”).",
    )


def test_a_code_that_became_a_date_stays_a_date_and_its_column_is_named(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.offence_code_turned_date(tmp_path / "a.xlsx")))
    assert [cells[1] for _, cells in sheet.table()] == ["2024-01-01", "8N"]
    assert sheet.dated == ("Offence code",)
    assert "Codes such as 1/1 that it has turned into dates cannot be told back" in sheet.notes[0]


def test_a_date_that_shows_its_month_alone_is_a_month(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.months_as_excel_keeps_them(tmp_path / "a.xlsx")))
    assert [cells[1] for _, cells in sheet.table()] == ["2024-04", "2024-05"]
    assert sheet.dated == ("Month",)


def test_percentages_are_read_as_they_are_shown(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.percent_format(tmp_path / "a.xlsx")))
    assert [cells[3] for _, cells in sheet.table()] == ["50%", "25%", "75%"]
    assert sheet.notes == (
        "a.xlsx/Q1: “Share cleared”: cells shown as percentages were read as such, 0.12 as 12%.",
    )


def test_errors_keep_their_text(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.error_values(tmp_path / "a.xlsx")))
    assert [cells[2] for _, cells in sheet.table()] == ["12", "#REF!", "#N/A"]
    assert sheet.notes == (
        "a.xlsx/Q1: 2 cells hold errors such as #N/A, the first in C3; they are no values.",
    )


def test_notes_below_the_table_are_left_out(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.notes_below_the_table(tmp_path / "a.xlsx")))
    assert list(sheet.table()) == PLAIN
    assert sheet.notes == ("a.xlsx/Q1: 2 rows of notes below the table, from row 6 on, left out.",)


def test_a_second_table_below_is_refused(read: Read, tmp_path: Path) -> None:
    fault = only(read(made.second_table_below(tmp_path / "a.xlsx"))).fault
    assert fault is not None
    assert "row 6 looks like the header of a second table" in fault.sentence


def test_a_last_row_without_its_value_is_no_note(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.book(tmp_path / "a.xlsx", [HEADER, *made.ROWS, ("Houghton Regis",)])))
    assert [cells[0] for _, cells in sheet.table()][-1] == "Houghton Regis"
    assert sheet.notes == ()


def test_cells_beyond_the_header_are_left_out_and_said(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.cells_beyond_the_header(tmp_path / "a.xlsx")))
    assert list(sheet.table()) == PLAIN
    assert sheet.notes == (
        "a.xlsx/Q1: cells outside the named columns, the first in F2, were left out. Name their columns if they count.",
    )


def test_a_repeated_header_is_left_out(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.repeated_header(tmp_path / "a.xlsx")))
    assert [number for number, _ in sheet.table()] == [2, 4]
    assert sheet.notes == ("a.xlsx/Q1: the names of the columns are repeated in row 3; left out.",)


def test_a_stray_cell_far_away_costs_nothing(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.stray_cell_far_away(tmp_path / "a.xlsx")))
    assert list(sheet.table()) == PLAIN
    assert sheet.path.stat().st_size < 200


def test_leading_zeros_that_are_shown_are_kept(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.numbers_with_leading_zeros(tmp_path / "a.xlsx")))
    assert [cells[2] for _, cells in sheet.table()] == ["012", "30", "14"]


def test_repeated_columns_are_left_as_they_are(read: Read, tmp_path: Path) -> None:
    sheet = only(read(made.book(tmp_path / "a.xlsx", [("Area", "Area", "n"), ("x", "y", 1), ("z", "w", 2)])))
    assert sheet.columns == ("Area", "Area", "n")


def test_a_workbook_without_a_table_is_refused_and_says_what_it_holds(read: Read, tmp_path: Path) -> None:
    path = made.sheets(
        tmp_path / "a.xlsx", {"Notes": [("Dear all",)], "Data": (HEADER, *made.ROWS)}, hidden=["Data"]
    )
    with pytest.raises(
        Refused, match=r"a\.xlsx holds no table that can be read: the sheet “Notes” holds no table.*hidden"
    ):
        read(path)


def test_the_same_workbook_gives_the_same_bytes(read: Read, tmp_path: Path) -> None:
    one, two = only(read(made.book(tmp_path / "a.xlsx"))), only(read(made.book(tmp_path / "b.xlsx")))
    assert one.path.read_bytes() == two.path.read_bytes()
