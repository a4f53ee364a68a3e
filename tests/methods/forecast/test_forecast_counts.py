"""The forecast of counts: what it does with whole, short, gappy, quiet and hopeless series."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.forecast import MODELS, back_test, forecast_counts
from wardmote.methods.forecast.limits import chance_at_most, count_limits, quiet_limit

Rows = npt.NDArray[np.float64]


def made(rows: int, months: int = 60, level: float = 40, seed: int = 1) -> Rows:
    """Stable monthly counts with a season."""
    month = np.arange(months)
    return (
        np.random.default_rng(seed)
        .poisson(level * (1 + 0.2 * np.sin(month / 12 * 2 * np.pi)), (rows, months))
        .astype(float)
    )


def test_it_is_the_mean_of_four_and_lies_within_its_limits() -> None:
    found = forecast_counts(made(3), 12)
    assert found.fitted.all()
    assert found.mean == pytest.approx(found.each.mean(axis=0))
    assert (found.low95 <= found.low80).all()
    assert (found.low80 < found.mean).all()
    assert (found.mean < found.high80).all()
    assert (found.high80 <= found.high95).all()
    assert found.notes(0) == ()
    assert len(MODELS) == len(found.each)


@given(
    st.lists(
        st.one_of(st.just(float("nan")), st.integers(0, 3).map(float), st.integers(0, 900).map(float)),
        min_size=1,
        max_size=60,
    ),
    st.integers(1, 14),
)
@settings(max_examples=25)
def test_whatever_the_series_no_forecast_is_below_zero_and_notes_explain(
    counts: list[float], horizon: int
) -> None:
    found = forecast_counts(counts, horizon)
    if np.isnan(counts).all():
        assert np.isnan(found.mean).all()
        assert found.notes() == ("No month has a count, so nothing can be forecast.",)
        return
    for values in (found.mean, found.low80, found.high80, found.low95, found.high95):
        assert (values >= 0).all()
    for limit in (found.low80, found.high95):
        assert (limit == np.floor(limit)).all()
    assert (found.low95 <= found.high95).all()
    assert (found.notes() == ()) == (found.fitted.all() and not found.none.any())
    assert np.linalg.eigvalsh(found.covariance[0]).min() >= -1e-6 * max(1.0, found.covariance.max())


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([4.0], "With 1 month no model can be fitted: the forecast is the average month"),
        ([0.0] * 60, "None was counted in 60 months"),
        (
            made(1, 20)[0],
            "Not fitted for want of months or of counts: STL and linear. The mean is of ETS and seasonal naive",
        ),
    ],
)
def test_what_could_not_be_done_is_a_sentence(counts: Rows, sentence: str) -> None:
    assert any(note.startswith(sentence) for note in forecast_counts(counts, 6).notes())


def test_one_crime_in_five_years_and_gaps_are_borne() -> None:
    one = np.zeros(60)
    one[40] = 1
    gaps = made(1)[0]
    gaps[[3, 17, 44]] = np.nan
    found = forecast_counts(np.stack([one, gaps]), 12)
    assert found.mean[0].max() < 0.3
    assert found.high95[0].max() <= 2
    whole = forecast_counts(made(1), 12)
    assert found.mean[1] == pytest.approx(whole.mean[0], rel=0.1)


def test_a_falling_series_stops_at_zero() -> None:
    found = forecast_counts(np.maximum(60 - 1.1 * np.arange(60), 0), 24)
    assert (found.mean >= 0).all()
    assert (found.each >= 0).all()


def test_longer_months_hold_more() -> None:
    days = np.tile([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 5).astype(float)
    found = forecast_counts(days * 2, 12, days=days, days_ahead=days[:12])
    assert found.mean[0] == pytest.approx(days[:12] * 2, rel=1e-3)
    leap = days[:12].copy()
    leap[1] = 29
    longer = forecast_counts(made(1), 12, days=days, days_ahead=leap)
    usual = forecast_counts(made(1), 12, days=days, days_ahead=days[:12])
    assert longer.mean[0, 1] == pytest.approx(usual.mean[0, 1] * 29 / 28)
    assert longer.day_adjusted


def test_lots_come_back_in_order_and_progress_is_told() -> None:
    counts, told = made(450, 14), []
    counts[:, -1] = np.arange(450)
    found = forecast_counts(counts, 1, progress=lambda done, of: told.append((done, of)))
    assert told == [(400, 450), (450, 450)]
    assert found.mean[[3, 449]] == pytest.approx(forecast_counts(counts[[3, 449]], 1).mean, rel=1e-6)


def test_shared_out_work_comes_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads stand in for processes, which take seconds to start; what would travel between them is pickled."""
    monkeypatch.setattr(
        "wardmote.methods.forecast.counts.ProcessPoolExecutor",
        lambda workers, mp_context: ThreadPoolExecutor(workers),
    )
    counts, told = made(401, 10), []
    shared = forecast_counts(counts, 2, workers=2, progress=lambda done, of: told.append((done, of)))
    alone = forecast_counts(counts, 2)
    assert shared.mean == pytest.approx(alone.mean)
    assert shared.each.shape == alone.each.shape
    assert told[-1] == (401, 401)
    assert pickle.loads(pickle.dumps(shared)).mean == pytest.approx(alone.mean)  # noqa: S301


@given(st.floats(0.01, 300), st.floats(1.01, 20))
def test_limits_are_quantiles_of_the_negative_binomial(mean: float, phi: float) -> None:
    variance = mean * phi
    low, high = count_limits(np.array([mean, mean]), np.array([variance, mean / 2]), 0.8)
    share, size = 1 / phi, mean / (phi - 1)
    assert low[0] == stats.nbinom.ppf(0.1, size, share)
    assert high[0] == stats.nbinom.ppf(0.9, size, share)
    assert high[1] == stats.poisson.ppf(0.9, mean)
    assert chance_at_most(high[:1], np.array([mean]), np.array([variance]))[0] >= 0.9 - 1e-9


def test_the_limit_of_a_quiet_series_is_that_of_the_predictive_distribution() -> None:
    random = np.random.default_rng(1)
    futures = random.poisson(random.gamma(0.5, 1 / 12, 400_000) * 3)
    assert quiet_limit(np.array([12]), 3, 0.95)[0] == np.quantile(futures, 0.975)


def test_the_back_test_is_the_forecast_of_the_earlier_months() -> None:
    counts = made(4, 72)
    counts[1, -1] = np.nan
    found = back_test(counts, 12)
    made_then = forecast_counts(counts[:, :60], 12)
    assert found.forecasts.mean == pytest.approx(made_then.mean)
    scale = np.abs(counts[0, 12:60] - counts[0, :48]).mean()
    assert found.mase[0] == pytest.approx(np.abs(counts[0, 60:] - made_then.mean[0]).mean() / scale)
    assert found.mase_naive[0] == pytest.approx(np.abs(counts[0, 60:] - counts[0, 48:60]).mean() / scale)
    assert found.months.tolist() == [12, 11, 12, 12]
    assert found.within95.min() >= found.within80.min()


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: forecast_counts([]), "one series of months"),
        (lambda: forecast_counts([1.0, -2.0]), "not below zero"),
        (lambda: forecast_counts([1.0, np.inf]), "must be finite"),
        (lambda: forecast_counts(["a"]), "must be numbers"),
        (lambda: forecast_counts([1.0], 0), "horizon must be at least 1"),
        (lambda: forecast_counts([1.0], days=[31]), "or neither"),
        (lambda: forecast_counts([1.0], 1, days=[31, 28], days_ahead=[31]), "days must be 1 lengths"),
        (lambda: forecast_counts(np.ones((2, 2, 2))), "found the shape"),
        (lambda: back_test([1.0, 2.0], 2), "at least one month to forecast from"),
    ],
)
def test_bad_input_to_forecasts_is_a_sentence(call: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()  # type: ignore[operator]
