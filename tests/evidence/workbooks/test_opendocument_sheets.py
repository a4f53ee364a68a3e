"""OpenDocument spreadsheets say the same in another way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evidence.workbooks import made_workbooks as made
from tests.evidence.workbooks.made_workbooks import counted, ods, row, said, table

from wardmote.evidence import Refused
from wardmote.evidence.workbooks import Sheets

Read = Callable[[Path], Sheets]
HEAD = row(said("Area"), said("Month"), said("n"))


def rows_of(read: Read, path: Path) -> list[tuple[int, tuple[str, ...]]]:
    (sheet,) = read(path).tables
    assert sheet.fault is None, sheet.fault
    return list(sheet.table())


def test_repeated_cells_and_rows_are_written_out(read: Read, tmp_path: Path) -> None:
    path = ods(
        tmp_path / "a.ods",
        table(
            "Q1",
            HEAD,
            row(said("Bedford"), said("2024-04"), counted(5), more='table:number-rows-repeated="2"'),
            row(
                '<table:table-cell table:number-columns-repeated="3"/>', more='table:number-rows-repeated="4"'
            ),
            row(
                said("Luton"),
                said("2024-04"),
                counted(6),
                '<table:table-cell table:number-columns-repeated="16381"/>',
            ),
            row(
                '<table:table-cell table:number-columns-repeated="16384"/>',
                more='table:number-rows-repeated="1048568"',
            ),
        ),
    )
    assert rows_of(read, path) == [
        (2, ("Bedford", "2024-04", "5")), (3, ("Bedford", "2024-04", "5")), (8, ("Luton", "2024-04", "6")),
    ]  # fmt: skip


def test_values_of_every_type(read: Read, tmp_path: Path) -> None:
    cells = [
        '<table:table-cell office:value-type="percentage" office:value="0.07"><text:p>7%</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="2024-04-01"><text:p>1/4</text:p></table:table-cell>',
        '<table:table-cell table:style-name="monthly" office:value-type="date" office:date-value="2024-04-01"/>',
        '<table:table-cell office:value-type="time" office:time-value="PT07H32M00S"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
        '<table:table-cell office:value-type="currency" office:value="12.5"><text:p>£12.50</text:p></table:table-cell>',
        counted(5.0),
        said("two", "lines"),
        said("a<text:s text:c='2'/>b<text:line-break/>c<text:span>d</text:span>"),
    ]
    heads = [said(f"c{number}") for number in range(len(cells))]
    (found,) = rows_of(read, ods(tmp_path / "a.ods", table("Q1", row(*heads), row(*cells))))
    assert found[1] == (
        "7%",
        "2024-04-01",
        "2024-04",
        "07:32:00",
        "TRUE",
        "12.5",
        "5",
        "two lines",
        "a  b cd",
    )


def test_the_words_of_a_comment_are_no_words_of_the_cell(read: Read, tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>check this</text:p></office:annotation>"
    cell = (
        f'<table:table-cell office:value-type="string">{comment}<text:p>Bedford</text:p></table:table-cell>'
    )
    path = ods(tmp_path / "a.ods", table("Q1", HEAD, row(cell, said("2024-04"), counted(1))))
    assert rows_of(read, path) == [(2, ("Bedford", "2024-04", "1"))]


def test_a_merged_label_stands_in_each_of_its_rows_and_hidden_is_said(read: Read, tmp_path: Path) -> None:
    label = said("Bedford").replace("office:", 'table:number-rows-spanned="2" office:', 1)
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    path = ods(
        tmp_path / "a.ods",
        table(
            "Q1",
            columns,
            HEAD,
            row(label, said("2024-04"), counted(1)),
            row("<table:covered-table-cell/>", said("2024-05"), counted(2), more='table:visibility="filter"'),
        ),
    )
    (sheet,) = read(path).tables
    assert [cells[0] for _, cells in sheet.table()] == ["Bedford", "Bedford"]
    assert sheet.notes == (
        "a.ods/Q1: hidden column B read like the others.",
        "a.ods/Q1: 1 hidden row, the first row 3, read like the others.",
        "a.ods/Q1: merged labels were written into each of their rows: A2:A3.",
    )


def test_hidden_sheets_and_copies_of_other_files_are_not_read(read: Read, tmp_path: Path) -> None:
    body = (HEAD, row(said("Bedford"), said("2024-04"), counted(1)))
    path = ods(
        tmp_path / "a.ods",
        table("Q1", *body),
        table("Old", *body, style="away"),
        table("'file:///c/x.ods'#$Q1", *body),
    )
    sheets = read(path)
    assert [sheet.title for sheet in sheets.tables] == ["Q1"]
    assert len(sheets.notes) == 1
    assert "“Old” is hidden" in sheets.notes[0]


def test_formulas_and_errors(read: Read, tmp_path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    result = counted(3, 'table:formula="of:=1+2"')
    path = ods(
        tmp_path / "a.ods",
        table("Q1", HEAD, row(said("x"), error, result), row(said("y"), said("z"), counted(1))),
    )
    (sheet,) = read(path).tables
    assert next(sheet.table()) == (2, ("x", "#N/A", "3"))
    assert [note.split(":")[1][1:9] for note in sheet.notes] == ["2 formul", "1 cell h"]
    bare = ods(
        tmp_path / "b.ods",
        table("Q1", HEAD, row(said("x"), said("y"), '<table:table-cell table:formula="of:=1"/>')),
    )
    fault = read(bare).tables[0].fault
    assert fault is not None
    assert "cell C2 holds a formula whose result was never stored" in fault.sentence


def test_a_password_is_said(read: Read, tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", table("Q1", HEAD), manifest="<x><encryption-data/></x>")
    with pytest.raises(Refused, match="locked with a password"):
        read(path)


def test_repetition_is_bounded(read: Read, tmp_path: Path) -> None:
    cell = counted(5, 'table:number-columns-repeated="16000"')
    path = ods(tmp_path / "a.ods", table("Q1", HEAD, row(cell, more='table:number-rows-repeated="1000000"')))
    with pytest.raises(Refused, match=r"a\.ods holds more than 60,000,000 cells"):
        read(path)


def test_a_cell_of_many_pieces_is_read_in_time_that_grows_with_them(read: Read, tmp_path: Path) -> None:
    many = f"<text:p>{'x<text:s/>' * 30_000}</text:p>"
    cell = f'<table:table-cell office:value-type="string">{many}</table:table-cell>'
    path = ods(tmp_path / "a.ods", table("Q1", HEAD, row(cell, said("y"), counted(1))))
    assert rows_of(read, path) == [(2, (("x " * 30_000).strip(), "y", "1"))]


def test_made_workbooks_are_told_by_what_they_hold(read: Read, tmp_path: Path) -> None:
    path = ods(tmp_path / "a.xlsx", table("Q1", HEAD, row(said("x"), said("y"), counted(1))))
    assert rows_of(read, path) == [(2, ("x", "y", "1"))]
    assert len(read(made.book(tmp_path / "b.ods")).tables) == 1
