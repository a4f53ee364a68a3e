"""Shares of areas against scipy's table test, and what has to hold of any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from wardmote.methods.area_shares import area_share_changes

AREAS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), min_size=2, max_size=12)


def periods(areas: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    before, after = [a for a, _ in areas], [b for _, b in areas]
    assume(sum(before) > 0 and sum(after) > 0)
    return before, after


@given(AREAS)
@settings(max_examples=60)
def test_each_area_is_a_table_of_itself_and_the_rest(areas: list[tuple[int, int]]) -> None:
    before, after = periods(areas)
    found = area_share_changes(before, after)
    for at, (a, c) in enumerate(areas):
        table = [[a, sum(before) - a], [c, sum(after) - c]]
        if a + c == 0:
            assert np.isnan(found.p[at])
        elif a + c == sum(before) + sum(after):
            assert found.p[at] == 1
        else:
            known = chi2_contingency(table, correction=True)
            assert found.chi_square[at] == pytest.approx(known.statistic, rel=1e-9, abs=1e-12)
            assert found.p[at] == pytest.approx(known.pvalue, rel=1e-7)


@given(AREAS, st.randoms())
@settings(max_examples=40)
def test_order_of_areas_and_of_periods_do_not_matter(areas: list[tuple[int, int]], random: object) -> None:
    before, after = periods(areas)
    order = np.random.default_rng(len(areas)).permutation(len(areas))
    found = area_share_changes(before, after)
    moved = area_share_changes(np.array(before)[order], np.array(after)[order])
    np.testing.assert_allclose(moved.benjamini_yekutieli, found.benjamini_yekutieli[order])
    np.testing.assert_allclose(area_share_changes(after, before).p, found.p)


def test_an_area_without_events_is_no_part_of_the_family() -> None:
    with_it, without = (
        area_share_changes([20, 10, 5, 0], [10, 10, 10, 0]),
        area_share_changes([20, 10, 5], [10, 10, 10]),
    )
    np.testing.assert_array_equal(with_it.benjamini_hochberg[:3], without.benjamini_hochberg)


def test_dispersion_divides_chi_square() -> None:
    plain = area_share_changes([20, 10, 5], [10, 10, 10])
    wider = area_share_changes([20, 10, 5], [10, 10, 10], [2, 1, 4])
    assert (wider.chi_square * [2, 1, 4]).tolist() == pytest.approx(plain.chi_square.tolist())
    with pytest.raises(ValueError, match="dispersion must be at least 1"):
        area_share_changes([20, 10, 5], [10, 10, 10], 0.5)
    with pytest.raises(ValueError, match="dispersion must be at least 1"):
        area_share_changes([20, 10, 5], [10, 10, 10], [1, 2])


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="counts after must not be below zero"):
        area_share_changes([1, 2], [3, -1])
    with pytest.raises(ValueError, match=r"one count before and one after .* \(2,\) and \(3,\)"):
        area_share_changes([1, 2], [3, 1, 4])
    with pytest.raises(ValueError, match="one count before and one after"):
        area_share_changes([], [])
    with pytest.raises(ValueError, match="a period without any event has no shares"):
        area_share_changes([0, 0], [3, 1])
    with pytest.raises(ValueError, match="counts before must all be present"):
        area_share_changes([1, np.nan], [3, 1])
