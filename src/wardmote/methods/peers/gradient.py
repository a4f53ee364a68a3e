"""The deprivation gradient: how crime rises from the least to the most deprived, over everybody and not the ends alone.

Source: slope and relative index of inequality, Mackenbach and Kunst, Social Science & Medicine (1997); log-linear form
by Poisson regression: Moreno-Betancur et al., Epidemiology (2015); ratio of two estimates: Fieller (1954).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray

_CONVERGED = 1e-12
_MOST_ROUNDS = 100


class Index(NamedTuple):
    """An index of inequality with its limits; `high` is infinite where the data set no upper limit."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Gradient:
    """How the rate changes from the first end of the scale (least deprived) to the last (most deprived).

    slope: the difference between both ends in the unit of the rate (SII); ratio: last end / first end (RII), NaN where
    the line falls to zero; p: two-sided, of no gradient; phi: how many times more than chance the groups lie off the
    line, at least 1; df: of Student's t, infinite where chance alone is allowed for; ridit: (groups,) the middle of
    each on the scale from 0 to 1; fitted: (groups,) the line there.
    """

    slope: Index
    ratio: Index
    p: float
    phi: float
    df: float
    ridit: FloatArray
    fitted: FloatArray


def ridits(population: ArrayLike) -> FloatArray:
    """Give the middle of each group on a scale from 0 to 1 along which all people are lined up, group by group.

    population: (groups,), in the order of the scale. Raises ValueError for populations that are not above zero.
    """
    people = checks.positive(population, "populations")
    if people.ndim != 1 or people.size == 0:
        raise ValueError("populations must hold one number for each group, in the order of the scale.")
    share = people / people.sum()
    return np.asarray(np.cumsum(share) - share / 2)


def linear_gradient(
    count: ArrayLike,
    population: ArrayLike,
    per: float = 1000,
    confidence: float = 0.95,
    *,
    dispersed: bool = True,
) -> Gradient:
    """Fit rate = a + b x ridit by least squares weighted with the population; SII = b, RII = (a + b) / a.

    count, population: (groups,), from the least to the most deprived. The interval of b comes from the chance in each
    group's count, widened by sqrt(phi) and Student's t with groups - 2 where the groups lie off the line by more
    than chance (`dispersed`); without, from chance alone, as public health tools give it. That of the RII is
    Fieller's. Raises ValueError for fewer than three groups, counts below zero or all zero, and populations not
    above zero.
    """
    x, people, ridit = _groups(count, population)
    design = np.stack([np.ones(x.size), ridit])
    solve = np.linalg.solve((design * people) @ design.T, design * people)
    first, slope = solve @ (x / people)
    fitted = first + slope * ridit
    expected = np.where(fitted > 0, fitted, x.sum() / people.sum()) * people
    phi, df = _phi(x, expected) if dispersed else 1.0, x.size - 2.0 if dispersed else np.inf
    cover = (solve * (expected / people**2)) @ solve.T * phi
    q, error = _critical(df, confidence), float(np.sqrt(cover[1, 1]))
    return Gradient(
        slope=_scaled(slope, slope - q * error, slope + q * error, per),
        ratio=_fieller(first, slope, cover, q),
        p=_two_sided(slope / error, df),
        phi=phi,
        df=df,
        ridit=ridit,
        fitted=np.asarray(fitted * per),
    )


def log_gradient(
    count: ArrayLike,
    population: ArrayLike,
    per: float = 1000,
    confidence: float = 0.95,
    *,
    dispersed: bool = True,
) -> Gradient:
    """Fit log(rate) = a + b x ridit by Poisson regression; RII = exp(b), SII = exp(a + b) - exp(a).

    Arguments, order of groups and errors as `linear_gradient`; a fitted rate can never fall below zero, and groups
    without events do no harm. The interval of the SII is by the delta method.
    """
    x, people, ridit = _groups(count, population)
    design = np.stack([np.ones(x.size), ridit])
    (first, slope), information = _poisson(x, people, design)
    fitted = np.exp(first + slope * ridit)
    phi, df = _phi(x, fitted * people) if dispersed else 1.0, x.size - 2.0 if dispersed else np.inf
    cover = np.linalg.inv(information) * phi
    q, error = _critical(df, confidence), float(np.sqrt(cover[1, 1]))
    top, gap = np.exp(first + slope), np.exp(first + slope) - np.exp(first)
    lean = np.array([gap, top])
    half = q * np.sqrt(lean @ cover @ lean)
    return Gradient(
        slope=_scaled(gap, gap - half, gap + half, per),
        ratio=Index(*(float(np.exp(part)) for part in (slope, slope - q * error, slope + q * error))),
        p=_two_sided(slope / error, df),
        phi=phi,
        df=df,
        ridit=ridit,
        fitted=np.asarray(fitted * per),
    )


def _groups(count: ArrayLike, population: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    x, people = checks.non_negative(count, "counts"), checks.positive(population, "populations")
    if x.ndim != 1 or x.shape != people.shape or x.size < 3:
        raise ValueError(
            "a gradient needs a count and a population for each of at least three groups, from the least to the most "
            f"deprived: found the shapes {x.shape} and {people.shape}."
        )
    if not x.any():
        raise ValueError("there are no events in any group: nothing has no gradient.")
    return x, people, ridits(people)


def _poisson(x: FloatArray, people: FloatArray, design: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Find the coefficients by iterated least squares, halving steps that overshoot; also the information."""
    if not (x[1:].any() and x[:-1].any()):
        raise ValueError(
            "all events lie in the group at one end, so the gradient has no limit: join groups, or give a longer period."
        )
    beta = np.array([np.log(x.sum() / people.sum()), 0.0])

    def likelihood(at: FloatArray) -> float:
        line = at @ design
        return float((x * line - people * np.exp(line)).sum())

    for _ in range(_MOST_ROUNDS):
        expected = people * np.exp(beta @ design)
        information = (design * expected) @ design.T
        step = np.linalg.solve(information, design @ (x - expected))
        while likelihood(beta + step) < likelihood(beta) and np.abs(step).max() > _CONVERGED:
            step = step / 2
        beta = beta + step
        if np.abs(step).max() < _CONVERGED * max(1.0, float(np.abs(beta).max())):
            return beta, information
    raise ValueError("the log-linear gradient could not be fitted to these counts: use the linear form.")


def _phi(x: FloatArray, expected: FloatArray) -> float:
    return max(1.0, float(((x - expected) ** 2 / expected).sum() / (x.size - 2)))


def _scaled(value: float, low: float, high: float, per: float) -> Index:
    return Index(float(value * per), float(low * per), float(high * per))


def _fieller(first: float, slope: float, cover: FloatArray, q: float) -> Index:
    """Give (a + b) / a and the ratios that the data would accept."""
    last = first + slope
    if first <= 0 or last < 0:
        return Index(np.nan, np.nan, np.nan)
    square = first**2 - q**2 * cover[0, 0]
    cross = first * last - q**2 * (cover[0, 0] + cover[0, 1])
    level = last**2 - q**2 * cover.sum()
    if square <= 0:
        return Index(float(last / first), 0.0, np.inf)
    arm = np.sqrt(max(cross**2 - square * level, 0.0))
    return Index(float(last / first), max(float((cross - arm) / square), 0.0), float((cross + arm) / square))


def _critical(df: float, confidence: float) -> float:
    upper = (1 + checks.share(confidence, "confidence")) / 2
    return float(special.ndtri(upper) if np.isinf(df) else special.stdtrit(df, upper))


def _two_sided(t: float, df: float) -> float:
    return float(2 * (special.ndtr(-abs(t)) if np.isinf(df) else special.stdtr(df, -abs(t))))
