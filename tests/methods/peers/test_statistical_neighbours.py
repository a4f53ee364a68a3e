"""Statistical neighbours against distances one pair at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from wardmote.methods.peers.neighbours import nearest, standardised

from ..oracles import peers as oracle

PROFILES = st.tuples(st.integers(3, 12), st.integers(1, 5)).flatmap(
    lambda shape: arrays.arrays(np.float64, shape, elements=st.integers(-50, 50).map(float))
)


@given(PROFILES, st.data())
@settings(max_examples=60)
def test_neighbours_are_the_nearest_by_the_definition(profiles: np.ndarray, data: st.DataObject) -> None:
    assume((np.ptp(profiles, axis=0) > 0).all())
    areas, indicators = profiles.shape
    own, k = data.draw(st.integers(0, areas - 1)), data.draw(st.integers(1, areas - 1))
    weights = data.draw(st.lists(st.integers(1, 4), min_size=indicators, max_size=indicators))
    found = nearest(profiles, own, k, weights)
    known = oracle.distances(profiles.tolist(), own, [float(one) for one in weights])
    assert own not in found.area
    assert found.distance == pytest.approx([known[area] for area in found.area], abs=1e-9)
    assert (
        max(found.distance)
        <= min(
            (known[area] for area in range(areas) if area != own and area not in found.area), default=np.inf
        )
        + 1e-9
    )
    apart = found.distance > 0
    assert found.share.sum(axis=1)[apart] == pytest.approx(np.ones(apart.sum()))
    assert ((found.kept >= 0) & (found.kept <= 1)).all()


@given(PROFILES)
@settings(max_examples=30)
def test_units_do_not_matter(profiles: np.ndarray) -> None:
    assume((np.ptp(profiles, axis=0) > 0).all())
    scaled = profiles * np.arange(2, profiles.shape[1] + 2) + 7
    assert standardised(scaled) == pytest.approx(standardised(profiles), abs=1e-9)


def test_the_indicator_that_parts_two_areas_is_named_and_twins_are_at_distance_0() -> None:
    found = nearest([[0, 5], [0, 5], [9, 5], [0, 9]], 0, 3)
    assert found.area.tolist() == [1, 3, 2] or found.area.tolist() == [1, 2, 3]
    assert found.distance[0] == 0
    assert found.share[found.area == 2].tolist() == [[1, 0]]
    assert found.share[0].tolist() == [0, 0]
    assert nearest([[0.0], [1.0], [2.0]], 0, 1).kept.tolist() == [1]


def test_equal_distances_keep_the_order_given_and_a_weight_of_0_silences() -> None:
    assert nearest([[0, 1], [1, 0], [-1, 0], [0, 3]], 0, 2, [1, 0]).area.tolist() == [3, 1]


@pytest.mark.parametrize(
    ("profiles", "own", "k", "weights", "words"),
    [
        ([[1, 2], [3, np.nan]], 0, 1, None, "1 values are missing, the first in area 2, indicator 2"),
        ([[1, 2], [3, np.inf]], 0, 1, None, "missing"),
        ([[1, 2], [3, 2]], 0, 1, None, "indicator 2 is the same in every area"),
        ([[1, 2]], 0, 1, None, "two or more areas"),
        ([], 0, 1, None, "two or more areas"),
        ([[1], [2]], 0, 2, None, "of 2 areas at most 1"),
        ([[1], [2]], 5, 1, None, "found own 5"),
        ([[1], [2]], 0, 1, [0], "not all zero"),
        ([[1], [2]], 0, 1, [1, 1], "a number for each of the 1 indicators"),
        ([[1], [2]], 0, 1, [-1], "weights must not be below zero"),
    ],
)
def test_profiles_that_tell_nothing_are_refused_in_words(
    profiles: list[list[float]], own: int, k: int, weights: list[float] | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        nearest(profiles, own, k, weights)
