"""Exponential smoothing against single-series loops, statsmodels, and published forecasts."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from tests.methods.oracles.smoothing import minus_two_log_likelihood, smoothed

from wardmote.methods.forecast.ets import EVERY_FORM, Form, ets_forecast, form_named
from wardmote.methods.forecast.ets.parameters import bounds, starts, unpacked
from wardmote.methods.forecast.ets.recursion import ahead, fitted
from wardmote.methods.forecast.ets.search import best_start, most_likely, residuals

ALPHAS = (0.02, 0.1, 0.3, 0.6, 0.9)
Rows = npt.NDArray[np.float64]


def made(rows: int, months: int = 60, level: float = 80, seed: int = 1) -> Rows:
    """Counts with a season and a slow drift, none of them 0."""
    random, month = np.random.default_rng(seed), np.arange(months)
    mean = level * (1 + 0.2 * np.sin(2 * np.pi * month / 12)) * np.exp(0.004 * month)
    return np.maximum(random.poisson(random.gamma(100, mean / 100, (rows, months))), 1).astype(float)


def searched(y: Rows, present: Rows, form: Form) -> tuple[Rows, Rows]:
    """Search from the best of several starts."""
    candidates = [starts(y, present, form, 12, alpha) for alpha in ALPHAS]
    return most_likely(y, present, form, best_start(y, present, form, candidates, 12), 12)


@given(st.sampled_from(EVERY_FORM), st.integers(0, 1000), st.booleans())
@settings(max_examples=30)
def test_forecasts_and_likelihood_are_those_of_the_innovation_form(form: Form, seed: int, gap: bool) -> None:
    y = made(1, 40, seed=seed)[0] / 80
    random = np.random.default_rng(seed)
    season = random.uniform(0.8, 1.2, 12) if form.season == "M" else random.uniform(-0.2, 0.2, 12)
    season = season * 12 / season.sum() if form.season == "M" else season - season.mean()
    alpha, slope, share = random.uniform(0.05, 0.95, 3).tolist()
    damping = 0.9
    packed = (
        [alpha]
        + [slope] * (form.trend != "N")
        + [share] * (form.season != "N")
        + [damping] * (form.trend == "Ad")
    )
    packed += [1.0] + [0.01] * (form.trend != "N") + season[:-1].tolist() * (form.season != "N")
    seen = y.copy()
    if gap:
        seen[[3, 20]] = np.nan
    present = (~np.isnan(seen)).astype(float)[:, None]
    given_ = np.array(packed)[:, None, None]
    found, end = fitted(np.nan_to_num(seen)[:, None], present, form, *unpacked(given_, form, 12))
    oracle, level, rise, seasons = smoothed(
        seen,
        form.error,
        form.trend,
        form.season,
        alpha,
        slope,
        share * (1 - alpha),
        damping,
        1.0,
        0.01,
        season,
    )
    assert found[:, 0, 0] == pytest.approx(oracle, rel=1e-9)
    assert end.level.item() == pytest.approx(level)
    if form.trend != "N":
        assert end.trend.item() == pytest.approx(rise)
    if form.season != "N":
        assert [one.item() for one in end.season] == pytest.approx(seasons[4:] + seasons[:4])
    r = residuals(np.nan_to_num(seen)[:, None], present, form, given_, 12)
    if np.isfinite(r).all():
        n = present.sum()
        assert n * np.log((r**2).sum()) == pytest.approx(minus_two_log_likelihood(seen, oracle, form.error))


@pytest.mark.parametrize("name", ["(A,N,N)", "(A,Ad,N)", "(M,N,A)", "(A,Ad,A)", "(M,Ad,M)"])
def test_the_likelihood_found_is_at_least_that_of_statsmodels(name: str) -> None:
    y, form = made(1, 60)[0], form_named(name)
    present = np.ones((60, 1))
    scaled = (y / y.mean())[:, None]
    _, least = searched(scaled, present, form)
    words = {"A": "add", "M": "mul", "N": None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = ETSModel(
            y, error=words[form.error], trend="add" if form.trend != "N" else None, damped_trend=form.trend == "Ad",
            seasonal=words[form.season], seasonal_periods=12 if form.season != "N" else None,
        ).fit(disp=0, maxiter=300)  # fmt: skip
    theirs = minus_two_log_likelihood(y, other.fittedvalues, form.error)
    assert 60 * np.log(least[0] * y.mean() ** 2) <= theirs + 0.5


def test_parameters_stay_within_their_bounds() -> None:
    y = made(8)
    for form in EVERY_FORM:
        low, high = bounds(form, 12)
        scaled, present = (y / y.mean(axis=1, keepdims=True)).T, np.ones((60, 8))
        found, _ = most_likely(scaled, present, form, starts(scaled, present, form, 12, 0.1), 12)
        assert (found >= low[:, None]).all()
        assert (found <= high[:, None]).all()


@pytest.mark.parametrize("name", ["(A,N,N)", "(A,Ad,A)", "(M,Ad,M)"])
def test_response_is_the_spread_of_made_up_futures(name: str) -> None:
    y, form = made(1)[0], form_named(name)
    found = ets_forecast(y[None], 6, forms=[form])
    sd = np.sqrt(np.diagonal(found.covariance()[0]))
    assert (np.diff(sd) > -0.35 * sd[:-1]).all()
    scaled, present = (y / y.mean())[:, None], np.ones((60, 1))
    packed, _ = searched(scaled, present, form)
    smoothing, start = unpacked(packed[:, None], form, 12)
    f, end = fitted(scaled, present, form, smoothing, start)
    miss = (scaled[:, 0] - f[:, 0, 0]) / (f[:, 0, 0] if form.error == "M" else 1)
    spread = np.sqrt((miss**2).sum() / (60 - form.parameters(12)))
    shocks = np.random.default_rng(3).normal(0, spread, (6, 20_000, 1))
    futures = ahead(form, smoothing, end, shocks)[:, :, 0] * y.mean()
    assert futures.mean(axis=1) == pytest.approx(found.mean[0], rel=0.01)
    assert futures.std(axis=1) == pytest.approx(sd, rel=0.04)


def test_together_as_alone_and_larger_counts_scale_through() -> None:
    y = made(5)
    together = ets_forecast(y, 12)
    for row in range(5):
        alone = ets_forecast(y[row : row + 1] * 3, 12)
        assert alone.chosen[0] == together.chosen[row]
        assert alone.mean[0] == pytest.approx(3 * together.mean[row], rel=1e-3)


def test_a_form_that_divides_is_not_offered_a_zero_nor_a_short_series_a_season() -> None:
    y = made(1, 60, level=2)
    y[0, 5] = 0
    assert ets_forecast(y, 3).chosen[0].startswith("(A,")
    assert ets_forecast(made(1, 20), 3).chosen[0].endswith("N)")
    none = ets_forecast(np.vstack([np.zeros(60), np.full(60, np.nan)]), 3)
    assert none.chosen == ("", "")
    assert np.isnan(none.mean).all()


def test_names_of_forms() -> None:
    assert form_named("MAdM") == form_named("(M,Ad,M)")
    assert len({form.name for form in EVERY_FORM}) == 15
    with pytest.raises(ValueError, match="not a model of the family"):
        form_named("(A,N,M)")
