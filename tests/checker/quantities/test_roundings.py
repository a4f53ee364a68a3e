"""Roundings against the decimal arithmetic of the standard library."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.checker.quantities.roundings import Exact, prints, ratio, rounded, shown, ways_to_print

MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "cut-off": ROUND_DOWN}


@given(st.decimals(-100000, 100000, places=5), st.integers(0, 4), st.sampled_from(sorted(MODES)))
def test_rounded_as_decimal_arithmetic_does(value: Decimal, places: int, way: str) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = value.quantize(Decimal(1).scaleb(-places), rounding=MODES[way])
    assert rounded(Fraction(value), Decimal(1).scaleb(-places), way) == Fraction(expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("top", "bottom", "printed", "ways"),
    [
        (1, 8, "12.5", {"half-up", "half-even", "cut-off"}),
        (1, 8, "13", {"half-up"}),
        (1, 8, "12", {"half-even", "cut-off"}),
        (44, 341, "12", {"cut-off"}),
        (44, 341, "13", {"half-up", "half-even"}),
        (44, 341, "14", set()),
    ],
)
def test_which_ways_print_a_share(top: int, bottom: int, printed: str, ways: set[str]) -> None:
    exact = Exact.of(Fraction(100 * top, bottom))
    step = Decimal("0.1") if "." in printed else Decimal(1)
    assert ways_to_print(exact, Decimal(printed), step) == ways


def test_of_rounded_figures_every_value_that_they_can_stand_for_counts() -> None:
    """42 to 47, both rounded: from 41.5 to 47.5 is 14%, from 42.5 to 46.5 is 9%."""
    change = Exact(Fraction(4), Fraction(6))
    made = ratio(change, Exact(Fraction("41.5"), Fraction("42.5")), 100)
    assert made is not None
    assert [prints(made, Decimal(one), Decimal(1)) for one in (8, 9, 11, 14, 15)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert ratio(Exact.of(1), Exact(Fraction(-1), Fraction(1))) is None


@pytest.mark.parametrize(
    ("value", "step", "words"), [("1234.5", "1", "1,235"), ("-0.05", "0.1", "-0.1"), ("20.69", "0.1", "20.7")]
)
def test_shown_as_printed(value: str, step: str, words: str) -> None:
    assert shown(Fraction(value), Decimal(step)) == words
