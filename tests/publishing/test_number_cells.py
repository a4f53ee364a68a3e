"""Numbers in cells: the words people read and the number a spreadsheet calculates with are the same number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publishing.sample import area_map, change_dots, month_line, month_pattern, small_multiples

from wardmote.figures import State
from wardmote.publishing.cells import (
    change_cell,
    change_with_percent_cell,
    count_cell,
    decimal_cell,
    fine_share_cell,
    in_hundredths,
    percent_cell,
    probability_cell,
    rate_cell,
    share_cell,
    state_cell,
)
from wardmote.publishing.data_tables import data_table
from wardmote.publishing.tree import Number, Quiet, inlines, plain


@pytest.mark.parametrize(
    ("cell", "text", "value", "shown"),
    [
        (count_cell(15602), "15,602", 15602, "count"),
        (change_cell(-321), "−321", -321, "change"),
        (percent_cell(-17.5), "−17.5%", -17.5, "percent"),
        (rate_cell(51.7483), "51.7", 51.7483, "decimal"),
        (share_cell(0.07), "7%", 7.0, "share"),
        (share_cell(0.001), "<1%", 0.1, "share"),
        (fine_share_cell(0.0241), "2.4%", 2.41, "share"),
        (decimal_cell(-2.314, 2), "−2.31", -2.314, "decimal"),
        (probability_cell(0.0374), "0.037", 0.0374, "decimal"),
        (probability_cell(0.0005), "0.001", 0.0005, "decimal"),
        (probability_cell(0.00049), "<0.001", 0.00049, "decimal"),
    ],
)
def test_a_number_is_printed_and_kept(cell, text, value, shown) -> None:
    assert cell == Number(text, value, shown)


def test_what_is_absent_says_so() -> None:
    for cell in (count_cell, change_cell, percent_cell, rate_cell, share_cell, probability_cell):
        assert cell(None) == "–"
        assert cell(None, state_cell(State.NOT_SUPPLIED)) == Quiet("not supplied")


def test_a_change_and_its_percentage_are_two_numbers_in_one_cell() -> None:
    cell = change_with_percent_cell(66, 77.6)
    assert plain(cell) == "+66 (+77.6%)"
    assert [part.value for part in inlines(cell) if isinstance(part, Number)] == [66, 77.6]
    assert change_with_percent_cell(66, None) == change_cell(66)
    assert change_with_percent_cell(None, None) == "–"


@given(st.floats(0, 1))
def test_a_share_in_hundredths_is_the_same_decimal(value: float) -> None:
    assert in_hundredths(value) == pytest.approx(100 * value)
    assert in_hundredths(round(value, 4)) == round(100 * round(value, 4), 2)


@pytest.mark.parametrize(
    "picture", [change_dots(), month_line(), small_multiples(), month_pattern(), area_map()]
)
def test_every_number_behind_a_picture_is_a_number(picture) -> None:
    for row in data_table(picture).rows:
        for cell in row[1:]:
            digits = any(character.isdigit() for character in plain(cell))
            assert digits == any(isinstance(part, Number) for part in inlines(cell)), plain(cell)
