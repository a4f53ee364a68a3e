"""Rolling totals have no place on a control chart: neighbours share most of their months.

Of series in which nothing happens, 99 of 100 rolling twelve-month totals show a point beyond the limits. From the
numbers alone a rolling total can seldom be told from a slow drift, so the sure ways are to say what each value
covers, or to hand over the months behind the values. Only a long series betrays itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray

ROLLING = (
    "these are totals of {span} months each, and neighbours share {shared} of them, so limits would flag what "
    "is only overlap: nearly every stable series would seem to change. Chart the single months, with the "
    "season taken off; keep the rolling total for the level."
)
_SAME = 1e-9


def span_of_sums(values: ArrayLike, months: ArrayLike, longest: int = 24) -> int:
    """Give of how many months each value is the total: certain, since the months are there to add up.

    values: (n,); months: (m,), the single months up to the month of the last value; NaN at gaps. 1 where no
    total of 2 to `longest` months, and no mean of them, gives the values wherever both are present. Raises
    ValueError for infinite values and for anything but two single series.
    """
    seen, single = checks.with_gaps(values, "values"), checks.with_gaps(months, "months")
    if seen.ndim != 1 or single.ndim != 1:
        raise ValueError("values and months must each be one series.")
    for span in range(2, longest + 1):
        n = min(seen.size, single.size - span + 1)
        if n < 2:
            break
        sums = np.convolve(single, np.ones(span), "valid")[-n:]
        last = seen[-n:]
        both = ~np.isnan(sums + last)
        if both.sum() < 2 or np.ptp(last[both]) == 0:
            continue
        if any(np.allclose(last[both], one[both], rtol=_SAME, atol=_SAME) for one in (sums, sums / span)):
            return span
    return 1


def overlap_span(values: ArrayLike, spans: Sequence[int] = (3, 4, 6, 12), certain: float = 4.0) -> IntArray:
    """Give the span of rolling totals where a long series betrays it; 1 where nothing is sure.

    values: (..., n), NaN at gaps; the answer: (...). The steps of a rolling total of w are y(t) - y(t - w): each
    is taken back w later, so steps w apart have a correlation of -1/2 and steps any other distance apart have
    none. In separate values it is neighbouring steps that have -1/2; in a season, steps at many distances are
    correlated. A span is sure where there are so many pairs of steps that -1/2 is `certain` standard errors
    (1/sqrt of the pairs; 64 pairs for 4), the correlation is that far below 0, and no other distance up to
    twice the span has half of it. So no series of less than 65 values and the span is ever refused by it, and
    1 clears nothing. Raises ValueError for infinite values.
    """
    y = checks.with_gaps(values, "values")
    found = np.ones(y.shape[:-1], np.int64)
    if y.ndim == 0 or y.shape[-1] < (2 * certain) ** 2:
        return found
    steps = np.diff(y, axis=-1)
    for span in sorted(spans, reverse=True):
        found = np.where(_lone_spike(steps, span, certain), span, found)
    return found


def _lone_spike(steps: FloatArray, span: int, certain: float) -> BoolArray:
    at, pairs = _correlation(steps, span)
    sure = (pairs >= (2 * certain) ** 2) & (at * np.sqrt(pairs) < -certain)
    if sure.any():
        for lag in range(1, 2 * span + 1):
            if lag != span:
                sure &= np.abs(_correlation(steps, lag)[0]) < np.abs(at) / 2
    return np.asarray(sure)


def _correlation(steps: FloatArray, lag: int) -> tuple[FloatArray, IntArray]:
    """Of steps that lie so far apart, and of how many pairs; 0 of none."""
    there = ~np.isnan(steps)
    mean = _over(np.where(there, steps, 0.0).sum(axis=-1), there.sum(axis=-1))
    around = np.where(there, steps - mean[..., None], 0.0)
    pairs = np.count_nonzero(there[..., lag:] & there[..., :-lag], axis=-1)
    product = (around[..., lag:] * around[..., :-lag]).sum(axis=-1)
    spread = _over((around**2).sum(axis=-1), there.sum(axis=-1))
    return _over(product, pairs * spread), np.asarray(pairs, np.int64)


def _over(top: FloatArray, bottom: FloatArray | IntArray) -> FloatArray:
    return np.asarray(np.divide(top, bottom, out=np.zeros(np.shape(top)), where=np.asarray(bottom) > 0))
