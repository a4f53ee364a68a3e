"""STL: season and trend by local regression, of many series at once.

Without robustness weights every step of STL is linear, and the same for every series of one length; so the whole of it
is one matrix, made once. Outliers are therefore not weighed down: a bad month shows in the remainder and, a little, in
the season. Source: Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6 (1990), 3-73.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods.checks import FloatArray
from wardmote.methods.decomposition.loess import loess_matrix
from wardmote.methods.decomposition.series import regular_series

_ROUNDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Stl:
    """A decomposed series: season + trend + remainder is the series. Each of the shape of the series."""

    season: FloatArray
    trend: FloatArray
    remainder: FloatArray


def stl(
    series: ArrayLike,
    period: int = 12,
    season_span: int | Literal["periodic"] = "periodic",
    trend_span: int | None = None,
    season_degree: Literal[0, 1] = 1,
    jumps: bool = True,
) -> Stl:
    """Part series into season, trend and remainder.

    series: (..., months), oldest first, without gaps, two whole periods or more; take logarithms first where the season
    grows with the level. season_span: years (odd, 3 or more) over which the season may change, or "periodic": the same
    in every year. trend_span: months of the trend's window (odd); by default the least odd number of at least
    1.5 period / (1 - 1.5 / season_span). season_degree: whether the season of a month is smoothed by a level (0, as R
    does unless told otherwise, and always where it is periodic) or by a line (1). jumps: fit at every tenth of a span
    only and draw straight lines between, as the published program does. Raises ValueError for gaps, short series, or
    even spans.
    """
    y = regular_series(series, period)
    if np.isnan(y).any():
        raise ValueError("STL takes no gaps: fill the missing months first, and say so.")
    spans = _spans(period, season_span, trend_span, y.shape[-1])
    season_of, trend_of = _matrices(
        y.shape[-1], period, *spans, season_span == "periodic", season_degree, jumps
    )
    season, trend = y @ season_of.T, y @ trend_of.T
    return Stl(season, trend, y - season - trend)


def _spans(period: int, season_span: int | str, trend_span: int | None, months: int) -> tuple[int, int]:
    season = 10 * months + 1 if isinstance(season_span, str) else season_span
    trend = _odd(ceil(1.5 * period / (1 - 1.5 / season))) if trend_span is None else trend_span
    for name, span in (("season_span", season), ("trend_span", trend)):
        if span < 3 or span % 2 == 0:
            raise ValueError(f"{name} must be an odd number of at least 3: found {span}.")
    return season, trend


def _odd(number: int) -> int:
    return number + 1 - number % 2


@lru_cache(maxsize=32)
def _matrices(
    months: int, period: int, season_span: int, trend_span: int, periodic: bool, degree: int, jumps: bool
) -> tuple[FloatArray, FloatArray]:
    """The matrices that give season and trend: two rounds of the inner loop, begun with no trend."""

    def jump(span: int) -> int:
        return ceil(span / 10) if jumps else 1

    cycles = _cycles(months, period, season_span, 0 if periodic else degree, jump(season_span))
    low_span = _odd(period)
    low = loess_matrix(months, low_span, 1, jump(low_span)) @ _moving(months + 2 * period, period)
    keep = np.zeros((months, months + 2 * period))
    keep[:, period : period + months] = np.eye(months)
    season_from = (keep - low) @ cycles
    trend_from = loess_matrix(months, trend_span, 1, jump(trend_span))
    whole, trend, season = np.eye(months), np.zeros((months, months)), np.zeros((months, months))
    for _ in range(_ROUNDS):
        season = season_from @ (whole - trend)
        trend = trend_from @ (whole - season)
    if periodic:
        same = (np.arange(months)[:, None] - np.arange(months)) % period == 0
        season = (same / same.sum(axis=1, keepdims=True)) @ season
    return season, trend


def _cycles(months: int, period: int, span: int, degree: int, jump: int) -> FloatArray:
    """Smooth the Januaries, the Februaries ... each by itself, one year beyond both ends."""
    matrix = np.zeros((months + 2 * period, months))
    for month in range(period):
        places = np.arange(month, months, period)
        smooth = loess_matrix(len(places), span, degree, min(jump, max(len(places) - 1, 1)), 1)
        out = month + period * np.arange(len(places) + 2)
        matrix[np.ix_(out, places)] = smooth
    return matrix


def _moving(months: int, period: int) -> FloatArray:
    """Two moving averages of a period and one of three."""
    matrix = np.eye(months)
    for length in (period, period, 3):
        rows = len(matrix) - length + 1
        matrix = np.stack([matrix[row : row + length].mean(axis=0) for row in range(rows)])
    return matrix
