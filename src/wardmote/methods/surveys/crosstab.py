"""A question against a group: shares in each column with their intervals, and whether the columns differ at all.

Source: Rao and Scott's second-order correction of Pearson's chi-square in its F form (Annals of Statistics 1984; Thomas
and Rao 1987), as R's `survey::svychisq`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.surveys.limits import Form, share_limits
from wardmote.methods.surveys.sample import Sample, Selection, Sureness, answered, cell_covariance, sureness


@dataclass(frozen=True, slots=True)
class Association:
    """Do the columns differ by more than chance? f with ndf and ddf degrees of freedom, and its p."""

    f: float
    ndf: float
    ddf: float
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class Crosstab:
    """Shares of each column's people who gave each answer.

    share, error, low, high: (rows, columns); share is NaN where `sureness` of the column is TOO_FEW or NOBODY, the
    others are NaN unless it is KNOWN. base, effective: (columns,) people who answered both questions, unweighted, and
    Kish's effective number. test: None for a self-selected sample, or with fewer than two rows or columns that hold
    anybody.
    """

    share: FloatArray
    error: FloatArray
    low: FloatArray
    high: FloatArray
    base: IntArray
    effective: FloatArray
    sureness: tuple[Sureness, ...]
    test: Association | None


def crosstab(
    sample: Sample,
    rows: ArrayLike,
    columns: ArrayLike,
    *,
    minimum_base: int,
    shape: tuple[int, int] | None = None,
    confidence: float = 0.95,
    form: Form = "logit",
) -> Crosstab:
    """Cross answers (rows) with groups (columns).

    rows, columns: (n,) codes 0, 1, 2 ..., NaN where there is no answer. shape: how many codes each has, if not the
    highest found + 1. The test is of the whole table, columns below the minimum base included. Raises ValueError for
    codes that are not whole numbers within the shape, and for another number of codes than respondents.
    """
    r, there_r = answered(sample, rows, "rows")
    c, there_c = answered(sample, columns, "columns")
    height, width = shape or (_most(r), _most(c))
    row, column = _codes(r, height, "rows"), _codes(c, width, "columns")
    there = there_r & there_c
    cell = np.where(there, row * width + column, height * width)
    counts = np.bincount(cell, minlength=height * width + 1)[:-1].reshape(height, width)
    base = counts.sum(axis=0)
    freedom = _freedom(sample, np.where(there, column, width), width)
    states = tuple(
        sureness(sample, int(people), minimum_base, df) for people, df in zip(base, freedom[:-1], strict=True)
    )
    weighted = np.asarray(np.bincount(cell, sample.weights, height * width + 1)[:-1], np.float64)
    squares = np.bincount(np.where(there, column, width), sample.weights**2, width + 1)[:-1]
    by_column = weighted.reshape(height, width).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = np.where(base > 0, by_column**2 / squares, 0.0)
        share = weighted.reshape(height, width) / by_column
    error, test = np.full(share.shape, np.nan), None
    if sample.selection is Selection.RANDOM and freedom[-1] > 0:
        spread = cell_covariance(sample, cell, height * width)
        error = _column_errors(spread, share, by_column / weighted.sum())
        test = _association(spread, weighted / weighted.sum(), (height, width), freedom[-1])
    share = np.where([state in (Sureness.TOO_FEW, Sureness.NOBODY) for state in states], np.nan, share)
    error = np.where([state is Sureness.KNOWN for state in states], error, np.nan)
    df = np.maximum(freedom[:-1], 1)
    low, high = share_limits(share, error, df, effective, confidence, form, np.maximum(base, df + 1))
    known = ~np.isnan(error)
    return Crosstab(
        share,
        error,
        np.where(known, low, np.nan),
        np.where(known, high, np.nan),
        base,
        effective,
        states,
        test,
    )


def _freedom(sample: Sample, column: IntArray, width: int) -> list[int]:
    """Give the degrees of freedom of each column, and of the whole table at the end."""
    if sample.design is None:
        people = np.bincount(column, minlength=width + 1)[:width]
        return [int(one) - 1 for one in (*people, people.sum())]
    return [sample.design.freedom(column == one) for one in range(width)] + [
        sample.design.freedom(column < width)
    ]


def _most(codes: FloatArray) -> int:
    return int(codes.max(initial=0)) + 1


def _codes(codes: FloatArray, most: int, name: str) -> IntArray:
    if codes.ndim != 1 or (codes != np.floor(codes)).any() or (codes < 0).any() or (codes >= most).any():
        raise ValueError(
            f"{name} must be codes from 0 to {most - 1}, or NaN: found {codes.min():g} to {codes.max():g}."
        )
    return np.asarray(codes, np.int64)


def _column_errors(spread: FloatArray, share: FloatArray, column: FloatArray) -> FloatArray:
    """Carry the covariance of cells over to shares within columns: (own cell - share x its column) / column."""
    height, width = share.shape
    blocks = spread.reshape(height, width, height, width)
    within = np.einsum("rcsc->crs", blocks)
    own, across, whole = np.einsum("crr->rc", within), within.sum(axis=2).T, within.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (own - 2 * share * across + share**2 * whole) / column**2
    return np.asarray(np.sqrt(np.maximum(variance, 0)))


def _association(
    spread: FloatArray, cells: FloatArray, shape: tuple[int, int], freedom: int
) -> Association | None:
    """Test rows against columns, those without anybody left out. `freedom`: people less one, or clusters less strata."""
    table = cells.reshape(shape)
    rows, columns = table.sum(axis=1) > 0, table.sum(axis=0) > 0
    height, width = int(rows.sum()), int(columns.sum())
    if height < 2 or width < 2:
        return None
    kept = (rows[:, None] & columns[None, :]).ravel()
    p, v = cells[kept], spread[np.ix_(kept, kept)]
    p = p / p.sum()
    contrast = _interaction(height, width)
    inverse = np.divide(1, p, out=np.zeros(p.shape), where=p > 0)[:, None] * contrast
    delta = _solved(contrast.T @ inverse, inverse.T @ v @ inverse)
    trace = float(np.trace(delta))
    if trace <= 0:
        return None
    two_way = p.reshape(height, width)
    chance = np.outer(two_way.sum(axis=1), two_way.sum(axis=0))
    f = float(((two_way - chance) ** 2 / chance).sum()) / trace
    ndf = trace**2 / float(np.trace(delta @ delta))
    ddf = ndf * freedom
    return Association(f, ndf, ddf, float(special.fdtrc(ndf, ddf, f)))


def _solved(left: FloatArray, right: FloatArray) -> FloatArray:
    """Solve, with a generalised inverse where cells without anybody leave too little."""
    try:
        return np.asarray(np.linalg.solve(left, right), np.float64)
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(left) @ right, np.float64)


def _interaction(height: int, width: int) -> FloatArray:
    """Give what rows and columns together add to rows and columns alone: products of centred contrasts."""

    def centred(size: int) -> FloatArray:
        return np.asarray(np.eye(size)[:, 1:] - 1 / size)

    return np.asarray(np.kron(centred(height), centred(width)), np.float64)


def groups(labels: ArrayLike) -> tuple[FloatArray, tuple[str, ...]]:
    """Turn labels into codes, in alphabetical order; an empty label is no answer. Returns codes and labels."""
    given = np.asarray(labels, dtype=str)
    names, codes = np.unique(given, return_inverse=True)
    empty: BoolArray = names == ""
    shift = int(empty.any())
    return np.where(codes < shift, np.nan, codes - shift), tuple(str(name) for name in names[~empty])
