"""Rounding as people do it: half away from zero, on the decimal value that is printed.

Binary floating point cannot hold 2.675 and Python rounds halves to even, so `round` prints other figures
than a reader's pocket calculator. A ratio of whole numbers is rounded here in whole-number arithmetic.
Source: the convention of Home Office and ONS tables.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods.checks import FloatArray, IntArray, numbers

_NEAR_A_HALF = 1e-6
_LARGEST = 2**61


def half_up(x: float, decimals: int = 0) -> float:
    """Round one number half away from zero on its decimal value: 2.675 to 2 decimals is 2.68.

    The decimal value of a float is the shortest decimal that reads back as it. NaN and infinities stay.
    """
    if not np.isfinite(x):
        return float(x)
    step = Decimal(1).scaleb(-decimals)
    digits = Decimal(repr(float(x)))
    if digits.adjusted() + decimals > 20:
        return float(x)
    return float(digits.quantize(step, rounding=ROUND_HALF_UP)) + 0.0


def half_up_array(x: ArrayLike, decimals: int = 0) -> FloatArray:
    """Round an array of any shape as `half_up` does; only values close to a half take the slow road."""
    values = numbers(x, "values to round")
    factor = 10.0**decimals
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = np.abs(values) * factor
        rounded = np.copysign(np.floor(scaled + 0.5) / factor, values) + 0.0
        slow = (np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR_A_HALF) | (scaled > 1e9)
    result = np.where(np.isfinite(values), rounded, values)
    result[slow] = [half_up(float(value), decimals) for value in values[slow]]
    return np.asarray(result, dtype=np.float64)


def rounded_ratio(numerator: int, denominator: int, decimals: int = 1, *, per: int = 1) -> float | None:
    """Give per x numerator / denominator, rounded half away from zero without any rounding on the way.

    None where the denominator is 0. A monthly average is `rounded_ratio(total, 12)`, a rate per 1,000
    `rounded_ratio(count, population, per=1000)`. Raises ValueError for a denominator below zero.
    """
    if denominator < 0:
        raise ValueError(f"a ratio to {denominator} has no meaning for counts: it must not be below zero.")
    if denominator == 0:
        return None
    scaled = Fraction(int(numerator) * per, int(denominator)) * 10**decimals
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return float((whole if scaled >= 0 else -whole) / 10**decimals)


def rounded_ratios(
    numerator: ArrayLike, denominator: ArrayLike, decimals: int = 1, *, per: int = 1
) -> FloatArray:
    """Give the ratios of two arrays of whole numbers as `rounded_ratio` does; NaN where the denominator is 0.

    The arrays broadcast. Raises ValueError where values are not whole, where a denominator is below zero,
    or where they are too large for exact arithmetic in 64 bits.
    """
    top, bottom = _whole(numerator, "numerators"), _whole(denominator, "denominators")
    if (bottom < 0).any():
        raise ValueError(f"denominators must not be below zero: found {int(bottom.min())}.")
    factor = 10**decimals
    largest = max((int(abs(part).max()) for part in (top, bottom) if part.size), default=0)
    if 2 * largest * (per * factor + 1) > _LARGEST:
        raise ValueError(f"counts up to {largest} are too large to round exactly to {decimals} decimals.")
    safe = np.where(bottom == 0, 1, bottom)
    whole = (2 * np.abs(top) * (per * factor) + safe) // (2 * safe)
    result = np.where(top < 0, -whole, whole) / factor
    return np.asarray(np.where(bottom == 0, np.nan, result), dtype=np.float64)


def percent_change(previous: int, current: int, decimals: int = 1) -> float | None:
    """Give the change from `previous` to `current` in percent of `previous`; None when that is 0.

    85 to 151 is 77.6; 16 to 18 is 12.5. Exact: no binary value is rounded.
    """
    return rounded_ratio(int(current) - int(previous), int(previous), decimals, per=100)


def percent_changes(previous: ArrayLike, current: ArrayLike, decimals: int = 1) -> FloatArray:
    """Give `percent_change` for arrays that broadcast; NaN where the previous count is 0."""
    before, after = _whole(previous, "previous counts"), _whole(current, "current counts")
    return rounded_ratios(after - before, before, decimals, per=100)


def _whole(values: ArrayLike, name: str) -> IntArray:
    array = np.asarray(values)
    if array.dtype.kind in "iu" and (array.size == 0 or array.max() < _LARGEST):
        return array.astype(np.int64)
    floats = numbers(values, name)
    wrong = ~np.isfinite(floats) | (floats != np.floor(floats)) | (np.abs(floats) > 2**53)
    if wrong.any():
        raise ValueError(f"{name} must be whole numbers: found {floats[wrong].flat[0]:g}.")
    return floats.astype(np.int64)
