"""Orders of issues: totals, places, bands and weights against an oracle that counts everything."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.oracles import priorities as oracle

from wardmote.methods.priorities.other_weights import drawn_weights, without_each
from wardmote.methods.priorities.places import places, written
from wardmote.methods.priorities.robust import robust
from wardmote.methods.priorities.scorers import without_each_scorer
from wardmote.methods.priorities.spread import spread
from wardmote.methods.priorities.steps import likely, possible
from wardmote.methods.priorities.totals import Rule, combined, totals

SUM = Rule("sum")
given_scores = st.lists(
    st.lists(
        st.lists(st.sampled_from([None, -1, 0, 1, 2, 3, 5]), min_size=3, max_size=3), min_size=4, max_size=4
    ),
    min_size=1,
    max_size=5,
)
small = st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), min_size=3, max_size=3)


def arrays(said: list[list[list[int | None]]]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and what is aside, of what the oracle reads."""
    whole = np.array([[[np.nan if s is None else s for s in row] for row in one] for one in said], float)
    return np.where(whole == -1, np.nan, whole), whole == -1


@settings(max_examples=60)
@given(
    given_scores,
    st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(any),
    st.sampled_from(["sum", "weighted-mean", "product"]),
)
def test_totals_and_places_are_those_of_the_oracle(
    said: list[list[list[int | None]]],
    weights: list[int],
    formula: Literal["sum", "weighted-mean", "product"],
) -> None:
    groups = (0, 0, 1) if formula == "product" else (0, 0, 0)
    one = combined(*arrays(said))
    found = totals(one.values, one.applies, weights, Rule(formula, groups))
    rows = [[oracle.one_score([who[i][c] for who in said]) for c in range(3)] for i in range(4)]
    expected = [oracle.total(row, weights, formula, list(groups)) for row in rows]
    assert [None if np.isnan(x) else x for x in found] == [
        None if x is None else pytest.approx(float(x), abs=1e-8) for x in expected
    ]
    assert list(places(found)) == [oracle.place(expected, at) for at in range(4)]


def test_shared_places_are_written_as_people_write_them() -> None:
    assert written(places([33, 32, 32, 31, np.nan])) == ("1", "2=", "2=", "4", "")
    parted = places([33, 32, 32, 31], ties_by=[[0], [1], [2], [0]])
    assert written(parted) == ("1", "3", "2", "4")
    assert written(places([0.1 + 0.2, 0.3])) == ("1=", "1=")


@settings(max_examples=25)
@given(small)
def test_possible_places_are_the_extremes_of_every_way_to_be_one_off(scores: list[list[int]]) -> None:
    for of, slow in (("every", oracle.every_step), ("one", oracle.one_criterion_step)):
        found = possible([scores], None, [1, 1], SUM, (1, 5), of=of)
        assert list(zip(found.best, found.worst, strict=True)) == slow(scores, 1, 5)


@settings(max_examples=25)
@given(small, st.integers(0, 99))
def test_likely_places_lie_within_the_possible(scores: list[list[int]], seed: int) -> None:
    outer = possible([scores], None, [1, 1], SUM, (1, 5))
    inner = likely([scores], None, [1, 1], SUM, (1, 5), draws=200, seed=seed)
    assert (outer.best <= inner.low).all()
    assert (inner.high <= outer.worst).all()


def test_likely_places_are_those_of_all_steps_counted_out() -> None:
    """Two issues, one criterion: 3 against 4 is ahead in 1 of 9 ways and level in 2."""
    found = likely([[[3], [4]]], None, [1], SUM, (1, 5), draws=40_000, top=1)
    assert found.top == pytest.approx([3 / 9, 8 / 9], abs=0.01)


@settings(max_examples=30)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=4, max_size=7), st.integers(1, 3)
)
def test_robust_is_never_contradicted_and_never_too_shy(scores: list[list[int]], top: int) -> None:
    """Leads of whole scores up to 4 on three criteria show themselves on a lattice of 60 parts."""
    tried = [one for one in oracle.lattice(3, 60) if sum(one)]
    worst = oracle.worst_on_lattice(scores, tried)
    found = robust(scores, np.ones((len(scores), 3), bool), [1, 1, 1], SUM, top=top)
    assert found is not None
    assert list(found) == [one <= top for one in worst]


def test_robust_within_a_range_asks_its_corners() -> None:
    """With two criteria a range has four corners, and what happens at none of them happens nowhere."""
    rng = np.random.default_rng(4)
    for _ in range(20):
        scores = rng.integers(0, 6, (8, 2)).tolist()
        corners = [[1, 1], [1, 4], [4, 1], *[[10, n] for n in range(3, 40)], *[[n, 10] for n in range(3, 40)]]
        worst = oracle.worst_on_lattice(scores, corners)
        found = robust(scores, np.ones((8, 2), bool), [2, 2], SUM, top=3, within=2)
        assert found is not None
        assert not any(sure and place > 3 for sure, place in zip(found, worst, strict=True))
        assert sum(found) >= sum(place <= 3 for place in worst) - 1


def test_products_and_uneven_means_are_no_sums() -> None:
    every = np.ones((2, 2), bool)
    assert robust([[1, 2], [2, 1]], every, [1, 1], Rule("product", (0, 1))) is None
    assert robust([[1, np.nan], [2, 1]], [[True, False], [True, True]], [1, 1], Rule("weighted-mean")) is None
    level = robust(
        [[5, 5], [1, 1], [2, 2], [1, 1]], np.ones((4, 2), bool), [1, 1], Rule("weighted-mean"), top=1
    )
    assert level is not None
    assert list(level) == [True, False, False, False]


def test_weights_at_random_are_every_split_alike() -> None:
    """Two issues that lead on one criterion each are first half of the time; a criterion of weight 0 stays out."""
    found = drawn_weights([[5, 1, 9], [1, 5, 0]], np.ones((2, 3), bool), [1, 1, 0], SUM, draws=20_000, top=1)
    assert found.top == pytest.approx([0.5, 0.5], abs=0.015)
    again = drawn_weights([[5, 1, 9], [1, 5, 0]], np.ones((2, 3), bool), [1, 1, 0], SUM, draws=20_000, top=1)
    assert (found.top == again.top).all()


def test_a_criterion_or_a_scorer_left_out() -> None:
    values = [[5, 1], [3, 4]]
    assert without_each(values, np.ones((2, 2), bool), [1, 1], SUM).tolist() == [[2, 1], [1, 2]]
    assert without_each(values, np.ones((2, 2), bool), [1, 1], Rule("product", (0, 1))).tolist() == [
        [0, 0],
        [0, 0],
    ]
    scores = [[[5], [1]], [[1], [2]], [[1], [2]]]
    assert without_each_scorer(scores, None, [1], SUM).tolist() == [[2, 1], [1, 2], [1, 2]]


def test_spread_is_of_scores_alone() -> None:
    scores = [[[1.0, 2]], [[4, np.nan]], [[np.nan, 5]]]
    aside = [[[False, False]], [[False, False]], [[False, True]]]
    found = spread(scores, aside, flag=3, fewest=2)
    assert found.median.tolist() == [[2.5, 2.0]]
    assert found.scorers.tolist() == [[2, 1]]
    assert found.apart.tolist() == [[True, False]]
    assert found.few.tolist() == [[False, True]]


def test_a_slider_is_answered_at_once() -> None:
    """50 issues, 12 scorers, 9 criteria, from the scores themselves; the best of five tries."""
    rng = np.random.default_rng(1)
    scores = rng.integers(0, 6, (12, 50, 9)).astype(float)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        one = combined(scores, scores == 0)
        places(totals(one.values, one.applies, rng.random(9), SUM))
        took.append(time.perf_counter() - start)
    assert min(took) < 0.01


def test_fractions_agree_with_fractions() -> None:
    assert oracle.one_score([1, 2, None, -1]) == Fraction(3, 2)
