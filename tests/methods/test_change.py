"""The default verdict test against the same test written out slowly, and against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wardmote.methods.change import (
    expected_counts,
    percent_interval,
    ratio_interval,
    scaled_change,
    year_change,
)

from .oracles import change as oracle

PLAIN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
LEAP = [31, 29, *PLAIN[2:]]


@st.composite
def series(draw: st.DrawFn) -> tuple[list[list[float]], list[list[float]]]:
    """Two to four years of two to twelve matched months, from empty to busy, some years leap years."""
    years, months = draw(st.integers(2, 4)), draw(st.integers(2, 12))
    top = draw(st.sampled_from([1, 5, 60, 3000]))
    counts = draw(
        st.lists(
            st.lists(st.integers(0, top).map(float), min_size=months, max_size=months),
            min_size=years,
            max_size=years,
        )
    )
    leap = draw(st.lists(st.booleans(), min_size=years, max_size=years))
    return counts, [[float(day) for day in (LEAP if long else PLAIN)[:months]] for long in leap]


@given(series())
@settings(max_examples=60)
def test_agrees_with_the_test_written_out_slowly(case: tuple[list[list[float]], list[list[float]]]) -> None:
    counts, days = case
    phi, df, z, p = oracle.verdict_test(counts, days)
    result = year_change(counts, days)
    assert result.phi == pytest.approx(phi, rel=1e-8)
    assert result.df == df
    assert result.z == pytest.approx(z, rel=1e-8, abs=1e-9)
    assert result.p == pytest.approx(p, rel=1e-7, abs=1e-12)


@given(series())
@settings(max_examples=60)
def test_fit_keeps_every_year_and_month_total(case: tuple[list[list[float]], list[list[float]]]) -> None:
    counts, days = case
    fitted = expected_counts(counts, days)
    assert fitted.sum(axis=0) == pytest.approx(np.sum(counts, axis=0), rel=1e-10, abs=1e-10)
    assert fitted.sum(axis=1) == pytest.approx(np.sum(counts, axis=1), rel=1e-10, abs=1e-10)


def test_fit_is_the_poisson_regression_with_days_as_offset() -> None:
    counts = np.random.default_rng(7).poisson(np.outer([40, 50, 70], 1 + np.arange(12) / 20))
    days = np.array([PLAIN, PLAIN, LEAP])
    year, month = np.indices(counts.shape)
    effects = np.column_stack(
        [year.ravel() == i for i in range(3)] + [month.ravel() == j for j in range(1, 12)]
    ).astype(float)
    fit = sm.GLM(counts.ravel(), effects, family=sm.families.Poisson(), offset=np.log(days.ravel())).fit(
        tol=1e-14
    )
    result = year_change(counts, days)
    assert expected_counts(counts, days).ravel() == pytest.approx(fit.fittedvalues, rel=1e-9)
    assert fit.df_resid == result.df == 22
    assert result.phi == pytest.approx(max(1.0, fit.pearson_chi2 / fit.df_resid), rel=1e-9)


def test_fit_is_the_product_of_totals_where_years_have_equal_months() -> None:
    counts = np.random.default_rng(3).poisson(30, (3, 12)).astype(float)
    product = np.outer(counts.sum(1), counts.sum(0)) / counts.sum()
    assert expected_counts(counts, [PLAIN] * 3) == pytest.approx(product, rel=1e-13)


def test_a_rate_that_never_changes_is_no_change_in_a_leap_year() -> None:
    days = np.array([PLAIN, PLAIN, LEAP], dtype=float)
    result = year_change(days * 3, days)
    assert result.b > result.a
    assert result.z == pytest.approx(0, abs=1e-9)
    assert result.phi == 1


def test_many_series_at_once_give_what_each_gives_alone() -> None:
    counts = np.random.default_rng(5).poisson(np.array([0.2, 4, 300])[:, None, None, None], (3, 4, 3, 11))
    days = np.array([PLAIN[:11], LEAP[:11], PLAIN[:11]])
    together = year_change(counts, days)
    for place in np.ndindex(3, 4):
        alone = year_change(counts[place], days)
        for field in ("a", "b", "phi", "d1", "d2", "z", "p"):
            assert getattr(together, field)[place] == pytest.approx(getattr(alone, field), rel=1e-9, abs=1e-9)


def test_nothing_at_all_is_no_change() -> None:
    result = year_change(np.zeros((2, 12)), [PLAIN, PLAIN])
    assert (result.a, result.b, result.phi, result.z, result.p) == (0, 0, 1, 0, 1)


def test_empty_months_count_nothing_and_leave_the_degrees_of_freedom() -> None:
    counts = np.array([[9, 0, 5, 7.0], [3, 0, 14, 6.0]])
    result = year_change(counts, np.full((2, 4), 30))
    fitted = np.outer(counts.sum(1), counts.sum(0))[:, [0, 2, 3]] / counts.sum()
    assert result.df == 3
    assert result.phi == pytest.approx(((counts[:, [0, 2, 3]] - fitted) ** 2 / fitted).sum() / 3)


def test_weapons_possession_85_to_151_is_a_rise() -> None:
    monthly = np.array(
        [[7, 8, 6, 7, 9, 6, 8, 7, 6, 8, 7, 6], [13, 12, 14, 11, 13, 12, 12, 14, 13, 12, 13, 12]]
    )
    result = year_change(monthly, [PLAIN, PLAIN])
    assert (result.a, result.b, result.phi) == (85, 151, 1)
    assert result.z == pytest.approx(np.sqrt(2) * (np.sqrt(151) - np.sqrt(85)))
    assert result.p < 0.01


@given(
    a=st.integers(0, 3000),
    b=st.integers(0, 3000),
    phi=st.floats(1, 8),
    df=st.integers(8, 33),
    d2=st.sampled_from([365.0, 366.0]),
    confidence=st.sampled_from([0.8, 0.95, 0.998]),
)
@settings(max_examples=200)
def test_ratio_interval_is_where_the_test_turns(
    a: int, b: int, phi: float, df: int, d2: float, confidence: float
) -> None:
    low, high = ratio_interval(a, b, phi, df, 365.0, d2, confidence)
    slow_low, slow_high = oracle.ratio_limits(a, b, phi, df, 365.0, d2, confidence)
    assume(low > 1e-8 or low == 0)
    assume(high < 1e8 or high == np.inf)
    assert low == pytest.approx(slow_low, rel=1e-7)
    assert high == pytest.approx(slow_high, rel=1e-7)


@given(
    counts=st.lists(st.integers(0, 80), min_size=24, max_size=24),
    leap=st.booleans(),
    scale=st.integers(1, 40),
)
@settings(max_examples=150)
def test_interval_leaves_out_one_exactly_when_the_test_refuses(
    counts: list[int], leap: bool, scale: int
) -> None:
    y = np.array(counts).reshape(2, 12) * [[1], [scale]]
    change = year_change(y, [PLAIN, LEAP if leap else PLAIN])
    for confidence in (0.5, 0.9, 0.95, 0.998):
        assume(abs(change.p - (1 - confidence)) > 1e-9)
        low, high = ratio_interval(
            change.a, change.b, change.phi, change.df, change.d1, change.d2, confidence
        )
        assert (change.p < 1 - confidence) == (not low <= 1 <= high)


@given(a=st.integers(1, 4000), b=st.integers(0, 4000), phi=st.floats(1, 9))
def test_percent_interval_holds_the_change_shown(a: int, b: int, phi: float) -> None:
    low, high = percent_interval(a, b, phi, 22)
    assert -100 <= low <= 100 * (b - a) / a + 1e-6
    assert high >= 100 * (b - a) / a - 1e-6


def test_percent_interval_without_a_base_or_without_a_limit() -> None:
    low, high = percent_interval([0, 1, 85, 30], [12, 90, 151, 0], 1.0, 22)
    assert np.isnan([low[0], high[0]]).all()
    assert high[1] == np.inf
    assert low[1] > 0
    slow = [100 * (ratio - 1) for ratio in oracle.ratio_limits(85, 151, 1.0, 22, 1, 1, 0.95)]
    assert (low[2], high[2]) == (pytest.approx(slow[0]), pytest.approx(slow[1]))
    assert low[3] == -100
    assert -100 < high[3] < 0


def test_one_series_gives_single_numbers() -> None:
    change = year_change(np.ones((2, 12)), np.ones((2, 12)))
    for value in (change.a, change.phi, change.p, *ratio_interval(85, 151, 1.6, 22, 365, 366)):
        assert value.shape == ()
    assert percent_interval(85, 151, 1.6, 22).high.shape == ()


def test_scaling_by_located_shares_changes_totals_and_verdict_not_spread() -> None:
    counts = np.array([[[50] * 12, [60] * 12], [[10] * 12, [10] * 12]])
    change = year_change(counts, [PLAIN, PLAIN])
    scaled = scaled_change(change, [1.0, 0.0], [0.8, 1.0])
    assert scaled.b[0] == pytest.approx(900)
    assert scaled.z[0] == pytest.approx(np.sqrt(2) * (np.sqrt(900) - np.sqrt(600)) / np.sqrt(change.phi[0]))
    assert scaled.p[0] < change.p[0]
    assert (scaled.df, scaled.phi[0]) == (change.df, change.phi[0])
    assert np.isnan([scaled.z[1], scaled.p[1]]).all()
    same = scaled_change(change, 1.0, 1.0)
    assert same.z == pytest.approx(change.z)


GOOD = np.ones((2, 12))


@pytest.mark.parametrize(
    ("counts", "days", "sentence"),
    [
        (np.where(np.eye(2, 12) > 0, np.nan, 1.0), GOOD, "must all be present: found nan .2 of 24"),
        (-GOOD, GOOD, "must not be below zero: found -1 .*revised"),
        (GOOD[:1], GOOD[:1], "at least two years"),
        (GOOD[:, :1], GOOD[:, :1], "at least two matched months"),
        (GOOD[0], GOOD[0], "at least two years"),
        (GOOD, GOOD[:, :11], "days must give one length"),
        (GOOD, GOOD[0], "days must give one length"),
        (GOOD, np.ones((4, 2, 12)), "days must give one length"),
        (GOOD, GOOD * 0, "days must be above zero"),
        ([[1, 2], [3]], GOOD, "rows of equal length"),
        ([["a", "b"], ["c", "d"]], GOOD, "must be numbers"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(counts: object, days: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        year_change(counts, days)  # type: ignore[arg-type]


def test_bad_interval_arguments_are_refused() -> None:
    with pytest.raises(ValueError, match=r"such as 0\.95: found 95"):
        ratio_interval(1, 2, 1, 22, 365, 365, 95)
    with pytest.raises(ValueError, match=r"phi must be at least 1: found 0\.5"):
        ratio_interval(1, 2, 0.5, 22, 365, 365)
    with pytest.raises(ValueError, match="share_current must lie between 0 and 1"):
        scaled_change(year_change(GOOD, GOOD), 1.0, 1.2)
