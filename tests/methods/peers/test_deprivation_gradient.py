"""The deprivation gradient against textbook sums, statsmodels and simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.peers.gradient import linear_gradient, log_gradient, ridits

from ..oracles import peers as oracle

GROUPS = st.lists(st.tuples(st.integers(0, 400), st.integers(2000, 60_000)), min_size=3, max_size=10).filter(
    lambda rows: sum(row[0] > 0 for row in rows) >= 2
)
COUNT, PEOPLE = [300, 340, 420, 390, 520, 560, 600, 720, 800, 1000], [40_000.0] * 5 + [35_000.0] * 5


@given(GROUPS)
@settings(max_examples=60)
def test_the_line_is_the_weighted_textbook_line(rows: list[tuple[int, int]]) -> None:
    x, people = np.array(rows, float).T
    found = linear_gradient(x, people, per=1)
    first, slope = oracle.weighted_line((x / people).tolist(), people.tolist())
    assert found.slope.value == pytest.approx(slope, rel=1e-7, abs=1e-12)
    assert found.fitted == pytest.approx(first + slope * found.ridit, rel=1e-7, abs=1e-10)
    assert found.slope.low <= found.slope.value <= found.slope.high
    assert found.phi >= 1
    if not np.isnan(found.ratio.value):
        assert found.ratio.value == pytest.approx((first + slope) / first, rel=1e-6)
        assert found.ratio.low <= found.ratio.value <= found.ratio.high


@pytest.mark.filterwarnings("ignore:Perfect separation")
@given(GROUPS)
@settings(max_examples=40)
def test_the_log_form_is_a_quasi_poisson_regression(rows: list[tuple[int, int]]) -> None:
    from statsmodels.api import GLM, families

    x, people = np.array(rows, float).T
    design = np.stack([np.ones(x.size), ridits(people)], axis=1)
    fit = GLM(x, design, family=families.Poisson(), offset=np.log(people)).fit(tol=1e-13, maxiter=200)
    found = log_gradient(x, people, per=1)
    phi = max(1.0, fit.pearson_chi2 / (x.size - 2))
    assert np.log(found.ratio.value) == pytest.approx(fit.params[1], rel=1e-5, abs=1e-7)
    assert found.phi == pytest.approx(phi, rel=1e-5)
    half = stats.t.ppf(0.975, x.size - 2) * fit.bse[1] * np.sqrt(phi)
    assert np.log(found.ratio.high) == pytest.approx(fit.params[1] + half, rel=1e-5, abs=1e-6)


def test_limits_by_chance_alone_are_those_of_drawing_every_rate_again() -> None:
    found = linear_gradient(COUNT, PEOPLE, per=1, dispersed=False)
    slope, ratio = oracle.simulated_inequality([float(one) for one in COUNT], PEOPLE, 20_000, seed=20266)
    assert (found.slope.low, found.slope.high) == pytest.approx(slope, rel=0.02)
    assert (found.ratio.low, found.ratio.high) == pytest.approx(ratio, rel=0.02)


def test_both_forms_agree_where_the_gradient_is_gentle() -> None:
    gentle = [500, 505, 510, 515, 520]
    straight, curved = (fit(gentle, [10_000] * 5) for fit in (linear_gradient, log_gradient))
    assert straight.slope.value == pytest.approx(curved.slope.value, rel=0.01)
    assert straight.ratio.value == pytest.approx(curved.ratio.value, rel=0.01)
    assert straight.p == pytest.approx(curved.p, rel=0.05)


@given(GROUPS)
@settings(max_examples=30)
def test_turned_round_the_log_gradient_is_its_inverse(rows: list[tuple[int, int]]) -> None:
    x, people = np.array(rows, float).T
    one, other = log_gradient(x, people), log_gradient(x[::-1], people[::-1])
    assert one.ratio.value == pytest.approx(1 / other.ratio.value, rel=1e-5)
    assert one.slope.value == pytest.approx(-other.slope.value, rel=1e-5, abs=1e-6)
    assert one.p == pytest.approx(other.p, rel=1e-4, abs=1e-9)


def test_a_line_that_falls_to_zero_has_no_ratio_and_flat_has_ratio_1() -> None:
    steep = linear_gradient([0, 0, 1, 50], [1000] * 4)
    assert np.isnan(steep.ratio.value)
    assert not np.isnan(log_gradient([0, 0, 1, 50], [1000] * 4).ratio.value)
    flat = linear_gradient([50, 50, 50], [1000] * 3)
    assert flat.ratio.value == pytest.approx(1)
    assert flat.p == pytest.approx(1)
    assert linear_gradient([1, 0, 0, 2], [1000] * 4, dispersed=False).ratio.high == np.inf
    assert ridits([10, 30, 60]).tolist() == pytest.approx([0.05, 0.25, 0.7])


@pytest.mark.parametrize("fit", [linear_gradient, log_gradient])
@pytest.mark.parametrize(
    ("count", "people", "words"),
    [
        ([1, 2], [9, 9], "at least three groups"),
        ([], [], "at least three groups"),
        ([0, 0, 0], [9, 9, 9], "no events in any group"),
        ([1, -2, 3], [9, 9, 9], "must not be below zero"),
        ([1, np.nan, 3], [9, 9, 9], "must all be present"),
        ([1, 2, 3], [9, 0, 9], "populations must be above zero"),
    ],
)
def test_groups_without_a_gradient_are_refused_in_words(
    fit: type, count: list[float], people: list[float], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        fit(count, people)


def test_events_at_one_end_alone_have_no_log_gradient() -> None:
    with pytest.raises(ValueError, match="all events lie in the group at one end"):
        log_gradient([0, 0, 30], [1000] * 3)
