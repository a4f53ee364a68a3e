"""Product calls for cases of season and forecast."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from wardmote.methods import decomposition, forecast
from wardmote.methods.forecast import ets, naive

from .calls import Answer, Case, answers

YEAR = 12


def series_of(case: Case) -> npt.NDArray[np.float64]:
    """Give the case's series, in logarithms where it asks for them."""
    series = np.array(case["input"]["series"], dtype=float)
    return np.log(series) if case["input"].get("transform", "none") == "log" else series


@answers(
    "Classical multiplicative decomposition", "Classical additive decomposition", "Classical decomposition"
)
def classical(case: Case) -> Answer:
    given = case["input"]
    named = "additive" if "additive" in case["method"].lower() else "multiplicative"
    parts = decomposition.classical_decomposition(
        series_of(case), given.get("period", YEAR), given.get("type", given.get("kind", named))
    )
    return {"factors": parts.factors.tolist(), "trend": parts.trend.tolist()}


@answers("STL")
def season_by_loess(case: Case) -> Answer:
    given = case["input"]
    period = given.get("period", YEAR)
    span = given.get("s_window", given.get("s.window", "periodic"))
    trend = given.get("t_window", given.get("t.window"))
    degree = given.get("s_degree", given.get("s.degree", 0))
    parts = decomposition.stl(series_of(case), period, span, trend, degree)
    answer: Answer = {
        "seasonal": parts.season[: len(case["expected"].get("seasonal", parts.season))].tolist()
    }
    for key in case["expected"]:  # such as trend_1_72_144: the trend at these months, the first being 1
        name, _, places = key.partition("_")
        if name == "trend":
            months = [int(place) - 1 for place in places.split("_") if place]
            answer[key] = parts.trend[months].tolist() if months else parts.trend.tolist()
        if name == "remainder":
            answer[key] = parts.remainder.tolist()
    return answer


def training_and_test(case: Case) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Part the series where the case says so, by default before its last twelve months."""
    series, held = series_of(case), case["input"].get("h", case["input"].get("test", YEAR))
    held = len(case["expected"].get("forecast", range(held)))
    return series[:-held], series[-held:]


def measured(
    found: npt.NDArray[np.float64], came: npt.NDArray[np.float64], past: npt.NDArray[np.float64], period: int
) -> Answer:
    """Name the measures as the cases do."""
    by = forecast.accuracy(found, came, past, period)
    named = {"ME": by.me, "RMSE": by.rmse, "MAE": by.mae, "MAPE": by.mape, "MASE": by.mase}
    answer: Answer = {f"test_{name}": float(value) for name, value in named.items()}
    return answer | {"train_MAE_scale": float(by.scale), "forecast": found.tolist()}


@answers("Seasonal naive")
def last_year_again(case: Case) -> Answer:
    past, came = training_and_test(case)
    period = case["input"].get("period", YEAR)
    found = naive.naive_forecast(past[None], len(came), period).mean[0]
    return measured(found, came, past, period)


@answers("Automatic ETS", "ETS")
def smoothing(case: Case) -> Answer:
    past, came = training_and_test(case)
    given, period = case["input"], case["input"].get("period", YEAR)
    forms = [ets.form_named(given["model"])] if given.get("model") else ets.USUAL_FORMS
    found = ets.ets_forecast(past[None], len(came), period, forms)
    return measured(found.mean[0], came, past, period) | {"model": found.chosen[0]}
