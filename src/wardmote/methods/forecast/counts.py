"""The forecast of counts: the mean of four models, with limits, for one series or thousands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import partial
from multiprocessing import get_context

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.forecast.combination import mean_of
from wardmote.methods.forecast.ets.automatic import ets_forecast
from wardmote.methods.forecast.limits import count_limits, quiet_limit
from wardmote.methods.forecast.linear import linear_forecast
from wardmote.methods.forecast.naive import naive_forecast
from wardmote.methods.forecast.results import Forecasts, joined
from wardmote.methods.forecast.stl_ets import stl_forecast

Progress = Callable[[int, int], None]
"""Called with the number of series done, and of all."""

_LOT = 400


def forecast_counts(
    counts: ArrayLike,
    horizon: int = 12,
    *,
    days: ArrayLike | None = None,
    days_ahead: ArrayLike | None = None,
    period: int = 12,
    progress: Progress | None = None,
    workers: int = 1,
) -> Forecasts:
    """Forecast counts by the mean of ETS, STL, a line with months and seasonal naive.

    counts: (series, months) or (months,), oldest first, NaN at gaps; horizon: months ahead; days, days_ahead: lengths
    of the months in hand and to come, in days: where given, the models see crimes per day, and the forecast is of the
    month with its length; progress: called after each lot of series; workers: processes to share the work (each starts
    a Python of its own, so 1 is quickest for less than about a thousand series). A model that a series cannot bear is
    left out and `Forecasts.notes` says so. Raises ValueError for negative or infinite counts, or days that do not fit.
    """
    y = _series(counts)
    if horizon < 1:
        raise ValueError(f"horizon must be at least 1 month: found {horizon}.")
    now, later = _lengths(days, days_ahead, y.shape[1], horizon)
    lots = [y[first : first + _LOT] for first in range(0, len(y), _LOT)]
    job = partial(_forecast_lot, horizon=horizon, period=period, now=now, later=later)
    if workers > 1 and len(lots) > 1:
        return joined(_shared_out(job, lots, workers, progress))
    parts, done = [], 0
    for lot in lots:
        parts.append(job(lot))
        done += len(lot)
        if progress:
            progress(done, len(y))
    return joined(parts)


def _shared_out(
    job: Callable[[FloatArray], Forecasts], lots: list[FloatArray], workers: int, progress: Progress | None
) -> list[Forecasts]:
    parts: dict[int, Forecasts] = {}
    total, done = sum(map(len, lots)), 0
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(job, lot): place for place, lot in enumerate(lots)}
        for future in as_completed(waiting):
            parts[waiting[future]] = future.result()
            done += len(lots[waiting[future]])
            if progress:
                progress(done, total)
    return [parts[place] for place in range(len(lots))]


def _forecast_lot(
    y: FloatArray, horizon: int, period: int, now: FloatArray | None, later: FloatArray | None
) -> Forecasts:
    even = y if now is None else y * (now.mean() / now)
    models = (ets_forecast, stl_forecast, linear_forecast, naive_forecast)
    predictions = [model(even, horizon, period) for model in models]
    predictions = [replace(one, mean=np.maximum(one.mean, 0.0)) for one in predictions]
    mean, covariance = mean_of(predictions)
    seen = np.count_nonzero(~np.isnan(y), axis=1)
    plain = np.isnan(mean).any(axis=1) & (seen > 0)
    if plain.any():
        mean[plain], covariance[plain] = _average_month(even[plain], horizon)
    each = np.stack([one.mean for one in predictions])
    if now is not None and later is not None:
        length = later / now.mean()
        mean, each = mean * length, each * length
        covariance = covariance * np.outer(length, length)
    none = np.asarray((seen > 0) & (np.nansum(y, axis=1) == 0))
    low80, high80, low95, high95 = _limits(mean, covariance, none, seen)
    return Forecasts(
        mean=mean,
        low80=low80,
        high80=high80,
        low95=low95,
        high95=high95,
        covariance=covariance,
        each=each,
        fitted=np.stack([one.fitted for one in predictions], axis=1),
        ets=np.array(predictions[0].chosen, dtype="U8"),
        stl=np.array(predictions[1].chosen, dtype="U8"),
        plain=np.asarray(plain),
        seen=np.asarray(seen),
        none=none,
        day_adjusted=now is not None,
    )


def _limits(mean: FloatArray, covariance: FloatArray, none: BoolArray, seen: IntArray) -> list[FloatArray]:
    variance = np.einsum("sii->si", covariance)
    limits: list[FloatArray] = []
    for confidence in (0.8, 0.95):
        low, high = count_limits(mean, variance, confidence)
        if none.any():
            high[none] = quiet_limit(seen[none], 1, confidence)[:, None]
        limits += [low, high]
    return limits


def _average_month(y: FloatArray, horizon: int) -> tuple[FloatArray, FloatArray]:
    """The average month for all, with a covariance for chance and for not knowing the average."""
    n = np.count_nonzero(~np.isnan(y), axis=1)
    mean = np.nansum(y, axis=1) / n
    left = np.nansum((y - mean[:, None]) ** 2, axis=1)
    spread = np.maximum(np.divide(left, n - 1, out=np.zeros(len(y)), where=n > 1), mean)
    covariance = spread[:, None, None] * (np.eye(horizon) + 1 / n[:, None, None])
    return np.repeat(mean[:, None], horizon, axis=1), covariance


def _series(counts: ArrayLike) -> FloatArray:
    y = checks.numbers(counts, "counts")
    if y.ndim == 1:
        y = y[None]
    if y.ndim != 2 or not y.size:
        raise ValueError(
            f"counts must be one series of months, or rows of series: found the shape {np.shape(counts)}."
        )
    if np.isinf(y).any() or (y < 0).any():
        raise ValueError("counts must be finite and not below zero; mark a missing month as NaN.")
    return y


def _lengths(
    days: ArrayLike | None, days_ahead: ArrayLike | None, months: int, horizon: int
) -> tuple[FloatArray | None, FloatArray | None]:
    if days is None and days_ahead is None:
        return None, None
    if days is None or days_ahead is None:
        raise ValueError("give the days of the months in hand and of those to come, or neither.")
    now, later = checks.positive(days, "days"), checks.positive(days_ahead, "days_ahead")
    if now.shape != (months,) or later.shape != (horizon,):
        raise ValueError(
            f"days must be {months} lengths and days_ahead {horizon}: found {now.shape} and {later.shape}."
        )
    return now, later
