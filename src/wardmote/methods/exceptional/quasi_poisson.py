"""Poisson regression with overdispersion, for many series that share a design."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray

_ROUNDS = 50
_CONVERGED = 1e-10
_LOWEST = -30.0


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted log-linear model of each series.

    coefficients: (series, columns); unscaled: (series, columns, columns), their covariance for a dispersion of 1;
    dispersion: (series,), Pearson's, NaN where no month is left over to judge by; fitted, leverage: (series, points);
    df: (series,); converged: (series,).
    """

    coefficients: FloatArray
    unscaled: FloatArray
    dispersion: FloatArray
    fitted: FloatArray
    leverage: FloatArray
    df: FloatArray
    converged: BoolArray


def quasi_poisson(y: FloatArray, design: FloatArray, weights: FloatArray) -> Fit:
    """Fit log(mean) = design x coefficients by iterated weighted least squares.

    y: (series, points), any number where the weight is 0; design: (points, columns); weights: (series, points), 0 for
    a gap. The dispersion is sum w (y - mu)^2 / mu over (points - columns).
    Source: McCullagh and Nelder, Generalized Linear Models (1989), chapters 2 and 9.
    """
    y = np.where(weights > 0, y, 0.0)
    eta = np.log(y + 0.5 * (y == 0) + 0.1 * (y > 0))
    before = np.full(len(y), np.inf)
    converged = np.zeros(len(y), dtype=bool)
    for _ in range(_ROUNDS):
        mu = np.exp(eta)
        work = eta + (y - mu) / mu
        coefficients, unscaled = _least_squares(design, work, weights * mu)
        eta = np.clip(coefficients @ design.T, _LOWEST, -_LOWEST)
        deviance = _deviance(y, np.exp(eta), weights)
        converged = np.abs(deviance - before) <= _CONVERGED * (np.abs(deviance) + 0.1)
        if converged.all():
            break
        before = deviance
    mu = np.exp(eta)
    leverage = weights * mu * (np.matmul(design, unscaled) * design).sum(axis=-1)
    df = np.count_nonzero(weights > 0, axis=1) - design.shape[1]
    pearson = (weights * (y - mu) ** 2 / mu).sum(axis=1)
    dispersion = np.divide(pearson, df, out=np.full(len(y), np.nan), where=df > 0)
    return Fit(coefficients, unscaled, dispersion, mu, leverage, df.astype(np.float64), converged)


def _least_squares(
    design: FloatArray, work: FloatArray, weights: FloatArray
) -> tuple[FloatArray, FloatArray]:
    columns = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    normal = (weights @ products).reshape(-1, columns, columns)
    ridge = 1e-12 * np.maximum(np.einsum("sii->si", normal).max(axis=1), 1e-6)
    inverse = np.linalg.inv(normal + ridge[:, None, None] * np.eye(columns))
    return np.einsum("sij,sj->si", inverse, (weights * work) @ design), inverse


def _deviance(y: FloatArray, mu: FloatArray, weights: FloatArray) -> FloatArray:
    logs = np.where(y > 0, y * np.log(np.where(y > 0, y, 1.0) / mu), 0.0)
    return np.asarray(2 * (weights * (logs - (y - mu))).sum(axis=1))
