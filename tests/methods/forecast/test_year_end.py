"""The year's end and the way to a target, against sums and made-up futures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.forecast import forecast_counts, to_target, year_end

HISTORY = np.random.default_rng(2).poisson(30, (2, 55)).astype(float)
FORECAST = forecast_counts(HISTORY, 12)


@given(st.integers(0, 12))
@settings(max_examples=13)
def test_given_months_are_fixed_and_the_rest_is_forecast(months: int) -> None:
    given_ = HISTORY[:, 55 - months :]
    found = year_end(given_, FORECAST)
    left = 12 - months
    assert found.mean == pytest.approx(given_.sum(axis=1) + FORECAST.mean[:, :left].sum(axis=1))
    assert (found.low95 <= found.mean).all()
    assert (found.high95 >= found.mean).all()
    assert (found.low95 >= found.given).all()
    if not left:
        assert found.low95 == pytest.approx(found.mean)
        assert found.high95 == pytest.approx(found.mean)


def test_limits_of_the_sum_are_those_of_made_up_years() -> None:
    found = year_end(HISTORY[:, -7:], FORECAST)
    random = np.random.default_rng(4)
    part = FORECAST.covariance[0, :5, :5]
    years = found.given[0] + random.multivariate_normal(FORECAST.mean[0, :5], part, 100_000).sum(axis=1)
    assert found.low95[0] == pytest.approx(np.quantile(years, 0.025), abs=5)
    assert found.high95[0] == pytest.approx(np.quantile(years, 0.975), abs=5)
    chance = to_target(found.mean + 20, found).chance
    assert chance[0] == pytest.approx((np.round(years) <= found.mean[0] + 20).mean(), abs=0.03)


def test_scaling_by_days_is_shown_beside() -> None:
    found = year_end(HISTORY[:, -2:], FORECAST, days_given=[30, 31], days_left=[30.4] * 10)
    assert found.by_days == pytest.approx(HISTORY[:, -2:].sum(axis=1) * 365 / 61)
    assert np.isnan(year_end(HISTORY[:, -2:], FORECAST).by_days).all()


def test_months_to_a_target_add_up_to_it() -> None:
    year = year_end(HISTORY[:, -8:], FORECAST)
    asked = to_target([300, 330], year)
    assert year.given + asked.monthly.sum(axis=1) == pytest.approx([300, 330])
    assert asked.monthly[0] / year.monthly[0] == pytest.approx(np.full(4, 1 + asked.change[0]))
    assert (np.diff([to_target(target, year).chance[0] for target in range(220, 420, 20)]) >= 0).all()


def test_a_passed_target_and_a_quiet_year() -> None:
    year = year_end(HISTORY[:, -8:], FORECAST)
    passed = to_target(10, year)
    assert (passed.left < 0).all()
    assert np.isnan(passed.monthly).all()
    assert passed.chance.tolist() == [0, 0]
    none = year_end([0.0] * 6, forecast_counts([0.0] * 30, 6))
    assert none.mean[0] == 0
    assert none.high95[0] >= 1
    assert to_target(6, none).monthly[0] == pytest.approx(np.ones(6))


def test_a_missing_month_leaves_the_year_unknown() -> None:
    given_ = HISTORY[:, -3:].copy()
    given_[0, 1] = np.nan
    found = year_end(given_, FORECAST)
    assert np.isnan(found.mean[0])
    assert np.isfinite(found.mean[1])
    assert np.isnan(to_target(100, found).chance[0])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: year_end(np.ones((2, 13)), FORECAST), "a year of 12 months"),
        (lambda: year_end(np.ones((3, 6)), FORECAST), "for 3 series: found 12 months for 2"),
        (lambda: year_end(-np.ones((2, 6)), FORECAST), "not below zero"),
        (lambda: to_target(-1, year_end(np.ones((2, 6)), FORECAST)), "target must not be below zero"),
        (lambda: to_target(5, year_end(np.ones((2, 12)), FORECAST)), "no month of the year is left"),
    ],
)
def test_bad_input_to_the_years_end_is_a_sentence(call: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()  # type: ignore[operator]
