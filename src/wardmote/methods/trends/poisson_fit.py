"""Poisson regression of many series at once on month effects and a few terms, such as a trend or a step.

Month effects are solved for outright, so that only the terms are left to iterate: iteratively reweighted least
squares with the month columns projected out. The estimates are those of the full regression.
Source: McCullagh and Nelder (1989), sections 2.5 and 6.4; Frisch and Waugh (1933) for the projection.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray, IntArray

_MOST_ROUNDS = 60
_CONVERGED = 1e-11
_STEP = 2.0
_FARTHEST = 30.0
_SINGULAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class PoissonFit:
    """A fit of rows of counts (series, n) with k terms and S seasons.

    terms: (series, k), on the log scale, NaN where the series cannot tell; covariance: (series, k, k), of pure
    chance; season: (series, S), rate a day of each season where all terms are 0, NaN where a season has no
    data; expected: (series, n), NaN at gaps; dispersion: Pearson's, over df, as measured; df: (series,).
    """

    terms: FloatArray
    covariance: FloatArray
    season: FloatArray
    expected: FloatArray
    dispersion: FloatArray
    df: IntArray


def poisson_fit(counts: FloatArray, days: FloatArray, seasons: IntArray, terms: FloatArray) -> PoissonFit:
    """Fit log(expected) = log(days) + season + terms x coefficients to every row of counts.

    counts: (series, n), NaN at gaps; days: (n,); seasons: (n,), 0 to S - 1; terms: (n, k), each between -1 and
    1 so that steps are of one size. Checked by the caller.
    """
    there = ~np.isnan(counts)
    y, exposure = np.where(there, counts, 0.0), np.where(there, days, 0.0)
    one_hot = np.eye(int(seasons.max()) + 1)[seasons]
    totals, present = y @ one_hot, (exposure @ one_hot) > 0
    found, settled = _iterated(y, exposure, one_hot, totals, terms)
    expected, rate = _expected(exposure, one_hot, totals, terms, found)
    information = _information(expected, one_hot, totals, terms)
    df = there.sum(axis=-1) - present.sum(axis=-1) - terms.shape[1]
    misfit = _over((y - expected) ** 2, expected, 0.0).sum(axis=-1)
    blank = np.where(settled, 1.0, np.nan)
    return PoissonFit(
        found * blank[:, None],
        np.asarray(np.linalg.inv(_safe(information, settled)) * blank[:, None, None], np.float64),
        np.where(present, rate, np.nan) * blank[:, None],
        np.where(there, expected, np.nan) * blank[:, None],
        _over(misfit, df.astype(np.float64), np.nan) * blank,
        df,
    )


def _iterated(
    y: FloatArray, exposure: FloatArray, one_hot: FloatArray, totals: FloatArray, terms: FloatArray
) -> tuple[FloatArray, BoolArray]:
    """Give the terms of every row, and which rows came to rest; rows leave the rounds as they do."""
    found, settled = np.zeros((y.shape[0], terms.shape[1])), np.zeros(y.shape[0], np.bool_)
    left = np.arange(y.shape[0])
    for _ in range(_MOST_ROUNDS):
        if left.size == 0:
            break
        at = found[left]
        expected, _rate = _expected(exposure[left], one_hot, totals[left], terms, at)
        information = _information(expected, one_hot, totals[left], terms)
        known = _invertible(information)
        step = _solve(information, (y[left] - expected) @ terms, known)
        found[left] = at = at + np.clip(step, -_STEP, _STEP)
        settled[left] = known & (np.abs(step) <= _CONVERGED * (1 + np.abs(at))).all(axis=-1)
        left = left[~settled[left] & known & (np.abs(at) <= _FARTHEST).all(axis=-1)]
    return found, settled


def _expected(
    exposure: FloatArray, one_hot: FloatArray, totals: FloatArray, terms: FloatArray, found: FloatArray
) -> tuple[FloatArray, FloatArray]:
    weight = exposure * np.exp(np.clip(found @ terms.T, -2 * _FARTHEST, 2 * _FARTHEST))
    rate = _over(totals, weight @ one_hot, 0.0)
    return np.asarray(weight * (rate @ one_hot.T)), rate


def _information(
    expected: FloatArray, one_hot: FloatArray, totals: FloatArray, terms: FloatArray
) -> FloatArray:
    (n, k), rows = terms.shape, expected.shape[0]
    if k == 0:
        return np.zeros((rows, 0, 0))
    squares = (terms[:, :, None] * terms[:, None, :]).reshape(n, k * k)
    within = np.stack([(expected * terms[:, j]) @ one_hot for j in range(k)], axis=-1)
    between = np.einsum("rsj,rsl->rjl", _over(within, totals[:, :, None], 0.0), within)
    return np.asarray((expected @ squares).reshape(rows, k, k) - between)


def _invertible(information: FloatArray) -> BoolArray:
    """Whether every term can be told from the seasons and from the others."""
    size = np.einsum("rjj->rj", information)
    scale = np.sqrt(np.maximum(size[:, :, None] * size[:, None, :], 0))
    if information.shape[-1] == 0:
        return np.ones(information.shape[0], np.bool_)
    correlation = _over(information, scale, 0.0)
    return np.asarray((size > _SINGULAR).all(axis=-1) & (np.linalg.det(correlation) > _SINGULAR))


def _safe(information: FloatArray, known: BoolArray) -> FloatArray:
    return np.where(known[:, None, None], information, np.eye(information.shape[-1]))


def _solve(information: FloatArray, score: FloatArray, known: BoolArray) -> FloatArray:
    step = np.linalg.solve(_safe(information, known), score[..., None])[..., 0]
    return np.where(known[:, None], step, 0.0)


def _over(top: FloatArray, bottom: FloatArray, empty: float) -> FloatArray:
    shape = np.broadcast_shapes(top.shape, bottom.shape)
    return np.asarray(np.divide(top, bottom, out=np.full(shape, empty), where=bottom > 0))
