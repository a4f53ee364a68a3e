"""EARS against loops; the scan statistic against made-up stretches of events."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special
from tests.methods.oracles.weeks import busiest_window, ears_limits

from wardmote.methods.exceptional import ears, scan_chance

Z = float(special.ndtri(0.999))


@given(st.lists(st.integers(0, 60), min_size=14, max_size=30), st.integers(3, 8))
def test_the_three_limits_are_as_in_loops(counts: list[int], baseline: int) -> None:
    found = ears(counts, 1, baseline)
    c1, c2, c3 = ears_limits([float(one) for one in counts], len(counts) - 1, baseline, Z)
    assert found.c1[-1] == pytest.approx(c1)
    assert found.c2[-1] == pytest.approx(c2)
    assert found.c3[-1] == pytest.approx(c3, nan_ok=True)


def test_what_is_not_in_hand_is_not_known() -> None:
    found = ears([5, 6, 5, 6, 5, 6, 5, 30], 1)
    assert found.alarm1[-1]
    assert np.isnan(found.c2[-1])
    assert not found.alarm2[-1]
    gap = ears([5, 6, np.nan, 6, 5, 6, 5, 6, 5, 6, 30], 1)
    assert np.isfinite(gap.c1[-1])
    assert np.isnan(gap.c2[-1])


def test_a_baseline_without_variation_can_be_given_chance() -> None:
    steady = [4.0] * 12 + [5.0]
    assert ears(steady).alarm2[-1]
    assert not ears(steady, least_spread=2.0).alarm2[-1]


@pytest.mark.parametrize(
    ("length", "mean", "n"), [(52, 0.6, 5), (20, 2.0, 9), (12, 0.3, 3), (100, 0.05, 2), (6, 4.0, 8)]
)
def test_the_scan_agrees_with_made_up_events(length: int, mean: float, n: int) -> None:
    runs = 20_000
    share = busiest_window(length, mean, n, runs, seed=n)
    p = float(scan_chance(length, mean, n))
    assert p == pytest.approx(share, abs=4 * (share * (1 - share) / runs) ** 0.5 + 0.004)


@given(st.floats(2, 300), st.floats(0.01, 20), st.integers(0, 60))
def test_the_chance_is_one_and_falls_as_more_is_asked(length: float, mean: float, n: int) -> None:
    p = scan_chance(length, mean, [n, n + 1])
    assert ((p >= 0) & (p <= 1)).all()
    assert p[1] <= p[0] + 1e-7
    assert scan_chance(length, mean, 0) == 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: ears([1, 2, 3]), "needs 8 weeks"),
        (lambda: ears([]), "found 0"),
        (lambda: ears([1] * 9, baseline=2), "at least 3 weeks"),
        (lambda: ears([1, -1] * 9), "not below zero"),
        (lambda: ears([1] * 9, least_spread=-1), "least_spread"),
        (lambda: scan_chance(1, 1, 2), "at least 2"),
        (lambda: scan_chance(10, 0, 2), "mean must be above zero"),
        (lambda: scan_chance(10, 1, 2.5), "whole numbers"),
        (lambda: scan_chance(10, 1, -2), "most must not be below zero"),
    ],
)
def test_bad_input_to_ears_and_scan_is_a_sentence(call: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()  # type: ignore[operator]
