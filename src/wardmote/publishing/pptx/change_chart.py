"""Changes as native bars with a line for each interval: orange for what changed, hollow for what was not tested."""

from __future__ import annotations

import math

from wardmote.analyses.pictures import ChangeDots, ChangeRow
from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.numbers import percent_change, round_steps
from wardmote.publishing.pptx.chart_records import Axis, Chart, Extra, Point, Series, Whiskers
from wardmote.publishing.pptx.fitting import SPACING, cut_words, width
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.theme import theme

CHANGED = (Verdict.ROSE, Verdict.FELL)
UNTESTED = (Verdict.NOT_COMPARABLE, Verdict.TOO_FEW, Verdict.LOCATION_UNCERTAIN)
NAMES = 0.4
"""The largest share of the width that names take."""
ROOMY = 600.0
"""From this width in points the change itself stands with its name."""
LEAST = 25.0
"""An axis reaches at least so many percent to both sides."""
BELOW, ABOVE = "Below the change", "Above the change"
AXIS = 42.0
"""Points that the axis of values takes from the height."""


def change_chart(picture: ChangeDots, box: Box, language: str) -> Chart:
    """The changes in their order. An interval longer than the chart runs to its edge; the workbook has it whole."""
    size = theme().slides.chart
    rows = picture.rows
    low, high, step = scale(rows, int(box.width * (1 - NAMES) / width("+100 ", size)))
    row_height = (box.height - AXIS) / max(len(rows), 1)
    return Chart(
        heading="Measure",
        categories=tuple(_name(row, box.width, row_height, size) for row in rows),
        series=(
            Series(
                "Change, %",
                tuple(row.percent for row in rows),
                theme().colour.unchanged,
                bars=True,
                points=tuple(_point(index, row) for index, row in enumerate(rows)),
                whiskers=Whiskers(BELOW, ABOVE),
            ),
        ),
        axis=Axis(low, high, step, '+#,##0;"−"#,##0;0', title="Change on the year before, %"),
        across=True,
        extra=_extra(rows, low, high),
        size=size,
        language=language,
    )


def scale(rows: tuple[ChangeRow, ...], most: int = 8) -> tuple[float, float, float]:
    """Lowest and highest value of the axis, and its step, with about ``most`` steps: both are whole steps from no change.

    There is room for every change and the interval of what changed, and for other intervals up to twice the largest
    change.
    """
    points = [row.percent for row in rows]
    reach = max([50.0, *(2 * abs(point) for point in points)])
    highs = [
        row.high for row in rows if row.high is not None and (row.high <= reach or row.verdict in CHANGED)
    ]
    lows = [max(row.low, -100.0) for row in rows if row.low is not None]
    high, low = max([*points, *highs, LEAST]), min([*points, *lows, -LEAST])
    steps = round_steps(low, high, max(min(most - 2, 8), 2))
    step = steps[1] - steps[0] if len(steps) > 1 else LEAST
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def beyond(rows: tuple[ChangeRow, ...]) -> bool:
    """Whether an interval reaches further than the chart."""
    low, high, _ = scale(rows)
    return any(row.low is None or row.high is None or row.low < low or row.high > high for row in rows)


def drawn(picture: ChangeDots, tall: float) -> tuple[ChangeRow, ...]:
    """As many of the first rows as the height holds with a readable name each."""
    look = theme().slides
    return picture.rows[: max(min(look.changes, int((tall - AXIS) / (look.chart * SPACING))), 1)]


def _name(row: ChangeRow, chart: float, tall: float, size: float) -> str:
    """The measure, its verdict's symbol, and where there is room the change: what a bar's end would say."""
    change = f" {percent_change(row.percent, signed=True)}" if chart > ROOMY else ""
    ending = f"  {row.verdict.symbol}{change}"
    room = chart * NAMES - width(ending, size)
    return cut_words(row.label, size, room, max(tall, size * SPACING)) + ending


def _point(index: int, row: ChangeRow) -> Point:
    colour = theme().colour
    if row.verdict in CHANGED:
        return Point(index, colour.changed)
    return Point(
        index, colour.untested if row.verdict in UNTESTED else colour.unchanged, row.verdict in UNTESTED
    )


def _extra(rows: tuple[ChangeRow, ...], low: float, high: float) -> tuple[Extra, ...]:
    """The limits in the workbook, and the lengths that the lines are drawn from; without a limit to the edge."""
    return (
        Extra("Lower limit, %", tuple("no limit" if row.low is None else row.low for row in rows)),
        Extra("Upper limit, %", tuple("no limit" if row.high is None else row.high for row in rows)),
        Extra(BELOW, tuple(max(row.percent - (low if row.low is None else row.low), 0.0) for row in rows)),
        Extra(ABOVE, tuple(max((high if row.high is None else row.high) - row.percent, 0.0) for row in rows)),
        Extra("Verdict", tuple(row.verdict.words for row in rows)),
        Extra("Name in full", tuple(row.label for row in rows)),
    )


def key(picture: ChangeDots) -> str:
    """What symbols and fills mean, for the verdicts that occur."""
    rows = picture.rows
    words = []
    for verdicts, start in ((CHANGED, "Orange, more than chance"), (UNTESTED, "Hollow, not compared")):
        said = [f"{one.symbol} {one.words}" for one in verdicts if any(row.verdict == one for row in rows)]
        words += [f"{start}: {', '.join(said)}."] if said else []
    words += ["Lines: the interval of each change."] if rows else []
    words += ["A line up to the edge goes on beyond it."] if beyond(rows) else []
    return " ".join(words)


def alternative(picture: ChangeDots) -> str:
    """What the bars show, for those who cannot see them."""
    facts = "; ".join(
        f"{row.label} {percent_change(row.percent, signed=True)}, {row.verdict.words}" for row in picture.rows
    )
    return f"Bars, one a measure, with a line for each interval. {facts}."
