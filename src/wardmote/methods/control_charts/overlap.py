"""Rolling totals have no place on a control chart: neighbours share most of their months.

Of series in which nothing happens, 99 of 100 rolling twelve-month totals show a point beyond the limits. From the
numbers alone a rolling total can seldom be told from a slow drift, so the sure ways are to say what each value
covers, or to hand over the months behind the values. Only a long series betrays itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks

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


def overlap_span(values: ArrayLike, spans: ArrayLike = (3, 4, 6, 12), certain: float = 4.0) -> int:
    """Give the span of rolling totals where a long series betrays it; 1 where nothing is sure.

    values: (n,), NaN at gaps. The steps of a rolling total of w are y(t) - y(t - w): each is taken back w later,
    so steps w apart have a correlation of -1/2, and neighbouring steps none. In separate values it is
    neighbouring steps that have -1/2. A span is sure where the correlation at w is more than `certain`
    standard errors (1/sqrt of the pairs) below 0 and lower than that of neighbours, itself above -1/4. This
    needs about 70 steps and the span: no shorter series is ever refused by it, and 1 clears nothing.
    Raises ValueError for infinite values or more than one series.
    """
    y = checks.with_gaps(values, "values")
    if y.ndim != 1:
        raise ValueError(f"overlap is looked for in one series at a time: found the shape {y.shape}.")
    steps = np.diff(y)
    beside, _pairs = _correlation(steps, 1)
    found = [(*_correlation(steps, int(span)), int(span)) for span in np.atleast_1d(np.asarray(spans))]
    sure = [
        (at, span) for at, pairs, span in found if at * np.sqrt(pairs) < -certain and beside > max(at, -0.25)
    ]
    return min(sure)[1] if sure else 1


def _correlation(steps: checks.FloatArray, lag: int) -> tuple[float, int]:
    """Of steps that lie so far apart, and of how many pairs; 0 of none."""
    there = steps[~np.isnan(steps)]
    if there.size < 3 or lag < 1 or steps.size <= lag:
        return 0.0, 0
    around = steps - there.mean()
    product = around[lag:] * around[:-lag]
    pairs = int(np.count_nonzero(~np.isnan(product)))
    spread = float(np.nanmean(around**2))
    return (float(np.nanmean(product)) / spread, pairs) if pairs and spread > 0 else (0.0, 0)
