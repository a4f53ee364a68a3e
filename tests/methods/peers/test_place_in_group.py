"""Above, Inline, Below, distance and rank in a comparison group."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.peers.group import Position, place_in_group
from wardmote.methods.ranks import ranks

from ..oracles import peers as oracle

AREAS = st.lists(st.tuples(st.integers(0, 900), st.integers(1000, 300_000)), min_size=2, max_size=15).filter(
    lambda rows: any(row[0] for row in rows)
)


@given(AREAS, st.sampled_from(["pooled", "of rates"]))
@settings(max_examples=60)
def test_distance_and_rank_are_those_of_the_published_tables(rows: list[tuple[int, int]], mean: str) -> None:
    x, people = np.array(rows, float).T
    group = place_in_group(x, people, mean=mean)  # type: ignore[arg-type]
    rate = x / people * 1000
    centre = x.sum() / people.sum() * 1000 if mean == "pooled" else rate.mean()
    assert group.mean == pytest.approx(centre)
    assert group.distance == pytest.approx([one / centre - 1 for one in rate])
    assert group.ranks.rank.tolist() == [1 + sum(other < one for other in rate) for one in rate]
    for one, low, high, position in zip(rate, group.low, group.high, group.position, strict=True):
        assert (position is Position.ABOVE) == (one > high)
        assert (position is Position.BELOW) == (one < low)
    assert (group.ranks.best <= group.ranks.rank).all()
    assert (group.ranks.rank <= group.ranks.worst).all()


def test_one_far_area_is_above_and_spread_widens_the_limits() -> None:
    x, people = np.array([100, 110, 95, 105, 90, 100, 400]), np.full(7, 100_000)
    assert place_in_group(x, people).position[-1] is Position.ABOVE
    rates = np.array([100, 150, 60, 180, 90, 130, 70, 160]) * 20
    narrow = place_in_group(rates, np.full(8, 100_000), allow_spread=False)
    wide = place_in_group(rates, np.full(8, 100_000))
    assert (wide.high - wide.low > narrow.high - narrow.low).all()
    assert narrow.position.count(Position.INLINE) < wide.position.count(Position.INLINE)
    assert wide.dispersion is not None
    assert wide.dispersion.phi > 1


def test_a_group_without_events_is_inline_throughout() -> None:
    group = place_in_group([0, 0, 0], [10, 20, 30])
    assert group.position == (Position.INLINE,) * 3
    assert np.isnan(group.distance).all()
    assert group.ranks.rank.tolist() == [1, 1, 1]
    assert group.ranks.worst.tolist() == [3, 3, 3]


def test_faults_of_a_group_are_refused_in_words() -> None:
    for count, people, words in (
        ([3], [10], "at least two areas"),
        ([3, 4], [10], "at least two areas"),
        ([3, -4], [10, 10], "must not be below zero"),
        ([3, np.nan], [10, 10], "must all be present"),
        ([3, 4], [10, 0], "populations must be above zero"),
    ):
        with pytest.raises(ValueError, match=words):
            place_in_group(count, people)
    with pytest.raises(ValueError, match="mean must be one of pooled, of rates"):
        place_in_group([3, 4], [10, 10], mean="median")  # type: ignore[arg-type]


@given(
    st.lists(st.tuples(st.integers(-20, 20), st.floats(0.1, 8)), min_size=1, max_size=8),
    st.sampled_from([0.8, 0.95]),
)
@settings(max_examples=80)
def test_places_that_chance_allows_follow_from_all_pairs(rows: list[tuple[int, float]], level: float) -> None:
    values, errors = [float(row[0]) for row in rows], [row[1] for row in rows]
    found = ranks(values, [error**2 for error in errors], confidence=level)
    assert list(zip(found.best.tolist(), found.worst.tolist(), strict=True)) == oracle.sure_places(
        values, errors, level
    )
    turned = ranks(
        [-one for one in values], [error**2 for error in errors], confidence=level, highest_first=False
    )
    assert turned.best.tolist() == found.best.tolist()
    assert turned.rank.tolist() == found.rank.tolist()


def test_all_places_hold_together_as_often_as_promised() -> None:
    rng = np.random.default_rng(20265)
    truth, held, runs = np.array([1.0, 1.2, 1.3, 2.5, 2.6]), 0, 1000
    place = stats.rankdata(-truth)
    for _ in range(runs):
        found = ranks(truth + rng.normal(0, 0.3, 5), np.full(5, 0.09))
        held += bool(((found.best <= place) & (place <= found.worst)).all())
    assert held / runs > 0.95 - 3 * math.sqrt(0.95 * 0.05 / runs)


def test_ties_share_a_place_and_faults_of_ranks_are_words() -> None:
    tied = ranks([5, 5, 1], [0, 0, 0])
    assert tied.rank.tolist() == [1, 1, 3]
    assert tied.worst.tolist() == [2, 2, 3]
    together = ranks([2, 1], [[1, 0.999], [0.999, 1]])
    apart = ranks([2, 1], [1, 1])
    assert together.worst.tolist() == [1, 2]
    assert apart.worst.tolist() == [2, 2]
    assert ranks([3, 1], [0.1, 0.1], df=1).worst.tolist() == [2, 2]
    for values, spread, words in (
        ([], [], "values must be a list"),
        ([1, np.nan], [1, 1], "none missing"),
        ([1, 2], [1, -1], "a variance, not below zero"),
        ([1, 2], [[1]], "one for each pair"),
    ):
        with pytest.raises(ValueError, match=words):
            ranks(values, spread)
