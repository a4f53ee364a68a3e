"""The evidence pack as a workbook: an analyst finds the records' own numbers in its cells."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.figures import printed_figures
from wardmote.documents.strategic_assessment.levels import measure_rows
from wardmote.figures import Figure
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing.tree import Table, plain, walk
from wardmote.publishing.xlsx import render_xlsx

IDENTITY = re.compile(r"[0-9a-f]{16}")
"""An identity can happen to have no letter."""


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    return gather(marrowmere, "2026-03")


def workbook(needs: PackNeeds) -> Workbook:
    document = replace(build(needs), figures=printed_figures(needs))
    content = render_xlsx(document)
    assert content == render_xlsx(document)
    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book(needs: PackNeeds) -> Workbook:
    return workbook(needs)


def records(book: Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet's table by the names of its columns."""
    (table,) = book[sheet].tables.values()
    head, *rows = ([cell.value for cell in row] for row in book[sheet][table.ref])
    return [dict(zip(head, row, strict=True)) for row in rows]


def sheet_of(book: Workbook, needs: PackNeeds, anchor: str) -> str:
    caption = next(
        b.caption for b in walk(build(needs).blocks) if isinstance(b, Table) and b.anchor == anchor
    )
    return next(sheet.title for sheet in book.worksheets if str(sheet["A1"].value).endswith(caption))


def same(value: float | None) -> object:
    """A number to the sixteen digits that a workbook keeps."""
    return None if value is None else pytest.approx(value, rel=1e-14)


def assert_figures(book: Workbook, figures: tuple[Figure, ...]) -> None:
    rows = records(book, "Figures")
    assert [row["Identity"] for row in rows] == [figure.identity for figure in figures]
    for row, figure in zip(rows, figures, strict=True):
        low, high = figure.interval or (None, None)
        for name, value in (
            ("Value (in its unit)", figure.value),
            ("Interval low", low),
            ("Interval high", high),
        ):
            assert row[name] == same(value)
        assert row["State"] == figure.state.words
        assert (row["Area code"], row["Measure"], row["Unit"]) == (figure.area, figure.measure, figure.unit)
        first, last = row["First day"], row["Last day"]
        assert f"{first:%Y-%m-%d}..{last:%Y-%m}" == f"{row['From']}-01..{row['To']}"
        assert (last + timedelta(days=1)).day == 1
        later = f"{row['From']}..{row['To']}"
        compared = f" against {row['Compared with, from']}..{row['Compared with, to']}"
        assert later + (compared if row["Compared with, from"] else "") == figure.period


def assert_titles(book: Workbook, needs: PackNeeds) -> None:
    titles = {one.reference: one.title for one in needs.definitions.measures.values()}
    measured = [row for row in records(book, "Figures") if ":" not in row["Measure"]]
    assert len(measured) > 100
    assert all(row["Measure title"] == titles[row["Measure"]] for row in measured)
    others = {row["Measure"].split(":")[0] for row in records(book, "Figures")} - {
        row["Measure"] for row in measured
    }
    assert others == {"place", "survey"}


def without_notes(name: object) -> object:
    """A name without the marks of its notes."""
    return re.sub(r"( \[note \d+\])+$", "", name) if isinstance(name, str) else name


def assert_measures(book: Workbook, needs: PackNeeds) -> None:
    rows = records(book, sheet_of(book, needs, "measures"))
    for shown, row in zip(rows, measure_rows(needs), strict=True):
        name, *values = list(shown.values())[:4]
        assert [without_notes(name), *values] == [
            row.measure.short_title,
            row.previous,
            row.current,
            row.change,
        ]
        assert shown["Change, %"] == ("–" if row.percent is None else same(row.percent / 100))
        assert shown["Rate"] == same(row.rate)
        assert shown["No location"] == same(row.not_located_share[1])


def test_the_register_holds_every_figure_as_its_record(book, needs) -> None:
    assert_figures(book, printed_figures(needs))
    assert_titles(book, needs)


def test_the_table_of_measures_holds_the_records_own_numbers(book, needs) -> None:
    assert_measures(book, needs)


def test_the_months_behind_a_picture_are_numbers(book, needs) -> None:
    sheet = next(s.title for s in book.worksheets if str(s["A1"].value).startswith("Data behind Figure 6"))
    assert all(
        type(value) is int or value == "not supplied"
        for row in records(book, sheet)
        for value in list(row.values())[1:]
    )


def test_no_cell_with_digits_alone_is_text(book) -> None:
    """A number that is left as text cannot be added up."""
    left = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book.worksheets
        if sheet.title not in ("Figures", "Words", "Read me")
        for table in sheet.tables.values()
        for row in sheet[table.ref][1:]
        for cell in row
        if isinstance(cell.value, str)
        and not IDENTITY.fullmatch(cell.value)
        and cell.value.strip("+−%").replace(",", "").replace(".", "").isdigit()
    ]
    assert not left


def test_every_table_keeps_its_rows(book, needs) -> None:
    for table in (block for block in walk(build(needs).blocks) if isinstance(block, Table) and block.rows):
        name = next(s.title for s in book.worksheets if str(s["A1"].value).endswith(table.caption))
        first = [without_notes(next(iter(row.values()))) for row in records(book, name)]
        assert first == [plain(row[0]) for row in table.rows]


@pytest.mark.shared
def test_bedfordshires_workbook_holds_its_records_too(bedfordshire: Path) -> None:
    needs = gather(find_workspace(bedfordshire), "2024-04")
    book = workbook(needs)
    assert_figures(book, printed_figures(needs))
    assert_measures(book, needs)
