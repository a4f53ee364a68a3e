"""Funnels, their spread and the significance flag against their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.intervals import count_interval
from wardmote.methods.peers.dispersion import dispersion
from wardmote.methods.peers.funnel import funnel_limits, significance, spread_limits

from ..oracles import peers as oracle

AREAS = st.lists(st.tuples(st.integers(1, 600), st.floats(2, 500)), min_size=3, max_size=15)


@given(st.floats(0.5, 5000), st.sampled_from([0.9, 0.95, 0.998]), st.floats(0.1, 9))
@settings(max_examples=60)
def test_limits_are_chi_square_quantiles_and_scale_with_the_target(
    e: float, level: float, target: float
) -> None:
    low, high = funnel_limits(e, target, level)
    tail = (1 - level) / 2
    assert low == pytest.approx(target * stats.chi2.ppf(tail, 2 * e) / 2 / e, rel=1e-6, abs=1e-12)
    assert high == pytest.approx(target * stats.chi2.isf(tail, 2 * (e + 1)) / 2 / e, rel=1e-6)
    assert low < target < high


@given(AREAS, st.sampled_from(["log", "sqrt"]), st.sampled_from(["winsorise", "truncate"]))
@settings(max_examples=80)
def test_the_spread_is_that_of_the_definition(rows: list[tuple[int, float]], scale: str, ends: str) -> None:
    o, e = [float(row[0]) for row in rows], [row[1] for row in rows]
    try:
        found = dispersion(o, e, scale=scale, ends=ends)  # type: ignore[arg-type]
    except ValueError as error:
        assert "too few areas are left" in str(error)  # noqa: PT017
        return
    phi, tau2, adjusted = oracle.dispersion(o, e, 0.1, scale, ends)
    assert found.phi == pytest.approx(phi, rel=1e-9)
    assert found.tau2 == pytest.approx(tau2, rel=1e-7, abs=1e-12)
    assert found.adjusted_z == pytest.approx(adjusted, rel=1e-7)
    assert (np.abs(found.adjusted_z) <= np.abs(found.z) + 1e-12).all()


@given(AREAS, st.sampled_from(["log", "sqrt"]))
@settings(max_examples=40)
def test_an_area_lies_outside_the_wider_limits_where_its_adjusted_z_says_so(
    rows: list[tuple[int, float]], scale: str
) -> None:
    o, e = np.array(rows, float).T
    spread = dispersion(o, e, scale=scale)  # type: ignore[arg-type]
    low, high = spread_limits(e, spread, confidence=0.95)
    critical = stats.norm.ppf(0.975)
    sharp = np.abs(np.abs(spread.adjusted_z) - critical) > 1e-9
    assert ((o / e > high) == (spread.adjusted_z > critical))[sharp].all()
    assert ((o / e < low) == (spread.adjusted_z < -critical))[sharp & (low > 0)].all()


@pytest.mark.parametrize("ends", ["winsorise", "truncate"])
def test_what_the_cut_takes_from_normal_scores_is_made_good(ends: str) -> None:
    scores = stats.norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    expected = np.full(20_000, 1e6)
    observed = expected * (1 + scores / (2 * np.sqrt(expected))) ** 2
    found = dispersion(observed, expected, ends=ends, make_good=True)  # type: ignore[arg-type]
    assert found.phi == pytest.approx(1, abs=0.002)
    assert dispersion(observed, expected, trim=0, make_good=True).phi == pytest.approx(1, abs=0.002)
    assert dispersion(observed, expected).phi == pytest.approx(0.6787, abs=0.002)


def test_areas_as_alike_as_chance_makes_them_have_no_spread() -> None:
    spread = dispersion([100, 100, 100], [100, 100, 100])
    assert (spread.phi, spread.tau2) == (0, 0)
    assert dispersion([0, 0, 9], [3, 3, 3]).phi > 0


@given(st.integers(0, 400), st.floats(0.5, 400))
@settings(max_examples=60)
def test_the_flag_is_the_widest_interval_that_leaves_out_the_expected(o: int, e: float) -> None:
    found = significance(o, e)
    limits = {level: tuple(map(float, count_interval(o, level))) for level in (0.95, 0.998)}
    side, tail = oracle.flag(o, limits, e)  # type: ignore[arg-type]
    assert found.side == side
    assert found.tail == pytest.approx(tail, nan_ok=True)


def test_the_order_of_levels_does_not_matter_and_a_target_moves_the_flag() -> None:
    one, other = significance([200, 100], 100, (0.998, 0.95)), significance([200, 100], 100)
    assert one.side.tolist() == other.side.tolist() == [1, 0]
    assert one.tail[0] == pytest.approx(0.001)
    assert math.isnan(one.tail[1])
    assert significance(200, 100, target=2).side == 0


@pytest.mark.parametrize(
    ("observed", "expected", "options", "words"),
    [
        ([1, 2], [1, 2], {}, "at least three areas"),
        ([], [], {}, "at least three areas"),
        ([1, 2, 3], [1, 2], {}, "at least three areas"),
        ([0, 2, 3], [1, 2, 3], {"scale": "log"}, "nothing has no logarithm"),
        ([1, 2, 3], [1, 2, 3], {"scale": "cube"}, "scale must be one of sqrt, log"),
        ([1, 2, 3], [1, 2, 3], {"ends": "cut"}, "ends must be one of winsorise, truncate"),
        ([1, 2, 3], [1, 2, 3], {"trim": 0.5}, "trim must be at least 0 and below 0.5"),
        ([1, 9, 30], [1, 2, 3], {"trim": 0.4, "ends": "truncate"}, "too few areas are left"),
        ([1, -2, 3], [1, 2, 3], {}, "must not be below zero"),
        ([1, np.nan, 3], [1, 2, 3], {}, "must all be present"),
        ([1, 2, 3], [1, 0, 3], {}, "expected counts must be above zero"),
    ],
)
def test_a_group_without_a_spread_is_refused_in_words(
    observed: list[float], expected: list[float], options: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        dispersion(observed, expected, **options)  # type: ignore[arg-type]


def test_other_faults_of_funnels_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="the target must be above zero"):
        funnel_limits([3], 0)
    with pytest.raises(ValueError, match="levels must name at least one"):
        significance([3], [3], ())
