from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.two_shares import share_change, share_difference_interval


def test_the_interval_is_that_of_newcombes_published_example() -> None:
    """56 of 70 against 48 of 80: 0.2, from 0.0524 to 0.3339 (Newcombe 1998, method 10)."""
    limits = share_difference_interval(48 / 80, 80, 56 / 70, 70)
    assert float(limits.low) == pytest.approx(0.0524, abs=5e-5)
    assert float(limits.high) == pytest.approx(0.3339, abs=5e-5)


def test_the_difference_that_a_survey_of_448_needs_is_as_the_guide_says() -> None:
    """41% to 34% with 448 asked each time differs by more than chance; 6.3 points are needed for it."""
    assert float(share_change(0.41, 448, 0.34, 448).p) < 0.05
    assert float(share_change(0.40, 448, 0.34, 448).p) > 0.05


def test_four_points_with_500_asked_are_not_more_than_chance() -> None:
    assert float(share_change(0.74, 500, 0.78, 500).p) > 0.05


def test_z_is_that_of_the_square_of_pearsons_chi() -> None:
    before, after, n1, n2 = 30, 45, 100, 120
    pooled = (before + after) / (n1 + n2)
    z = (after / n2 - before / n1) / math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    assert float(share_change(before / n1, n1, after / n2, n2).z) == pytest.approx(z)


SHARES = st.integers(0, 1000).map(lambda n: n / 1000)
PEOPLE = st.integers(1, 5000)


@given(SHARES, PEOPLE, SHARES, PEOPLE)
def test_the_interval_holds_the_difference_and_turns_round_with_it(p1, n1, p2, n2) -> None:
    limits, back = share_difference_interval(p1, n1, p2, n2), share_difference_interval(p2, n2, p1, n1)
    assert limits.low - 1e-12 <= p2 - p1 <= limits.high + 1e-12
    assert -1 <= limits.low <= limits.high <= 1
    assert (float(back.low), float(back.high)) == pytest.approx((-float(limits.high), -float(limits.low)))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_two_shares_of_nobody_or_of_all_do_not_differ(share) -> None:
    assert (float(share_change(share, 10, share, 20).z), float(share_change(share, 10, share, 20).p)) == (
        0,
        1,
    )


def test_without_a_difference_one_in_twenty_is_called() -> None:
    rng = np.random.default_rng(8)
    answers = rng.binomial(500, 0.4, (2, 20_000)) / 500
    assert 0.04 < (share_change(answers[0], 500, answers[1], 500).p < 0.05).mean() < 0.06


def test_a_share_in_percent_is_refused() -> None:
    with pytest.raises(ValueError, match="divide percentages by 100"):
        share_change(41, 448, 34, 448)


def test_nobody_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="people asked"):
        share_difference_interval(0.4, 0, 0.5, 10)
