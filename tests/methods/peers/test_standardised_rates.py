"""Standardised rates against sums group by group."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.peers.standardised import (
    direct_rate,
    direct_rate_of_repeats,
    expected_events,
    indirect_ratio,
)

from ..oracles import peers as oracle

GROUP = st.tuples(
    st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(50, 4000), st.integers(1, 9)
)
GROUPS = st.lists(GROUP, min_size=1, max_size=8).filter(lambda rows: sum(sum(row[0]) for row in rows) >= 10)


@given(GROUPS, st.sampled_from([0.8, 0.95, 0.998]))
@settings(max_examples=60)
def test_rates_of_repeats_are_summed_group_by_group(
    rows: list[tuple[list[int], int, int]], level: float
) -> None:
    persons = np.array([row[0] for row in rows], float).T
    people, standard = ([float(row[column]) for row in rows] for column in (1, 2))
    rate = direct_rate_of_repeats(persons, [1, 2, 3], people, standard, 1000, level)
    known = oracle.direct_rate(dict(enumerate(persons.tolist(), 1)), people, standard, level)
    assert [rate.value, rate.low, rate.high] == pytest.approx(
        [1000 * one for one in known], rel=1e-9, abs=1e-9
    )
    events = np.array([1, 2, 3]) @ persons
    plain = direct_rate(events, people, standard, 1000, level)
    assert plain.value == pytest.approx(rate.value)
    assert plain.high <= rate.high + 1e-9
    assert plain.low >= rate.low - 1e-9


@given(st.lists(st.tuples(st.integers(5, 50), st.integers(10, 999)), min_size=2, max_size=6))
def test_a_standard_like_the_area_itself_changes_nothing(rows: list[tuple[int, int]]) -> None:
    x, n = np.array(rows, float).T
    rate = direct_rate(x, n, n, per=1)
    assert rate.value == pytest.approx(x.sum() / n.sum())
    assert rate.low < rate.value < rate.high
    assert indirect_ratio(x.sum(), expected_events(n, x, n)).value == pytest.approx(1)


def test_many_areas_at_once_are_each_area_alone() -> None:
    x, n, standard = np.array([[10, 20], [0, 30], [3, 4]]), np.array([[100, 50], [70, 80], [9, 9]]), [3, 1]
    together = direct_rate(x, n, standard)
    assert together.value[:2] == pytest.approx(
        [float(direct_rate(*pair, standard).value) for pair in zip(x[:2], n[:2], strict=True)]
    )
    assert np.isnan(together.value[2])
    assert np.isnan(together.low[2])
    assert direct_rate(x[2], n[2], standard, fewest=7).value == pytest.approx(1000 * (3 * 3 / 9 + 4 / 9) / 4)
    assert np.isnan(direct_rate([0, 0], [9, 9], standard, fewest=0).value)


def test_the_indirect_ratio_is_exact_for_few_and_byar_for_many() -> None:
    few, many = indirect_ratio(0, 2), indirect_ratio(100, 50)
    assert (few.low, few.high) == pytest.approx((0, 3.6889 / 2), rel=1e-4)
    assert (many.low, many.high) == pytest.approx(tuple(one / 50 for one in oracle.byar(100, 0.95)))


@pytest.mark.parametrize(
    ("counts", "people", "standard", "words"),
    [
        ([1, -1], [9, 9], [1, 1], "counts must not be below zero"),
        ([1, np.nan], [9, 9], [1, 1], "counts must all be present"),
        ([1, 1], [9, 0], [1, 1], "populations must be above zero"),
        ([1, 1], [9, 9], [1, 0], "the standard population must be above zero"),
        ([1, 1, 1], [9, 9], [1, 1], "one number for each group"),
        ([], [], [], "one number for each group"),
        (4, 9, 1, "a single number"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    counts: object, people: object, standard: object, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        direct_rate(counts, people, standard)  # type: ignore[arg-type]


def test_other_faults_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="a row for each of the 2 numbers of events"):
        direct_rate_of_repeats([[1, 2]], [1, 2], [9, 9], [1, 1])
    with pytest.raises(ValueError, match="expected counts must be above zero"):
        indirect_ratio(3, 0)
    with pytest.raises(ValueError, match="one number for each group"):
        expected_events([1, 2], [1, 2, 3], [1, 2, 3])
