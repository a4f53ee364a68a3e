"""Parameters of a form as one array: how they are packed, within which bounds, and where the search starts.

Packed in this order, each only where the form has it: alpha, beta / alpha, gamma / (1 - alpha), damping, level, slope,
and the season of all months but the last, which follows from the sum. The series is scaled to a mean of 1 beforehand.
"""

from __future__ import annotations

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.forecast.ets.forms import Form
from wardmote.methods.forecast.ets.recursion import Smoothing, States

_LEAST, _MOST = 1e-4, 1 - 1e-4
_DAMPING = (0.8, 0.98)
_FAR = 1e6


def unpacked(packed: FloatArray, form: Form, period: int) -> tuple[Smoothing, States]:
    """Read parameters of shape (parameters, points, series)."""
    rows = iter(packed)
    zero = np.zeros((1, 1))
    alpha = next(rows)
    slope = next(rows) if form.trend != "N" else zero
    gamma = next(rows) * (1 - alpha) if form.season != "N" else zero
    damping = next(rows) if form.trend == "Ad" else np.ones((1, 1))
    level = next(rows)
    trend = next(rows) if form.trend != "N" else zero
    season = list(rows)
    if form.season != "N":
        whole = period if form.season == "M" else 0
        season.append(np.asarray(whole - sum(season)))
    return Smoothing(alpha, slope, gamma, damping), States(level, trend, season)


def bounds(form: Form, period: int) -> tuple[FloatArray, FloatArray]:
    """Give the lowest and the highest value of each parameter."""
    shares = 1 + (form.trend != "N") + (form.season != "N")
    rest = form.parameters(period) - form.smoothing
    damped = form.trend == "Ad"
    low = [_LEAST] * shares + [_DAMPING[0]] * damped + [-_FAR] * rest
    high = [_MOST] * shares + [_DAMPING[1]] * damped + [_FAR] * rest
    return np.array(low), np.array(high)


def starts(y: FloatArray, present: FloatArray, form: Form, period: int, alpha: float) -> FloatArray:
    """Give parameters to start from, (parameters, series): a straight line with months, fitted to the first years."""
    level, slope, season = _line_with_months(y, present, period if form.season != "N" else 1)
    series = y.shape[1]
    shares = [alpha] + [0.1] * (form.trend != "N") + [0.05] * (form.season != "N")
    rows = [np.full(series, value) for value in shares + [0.97] * (form.trend == "Ad")]
    if form.trend == "N":
        level = level + slope * min(len(y), period) / 2
    rows.append(np.maximum(level, 0.05) if form.needs_counts_above_zero else level)
    if form.trend != "N":
        rows.append(slope)
    if form.season == "M":
        index = np.maximum(1 + season, 0.05)
        season = index * period / index.sum(axis=0)
    if form.season != "N":
        rows.extend(season[:-1])
    return np.array(rows)


def _line_with_months(
    y: FloatArray, present: FloatArray, period: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Fit level at the start, slope and the season (period, series; sums to 0) by least squares with a light ridge."""
    months = len(y)
    time = np.arange(1, months + 1, dtype=np.float64)
    design = np.column_stack([np.ones(months), time, np.eye(period)[np.arange(months) % period]])
    if period == 1:
        design = design[:, :2]
    weights = present.T
    gram = np.einsum("st,ti,tj->sij", weights, design, design) + 1e-6 * np.eye(design.shape[1])
    right = np.einsum("st,ti->si", weights * np.where(present > 0, y, 0).T, design)
    solved = np.linalg.solve(gram, right[..., None])[..., 0].T
    season = solved[2:] if period > 1 else np.zeros((1, y.shape[1]))
    middle = season.mean(axis=0)
    return solved[0] + middle, solved[1], season - middle
