"""The text of one cell, against slow and obvious ways of saying it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel

from wardmote.definitions import Definitions
from wardmote.evidence.bounds import Bounds
from wardmote.evidence.workbooks import cells, sheets_of
from wardmote.evidence.workbooks.formats import Format, format_of


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_plainly_and_says_the_same(value: float) -> None:
    said = cells.number(repr(value))
    assert "e" not in said.lower()
    assert float(said) == value
    assert said != "-0"


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(value: int) -> None:
    assert cells.number(str(value)) == cells.number(f"{value}.0") == str(value)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "twelve", "", "0x1f"])
def test_what_is_no_number_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        cells.number(text)


@given(st.decimals("-10", "10", places=4))
def test_a_percentage_is_a_hundred_times_its_share(share: Decimal) -> None:
    assert Decimal(cells.percent(cells.number(str(share))).removesuffix("%")) == share * 100


@given(st.integers(61, 100_000), st.integers(0, 86_399))
def test_dates_agree_with_openpyxl(day: int, second: int) -> None:
    serial = day + second / 86_400
    said, kind = cells.shown(repr(serial), Format("datetime"))
    assert kind == cells.DATE
    wanted = from_excel(serial)
    assert isinstance(wanted, datetime)
    assert abs((datetime.fromisoformat(said) - wanted).total_seconds()) <= 1


def test_the_two_beginnings_of_time() -> None:
    assert cells.shown("45383", Format("date")) == ("2024-04-01", cells.DATE)
    assert cells.shown("43921", Format("date"), since_1904=True) == ("2024-04-01", cells.DATE)
    assert cells.shown("45383", Format("month")) == ("2024-04", cells.DATE)
    assert cells.shown("45384", Format("month")) == ("2024-04-02", cells.DATE)
    assert cells.shown("1.5", Format("elapsed")) == ("36:00:00", cells.DATE)
    assert cells.shown("0.5", Format("time")) == ("12:00:00", cells.DATE)
    assert cells.shown("-3", Format("date")) == ("-3", cells.NUMBER)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "plain"), ("@", "plain"), ("0", "plain"), ("0.00", "plain"), ("#,##0", "plain"),
        ('#,##0 "days"', "plain"), ("0.00E+00", "plain"), ("[Red]-0.0", "plain"), ("0%", "percent"),
        ("0.0%;[Red]-0.0%", "percent"), ("mmm-yy", "month"), ("mmmm yyyy", "month"), ("yyyy-mm", "month"),
        ("dd/mm/yyyy", "date"), ("d-mmm", "date"), ("[$-809]dd mmmm yyyy;@", "date"), ("yyyy", "date"),
        ("yyyy-mm-dd hh:mm", "datetime"), ("h:mm AM/PM", "time"), ("mm:ss.0", "time"), ("[h]:mm:ss", "elapsed"),
        ("000", "padded"), ("00000000", "padded"), ("_-£* #,##0.00_-", "plain"),
    ],
)  # fmt: skip
def test_what_a_format_makes_of_a_number(code: str, kind: str) -> None:
    assert format_of(code).kind == kind
    assert is_date_format(code) == (kind in ("date", "month", "datetime", "time", "elapsed"))


@given(st.integers(0, 16_383), st.integers(1, 1_048_576))
def test_an_address_leads_back(column: int, row: int) -> None:
    assert cells.letters(column) == get_column_letter(column + 1)
    assert column_index_from_string(cells.letters(column)) == column + 1
    assert cells.place(cells.address(row, column)) == (row, column)


@pytest.mark.parametrize("reference", ["", "A", "12", "A0", "Ä1", "A1B", "-1"])
def test_what_is_no_address_is_none(reference: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        cells.place(reference)


@given(st.text())
def test_words_stand_in_one_line_without_outer_spaces(text: str) -> None:
    said = cells.words(text)
    assert said == said.strip()
    assert len(said.splitlines()) <= 1
    assert not set(said) & set("\u00a0\u202f\u200b\ufeff\0")
    said.encode()


def test_an_escaped_character_of_excel() -> None:
    assert cells.words(cells.unescape("one_x000D__x000A_two")) == "one two"
    assert cells.unescape("_x005F_x000D_") == "_x000D_"
    assert cells.unescape("max_x_value") == "max_x_value"


GRID = st.lists(
    st.lists(
        st.one_of(
            st.none(),
            st.integers(-(10**9), 10**9),
            st.floats(-1e9, 1e9, allow_nan=False),
            st.booleans(),
            st.text("abcdé€ ", min_size=1, max_size=12),
            st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(
                lambda at: at.replace(microsecond=0)
            ),
        ),
        min_size=4,
        max_size=4,
    ),
    min_size=1,
    max_size=6,
)


def obvious(value: object) -> str:
    """What a person would say stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    return str(value).strip()


@given(rows=GRID)
def test_any_grid_reads_as_openpyxl_reads_it(
    rows: list[list[object]], definitions: Definitions, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("grid")
    made = openpyxl.Workbook()
    header, first = ("one", "two", "three", "four"), ("a", "b", "c", "d")
    for row in (header, first, *rows):
        made.worksheets[0].append(list(row))
    made.save(folder / "a.xlsx")
    (sheet,) = sheets_of(folder / "a.xlsx", "a.xlsx", Bounds.of(definitions), folder).tables
    read = openpyxl.load_workbook(folder / "a.xlsx").worksheets[0]
    wanted = {
        number: cells_
        for number, row in enumerate(read.iter_rows(min_row=2, max_col=4, values_only=True), 2)
        if any(cells_ := tuple(obvious(value) for value in row))
    }
    found = dict(sheet.table())
    left_out = set(wanted) - set(found)
    assert len(left_out) <= sum("left out" in note for note in sheet.notes) * len(wanted)
    for number, row in found.items():
        for cell, expected in zip(row, wanted[number], strict=True):
            assert cell == expected or float(cell) == float(expected)


def test_a_long_number_keeps_its_digits(tmp_path: Path, definitions: Definitions) -> None:
    made = openpyxl.Workbook()
    for row in (("Reference", "Area", "n"), (123456789012345, "x", 0.1), (7, "y", 1e-7)):
        made.worksheets[0].append(row)
    made.save(tmp_path / "a.xlsx")
    (sheet,) = sheets_of(tmp_path / "a.xlsx", "a.xlsx", Bounds.of(definitions), tmp_path).tables
    assert list(sheet.table()) == [
        (2, ("123456789012345", "x", "0.1")), (3, ("7", "y", "0.0000001")),
    ]  # fmt: skip
