"""What a decomposition asks of its series."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import FloatArray


def regular_series(series: ArrayLike, period: int) -> FloatArray:
    """Give series as (..., months), NaN at gaps; raise ValueError for infinite values or less than two periods."""
    y = checks.numbers(series, "the series")
    if period < 2:
        raise ValueError(f"period must be at least 2, such as 12 months: found {period}.")
    if y.ndim == 0 or y.shape[-1] < 2 * period:
        found = y.shape[-1] if y.ndim else 1
        raise ValueError(f"a season shows only over two whole periods ({2 * period} values): found {found}.")
    if np.isinf(y).any():
        raise ValueError("the series must be finite; mark a missing value as NaN.")
    return y
