"""The month pattern against averages worked out in loops."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.season import month_pattern

from .oracles.change import expected
from .oracles.crime_series import DAYS, NULL, YEAR, World, simulate

SUMMER = np.array([0.75] * 5 + [1.75] * 3 + [0.75] * 4)


@given(st.lists(st.lists(st.integers(0, 90), min_size=12, max_size=12), min_size=3, max_size=3))
@example([[31, *YEAR[1:]]] * 3)
def test_index_is_the_mean_of_each_years_months_over_its_average(years: list[list[int]]) -> None:
    assume(all(map(sum, years)))
    result = month_pattern(years, DAYS)
    for month, days in enumerate(YEAR):
        shares = [Fraction(year[month], days) / Fraction(sum(year), 365) for year in years]
        assert result.index[month] == pytest.approx(float(sum(shares) / 3), abs=1e-9)
        assert result.yearly[:, month] == pytest.approx([float(share) for share in shares], abs=1e-9)
        assert result.years_above[month] == sum(share > 1 for share in shares)
        assert result.above_every_year[month] == all(share > 1 for share in shares)


def test_a_gap_in_summer_leaves_the_pattern_as_it_is() -> None:
    counts = DAYS * SUMMER * np.array([[3.0], [4.0], [5.0]])
    whole = month_pattern(counts, DAYS)
    counts[1, 6] = np.nan
    gap = month_pattern(counts, DAYS)
    assert gap.index == pytest.approx(whole.index, abs=1e-9)
    assert np.isnan(gap.yearly[1, 6])
    assert gap.years_above[6] == 2
    assert gap.above_every_year.tolist() == [False] * 5 + [True] * 3 + [False] * 4
    assert whole.index[6] / whole.index[0] == pytest.approx(1.75 / 0.75)


def test_an_average_day_stands_at_one() -> None:
    counts = np.random.default_rng(4).poisson(40, (3, 12)).astype(float)
    counts[2, 10] = np.nan
    assert (month_pattern(counts, DAYS).index * DAYS[0]).sum() == pytest.approx(365)


def test_the_chance_is_the_f_test_of_months() -> None:
    y = np.random.default_rng(9).poisson(30 * SUMMER**0.5, (3, 12)).astype(float)
    fitted = np.array(expected(y.tolist(), DAYS.tolist()))
    flat = y.sum(1, keepdims=True) * DAYS / 365
    between = ((y.sum(0) - flat.sum(0)) ** 2 / flat.sum(0)).sum() / 11
    within = max(1.0, ((y - fitted) ** 2 / fitted).sum() / 22)
    assert month_pattern(y, DAYS).p == pytest.approx(stats.f.sf(between / within, 11, 22))


def test_a_season_is_found_and_none_is_not() -> None:
    seasonal = month_pattern(simulate(NULL, 2000, 200, seed=1), DAYS)
    flat = month_pattern(simulate(World("flat", season=0), 2000, 200, seed=2), DAYS)
    assert (seasonal.p < 0.05).mean() > 0.8
    assert (flat.p < 0.05).mean() < 0.12


def test_without_season_months_stand_above_in_every_year_by_chance() -> None:
    flat = month_pattern(simulate(World("flat", season=0), 2000, 400, seed=3), DAYS)
    assert 1.0 < flat.above_every_year.sum(axis=-1).mean() < 2.0


def test_many_series_at_once_and_years_without_crime() -> None:
    y = np.random.default_rng(6).poisson(8, (3, 3, 12)).astype(float)
    y[1] = 0
    y[2, 0] = 0
    together = month_pattern(y, DAYS)
    assert together.index[0] == pytest.approx(month_pattern(y[0], DAYS).index)
    assert np.isnan(together.index[1]).all()
    assert np.isnan(together.p[1])
    assert together.index[2] == pytest.approx(month_pattern(y[2, 1:], DAYS[1:]).index)
    assert not together.above_every_year[1].any()


@pytest.mark.parametrize(
    ("counts", "days", "sentence"),
    [
        (np.ones((1, 12)), DAYS[:1], "at least two years"),
        (-np.ones((3, 12)), DAYS, "not below zero; mark a missing month as NaN"),
        (np.full((3, 12), np.inf), DAYS, "must be finite"),
        (np.ones((3, 12)), DAYS[:2], "one for each month"),
        (np.where(np.arange(12) == 4, np.nan, np.ones((3, 12))), DAYS, "missing in every year"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(counts: object, days: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        month_pattern(counts, days)  # type: ignore[arg-type]
