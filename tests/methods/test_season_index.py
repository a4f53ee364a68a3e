"""Season indices and their intervals against a regression by statsmodels, and how often they hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from wardmote.methods.season_index import season_index

from .oracles.crime_series import DAYS, YEAR


@given(
    st.lists(st.lists(st.integers(1, 90), min_size=12, max_size=12), min_size=3, max_size=3), st.booleans()
)
@settings(max_examples=25)
def test_indices_are_the_month_effects_of_a_poisson_regression(years: list[list[int]], gap: bool) -> None:
    y = np.array(years, dtype=float)
    if gap:
        y[1, 4] = np.nan
    found = season_index(y, DAYS)
    seen = ~np.isnan(y.ravel())
    design = np.column_stack([np.kron(np.eye(3), np.ones((12, 1))), np.tile(np.eye(12), (3, 1))[:, 1:]])
    fit = sm.GLM(y.ravel()[seen], design[seen], sm.families.Poisson(), offset=np.log(DAYS.ravel()[seen])).fit(
        tol=1e-13
    )
    effects = np.exp(np.concatenate([[0.0], fit.params[3:]]))
    assert found.index == pytest.approx(effects / ((effects * YEAR).sum() / 365), rel=1e-6)
    assert found.phi == pytest.approx(max(1.0, fit.pearson_chi2 / fit.df_resid), rel=1e-6)
    assert (found.low <= found.index + 1e-9).all()
    assert (found.index <= found.high + 1e-9).all()


def test_the_interval_is_wilsons_for_the_crimes_that_dispersion_leaves() -> None:
    y = np.random.default_rng(3).poisson(12, (3, 12)).astype(float)
    found = season_index(y, np.full((3, 12), 30.0))
    n, t = y.sum() / found.phi, stats.t.ppf(0.975, 22)
    alpha = 2 * stats.norm.sf(t)
    low, high = proportion_confint(y[:, 4].sum() / found.phi, n, alpha, "wilson")
    assert found.low[4] == pytest.approx(low * 12)
    assert found.high[4] == pytest.approx(high * 12)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    random = np.random.default_rng(5)
    truth = 1 + 0.25 * np.sin(np.arange(12) / 12 * 2 * np.pi)
    truth = truth / ((truth * YEAR).sum() / 365)
    for mean in (5, 60, 600):
        level = np.broadcast_to(mean * truth * DAYS / 30.4, (4000, 3, 12))
        found = season_index(random.poisson(random.gamma(100, level / 100)), DAYS)
        inside = ((found.low <= truth) & (truth <= found.high)).mean()
        assert 0.94 < inside < 0.98


def test_the_calendar_marks_summer_and_not_chance() -> None:
    summer = np.array([0.7] * 5 + [1.8] * 3 + [0.7] * 4)
    found = season_index(np.round(DAYS * summer * 3), DAYS)
    assert found.calendar.tolist() == [-1] * 5 + [1] * 3 + [-1] * 4
    flat = season_index(np.random.default_rng(8).poisson(40, (2000, 3, 12)), np.full((3, 12), 30.0))
    assert (flat.calendar != 0).mean() < 0.05


def test_no_crime_says_nothing() -> None:
    found = season_index(np.zeros((3, 12)), DAYS)
    assert np.isnan(found.index).all()
    assert np.isnan(found.low).all()
    assert not found.calendar.any()


@given(st.integers(0, 11))
def test_a_month_without_crime_has_an_upper_limit(month: int) -> None:
    y = np.full((3, 12), 5.0)
    y[:, month] = 0
    found = season_index(y, DAYS)
    assume(found.index[month] == pytest.approx(0, abs=1e-6))
    assert found.low[month] == pytest.approx(0, abs=1e-9)
    assert 0 < found.high[month] < 1


@pytest.mark.parametrize(
    ("counts", "days", "sentence"),
    [
        (np.ones((1, 12)), DAYS[:1], "two years"),
        ([], DAYS, "two years"),
        (-np.ones((3, 12)), DAYS, "not below zero"),
        (np.full((3, 12), np.inf), DAYS, "must be finite"),
        (np.ones((3, 12)), DAYS[:2], "one for each month"),
        (np.where(np.arange(12) == 4, np.nan, np.ones((3, 12))), DAYS, "missing in every year"),
    ],
)
def test_bad_input_to_season_indices_is_a_sentence(counts: object, days: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        season_index(counts, days)  # type: ignore[arg-type]
