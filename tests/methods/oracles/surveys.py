"""Surveys by the textbook: respondent by respondent, with matrices where the source has matrices."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


def raked(
    answers: dict[str, list[str]], targets: dict[str, dict[str, float]], base: list[float]
) -> list[float]:
    """Go through the margins until nothing moves."""
    weights = list(base)
    for _ in range(5000):
        before = list(weights)
        for name, target in targets.items():
            for category, wanted in target.items():
                members = [i for i, answer in enumerate(answers[name]) if answer == category]
                held = sum(weights[i] for i in members)
                for i in members:
                    weights[i] *= wanted / held
        if max(abs(a / b - 1) for a, b in zip(weights, before, strict=True)) < 1e-14:
            break
    return weights


def residuals(y: Floats, answers: dict[str, list[str]], base: Floats) -> Floats:
    """Give what a weighted regression on all categories of the margins leaves of y."""
    columns = [
        [float(answer == category) for answer in given]
        for given in answers.values()
        for category in dict.fromkeys(given)
    ]
    x, root = np.array(columns).T, np.sqrt(base)
    fit, *_ = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)
    return np.asarray(y - x @ fit)


def mean_and_error(
    y: Floats, weights: Floats, answers: dict[str, list[str]] | None = None, base: Floats | None = None
) -> tuple[float, float]:
    """Give the weighted mean of those with an answer (not NaN), and its standard error."""
    there = ~np.isnan(y)
    total = sum(weights[there])
    mean = sum(w * one for w, one in zip(weights[there], y[there], strict=True)) / total
    part = np.where(there, np.nan_to_num(y) - mean, 0.0) / total
    if answers is not None and base is not None:
        part = residuals(part, answers, base)
    scores = [w * one for w, one in zip(weights, part, strict=True)]
    middle, n = sum(scores) / len(scores), len(scores)
    return float(mean), math.sqrt(n / (n - 1) * sum((one - middle) ** 2 for one in scores))


def logit_limits(p: float, error: float, df: float, confidence: float) -> tuple[float, float]:
    """Give the interval on the scale of log odds, carried back."""
    middle = math.log(p / (1 - p))
    half = stats.t.ppf((1 + confidence) / 2, df) * error / (p * (1 - p))
    return 1 / (1 + math.exp(half - middle)), 1 / (1 + math.exp(-half - middle))


def beta_limits(p: float, error: float, confidence: float) -> tuple[float, float]:
    """Give the exact binomial limits of the sample that would be as sure."""
    n, tail = p * (1 - p) / error**2, (1 - confidence) / 2
    return float(stats.beta.ppf(tail, n * p, n * (1 - p) + 1)), float(
        stats.beta.isf(tail, n * p + 1, n * (1 - p))
    )


def rao_scott(
    rows: list[int],
    columns: list[int],
    weights: Floats,
    variance: Callable[[Floats], Floats] | None = None,
    df: int | None = None,
) -> tuple[float, float, float, float]:
    """Give F, its degrees of freedom and p, by eigenvalues of the design effects of interaction contrasts.

    variance: the covariance of sums of weighted scores (people, cells), that of people drawn one by one without it.
    """
    cells = [(r, c) for r in sorted(set(rows)) for c in sorted(set(columns))]
    n, total = len(rows), float(sum(weights))
    member = np.array([[float((r, c) == cell) for cell in cells] for r, c in zip(rows, columns, strict=True)])
    p = member.T @ weights / total
    scores = weights[:, None] * (member - p) / total
    v = n / (n - 1) * scores.T @ scores if variance is None else variance(scores)
    freedom = n - 1 if df is None else df
    simple = (np.diag(p) - np.outer(p, p)) / n
    main = np.array(
        [
            [
                1.0,
                *(r == one for one in sorted(set(rows))[1:]),
                *(c == one for one in sorted(set(columns))[1:]),
            ]
            for r, c in cells
        ]
    )
    both = np.array(
        [
            [
                float(r == one and c == two)
                for one in sorted(set(rows))[1:]
                for two in sorted(set(columns))[1:]
            ]
            for r, c in cells
        ]
    )
    left = both - main @ np.linalg.pinv(main.T @ simple @ main) @ (main.T @ simple @ both)
    effects = np.linalg.eigvals(np.linalg.inv(left.T @ simple @ left) @ (left.T @ v @ left)).real
    table = p.reshape(len(set(rows)), len(set(columns)))
    chance = np.outer(table.sum(axis=1), table.sum(axis=0))
    f = n * float(((table - chance) ** 2 / chance).sum()) / effects.sum()
    ndf = effects.sum() ** 2 / (effects**2).sum()
    return float(f), float(ndf), float(ndf * freedom), float(stats.f.sf(f, ndf, ndf * freedom))
