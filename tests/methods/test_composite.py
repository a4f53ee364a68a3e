"""Several variables as one index: an oracle that goes area by area, and ranges that keep what they promise."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.methods.oracles import composite as oracle

from wardmote.methods.composite import composite, on_one_scale, rank_sureness, spread_between_years

ONE = [True]


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.integers(1, 40), min_size=3, max_size=3), min_size=3, max_size=8),
    st.sampled_from(["index", "z", "rank"]),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(st.integers(1, 5), min_size=3, max_size=3),
)
def test_index_is_that_of_the_oracle(
    rows: list[list[float]], how: Literal["index", "z", "rank"], more: list[bool], weights: list[float]
) -> None:
    assert composite(rows, how, more, weights) == pytest.approx(
        oracle.index(rows, how, more, weights), abs=1e-6
    )


def test_average_is_hundred_and_what_is_missing_is_refused() -> None:
    assert on_one_scale([[1.0], [3]], "index", ONE).mean() == pytest.approx(100)
    with pytest.raises(ValueError, match="must all be present"):
        on_one_scale([[np.nan], [1]], "index", ONE)
    with pytest.raises(ValueError, match="average above zero"):
        on_one_scale([[0.0], [0]], "index", ONE)


def test_spread_of_years_is_pearsons() -> None:
    before, after = [30, 55, 12, 80], [41, 31, 20, 95]
    chi = stats.chi2_contingency([before, after], correction=False).statistic
    assert spread_between_years(before, after) == pytest.approx(chi / 3)
    assert spread_between_years([10, 20], [10, 20]) == 1


def test_what_stands_fast_has_one_place() -> None:
    none = np.full((3, 1), np.nan)
    found = rank_sureness([[1.0], [2], [3]], none, none, [1], "index", ONE, [1], draws=50, above=120)
    assert found.low.tolist() == found.high.tolist() == [3, 2, 1]
    assert found.above.tolist() == [0, 0, 1]


def test_two_counts_change_places_as_often_as_gammas_do() -> None:
    counts = np.array([[20.0], [30.0]])
    found = rank_sureness(counts, counts, np.ones((2, 1)), [1], "index", ONE, [1], draws=40_000, top=1)
    sure = stats.beta(30.5, 20.5).sf(0.5)  # the share of two gammas
    assert found.top == pytest.approx([1 - sure, sure], abs=0.01)


def test_ranges_of_places_hold_the_true_place() -> None:
    """Areas with known rates, counted 60 times: 90% ranges hold the true place nine times in ten or more often."""
    rng = np.random.default_rng(8)
    rates = np.linspace(20, 60, 10)
    true = np.arange(10, 0, -1)
    held = []
    for seed in range(60):
        counts = rng.poisson(rates)[:, None].astype(float)
        found = rank_sureness(counts, counts, np.ones((10, 1)), [1], "index", ONE, [1], draws=300, seed=seed)
        held.append((found.low <= true) & (true <= found.high))
    assert np.mean(held) > 0.85
