"""Workbooks that are damaged, locked, old, enormous or meant badly: a sentence each, and nothing is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence import street_files as street
from tests.evidence.workbooks import made_workbooks as made

from wardmote.evidence import EvidenceStore, IngestRefused, Refused
from wardmote.evidence.workbooks import Sheets

Read = Callable[[Path], Sheets]


def cut_short(path: Path) -> Path:
    made.book(path)
    path.write_bytes(path.read_bytes()[:-300])
    return path


def no_workbook(path: Path) -> Path:
    return street.archive(path, {"a.txt": "x"})


def rows_in_disorder(path: Path) -> Path:
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b'<row r="3"', b'<row r="1"')}
    )


def beyond_the_last_row(path: Path) -> Path:
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b'<row r="4"', b'<row r="4000000"')}
    )


def beyond_the_last_column(path: Path) -> Path:
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b'r="D4"', b'r="ZZZZ4"')}
    )


def a_number_that_is_none(path: Path) -> Path:
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"<v>14</v>", b"<v>fourteen</v>")}
    )


def a_text_without_end(path: Path) -> Path:
    long = b"<c t='inlineStr'><is><t>" + b"x y " * 40_000 + b"</t></is></c>"
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"</row>", long + b"</row>", 1)}
    )


def words_that_do_not_exist(path: Path) -> Path:
    cell = b'<c r="E1" t="s"><v>9999</v></c></row>'
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"</row>", cell, 1)}
    )


def a_word_before_the_first(path: Path) -> Path:
    cell = b'<c r="E1" t="s"><v>-1</v></c></row>'
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"</row>", cell, 1)}
    )


def merged_over_and_over(path: Path) -> Path:
    cells = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:A1048576"/>' * 2000 + b"</mergeCells>"
    return made.rewritten(
        made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x.replace(b"</sheetData>", cells, 1)}
    )


def xml_cut_in_two(path: Path) -> Path:
    return made.rewritten(made.book(path), {"xl/worksheets/sheet1.xml": lambda x: x[: len(x) // 2]})


def binary_workbook(path: Path) -> Path:
    return street.archive(path, {"[Content_Types].xml": "x", "xl/workbook.bin": "x"})


FAULTS: list[tuple[Callable[[Path], Path], str, str]] = [
    (made.zip_bomb, "a.xlsx", "expands to more than 300 times its size, as a zip bomb does"),
    (made.encrypted, "a.xlsx", "is locked with a password. Open it with the password, save it without one"),
    (made.old_xls, "a.xls", r"is an old Excel workbook \(\.xls\).*choose Save as"),
    (binary_workbook, "a.xlsb", r"is a binary Excel workbook \(\.xlsb\)"),
    (made.entity_in_a_sheet, "a.xlsx", "declares a document type of its own.*was not read"),
    (cut_short, "a.xlsx", "is cut short or damaged, or is no workbook"),
    (no_workbook, "a.xlsx", "is cut short or damaged, or is no workbook"),
    (rows_in_disorder, "a.xlsx", "row 1 stands below row 2"),
    (beyond_the_last_row, "a.xlsx", "a cell stands in row 4,000,000.*beyond what a sheet can hold"),
    (beyond_the_last_column, "a.xlsx", "goes on beyond the last column"),
    (a_number_that_is_none, "a.xlsx", "holds something that is no part of a sheet"),
    (a_text_without_end, "a.xlsx", "near cell F1: a text is longer than 131,072 characters"),
    (words_that_do_not_exist, "a.xlsx", "holds something that is no part of a sheet"),
    (a_word_before_the_first, "a.xlsx", "holds something that is no part of a sheet"),
    (merged_over_and_over, "a.xlsx", "holds more than .* cells"),
    (xml_cut_in_two, "a.xlsx", "is not well-formed"),
]


@pytest.mark.parametrize(("make", "name", "words"), FAULTS, ids=[make.__name__ for make, _, _ in FAULTS])
def test_a_fault_is_put_into_words(
    store: EvidenceStore, tmp_path: Path, make: Callable[[Path], Path], name: str, words: str
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(IngestRefused, match=words) as refused:
        store.ingest([path])
    assert refused.value.sentence.startswith(str(path))
    assert store.current_id() is None


def test_a_workbook_with_macros_is_read_and_nothing_is_run(read: Read, tmp_path: Path) -> None:
    (sheet,) = read(made.macros(tmp_path / "a.xlsm")).tables
    assert sheet.rows == 3


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small sound workbook."""
    return made.book(tmp_path_factory.mktemp("sound") / "a.xlsx").read_bytes()


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_byte_may_be_wrong_and_there_is_a_table_or_a_sentence(
    read: Read, tmp_path: Path, sound: bytes, data: st.DataObject
) -> None:
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))
    try:
        said = read(path).tables[0].name
    except Refused as refusal:
        said = refusal.sentence
    assert said.startswith("a.xlsx")
