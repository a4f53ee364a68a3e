"""How much areas differ beyond chance, so that a funnel does not flag half of them.

Source: Spiegelhalter (2005) and Spiegelhalter, Sherlaw-Johnson et al. (2012), "Statistical methods for healthcare
regulation": z-scores are winsorised (or the ends cut off), phi is their mean square, and the variance between areas
tau2 is the moment estimate of DerSimonian and Laird (1986).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray

Scale = Literal["sqrt", "log"]
Ends = Literal["winsorise", "truncate"]


@dataclass(frozen=True, slots=True, eq=False)
class Dispersion:
    """How the areas of a group spread.

    phi: how many times more than chance their z-scores vary, without the ends (1 is chance; it may fall below). tau2:
    the variance between areas on `scale`, 0 where chance alone explains them. z: each area's distance from the
    target by chance alone; adjusted_z: the same with the variance between areas allowed for. Both (areas,).
    """

    phi: float
    tau2: float
    z: FloatArray
    adjusted_z: FloatArray
    scale: Scale


def dispersion(
    observed: ArrayLike,
    expected: ArrayLike,
    *,
    trim: float = 0.1,
    scale: Scale = "sqrt",
    ends: Ends = "winsorise",
    target: float = 1.0,
    make_good: bool = False,
) -> Dispersion:
    """Measure how much the ratios observed / expected of a group's areas spread beyond chance.

    observed, expected: (areas,). `trim` is the share at each end that is drawn in to the deciles (winsorise) or left
    out (truncate), so that true outliers do not hide themselves. On `sqrt` y = sqrt(O/E) with variance 1/(4E); on
    `log` y = log(O/E) with variance 1/E, which no area without events allows. Without its ends a group looks more alike
    than it is: `make_good` divides phi by what the same cut leaves of normal z-scores (0.68 for deciles drawn in), so
    that limits of 95% hold about 95% of areas; the published programs do not. Raises ValueError for fewer than three
    areas, an unknown scale, counts below zero, and zeros on the log scale.
    """
    o, e = _areas(observed, expected)
    e = e * float(checks.positive(target, "the target"))
    y, variance = _scaled(o, e, scale)
    z = y / np.sqrt(variance)
    kept, inside = _without_ends(z, trim, ends)
    phi = float((kept**2).mean()) / (_left_by_cut(trim, ends) if make_good else 1.0)
    weight = 1 / variance[inside]
    room = weight.sum() - (weight**2).sum() / weight.sum()
    tau2 = max(0.0, (kept.size * phi - (kept.size - 1)) / float(room))
    return Dispersion(phi, tau2, z, np.asarray(y / np.sqrt(variance + tau2)), scale)


def _areas(observed: ArrayLike, expected: ArrayLike) -> tuple[FloatArray, FloatArray]:
    o, e = checks.non_negative(observed, "observed counts"), checks.positive(expected, "expected counts")
    if o.ndim != 1 or o.shape != e.shape or o.size < 3:
        raise ValueError(
            "the spread of a group needs an observed and an expected count for each of at least three areas: found "
            f"the shapes {o.shape} and {e.shape}."
        )
    return o, e


def _scaled(o: FloatArray, e: FloatArray, scale: Scale) -> tuple[FloatArray, FloatArray]:
    """Give the distance from the target on the scale, and its variance by chance."""
    if scale not in get_args(Scale):
        raise ValueError(f"scale must be one of {', '.join(get_args(Scale))}: found {scale!r}.")
    if scale == "sqrt":
        return np.sqrt(o / e) - 1, 1 / (4 * e)
    if (o == 0).any():
        raise ValueError(
            f"{int((o == 0).sum())} of {o.size} areas have no events, and nothing has no logarithm: use the scale 'sqrt'."
        )
    return np.log(o / e), 1 / e


def _without_ends(z: FloatArray, trim: float, ends: Ends) -> tuple[FloatArray, BoolArray]:
    if ends not in get_args(Ends):
        raise ValueError(f"ends must be one of {', '.join(get_args(Ends))}: found {ends!r}.")
    if not 0 <= trim < 0.5:
        raise ValueError(f"trim must be at least 0 and below 0.5, such as 0.1: found {trim}.")
    low, high = np.quantile(z, [trim, 1 - trim])
    if ends == "winsorise":
        return np.clip(z, low, high), np.ones(z.shape, bool)
    inside = (z >= low) & (z <= high)
    if inside.sum() < 2:
        raise ValueError(
            "too few areas are left when the ends are cut off: use 'winsorise' or a smaller trim."
        )
    return z[inside], inside


def _left_by_cut(trim: float, ends: Ends) -> float:
    """Give the mean square of normal z-scores whose ends are drawn in, or cut off."""
    if trim == 0:
        return 1.0
    z = float(special.ndtri(1 - trim))
    inner = 1 - 2 * trim - 2 * z * float(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))
    return inner + 2 * trim * z**2 if ends == "winsorise" else inner / (1 - 2 * trim)
