"""Counts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.analyses.reconcile import StatedError, read_number


@pytest.mark.parametrize(
    ("words", "value", "within"),
    [
        ("1234", 1234, 0),
        (" 1,234 ", 1234, 0),
        ("12 345", 12345, 0),
        ("300", 300, 0),
        ("2,500", 2500, 50),
        ("12,000", 12000, 500),
        ("12k", 12000, 500),
        ("1.2k", 1200, 50),
        ("about 300", 300, 50),
        ("~1,230", 1230, 5),
        ("1.5 million", 1_500_000, 50_000),
        ("0", 0, 0),
    ],
)
def test_a_count_and_how_rounded_it_looks(words: str, value: int, within: int) -> None:
    assert read_number(words) == (value, within)


@pytest.mark.parametrize("words", ["", "12%", "-4", "12.5", "a lot", "1,23", "12/13", "NaN", "1.2345k"])
def test_what_is_no_count_is_refused(words: str) -> None:
    with pytest.raises(StatedError, match="whole number"):
        read_number(words)


@given(st.integers(0, 10**9))
def test_a_count_written_with_commas_is_itself(value: int) -> None:
    assert read_number(f"{value:,}")[0] == value
