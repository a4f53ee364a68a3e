"""Decompositions against loops and statsmodels."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.tsa.seasonal import STL
from tests.methods.oracles.smoothing import classical

from wardmote.methods.decomposition import classical_decomposition, stl

COUNTS = st.lists(st.integers(1, 500), min_size=24, max_size=70)


@given(COUNTS, st.booleans())
def test_classical_factors_are_the_loops(counts: list[int], multiplicative: bool) -> None:
    kind = "multiplicative" if multiplicative else "additive"
    found = classical_decomposition(counts, 12, kind)
    assert found.factors == pytest.approx(classical(counts, 12, multiplicative), abs=1e-7)
    whole = found.factors[np.arange(len(counts)) % 12]
    again = found.trend * whole * found.remainder if multiplicative else found.trend + whole + found.remainder
    assert again[6:-6] == pytest.approx(np.array(counts, float)[6:-6])
    assert np.isnan(found.trend[:6]).all()


@given(COUNTS, st.sampled_from([7, 13, 35]), st.sampled_from([0, 1]))
def test_stl_is_that_of_statsmodels(counts: list[int], span: int, degree: Literal[0, 1]) -> None:
    theirs = STL(np.array(counts, float), period=12, seasonal=span, seasonal_deg=degree).fit(inner_iter=2)
    ours = stl(counts, 12, span, season_degree=degree, jumps=False)
    assert ours.season == pytest.approx(theirs.seasonal, abs=1e-6)
    assert ours.trend == pytest.approx(theirs.trend, abs=1e-6)


@given(COUNTS)
def test_stl_adds_up_and_the_periodic_season_repeats(counts: list[int]) -> None:
    found = stl(counts)
    assert found.season + found.trend + found.remainder == pytest.approx(np.array(counts, float))
    assert found.season[12:] == pytest.approx(found.season[:-12])


def test_many_series_at_once() -> None:
    y = np.random.default_rng(1).poisson(20, (4, 60)).astype(float)
    assert stl(y).trend[2] == pytest.approx(stl(y[2]).trend)
    assert classical_decomposition(y).factors[2] == pytest.approx(classical_decomposition(y[2]).factors)


def test_a_gap_is_left_out_of_the_classical_averages_and_refused_by_stl() -> None:
    y = 100 + 20 * np.sin(np.arange(60) / 12 * 2 * np.pi)
    whole = classical_decomposition(y, kind="additive").factors
    y[30] = np.nan
    assert classical_decomposition(y, kind="additive").factors == pytest.approx(whole, abs=1e-9)
    with pytest.raises(ValueError, match="STL takes no gaps"):
        stl(y)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: stl([1, 2, 3]), "two whole periods"),
        (lambda: stl([]), "two whole periods"),
        (lambda: stl(5), "found 1"),
        (lambda: stl([np.inf] * 30), "must be finite"),
        (lambda: stl(["a"] * 30), "must be numbers"),
        (lambda: stl(range(30), season_span=8), "odd number"),
        (lambda: stl(range(30), trend_span=12), "odd number"),
        (lambda: classical_decomposition(range(30), 1), "period must be at least 2"),
        (lambda: classical_decomposition([-1.0] * 30), "no values below zero"),
        (lambda: classical_decomposition(range(30), 12, "other"), "kind must be"),
    ],
)
def test_bad_input_to_decompositions_is_a_sentence(call: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()  # type: ignore[operator]


def test_a_series_without_crime_has_no_factors_but_no_error() -> None:
    assert np.isnan(classical_decomposition(np.zeros(36)).factors).all()
    assert stl(np.zeros(36)).season == pytest.approx(0)
