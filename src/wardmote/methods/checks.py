"""What every statistic asks of its input, in one place: what is wrong, what was found, what to do."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


def numbers(values: ArrayLike, name: str) -> FloatArray:
    """Return `values` as floats; raise ValueError where they are not numbers."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers, in rows of equal length: {error}.") from error


def with_gaps(values: ArrayLike, name: str) -> FloatArray:
    """Return `values` as floats that are finite or, where one is missing, NaN; raise ValueError otherwise."""
    array = numbers(values, name)
    if np.isinf(array).any():
        raise ValueError(
            f"{name} must be finite: found {array[np.isinf(array)].flat[0]}. Mark a missing value as NaN."
        )
    return array


def counts_with_gaps(values: ArrayLike, name: str) -> FloatArray:
    """Return `values` as floats not below zero, or NaN where one is missing; raise ValueError otherwise."""
    array = with_gaps(values, name)
    if (array < 0).any():
        raise ValueError(
            f"{name} must not be below zero: found {np.nanmin(array):g} ({_how_many(array < 0)}). "
            "Counts that were revised or transferred can be negative; leave such a series out."
        )
    return array


def non_negative(values: ArrayLike, name: str) -> FloatArray:
    """Return `values` as floats that are present, finite and not below zero; raise ValueError otherwise."""
    array = numbers(values, name)
    absent = ~np.isfinite(array)
    if absent.any():
        raise ValueError(
            f"{name} must all be present: found {array[absent].flat[0]} ({_how_many(absent)}). "
            "Leave a missing month out of every year, or the whole series out of the test."
        )
    if (array < 0).any():
        raise ValueError(
            f"{name} must not be below zero: found {array.min():g} ({_how_many(array < 0)}). "
            "Counts that were revised or transferred can be negative; leave such a series out."
        )
    return array


def positive(values: ArrayLike, name: str) -> FloatArray:
    """Return `values` as finite floats above zero; raise ValueError otherwise."""
    array = numbers(values, name)
    wrong = ~np.isfinite(array) | (array <= 0)
    if wrong.any():
        raise ValueError(f"{name} must be above zero: found {array[wrong].flat[0]:g} ({_how_many(wrong)}).")
    return array


def share(value: float, name: str) -> float:
    """Return `value` if it lies strictly between 0 and 1; raise ValueError otherwise."""
    if not 0 < value < 1:
        raise ValueError(f"{name} must lie between 0 and 1, such as 0.95: found {value}.")
    return float(value)


def _how_many(wrong: BoolArray) -> str:
    return f"{int(np.count_nonzero(wrong))} of {wrong.size} values"
