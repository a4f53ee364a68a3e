"""The form that fits each series best, and its forecast.

Every form that a series can bear is fitted, and the one with the least corrected information criterion (AICc) is
taken. Trends are damped ones unless asked otherwise: a trend that never ends carries a falling count below zero, and
damped trends have forecast better in every published competition (Gardner and McKenzie, Management Science 31, 1985;
Makridakis and others 2000). Source of the choice: Hyndman, Koehler, Snyder and Grose, International Journal of
Forecasting 18 (2002), 439-454; AICc: Hurvich and Tsai (1989).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.forecast.ets.forms import EVERY_FORM, Form
from wardmote.methods.forecast.ets.parameters import starts, unpacked
from wardmote.methods.forecast.ets.recursion import ahead, fitted
from wardmote.methods.forecast.ets.search import best_start, most_likely
from wardmote.methods.forecast.prediction import Prediction

USUAL_FORMS = tuple(form for form in EVERY_FORM if form.trend != "A")
_FIRST_ALPHAS = (0.02, 0.1, 0.3, 0.6, 0.9)
_SHOCK = 1e-4
_YEARS_FOR_A_SEASON = 2


@dataclass(slots=True)
class _Best:
    """The best form so far of each series."""

    aicc: FloatArray
    form: IntArray
    packed: list[FloatArray]
    spread: FloatArray


def ets_forecast(
    y: FloatArray,
    horizon: int,
    period: int = 12,
    forms: Sequence[Form] = USUAL_FORMS,
    alphas: Sequence[float] = _FIRST_ALPHAS,
) -> Prediction:
    """Forecast many series, each by the form that fits it best.

    y: (series, months), NaN at gaps; a series may begin late. A series with too few months for any form, or without
    any crime, is left NaN. The forecast may be below zero: what a count makes of that is the caller's.
    """
    scale = _scale(y)
    usable = scale > 0
    present = (~np.isnan(y)).T.astype(np.float64)
    scaled = np.where(present > 0, (y / np.where(usable, scale, 1.0)[:, None]).T, 0.0)
    best = _Best(np.full(len(y), np.inf), np.full(len(y), -1), [np.empty(0)] * len(y), np.zeros(len(y)))
    for number, form in enumerate(forms):
        able = usable & _bears(y, form, period)
        if able.any():
            _try(best, number, form, scaled, present, able, period, alphas)
    return _prediction(best, forms, scaled, present, scale, y, horizon, period)


def _scale(y: FloatArray) -> FloatArray:
    seen = np.count_nonzero(~np.isnan(y), axis=1)
    return np.asarray(np.nansum(np.abs(y), axis=1) / np.maximum(seen, 1))


def _bears(y: FloatArray, form: Form, period: int) -> BoolArray:
    """Say which series have enough months, and no zero where the form divides by what was counted."""
    seen = np.count_nonzero(~np.isnan(y), axis=1)
    enough = seen > form.parameters(period) + 2
    if form.season != "N":
        enough &= seen >= _YEARS_FOR_A_SEASON * period
    if form.needs_counts_above_zero:
        enough &= ~(y <= 0).any(axis=1)
    return np.asarray(enough)


def _try(
    best: _Best,
    number: int,
    form: Form,
    scaled: FloatArray,
    present: FloatArray,
    able: BoolArray,
    period: int,
    alphas: Sequence[float],
) -> None:
    which = np.flatnonzero(able)
    y, seen = scaled[:, which], present[:, which]
    first = best_start(y, seen, form, [starts(y, seen, form, period, alpha) for alpha in alphas], period)
    packed, sums = most_likely(y, seen, form, first, period)
    n, k = seen.sum(axis=0), form.parameters(period) + 1
    aicc = n * np.log(np.maximum(sums, 1e-12)) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
    for place in np.flatnonzero((aicc < best.aicc[which]) & np.isfinite(sums)):
        series = which[place]
        best.aicc[series], best.form[series] = aicc[place], number
        best.packed[series] = packed[:, place]


def _prediction(
    best: _Best,
    forms: Sequence[Form],
    scaled: FloatArray,
    present: FloatArray,
    scale: FloatArray,
    y: FloatArray,
    horizon: int,
    period: int,
) -> Prediction:
    mean = np.full((len(y), horizon), np.nan)
    response = np.full((len(y), horizon, horizon), np.nan)
    misses = np.full(y.shape, np.nan)
    for number, form in enumerate(forms):
        which = np.flatnonzero(best.form == number)
        if which.size:
            packed = np.stack([best.packed[series] for series in which], axis=1)
            parts = _ahead(form, packed, scaled[:, which], present[:, which], horizon, period)
            own = scale[which]
            mean[which], response[which] = parts[0] * own[:, None], parts[1] * own[:, None, None]
            misses[which] = np.where(np.isnan(y[which]), np.nan, parts[2] * own[:, None])
    names = tuple(forms[form].name if form >= 0 else "" for form in best.form)
    return Prediction("ETS", mean, response, misses, None, names)


def _ahead(
    form: Form, packed: FloatArray, y: FloatArray, present: FloatArray, horizon: int, period: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Give forecasts, responses and misses of series that share a form."""
    smoothing, start = unpacked(packed[:, None], form, period)
    f, end = fitted(y, present, form, smoothing, start)
    miss = (y - f[:, 0]) * present
    share = miss / np.where(f[:, 0] > 1e-8, f[:, 0], 1.0) if form.error == "M" else miss
    n = present.sum(axis=0)
    spread = np.sqrt((share**2).sum(axis=0) / np.maximum(n - len(packed), 1))
    shocks = np.zeros((horizon, horizon + 1, y.shape[1]))
    shocks[np.arange(horizon), np.arange(1, horizon + 1)] = _SHOCK
    counted = ahead(form, smoothing, end, shocks)
    moved = (counted[:, 1:] - counted[:, :1]) / _SHOCK * spread
    return counted[:, 0].T, moved.transpose(2, 0, 1), miss.T
