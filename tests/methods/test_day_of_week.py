"""The day test against every way in which a few events can fall on a few days."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.day_of_week import exact_day_test


def by_every_way(counts: list[int], shares: list[float]) -> tuple[float, float]:
    n, whole = sum(counts), sum(shares)

    def g(table: list[int]) -> float:
        return 2 * sum(y * math.log(y * whole / (n * s)) for y, s in zip(table, shares, strict=True) if y)

    p = 0.0
    for way in itertools.product(range(len(counts)), repeat=n):
        if g([way.count(day) for day in range(len(counts))]) >= g(counts) - 1e-9:
            p += math.prod(shares[day] / whole for day in way)
    return g(counts), p


@given(
    st.lists(st.integers(0, 3), min_size=2, max_size=4).filter(lambda y: 0 < sum(y) < 7),
    st.sampled_from([1.0, 2.5]),
)
@settings(max_examples=30)
def test_adds_up_every_way(counts: list[int], first: float) -> None:
    shares = [first, *([1.0] * (len(counts) - 1))]
    found = exact_day_test(counts, shares)
    assert (found.g, found.p) == pytest.approx(by_every_way(counts, shares), rel=1e-9, abs=1e-12)


def test_published_values_of_seven_days() -> None:
    assert exact_day_test([3, 0, 0, 0, 0, 0, 0]).p == pytest.approx(1 / 49)
    assert exact_day_test([3, 0, 0, 0, 0, 0, 0]).tables == 84


def test_bad_input_is_refused_in_a_sentence() -> None:
    for wrong in ([], [3], [0, 0, 0], [1.5, 1]):
        with pytest.raises(ValueError, match="a whole number of events for each of two days or more"):
            exact_day_test(wrong)
    with pytest.raises(ValueError, match="must all be present"):
        exact_day_test([1, np.nan])
    with pytest.raises(ValueError, match="too many to count"):
        exact_day_test([40] * 7)
    with pytest.raises(ValueError, match="one value for each of 2 days"):
        exact_day_test([1, 2], [1, 1, 1])
