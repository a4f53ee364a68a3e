"""The weekly alert against one worked out with statsmodels, week by week."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.oracles.weeks import flexible_limit

from wardmote.methods.exceptional import ORIGINAL, Rules, farrington_flexible, farrington_original


def weeks(mean: float, seed: int, years: int = 6, extra: float = 0.1) -> npt.NDArray[np.float64]:
    """Weekly counts with a season and more variation than chance."""
    random, week = np.random.default_rng(seed), np.arange(52 * years + 8)
    level = mean * (1 + 0.3 * np.sin(2 * np.pi * week / 52))
    return random.poisson(random.gamma(1 / extra, extra * level)).astype(float)


@given(st.integers(0, 10_000), st.sampled_from([3.0, 12.0, 60.0]), st.sampled_from([0.001, 0.1]))
@settings(max_examples=6)
def test_flexible_is_what_the_regressions_say(seed: int, mean: float, extra: float) -> None:
    y = weeks(mean, seed, extra=extra)
    y[100] = np.nan
    found = farrington_flexible(y, last=2)
    for place, week in enumerate(found.week):
        expected, phi, limit = flexible_limit(y.tolist(), int(week))
        assert found.expected[place] == pytest.approx(expected, rel=1e-6)
        assert found.phi[place] == pytest.approx(phi, rel=1e-6)
        if not np.isnan(found.upper[place]):
            assert found.upper[place] == limit


def test_an_outbreak_is_an_alarm_and_past_ones_do_not_hide_it() -> None:
    y = weeks(10, 1)
    y[-1] = 60
    assert farrington_flexible(y).alarm[-1]
    before = farrington_flexible(y).upper[-1]
    y[-104] = 400
    kept, plain = (
        farrington_flexible(y, rules=replace(Rules(), weight_from=limit)) for limit in (2.58, None)
    )
    assert kept.upper[-1] < 1.5 * before < plain.upper[-1]


@pytest.mark.parametrize("watch", [farrington_flexible, farrington_original])
def test_many_series_are_judged_as_each_alone(watch: type[object] | object) -> None:
    both = np.stack([weeks(10, 2), weeks(50, 3)])
    together, alone = watch(both, 3), watch(both[1], 3)  # type: ignore[operator]
    assert together.upper.shape == (2, 3)
    assert together.upper[1] == pytest.approx(alone.upper)
    assert together.chance[1] == pytest.approx(alone.chance)


@pytest.mark.parametrize("watch", [farrington_flexible, farrington_original])
def test_more_this_week_never_takes_an_alarm_away(watch: object) -> None:
    y = weeks(8, 4)
    alarms = []
    for seen in range(0, 60, 5):
        y[-1] = seen
        alarms.append(bool(watch(y).alarm[-1]))  # type: ignore[operator]
    assert alarms == sorted(alarms)
    assert alarms[-1]


def test_few_in_four_weeks_gaps_and_no_crime_raise_no_alarm() -> None:
    quiet = np.zeros(320)
    quiet[-1] = 4
    found = farrington_flexible(quiet)
    assert np.isnan(found.upper[-1])
    assert not found.alarm[-1]
    none = farrington_flexible(np.zeros(320), 3)
    assert not none.alarm.any()
    assert none.expected == pytest.approx(0, abs=1e-9)
    y = weeks(10, 5)
    y[-1] = np.nan
    assert not farrington_flexible(y).alarm[-1]
    assert np.isnan(farrington_flexible(y).chance[-1])


def test_a_trend_enters_the_original_only_where_it_is_clear() -> None:
    rules = replace(ORIGINAL, trend=True)
    flat = farrington_original(np.tile([9.0, 11.0, 10.0, 10.0], 82), rules=rules)
    assert not flat.trend[-1]
    falling = np.round(40 - np.arange(328) * 0.08)
    assert farrington_original(falling, rules=rules).trend[-1]


@pytest.mark.parametrize(
    ("counts", "last", "rules", "sentence"),
    [
        (np.ones(100), 1, Rules(), "needs 264 weeks to watch the last 1: found 100"),
        (-np.ones(320), 1, Rules(), "not below zero"),
        (np.full(320, np.inf), 1, Rules(), "must be finite"),
        (np.ones(320), 0, Rules(), "last must be at least 1"),
        (5.0, 1, Rules(), "found a single number"),
        ("abc", 1, Rules(), "must be numbers"),
        (np.ones(320), 1, Rules(alpha=1.5), "alpha must lie between 0 and 1"),
        (np.ones(320), 1, Rules(groups=60), "too many"),
        (np.ones(320), 1, Rules(years=0), "cannot be kept"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_by_the_watch(
    counts: object, last: int, rules: Rules, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        farrington_flexible(counts, last, rules)  # type: ignore[arg-type]
