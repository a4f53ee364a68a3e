"""Figures of somebody else, pasted as a table."""

from __future__ import annotations

import pytest

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
