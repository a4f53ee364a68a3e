"""From where to where a picture of ranges reaches, and what of each interval it can show."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wardmote.analyses.pictures import DotRanges, RangeRow
from wardmote.publishing.charts.value_axis import finite, known

REACH = 1.5
"""An interval is shown whole where it leaves the values and the rule by no more than so many times their span."""
LEAST = 0.1
"""The least span of a picture, as a share of its largest value."""


@dataclass(frozen=True)
class Ends:
    """An interval in the plot: its ends as they are drawn, and which of them go on beyond it."""

    low: float
    high: float
    beyond_low: bool
    beyond_high: bool
    drawn: bool = True


def domain_of(picture: DotRanges) -> tuple[float, float]:
    """Room for every value, for the reference, and for intervals that are not far longer than others."""
    level = [finite(picture.reference[0])] if picture.reference else []
    points = known([*(row.value for row in picture.rows), *level])
    lows, highs = known(row.low for row in picture.rows), known(row.high for row in picture.rows)
    if not points:
        points = [*lows, *highs] or [0.0, 1.0]
    low, high = min(points), max(points)
    stand_out = [
        end for row in picture.rows if row.stands_out or row.own for end in known((row.low, row.high))
    ]
    span = max(high - low, LEAST * max(abs(low), abs(high)), _typical(picture)) or 1.0
    near = [end for end in (*lows, *highs) if low - REACH * span <= end <= high + REACH * span]
    low, high = min([low, *near, *stand_out]), max([high, *near, *stand_out])
    if picture.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    pad = (high - low) * 0.04 or abs(high) * 0.1 or 1.0
    from_zero = picture.from_zero or (low >= 0 and low - pad < 0)
    return (0.0 if from_zero and low >= 0 else low - pad, high + pad)


def _typical(picture: DotRanges) -> float:
    """The middle one of the intervals' lengths."""
    spans = sorted(
        high - low
        for row in picture.rows
        if (low := finite(row.low)) is not None and (high := finite(row.high)) is not None
    )
    return spans[len(spans) // 2] if spans else 0.0


def ends_of(row: RangeRow, domain: tuple[float, float]) -> Ends:
    """What is drawn of a row's interval. With one end open it goes on; with none given there is none."""
    low, high = finite(row.low), finite(row.high)
    if finite(row.value) is None or not _given(row):
        return Ends(domain[0], domain[0], False, False, drawn=False)
    beyond_low, beyond_high = low is None or low < domain[0], high is None or high > domain[1]
    return Ends(
        domain[0] if low is None or beyond_low else low,
        domain[1] if high is None or beyond_high else high,
        beyond_low,
        beyond_high,
    )


def _given(row: RangeRow) -> bool:
    """Whether there is an interval at all: at least one end, be it infinite."""
    return any(end is not None and not math.isnan(end) for end in (row.low, row.high))
