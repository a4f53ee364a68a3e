"""Limits and rules against a chart read off point by point, and what has to hold of any."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.control_charts import ControlChart, control_chart, two_of_three, xmr_limits

from ..oracles import control_charts as oracle

NHSR, MDC = "nhsrplotthedots-0.2.2", "making-data-count-2023"
VALUE = st.integers(0, 12).map(float) | st.just(math.nan)
# A level that drifts, so that runs and trends do occur.
SERIES = st.lists(VALUE, min_size=9, max_size=50).map(lambda y: [v + at // 8 * 3 for at, v in enumerate(y)])
BREAKS = st.lists(st.integers(1, 8), max_size=2, unique=True).map(sorted)


def places(flags: np.ndarray) -> set[int]:
    return {int(at) for at in np.flatnonzero(flags)}


def enough(y: list[float]) -> bool:
    return sum(not math.isnan(v) for v in y) >= 2


@given(SERIES.filter(enough), BREAKS, st.booleans(), st.booleans())
@settings(max_examples=150)
def test_chart_is_what_a_ruler_would_find(
    y: list[float], breaks: list[int], screen: bool, beyond: bool
) -> None:
    found = control_chart(y, breaks, screen=screen, two_of_three=MDC if beyond else NHSR)
    centre, low, high = oracle.limits(y, breaks, screen)
    assert found.limits.centre == pytest.approx(centre, nan_ok=True)
    assert found.limits.low == pytest.approx(low, nan_ok=True)
    assert found.limits.high == pytest.approx(high, nan_ok=True)
    lines = [line.tolist() for line in (found.limits.centre, found.limits.low, found.limits.high)]
    outside = {at for at, v in enumerate(y) if oracle.above(v, lines[2][at]) or oracle.above(lines[1][at], v)}
    assert places(found.beyond) == outside
    assert places(found.shift) == oracle.shift(y, lines[0], breaks)
    assert places(found.trend) == oracle.trend(y, breaks)
    assert places(found.two_of_three) == oracle.two_of_three(y, *lines, breaks, beyond)


def flags(chart: ControlChart) -> np.ndarray:
    return np.stack([chart.beyond, chart.shift, chart.trend, chart.two_of_three])


@given(st.lists(st.floats(0, 100), min_size=12, max_size=40), st.sampled_from([0.25, 2.0, 1024.0]))
@settings(max_examples=60)
def test_neither_scale_nor_turning_over_change_what_is_flagged(y: list[float], scale: float) -> None:
    plain = flags(control_chart(y))
    np.testing.assert_array_equal(flags(control_chart(np.array(y) * scale)), plain)
    np.testing.assert_array_equal(flags(control_chart(-np.array(y))), plain)


def test_a_break_starts_anew_as_two_charts_would() -> None:
    y = np.random.default_rng(4).normal(10, 2, 40)
    y[20:] += 15
    whole = control_chart(y, [20], screen=True)
    halves = [control_chart(part, screen=True) for part in (y[:20], y[20:])]
    np.testing.assert_array_equal(flags(whole), np.concatenate([flags(half) for half in halves], axis=1))
    assert whole.limits.high[20] == pytest.approx(halves[1].limits.high[0], rel=1e-12)
    assert control_chart(y).shift.sum() == 40


def test_a_gap_breaks_runs_and_ranges_and_is_no_zero() -> None:
    rising = [float(v) for v in range(1, 15)]
    with_gap = [*rising[:7], math.nan, *rising[8:]]
    found = control_chart(with_gap)
    assert np.isnan(found.limits.moving_range[[7, 8]]).all()
    assert float(found.limits.centre[0]) == pytest.approx(np.nanmean(with_gap))
    assert places(found.trend) == set(range(7))
    assert not control_chart([*rising[:6], math.nan, *rising[7:13]]).trend.any()
    assert not (found.beyond | found.shift | found.two_of_three)[7]
    assert found.side[7] == 0
    assert int(found.limits.points[0]) == 13


def test_a_tie_breaks_a_trend_and_the_centre_breaks_a_shift() -> None:
    assert not control_chart([1, 2, 3, 3, 4, 5, 6]).trend.any()
    assert control_chart([1, 2, 3, 4, 5, 6, 7]).trend.all()
    assert control_chart([1, 2, 3, 4, 5, 6, 7]).heading.tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert control_chart([7, 6, 5, 4, 3, 2, 1]).heading[-1] == -1
    level = [5, 5, 5, 4, 5, 5, 5, 5, -5, -5, -5, 0, -5, -5, -5, -5, -4]
    assert np.mean(level) == 0
    assert places(control_chart(level).shift) == set(range(8))


def test_every_rule_is_told_though_another_fired() -> None:
    y = [10.0, 11, 10, 9, 10, 11, 9, 10, 12, 14, 16, 18, 20, 30, 31, 11, 10]
    found = control_chart(y)
    assert found.beyond[14]
    assert found.trend[14]
    assert found.two_of_three[14]


def test_published_variants_of_two_of_three() -> None:
    y, zero, three = np.array([3.5, 2.4, 0.5]), np.zeros(3), np.full(3, 3.0)
    stretch = np.zeros(3, np.int64)
    assert places(two_of_three(y, zero, -three, three, stretch)) == {0, 1}
    assert places(two_of_three(y, zero, -three, three, stretch, NHSR)) == set()
    assert places(two_of_three(-y, zero, -three, three, stretch, MDC)) == {0, 1}
    mixed = np.array([2.5, -0.1, 2.5])
    assert places(two_of_three(mixed, zero, -three, three, stretch)) == set()


def test_screening_leaves_out_large_ranges_once() -> None:
    y = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    plain, screened = xmr_limits(y), xmr_limits(y, screen=True)
    assert places(screened.screened) == {4, 5}
    assert not plain.screened.any()
    assert float(screened.high[0]) == pytest.approx(35 / 18 + 2.66)
    assert float(plain.high[0]) == pytest.approx(35 / 18 + 2.66 * 32 / 17)


def test_many_series_are_each_their_own() -> None:
    y = np.random.default_rng(6).normal(size=(3, 2, 30))
    y[1, 1, 4] = np.nan
    stack = control_chart(y, [9])
    for at in np.ndindex(3, 2):
        np.testing.assert_array_equal(flags(stack)[(slice(None), *at)], flags(control_chart(y[at], [9])))
        np.testing.assert_allclose(stack.limits.high[at], xmr_limits(y[at], [9]).high)


def test_fewer_than_twelve_points_are_a_trial() -> None:
    y = np.random.default_rng(1).normal(size=30)
    assert control_chart(y[:11]).trial.all()
    assert not control_chart(y[:12]).trial.any()
    assert places(control_chart(y, [20]).trial) == set(range(20, 30))
    assert control_chart(y[:12], enough=24).trial.all()
    alone = control_chart(y, [29])
    assert np.isnan(alone.limits.high[29])
    assert alone.trial[29]
    assert not flags(alone)[:, 29].any()


def test_nothing_but_zeros_and_ties_flag_nothing() -> None:
    for y in ([0.0] * 20, [3.0] * 20, [0.1] * 20, [1 / 3] * 21):
        found = control_chart(y, screen=True)
        assert not flags(found).any()
        assert float(found.limits.low[0]) == float(found.limits.high[0]) == pytest.approx(y[0], rel=1e-12)


def test_bad_input_is_refused_in_a_sentence() -> None:
    for wrong in ([], [3]):
        with pytest.raises(ValueError, match="at least two points in time"):
            control_chart(wrong)
    with pytest.raises(ValueError, match="at least two values: the rest are missing"):
        control_chart([math.nan, 3, math.nan])
    beside = control_chart([[math.nan] * 3, [1, 2, 3]])
    assert np.isnan(beside.limits.high[0]).all()
    assert not flags(beside)[:, 0].any()
    with pytest.raises(ValueError, match="values must be finite: found inf"):
        control_chart([math.inf, 3, 4])
    for breaks in ([0], [5], [3, 3], [4, 2]):
        with pytest.raises(ValueError, match="breaks must ascend and lie between 1 and 4"):
            control_chart([1, 2, 3, 4, 5], breaks)
    with pytest.raises(ValueError, match="two of three has the rules"):
        control_chart([1, 2, 3], two_of_three="other")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a run needs at least two points"):
        control_chart([1, 2, 3], run=1)
