"""Two waves, printed margins, and questions with several answers."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.surveys.choices import choices
from wardmote.methods.surveys.estimates import Estimate, share
from wardmote.methods.surveys.sample import Selection, Sureness, sample_of
from wardmote.methods.surveys.waves import printed_change_needed, printed_margin, wave_change


def wave(people: int, so: int, selection: Selection = Selection.RANDOM, minimum_base: int = 1) -> Estimate:
    said = np.repeat([1.0, 0.0], [so, people - so])
    return share(sample_of(np.ones(people), selection), said, minimum_base=minimum_base)


@given(st.integers(1, 199), st.integers(1, 399))
def test_a_change_is_welchs_t_test_in_points(one: int, other: int) -> None:
    found = wave_change(wave(200, one), wave(400, other), scale=100)
    a, b = np.repeat([1, 0], [one, 200 - one]), np.repeat([1, 0], [other, 400 - other])
    known = stats.ttest_ind(b, a, equal_var=False)
    limits = known.confidence_interval()
    assert found.p == pytest.approx(known.pvalue, rel=1e-6, abs=1e-12)
    assert (found.low, found.high) == pytest.approx((100 * limits.low, 100 * limits.high), rel=1e-6, abs=1e-9)
    assert found.beyond_chance == (abs(found.change or 0) > (found.needed or inf))


def test_the_published_examples_come_out() -> None:
    assert printed_margin(0.74, 500) == pytest.approx(0.038, abs=0.0005)
    assert printed_margin(0.34, 448) == pytest.approx(0.044, abs=0.0005)
    assert printed_change_needed((0.41, 0.34), (448, 448)) == pytest.approx(0.063, abs=0.0005)
    assert printed_margin(0.5, 100, 4) == pytest.approx(2 * printed_margin(0.5, 100))
    assert wave_change(wave(448, 184), wave(448, 152), scale=100).needed == pytest.approx(6.3, abs=0.1)


def test_the_weaker_wave_decides_what_may_be_said() -> None:
    good, chosen = wave(200, 100), wave(200, 80, Selection.SELF_SELECTED)
    few, nobody = wave(20, 10, minimum_base=50), wave(0 + 1, 0, minimum_base=50)
    for before, after in ((good, chosen), (chosen, good)):
        found = wave_change(before, after, scale=100)
        assert found.sureness is Sureness.SELF_SELECTED
        assert abs(found.change or 0) == pytest.approx(10)
        assert (found.low, found.p, found.beyond_chance, found.needed) == (None,) * 4
    assert wave_change(chosen, few).sureness is Sureness.TOO_FEW
    assert wave_change(few, good).change is None
    assert wave_change(nobody, good).change is None


def test_two_waves_that_agree_entirely_do_not_differ() -> None:
    every = wave(50, 50)
    assert wave_change(every, every).p == 1
    assert wave_change(wave(50, 0), every).p == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((74, 500), "divide percentages by 100"),
        ((0.5, 0), "people asked must be above zero"),
        ((-0.1, 10), "must not be below zero"),
        ((0.5, 10, 0), "the design effect must be above zero"),
        ((0.5, 10, 1, 95), "confidence must lie"),
    ],
)
def test_printed_figures_that_cannot_be_are_refused_in_words(
    arguments: tuple[float, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        printed_margin(*arguments)


@given(st.integers(0, 10**6), st.integers(1, 6))
@settings(max_examples=30)
def test_each_option_is_its_share_and_a_sure_order_is_a_sure_difference(seed: int, options: int) -> None:
    rng = np.random.default_rng(seed)
    ticked = (rng.random((150, options)) < rng.uniform(0.05, 0.9, options)).astype(float)
    ticked[:10, 0] = np.nan
    sample = sample_of(rng.lognormal(0, 0.4, 150), Selection.RANDOM)
    found = choices(sample, ticked, minimum_base=50)
    there = ~np.isnan(ticked[:, 0])
    for option in range(options):
        one = share(sample, np.where(there, ticked[:, option], np.nan), minimum_base=50)
        assert (found.share[option], found.low[option], found.high[option]) == pytest.approx(
            (one.value, one.low, one.high), rel=1e-6, abs=1e-9
        )
    assert found.base == 140
    assert (np.diff(found.share[found.order]) <= 0).all()
    assert found.ranks is not None
    assert found.ranks.rank[found.order[0]] == 1
    assert (found.ranks.best <= found.ranks.rank).all()
    if options == 2:
        gap = np.where(there, np.nan_to_num(ticked[:, 0]) - np.nan_to_num(ticked[:, 1]), np.nan)
        from ..oracles import surveys as oracle

        value, error = oracle.mean_and_error(gap, sample.weights)
        sure = abs(value) > stats.t.ppf(0.975, 139) * error
        assert (found.ranks.worst.min() == 1) == sure


def test_without_randomness_or_people_there_is_no_rank_to_be_sure_of() -> None:
    ticked = np.array([[1, 0], [1, 1], [0, 0]] * 20)
    chosen = choices(sample_of(np.ones(60), Selection.SELF_SELECTED), ticked, minimum_base=50)
    assert chosen.order.tolist() == [0, 1]
    assert chosen.ranks is None
    assert np.isnan(chosen.low).all()
    few = choices(sample_of(np.ones(60), Selection.RANDOM), ticked, minimum_base=61)
    assert few.sureness is Sureness.TOO_FEW
    assert np.isnan(few.share).all()
    assert few.order.size == 0
    nobody = choices(sample_of(np.ones(60), Selection.RANDOM), np.full((60, 2), np.nan), minimum_base=0)
    assert nobody.sureness is Sureness.NOBODY
    for wrong in (np.full((60, 2), 3), np.zeros(60), np.zeros((60, 0))):
        with pytest.raises(ValueError, match="a table of 1 and 0"):
            choices(sample_of(np.ones(60), Selection.RANDOM), wrong, minimum_base=1)
