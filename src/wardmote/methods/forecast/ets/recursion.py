"""One step ahead through every month: the smoothing recursions, for many parameter sets and series at once.

The states after month t, with q = level + damping x slope and s the season of a year before:

    forecast  q, q + s or q x s
    level     q + alpha (p - q),            p = y, y - s or y / s
    slope     damping x slope + (beta / alpha) (level - level before - damping x slope)
    season    s + gamma (y - q - s)  or  s + gamma (y / q - s)

Errors that add or multiply share these updates; they part only in how a miss is weighed. At a gap (NaN) the forecast
stands in for the count, so that the states are carried on and nothing is learnt.
Source: Hyndman, Koehler, Ord and Snyder (2008), tables 2.2 and 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.forecast.ets.forms import Form

_SMALL = 1e-10


@dataclass(slots=True)
class Smoothing:
    """What is smoothed how fast: each array broadcasts to (points, series).

    alpha: of the level; slope: beta / alpha; gamma: of the season; damping: what is left of the slope a month on.
    """

    alpha: FloatArray
    slope: FloatArray
    gamma: FloatArray
    damping: FloatArray


@dataclass(slots=True)
class States:
    """Where a series stands: level and slope, and the season of each month to come, the next one first."""

    level: FloatArray
    trend: FloatArray
    season: list[FloatArray]


def fitted(
    y: FloatArray, present: FloatArray, form: Form, smoothing: Smoothing, start: States
) -> tuple[FloatArray, States]:
    """Run through the months. y: (months, series), gaps filled with any number; present: 1 or 0, as y.

    Returns the one-step forecasts (months, points, series) and the states after the last month. Where a model breaks
    down (a level or season at or below zero under a multiplicative season) its numbers are kept finite; the caller
    sees it by forecasts at or below zero.
    """
    state = States(start.level, start.trend, list(start.season))
    one_step = np.empty((len(y), *np.broadcast_shapes(start.level.shape, smoothing.alpha.shape)))
    whole = bool(present.all())
    for month in range(len(y)):
        q, forecast = _next(form, smoothing, state, month)
        one_step[month] = forecast
        seen = y[month] if whole else np.where(present[month] > 0, y[month], forecast)
        _learn(form, smoothing, state, month, q, seen)
    return one_step, _turned(state, len(y))


def ahead(form: Form, smoothing: Smoothing, start: States, shocks: FloatArray) -> FloatArray:
    """Run on from the states over the months to come, each missed by its shock.

    shocks: (months, points, series); for multiplicative errors they are shares of the forecast. Returns what would be
    counted, of the shape of the shocks: with shocks of zero, the forecast.
    """
    state = States(start.level, start.trend, list(start.season))
    counted = np.empty(shocks.shape)
    for month, shock in enumerate(shocks):
        q, forecast = _next(form, smoothing, state, month)
        counted[month] = forecast * (1 + shock) if form.error == "M" else forecast + shock
        _learn(form, smoothing, state, month, q, counted[month])
    return counted


def _next(form: Form, smoothing: Smoothing, state: States, month: int) -> tuple[FloatArray, FloatArray]:
    """Give level and slope together, and the forecast."""
    q = state.level if form.trend == "N" else state.level + smoothing.damping * state.trend
    if form.season == "N":
        return q, q
    s = state.season[month % len(state.season)]
    return q, q + s if form.season == "A" else q * s


def _learn(
    form: Form, smoothing: Smoothing, state: States, month: int, q: FloatArray, seen: FloatArray
) -> None:
    """Move the states by what was seen."""
    p = seen
    if form.season != "N":
        place = month % len(state.season)
        s = state.season[place]
        if form.season == "A":
            p = seen - s
            state.season[place] = s + smoothing.gamma * (p - q)
        else:
            p = seen / np.maximum(s, _SMALL)
            state.season[place] = s + smoothing.gamma * (seen / np.maximum(q, _SMALL) - s)
    rise = smoothing.alpha * (p - q)
    if form.trend != "N":
        state.trend = smoothing.damping * state.trend + smoothing.slope * rise
    state.level = q + rise


def _turned(state: States, months: int) -> States:
    turn = months % len(state.season) if state.season else 0
    return States(state.level, state.trend, state.season[turn:] + state.season[:turn])
