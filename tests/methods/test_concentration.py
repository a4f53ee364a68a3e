"""Concentration against every set and every pair of areas."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wardmote.methods.concentration import areas_holding, generalised_gini, gini, top_share

from .oracles import places

AREAS = st.lists(st.integers(0, 12), min_size=1, max_size=9)


@given(AREAS, st.data())
def test_top_share_is_the_most_any_k_areas_hold(counts: list[int], data: st.DataObject) -> None:
    assume(sum(counts) > 0)
    k = data.draw(st.integers(1, len(counts)))
    assert top_share(counts, k) == pytest.approx(float(places.top_share(counts, k)))


@given(AREAS, st.integers(1, 20))
def test_no_smaller_set_of_areas_holds_the_share(counts: list[int], twentieths: int) -> None:
    assume(sum(counts) > 0)
    assert areas_holding(counts, twentieths / 20) == places.areas_holding(counts, Fraction(twentieths, 20))


@given(AREAS)
def test_gini_is_half_the_mean_difference(counts: list[int]) -> None:
    assume(sum(counts) > 0)
    assert gini(counts) == pytest.approx(float(places.gini(counts)), abs=1e-12)
    assert generalised_gini(counts) == pytest.approx(float(places.generalised_gini(counts)), abs=1e-12)


def test_three_of_84_areas_hold_21_per_cent() -> None:
    counts = np.full(84, 1)
    counts[[4, 30, 77]] = [9, 7, 6]
    assert top_share(counts, 3) == pytest.approx(22 / 103)
    assert areas_holding(counts, 0.21) == 3


def test_most_even_and_most_uneven() -> None:
    assert generalised_gini([1, 0, 1, 0, 1]) == pytest.approx(0, abs=1e-12)
    assert generalised_gini([9, 0, 0], unbiased=True) == pytest.approx(1)
    assert np.isnan(generalised_gini([1, 0, 0], unbiased=True))


def test_many_series_at_once_and_no_crime_at_all() -> None:
    counts = np.array([[5, 1, 0, 0], [0, 0, 0, 0], [2, 2, 2, 2]])
    assert areas_holding(counts, 0.5).tolist() == [1, 0, 2]
    np.testing.assert_allclose(top_share(counts, 1), [5 / 6, np.nan, 0.25])
    np.testing.assert_allclose(gini(counts), [gini(counts[0]), np.nan, 0], atol=1e-12)
    np.testing.assert_allclose(generalised_gini(counts, unbiased=True)[1:], [np.nan, 0], atol=1e-12)


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="k must be between 1 and the 2 areas there are: found 3"):
        top_share([1, 2], 3)
    with pytest.raises(ValueError, match=r"such as 0\.5: found 50"):
        areas_holding([1, 2], 50)
    with pytest.raises(ValueError, match="found none"):
        gini([])
    with pytest.raises(ValueError, match="must not be below zero"):
        generalised_gini([1, -2])
