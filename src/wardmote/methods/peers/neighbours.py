"""Statistical neighbours: which areas are most like ours, how near, and by which indicators they are near.

Source: the distance of the nearest neighbours models of CIPFA and of the police's most similar groups in their
general form: indicators standardised to mean 0 and standard deviation 1, then the weighted Euclidean distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """The areas nearest to one, nearest first.

    area: (k,) their positions in the profiles; distance: (k,), 0 identical, 1 apart by one standard deviation in the
    weighted mean of indicators; difference: (k, indicators), neighbour minus own in standard deviations; share: (k,
    indicators), how much of the squared distance comes from each indicator (sums to 1; 0 where identical); kept: (k,)
    the share of indicators that could each be left out with the area still among the k nearest.
    """

    area: IntArray
    distance: FloatArray
    difference: FloatArray
    share: FloatArray
    kept: FloatArray


def nearest(profiles: ArrayLike, own: int, k: int, weights: ArrayLike | None = None) -> Neighbours:
    """Find the k areas whose profiles are most like that of the area at position `own`.

    profiles: (areas, indicators), on any scales; strongly skewed indicators are better given as logarithms. weights:
    (indicators,), equal by default. distance = sqrt(sum(w d^2) / sum(w)), d the difference in standard deviations
    over all areas given. Equally near areas come in the order given. Raises ValueError for missing values, fewer
    than k + 1 areas, an indicator that is the same everywhere, and weights that are below zero or all zero.
    """
    standard = standardised(profiles)
    areas, indicators = standard.shape
    if not 0 <= own < areas or not 1 <= k < areas:
        raise ValueError(
            f"of {areas} areas at most {areas - 1} can be neighbours of one of them: found own {own} and k {k}."
        )
    weight = _weights(weights, indicators)
    difference = standard - standard[own]
    parts = difference**2 * weight
    order = _others(parts.sum(axis=1), own)[:k]
    squared = parts[order].sum(axis=1)
    share = np.divide(
        parts[order], squared[:, None], out=np.zeros((k, indicators)), where=squared[:, None] > 0
    )
    return Neighbours(order, np.sqrt(squared), difference[order], share, _kept(parts, own, order))


def standardised(profiles: ArrayLike) -> FloatArray:
    """Give each indicator's distance from its mean over all areas in (population) standard deviations.

    profiles: (areas, indicators). Raises ValueError for missing values, fewer than two areas, no indicator, and an
    indicator that is the same everywhere.
    """
    x = checks.numbers(profiles, "profiles")
    if x.ndim != 2 or x.shape[0] < 2 or x.shape[1] == 0:
        raise ValueError(
            f"profiles must have a row for each of two or more areas: found the shape {x.shape}."
        )
    absent = ~np.isfinite(x)
    if absent.any():
        row, column = np.argwhere(absent)[0]
        raise ValueError(
            f"{int(absent.sum())} values are missing, the first in area {row + 1}, indicator {column + 1}: leave the "
            "area or the indicator out."
        )
    same = np.flatnonzero(np.ptp(x, axis=0) == 0)
    if same.size:
        raise ValueError(
            f"indicator {same[0] + 1} is the same in every area and tells none apart: leave it out."
        )
    return np.asarray((x - x.mean(axis=0)) / x.std(axis=0))


def _weights(weights: ArrayLike | None, indicators: int) -> FloatArray:
    weight = np.ones(indicators) if weights is None else checks.non_negative(weights, "weights")
    if weight.shape != (indicators,) or weight.sum() == 0:
        raise ValueError(f"weights must hold a number for each of the {indicators} indicators, not all zero.")
    return np.asarray(weight / weight.sum())


def _others(squared: FloatArray, own: int) -> IntArray:
    order = np.argsort(squared, kind="stable")
    return np.asarray(order[order != own], np.int64)


def _kept(parts: FloatArray, own: int, chosen: IntArray) -> FloatArray:
    """Leave out one indicator after the other, and see who stays among the nearest."""
    used = np.flatnonzero(parts.any(axis=0))
    if used.size < 2:
        return np.ones(chosen.size)
    total = parts.sum(axis=1)
    stays = [np.isin(chosen, _others(total - parts[:, one], own)[: chosen.size]) for one in used]
    return np.asarray(np.mean(stays, axis=0), np.float64)
