"""An axis of steps in time: months, or weeks, quarters and years by whatever name they have."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from wardmote.publishing.charts.frame import Frame, Row, axis_style
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.charts.month_line import x_ticks
from wardmote.publishing.charts.numbers import MONTH
from wardmote.publishing.charts.value_axis import finite
from wardmote.publishing.theme import theme

APART = 12
"""Pixels between two labels of the axis."""


def step_ticks(steps: tuple[str, ...], frame: Frame) -> dict[float, str]:
    """The labelled steps by their place: Januaries of months; of others the first and each so many after it."""
    if all(MONTH.fullmatch(step) for step in steps):
        return x_ticks(steps, frame)
    small = theme().chart.small
    widest = max(text_width(step, small) for step in steps) + APART
    every = max(1, -(-int(widest * len(steps)) // int(frame.width)))
    edge = frame.width + frame.right
    ticks: dict[float, str] = {at: steps[at] for at in range(0, len(steps), every)}
    return {at: words for at, words in ticks.items() if frame.x(at) + text_width(words, small) / 2 <= edge}


def step_axis(ticks: dict[float, str]) -> alt.Axis:
    """The axis itself: a quiet line with a tick at each labelled step."""
    quiet = theme().colour.unchanged
    style = {"grid": False, "domain": True, "domainColor": quiet, "ticks": True, "tickSize": 4}
    return axis_style(values=list(ticks), tickColor=quiet, **style)


def stretches(values: Sequence[float | None], first: int = 0) -> list[list[Row]]:
    """A series as points, cut at its gaps: no line is drawn over a step without a value."""
    found: list[list[Row]] = [[]]
    for at, one in enumerate(values, start=first):
        value = finite(one)
        if value is None:
            found.append([])
        else:
            found[-1].append({"x": at, "y": value})
    return [stretch for stretch in found if stretch]
