"""The variance of clustered and stratified samples, cluster by cluster, as a textbook's table would be filled in."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
from scipy import stats

from .surveys import Floats, residuals


def mean_and_error(
    y: Floats,
    weights: Floats,
    strata: list[str],
    clusters: list[str],
    drawn: dict[str, float],
    answers: dict[str, list[str]] | None = None,
    base: Floats | None = None,
) -> tuple[float, float, int]:
    """Give the weighted mean of those with an answer, its standard error, and clusters less strata.

    A stratum of one cluster is set against the mean of all clusters.
    """
    there = ~np.isnan(y)
    total = sum(weights[there])
    mean = sum(w * one for w, one in zip(weights[there], y[there], strict=True)) / total
    part = np.where(there, np.nan_to_num(y) - mean, 0.0) / total
    if answers is not None and base is not None:
        part = residuals(part, answers, base)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for stratum, cluster, w, one in zip(strata, clusters, weights, part, strict=True):
        sums[stratum, cluster] += w * one
    everywhere = sum(sums.values()) / len(sums)
    variance = 0.0
    for stratum in set(strata):
        mine = [value for (of, _), value in sums.items() if of == stratum]
        left = 1 - drawn.get(stratum, 0.0)
        if len(mine) == 1:
            variance += left * (mine[0] - everywhere) ** 2
            continue
        middle = sum(mine) / len(mine)
        variance += left * len(mine) / (len(mine) - 1) * sum((value - middle) ** 2 for value in mine)
    seen = {(s, c) for s, c, here in zip(strata, clusters, there, strict=True) if here}
    return float(mean), math.sqrt(variance), len(seen) - len({s for s, _ in seen})


def korn_graubard(p: float, error: float, people: int, df: int) -> tuple[float, float]:
    """Give the exact limits of the sample that would be as sure, made smaller for few degrees of freedom."""
    n = p * (1 - p) / error**2 * (stats.t.ppf(0.975, people - 1) / stats.t.ppf(0.975, df)) ** 2
    return float(stats.beta.ppf(0.025, n * p, n * (1 - p) + 1)), float(
        stats.beta.ppf(0.975, n * p + 1, n * (1 - p))
    )


def covariance(scores: Floats, strata: list[str], clusters: list[str]) -> Floats:
    """Give the covariance of sums of scores (people, k), cluster by cluster; every stratum has two clusters or more."""
    found = np.zeros((scores.shape[1], scores.shape[1]))
    for stratum in set(strata):
        names = {c for s, c in zip(strata, clusters, strict=True) if s == stratum}
        sums = [
            sum(row for row, s, c in zip(scores, strata, clusters, strict=True) if (s, c) == (stratum, name))
            for name in names
        ]
        middle = sum(sums) / len(sums)
        found += len(sums) / (len(sums) - 1) * sum(np.outer(one - middle, one - middle) for one in sums)
    return found
