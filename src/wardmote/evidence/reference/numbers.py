"""Columns of numbers as arrays, and which of their cells are not what they should be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EXPECTED = {
    "score": "a number in digits",
    "rank": "a rank: a whole number of 1 or more",
    "decile": "a decile: a whole number from 1 to 10",
    "value": "a number of zero or more, in digits",
}
"""Kind of value -> what its cells must hold, in words that complete "expected"."""


@dataclass(frozen=True)
class Numbers:
    """A column: its values, NaN where a cell is empty or wrong, and which cells are wrong."""

    values: Floats
    wrong: Flags


def numbers(column: Any, kind: str) -> Numbers:
    """Read a column of text as numbers of a kind: score, rank, decile or value."""
    try:
        cast = pc.cast(column, pa.float64()).combine_chunks()
        empty = cast.is_null().to_numpy(zero_copy_only=False)
        values = np.array(cast.to_numpy(zero_copy_only=False), dtype=np.float64)
    except pa.ArrowInvalid:
        values, empty = _one_by_one(column.to_pylist())
    wrong = ~empty & ~_fits(values, kind)
    values[wrong] = np.nan
    return Numbers(values, wrong)


def _one_by_one(cells: list[str | None]) -> tuple[Floats, Flags]:
    empty = np.array([cell is None or not cell.strip() for cell in cells])
    values = np.array(
        [math.nan if none else _number(cell or "") for cell, none in zip(cells, empty, strict=True)]
    )
    return values, empty


def _number(cell: str) -> float:
    try:
        return math.nan if "_" in cell else float(cell)
    except ValueError:
        return math.nan


def _fits(values: Floats, kind: str) -> Flags:
    """Which values are of the kind; NaN is of none."""
    with np.errstate(invalid="ignore"):
        good = np.isfinite(values)
        if kind in ("rank", "decile"):
            good &= (values >= 1) & (values == np.floor(values))
        if kind == "decile":
            good &= values <= 10
        if kind == "value":
            good &= values >= 0
    return good
