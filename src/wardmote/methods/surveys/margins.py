"""What the margins of a raking explain of an answer: the part of it that weights can no longer get wrong.

Source: raking is calibration, and its variance that of the residuals of a regression on the margins (Deville, Sarndal and
Sautory, "Generalized raking procedures in survey sampling", JASA 1993).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.surveys.raking import Raking

_NEGLIGIBLE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """The regression on the categories of all margins, with the weights before raking.

    category: (n, margins), numbered through; base: (n,) weights before; inverse: (c, c) generalised inverse of the
    table of base weights by two categories; squares: (c, c) the same table of squared raked weights; totals: (c,)
    raked weights by category.
    """

    category: IntArray
    base: FloatArray
    inverse: FloatArray
    squares: FloatArray
    totals: FloatArray

    def explained(self, influence: FloatArray) -> FloatArray:
        """Give the fit (n, k) of the regression of each column of (n, k) on the margins."""
        size = self.totals.size
        sums = np.empty((size, influence.shape[1]))
        for column in range(influence.shape[1]):
            share = self.base * influence[:, column]
            sums[:, column] = sum(np.bincount(codes, share, size) for codes in self.category.T)
        coefficients = self.inverse @ sums
        return np.asarray(sum(coefficients[codes] for codes in self.category.T), np.float64)

    def table(self, cell: IntArray, weights: FloatArray, cells: int) -> FloatArray:
        """Add up weights by category and cell: (c, cells); respondents in the cell numbered `cells` count nowhere."""
        size, wide = self.totals.size, cells + 1
        together = sum(np.bincount(codes * wide + cell, weights, size * wide) for codes in self.category.T)
        return np.asarray(together, np.float64).reshape(size, wide)[:, :cells]


def margins_of(raking: Raking) -> Margins:
    """Prepare the regression for all estimates of a survey."""

    def crossed(weights: FloatArray) -> FloatArray:
        size, columns = raking.categories, raking.category.T
        pairs = (np.bincount(one * size + other, weights, size**2) for one in columns for other in columns)
        return np.asarray(sum(pairs), np.float64).reshape(size, size)

    totals = sum(np.bincount(codes, raking.weights, raking.categories) for codes in raking.category.T)
    return Margins(
        raking.category,
        raking.base,
        _swept(crossed(raking.base)),
        crossed(raking.weights**2),
        np.asarray(totals, np.float64),
    )


def _swept(table: FloatArray) -> FloatArray:
    """Give a generalised inverse of a symmetric table, category by category, passing over those that others imply.

    The sweep operator (Goodnight, The American Statistician 1979). For a few dozen categories it takes less time
    than a library's decomposition takes to wake its threads.
    """
    left, done = table.copy(), np.zeros(len(table), bool)
    for pivot, whole in enumerate(np.diag(table)):
        height = left[pivot, pivot]
        if height <= _NEGLIGIBLE * whole:
            continue
        row, column = left[pivot] / height, left[:, pivot].copy()
        left -= np.multiply.outer(column, row)
        left[pivot], left[:, pivot], left[pivot, pivot] = row, -column / height, 1 / height
        done[pivot] = True
    left[~done], left[:, ~done] = 0, 0
    return left
