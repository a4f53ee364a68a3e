"""Whatever words come, the workbook can be opened, its names are allowed, and its texts are the same."""

from __future__ import annotations

import io
import time
import warnings

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.publishing.xlsx.test_workbook import named, of_blocks, opened, table_of

from wardmote.publishing import tree as t
from wardmote.publishing.legible import legible
from wardmote.publishing.xlsx import render_xlsx
from wardmote.publishing.xlsx.names import LONGEST_SHEET, Taken, cut, header, sheet_name, table_name, width
from wardmote.publishing.xlsx.values import LONGEST, whole

WORDS = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=6), st.lists(WORDS, min_size=3, max_size=3))
def test_any_words_make_a_whole_workbook(captions: list[str], labels: list[str]) -> None:
    columns = tuple(t.Column(f"{label}x") for label in labels)
    tables = [
        t.Table(f"{caption}x", columns, (tuple(labels),), caption_hidden=number % 2 == 0)
        for number, caption in enumerate(captions)
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = load_workbook(io.BytesIO(render_xlsx(of_blocks(*tables))))
    names = [name.lower() for name in book.sheetnames]
    assert len(names) == len(set(names)) == len(tables) + 2
    assert all(width(name) <= LONGEST_SHEET for name in names)
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            head = [cell.value for cell in sheet[table.ref][0]]
            assert head == [column.name for column in table.tableColumns]
            assert len({label.casefold() for label in head}) == len(head)
    tables_of = [name.lower() for sheet in book.worksheets for name in sheet.tables]
    assert len(tables_of) == len(set(tables_of)) == len(tables) + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Table 3", "table 3", "TABLE 3", "a" * 40, "A" * 40, "'", "[]", ""])))
def test_names_stand_once_whatever_their_letters(wanted: list[str]) -> None:
    taken = Taken()
    names = [taken.unique(sheet_name(one), LONGEST_SHEET) for one in wanted]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < width(name) <= LONGEST_SHEET for name in names)


@given(WORDS, st.integers(12, 40))
def test_a_text_is_cut_no_shorter_than_it_must_be(text: str, longest: int) -> None:
    found = cut(text, longest)
    assert width(found) <= longest
    assert found == text or width(text) > longest


def test_names_that_a_spreadsheet_would_misread_are_changed() -> None:
    assert sheet_name("Wards: [all] 2023/24?") == "Wards all 2023 24"
    assert sheet_name("History") == sheet_name("***") == "Sheet"
    assert [table_name(name) for name in ("Table 3", "AB12", "2023", "c", "Ñandú")] == [
        "Table_3",
        "_AB12",
        "_2023",
        "_c",
        "and",
    ]
    assert header("To\n Apr\x00 2024") == "To Apr□ 2024"
    assert header("_x0041_") == "_ x0041_"


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    for character in ("x", "💡", " y"):
        kept = whole(character * 40_000)
        assert width(kept) <= LONGEST
        assert kept.endswith("the document's other formats have the whole text]")
    assert whole("a\r\nb\rc") == "a\nb\nc"
    book = opened(of_blocks(t.Paragraph("z" * 40_000)))
    assert max(len(row[2]) for row in table_of(book["Words"])) == LONGEST


@settings(max_examples=30, deadline=None)
@given(WORDS.filter(lambda text: text.strip() and "_x" not in text and "\r" not in text))
def test_words_come_back_as_they_were(text: str) -> None:
    table = t.Table("Words", (t.Column("Said"),), ((text,),))
    (_, (found,)) = table_of(named(opened(of_blocks(table)), "Table 1"))
    assert found == legible(text)


def test_a_hundred_sections_are_quick_enough_to_wait_for() -> None:
    blocks = [
        block
        for number in range(100)
        for block in (
            t.Heading(1, f"Part {number}", f"part-{number}"),
            t.Paragraph("Some words of a part, as long as a sentence is. " * 8),
            t.Table(f"Table of {number}", (t.Column("A"), t.Column("B")), (("a", t.Number("1", 1)),) * 20),
        )
    ]
    start = time.perf_counter()
    render_xlsx(of_blocks(*blocks))
    assert time.perf_counter() - start < 10
