"""The whole chart: centre, limits and the four rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.control_charts import rules
from wardmote.methods.control_charts.limits import Limits, xmr_limits
from wardmote.methods.control_charts.overlap import ROLLING, overlap_span


@dataclass(frozen=True, slots=True, eq=False)
class ControlChart:
    """An XmR chart of one series or many; arrays are (..., n) unless said otherwise.

    values: as given; limits: centre, low, high, moving ranges and stretches; beyond, shift, trend,
    two_of_three: whether the point is part of what each rule looks for, every rule on its own; side: 1 above
    the centre, -1 below, 0 on it and at gaps; heading: 1 at the last point of a rising trend, -1 of a falling
    one, else 0; trial: whether the point's limits rest on fewer points than are enough. enough, run, screen and
    two_of_three_rule: as asked for, to be told beside the chart.
    """

    values: FloatArray
    limits: Limits
    beyond: BoolArray
    shift: BoolArray
    trend: BoolArray
    two_of_three: BoolArray
    side: IntArray
    heading: IntArray
    trial: BoolArray
    enough: int
    run: int
    screen: bool
    two_of_three_rule: rules.TwoOfThree


def control_chart(
    values: ArrayLike,
    breaks: Sequence[int] = (),
    *,
    screen: bool = False,
    two_of_three: rules.TwoOfThree = "making-data-count-2023",
    run: int = 7,
    enough: int = 12,
    span: int = 1,
) -> ControlChart:
    """Draw an XmR chart and apply the four rules.

    values: (..., n) in order of time, each of its own month, season taken off (`adjusted_months`), NaN at gaps: a
    gap breaks runs and moving ranges and is never a 0. breaks: positions of the first point after each break,
    where limits start anew. screen and two_of_three: the published variants, as in `xmr_limits` and
    `rules.two_of_three`. run: points in a shift or trend. enough: fewer points make limits *trial*.
    span: how many months each value covers; anything but 1 is refused, and so is a long series
    that shows the overlap of rolling totals (`overlap_span`).
    Raises ValueError as these do, and where no series has two values; one of many that has not gets no limits.
    """
    y = checks.with_gaps(values, "values")
    _refuse_overlap(y, span)
    limits = xmr_limits(y, breaks, screen)
    if (np.count_nonzero(~np.isnan(y), axis=-1) < 2).all():
        raise ValueError("a control chart needs at least two values: the rest are missing.")
    centre, low, high, stretch = limits.centre, limits.low, limits.high, limits.stretch
    return ControlChart(
        values=y,
        limits=limits,
        beyond=rules.beyond_limits(y, low, high),
        shift=rules.shifted(y, centre, stretch, run),
        trend=rules.trending(y, stretch, run),
        two_of_three=rules.two_of_three(y, centre, low, high, stretch, two_of_three),
        side=rules.side_of(y, centre),
        heading=rules.trend_ends(y, stretch, run),
        trial=limits.points < enough,
        enough=enough,
        run=run,
        screen=screen,
        two_of_three_rule=two_of_three,
    )


def _refuse_overlap(y: FloatArray, span: int) -> None:
    if span < 1:
        raise ValueError(f"span must be 1, the months that each value covers: found {span}.")
    found = max(span, int(np.max(overlap_span(y), initial=1)))
    if found > 1:
        raise ValueError(ROLLING.format(span=found, shared=found - 1))
