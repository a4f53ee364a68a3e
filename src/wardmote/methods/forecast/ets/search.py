"""The most likely parameters of one form, for many series at once.

Given the smoothing, the likelihood of a form is that of its misses with their spread concentrated out. With e the
misses (shares of the forecast where errors multiply) and f the forecasts,

    -2 log likelihood = n log(sum e^2) + 2 sum log f        (the second sum only where errors multiply)
                      = n log(sum r^2),   r = e x geometric mean of f,

so that the search is for least squares of r, and Gauss-Newton steps with Levenberg's and Marquardt's damping (1963)
serve every form. Slopes are taken by differences, all at once; parameters at a bound stay there while it pays.
Source of the likelihood: Hyndman, Koehler, Ord and Snyder (2008), section 5.1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray
from wardmote.methods.forecast.ets.forms import Form
from wardmote.methods.forecast.ets.parameters import bounds, unpacked
from wardmote.methods.forecast.ets.recursion import fitted

_STEP = 1e-6
_DAMPINGS = np.array([0.03, 1.0, 30.0, 3000.0])
_CHUNK = 512


def residuals(y: FloatArray, present: FloatArray, form: Form, packed: FloatArray, period: int) -> FloatArray:
    """Give r, (months, points, series): 0 at gaps, NaN throughout where the form breaks down."""
    f, _ = fitted(y, present, form, *unpacked(packed, form, period))
    weight = present[:, None, :]
    r = (y[:, None, :] - f) * weight
    if form.needs_counts_above_zero:
        broken = ((f <= 1e-8) & (weight > 0)).any(axis=0)
        safe = np.where(f > 1e-8, f, 1.0)
        if form.error == "M":
            r = r / safe * np.exp((np.log(safe) * weight).sum(axis=0) / weight.sum(axis=0))
        r[:, broken] = np.nan
    return np.asarray(r)


def most_likely(
    y: FloatArray,
    present: FloatArray,
    form: Form,
    start: FloatArray,
    period: int,
    rounds: int = 40,
    tolerance: float = 1e-5,
) -> tuple[FloatArray, FloatArray]:
    """Search from `start` (parameters, series) for the least sum of squares of r.

    y: (months, series), scaled to a mean near 1, gaps filled with any number; present: 1 or 0, as y. Returns the
    parameters and the sums, infinite where the form broke down from the start.
    """
    best, least = start.copy(), np.empty(y.shape[1])
    for first in range(0, y.shape[1], _CHUNK):
        part = slice(first, first + _CHUNK)
        best[:, part], least[part] = _search(
            y[:, part], present[:, part], form, start[:, part], period, rounds, tolerance
        )
    return best, least


def best_start(
    y: FloatArray, present: FloatArray, form: Form, candidates: Sequence[FloatArray], period: int
) -> FloatArray:
    """Give, for each series, that of the candidates (each parameters, series) with the least sum of squares of r."""
    tried = np.stack(candidates, axis=1)
    choice = np.empty(y.shape[1], dtype=np.int64)
    for first in range(0, y.shape[1], _CHUNK):
        part = slice(first, first + _CHUNK)
        sums = _sums(residuals(y[:, part], present[:, part], form, tried[:, :, part], period))
        choice[part] = np.argmin(sums, axis=0)
    return np.asarray(np.take_along_axis(tried, choice[None, None], axis=1)[:, 0])


def _search(
    y: FloatArray,
    present: FloatArray,
    form: Form,
    start: FloatArray,
    period: int,
    rounds: int,
    tolerance: float,
) -> tuple[FloatArray, FloatArray]:
    low, high = (limit[:, None] for limit in bounds(form, period))
    best = np.clip(start, low, high)
    least = _sums(residuals(y, present, form, best[:, None], period))[0]
    damping = np.full(y.shape[1], 0.01)
    active = np.flatnonzero(np.isfinite(least))
    for _ in range(rounds):
        if not active.size:
            break
        part_y, part_present, at = y[:, active], present[:, active], best[:, active]
        steps = _steps(part_y, part_present, form, at, period, (low, high), damping[active])
        tried = np.clip(at[:, None] + steps, low[:, None], high[:, None])
        sums = _sums(residuals(part_y, part_present, form, tried, period))
        choice = np.argmin(sums, axis=0)
        found = np.take_along_axis(sums, choice[None], axis=0)[0]
        better = found < least[active]
        gain = np.where(better, 1 - found / np.maximum(least[active], 1e-300), 0.0)
        moved = active[better]
        best[:, moved] = np.take_along_axis(tried, choice[None, None], axis=1)[:, 0][:, better]
        least[moved] = found[better]
        factor = np.where(better, _DAMPINGS[choice], 100.0 * _DAMPINGS[-1])
        damping[active] = np.clip(damping[active] * factor, 1e-8, 1e8)
        active = active[better & (gain > tolerance)]
    return best, least


def _sums(r: FloatArray) -> FloatArray:
    total = (r * r).sum(axis=0)
    return np.where(np.isfinite(total), total, np.inf)


def _steps(
    y: FloatArray,
    present: FloatArray,
    form: Form,
    at: FloatArray,
    period: int,
    limits: tuple[FloatArray, FloatArray],
    damping: FloatArray,
) -> FloatArray:
    """Give one step a damping, (parameters, dampings, series)."""
    slopes, r = _slopes(y, present, form, at, period, limits[1])
    normal = np.matmul(slopes.transpose(2, 1, 0), slopes.transpose(2, 0, 1))
    down = -np.matmul(slopes.transpose(2, 1, 0), r.T[..., None])[..., 0]
    held = ((at <= limits[0]) & (down.T < 0) | (at >= limits[1]) & (down.T > 0)).T
    normal, down = _without(normal, down, held)
    diagonal = np.einsum("sii->si", normal)
    ridge = np.where(held, 1.0, np.maximum(diagonal, 1e-8))
    grow = (damping[:, None] * _DAMPINGS)[..., None] * ridge[:, None, :]
    system = normal[:, None] + grow[..., None] * np.eye(len(at))
    solved = np.linalg.solve(system, np.broadcast_to(down[:, None, :, None], (*system.shape[:3], 1)))[..., 0]
    return np.asarray(solved.transpose(2, 1, 0))


def _without(normal: FloatArray, down: FloatArray, held: BoolArray) -> tuple[FloatArray, FloatArray]:
    free = ~held
    kept = normal * free[:, :, None] * free[:, None, :]
    kept += np.eye(normal.shape[1]) * held[:, :, None]
    return kept, down * free


def _slopes(
    y: FloatArray, present: FloatArray, form: Form, at: FloatArray, period: int, high: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Differences of r by each parameter, (months, parameters, series), and r itself."""
    count = len(at)
    size = np.where(at + _STEP > high, -_STEP, _STEP)
    points = np.repeat(at[:, None], count + 1, axis=1)
    points[np.arange(count), np.arange(1, count + 1)] += size
    r = residuals(y, present, form, points, period)
    slopes = (r[:, 1:] - r[:, :1]) / size
    return np.nan_to_num(slopes, nan=0.0, posinf=0.0, neginf=0.0), np.nan_to_num(r[:, 0])
