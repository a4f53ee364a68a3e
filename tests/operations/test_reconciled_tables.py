"""Figures of somebody else, pasted as a table."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.reconcile import read_table


def test_columns_may_be_parted_as_a_spreadsheet_pastes_them() -> None:
    (one,) = read_table("Measure\tValue\tSays\nBurglary\t1,234\ttheir dashboard\n")
    assert (one.measure, one.value, one.says) == ("Burglary", "1,234", "their dashboard")


def test_a_number_in_quotation_marks_is_whole_and_empty_cells_at_the_end_are_nothing() -> None:
    (one,) = read_table('measure,value\nBurglary,"1,234",,\n')
    assert one.value == "1,234"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("measure,value\nBurglary,1,234\n", "Line 2 .* more than 2 cells"),
        ("measure,value\n" + "x" * 200_000 + ",1\n", "below line 1"),
    ],
)
def test_a_row_that_cannot_be_told_apart_is_refused(table: str, words: str) -> None:
    with pytest.raises(AskedWronglyError, match=words):
        read_table(table)


@pytest.mark.parametrize(
    "text",
    [
        "burglary, 2023-24, 1,234\nrobbery, 2023-24, 63",
        "burglary\t2023-24\t1,234\nrobbery\t2023-24\t63\n",
        "2023-24; burglary; 1,234\n\n2023-24; robbery; 63",
        "| Measure | Period | Value |\n|---|---|---|\n| burglary | 2023-24 | 1,234 |\n| robbery | 2023-24 | 63 |",
        "Measure\t2023-24\nburglary\t1,234\nrobbery\t63\n",
        '\ufeffmeasure,period,value\nburglary,2023-24,"1,234"\nrobbery,2023-24,63\n',
    ],
)
def test_however_it_is_pasted_it_means_the_same(text: str) -> None:
    found = [(one.measure, one.period, one.value) for one in read_table(text)]
    assert found == [("burglary", "2023-24", "1,234"), ("robbery", "2023-24", "63")]


def test_a_table_with_periods_across_gives_a_figure_a_cell_and_an_empty_cell_gives_none() -> None:
    found = read_table("What;2022-23;2023-24\nburglary;900;\nfeel safe;58%;61%\n")
    assert [(one.measure, one.period, one.value) for one in found] == [
        ("burglary", "2022-23", "900"),
        ("feel safe", "2022-23", "58%"),
        ("feel safe", "2023-24", "61%"),
    ]


def test_a_line_without_a_period_is_of_the_latest_year() -> None:
    (one,) = read_table("burglary, 900")
    assert (one.measure, one.period, one.value) == ("burglary", "", "900")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was pasted"),
        ("\n , ,\n", "Nothing was pasted"),
        ("why does this not match", "Line 1 cannot be understood"),
        ("burglary, 2023-24, 900\nplease explain, all of it, soon", "Line 2 cannot be understood"),
        ("measure,period\nburglary,2023-24", "no column value"),
        ("measure,value\n", "column names and no figure"),
    ],
)
def test_what_is_no_figure_is_refused_with_how_to_write_one(text: str, words: str) -> None:
    with pytest.raises(AskedWronglyError, match=words):
        read_table(text)


@given(st.text(max_size=60))
def test_whatever_is_pasted_is_read_or_refused_in_words(text: str) -> None:
    with contextlib.suppress(AskedWronglyError):
        assert all(
            (one.measure and one.value) or one.says or one.area or one.period for one in read_table(text)
        )
