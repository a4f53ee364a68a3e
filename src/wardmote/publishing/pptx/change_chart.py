"""Changes as native bars with a line for each interval: what changed stands out, what was not compared is hollow."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from wardmote.analyses.pictures import ChangeDots, ChangeRow
from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.numbers import percent_change, round_steps
from wardmote.publishing.pptx.chart_records import (
    Axis,
    Chart,
    Extra,
    Label,
    Margins,
    Series,
    Whiskers,
    plot_in,
)
from wardmote.publishing.pptx.fitting import SPACING, cut_words, width
from wardmote.publishing.pptx.fitting import rows as rows_of
from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.medium import medium
from wardmote.publishing.pptx.words import Tone
from wardmote.publishing.theme import mixed, theme

CHANGED = (Verdict.ROSE, Verdict.FELL)
UNTESTED = (Verdict.NOT_COMPARABLE, Verdict.TOO_FEW, Verdict.LOCATION_UNCERTAIN)
NAMES = 0.46
"""The largest share of the width that names take."""
CLOSE = 1.12
"""Height of a row of a name in sizes."""
TIGHT = 260.0
"""Under this width of the plot in points a verdict is its symbol alone."""
PALE = 0.5
"""How much of its own colour what did not change keeps on its ground."""
LEAST = 25.0
"""An axis reaches at least so many percent to both sides."""
BELOW, ABOVE = "Below the change", "Above the change"
AXIS = 42.0
"""Points that the axis of values takes from the height."""


def change_chart(picture: ChangeDots, box: Box, language: str) -> Chart:
    """The changes in their order. An interval longer than the chart runs to its edge; the workbook has it whole."""
    rows = picture.rows
    tall = (box.height - AXIS) / max(len(rows), 1)
    size = _size(rows, box.width, tall)
    names = tuple(_name(row, box.width, tall, size) for row in rows)
    named = min(max(width(name, size) for name in names) + 10, NAMES * box.width)
    around = Margins(named, 2, 14, AXIS)
    wide = box.width - around.left - around.right
    low, high, step = scale(rows, int(wide / width("+100 ", size)), _room(rows, wide, size))
    return Chart(
        heading="Measure",
        categories=names,
        series=tuple(_series(rows, wide)),
        axis=Axis(low, high, step, '+#,##0;"−"#,##0;0', title="Change on the year before, %"),
        across=True,
        extra=_extra(rows, low, high),
        plot=plot_in(box, around),
        size=size,
        language=language,
    )


def _size(rows: tuple[ChangeRow, ...], wide: float, tall: float) -> float:
    """The largest size in which every name stands whole, in one row or in as many as its bar is high."""
    look = theme().slides
    for size in range(int(look.chart), int(look.least), -1):
        names = (_full(row) for row in rows)
        if tall >= size * CLOSE and all(_rows(name, size, wide) * size * CLOSE <= tall for name in names):
            return size
    return look.least


def _rows(name: str, size: float, wide: float) -> int:
    return rows_of(name, size, NAMES * wide - 10)


def _series(rows: tuple[ChangeRow, ...], wide: float) -> Iterator[Series]:
    """What changed in orange, what did not pale and thin, what was not compared hollow; then what stands beside bars."""
    look = theme().colour
    pale = mixed(look.unchanged, medium().ground, PALE)
    looks = (
        Series(
            "Changed by more than chance, %", (), look.changed, whiskers=Whiskers(BELOW, ABOVE, "tx1", 1.75)
        ),
        Series(
            "No clear change, %",
            (),
            pale,
            edge=look.unchanged,
            whiskers=Whiskers(BELOW, ABOVE, look.unchanged, 1),
        ),
        Series("Not compared, %", (), "", edge=look.unchanged),
    )
    for one in looks:
        values = tuple(row.percent if _looks(row) == one.name else None for row in rows)
        if any(value is not None for value in values):
            yield replace(one, values=values, bars=True)
    labels = tuple(_label(index, row, wide) for index, row in enumerate(rows) if _said(row))
    if labels:
        ends = tuple(_end(row) if _said(row) else None for row in rows)
        yield Series("Words stand at, %", ends, look.ground, bars=True, drawn=False, labels=labels)


def _looks(row: ChangeRow) -> str:
    if row.verdict in CHANGED:
        return "Changed by more than chance, %"
    return "Not compared, %" if row.verdict in UNTESTED else "No clear change, %"


def _said(row: ChangeRow) -> bool:
    return row.verdict in (*CHANGED, *UNTESTED)


def _end(row: ChangeRow) -> float:
    """Where a row's words start: beyond its bar and interval, of a fall at the line of no change."""
    high = row.high if row.verdict in CHANGED and row.high is not None else row.percent
    return max(high, row.percent, 0.0)


def _label(index: int, row: ChangeRow, wide: float) -> Label:
    tone: Tone = "changed" if row.verdict in CHANGED else "quiet"
    return Label(index, "outEnd", _words(row, wide), tone=tone, bold=row.verdict in CHANGED)


def _words(row: ChangeRow, wide: float) -> str:
    return f"{row.verdict.symbol} {row.verdict.words}" if wide > TIGHT else row.verdict.symbol


def _room(rows: tuple[ChangeRow, ...], wide: float, size: float) -> tuple[tuple[float, float], ...]:
    """For each row with words beside it, where they start and the share of the width that they take."""
    return tuple(
        (_end(row), min((width(_words(row, wide), size, True) + 14) / wide, 0.6))
        for row in rows
        if _said(row)
    )


def scale(
    rows: tuple[ChangeRow, ...], most: int = 8, room: tuple[tuple[float, float], ...] = ()
) -> tuple[float, float, float]:
    """Lowest and highest value of the axis, and its step, with about ``most`` steps: both are whole steps from no change.

    There is room for every change and the interval of what changed, for other intervals up to twice the largest
    change, and for the words that start at a value and take a share of the width.
    """
    points = [row.percent for row in rows]
    reach = max([50.0, *(2 * abs(point) for point in points)])
    drawn = [row for row in rows if row.verdict not in UNTESTED]
    highs = [
        row.high for row in drawn if row.high is not None and (row.high <= reach or row.verdict in CHANGED)
    ]
    lows = [max(row.low, -100.0) for row in drawn if row.low is not None]
    high, low = max([*points, *highs, LEAST]), min([*points, *lows, -LEAST])
    high = max([high, *((start - share * low) / (1 - share) for start, share in room)])
    steps = round_steps(low, high, max(min(most - 2, 8), 2))
    step = steps[1] - steps[0] if len(steps) > 1 else LEAST
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def beyond(rows: tuple[ChangeRow, ...]) -> bool:
    """Whether an interval reaches further than the chart."""
    low, high, _ = scale(rows)
    drawn = (row for row in rows if row.verdict not in UNTESTED)
    return any(row.low is None or row.high is None or row.low < low or row.high > high for row in drawn)


def _name(row: ChangeRow, chart: float, tall: float, size: float) -> str:
    """The measure and its change, whole where it has room."""
    name = _full(row)
    if _rows(name, size, chart) * size * CLOSE <= max(tall, size * CLOSE):
        return name
    ending = _ending(row)
    room = chart * NAMES - 10 - width(ending, size)
    return cut_words(row.label, size, room, max(tall, size * SPACING)) + ending


def _full(row: ChangeRow) -> str:
    return row.label + _ending(row)


def _ending(row: ChangeRow) -> str:
    return f"  {percent_change(row.percent, signed=True)}"


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
    """What fills and lines mean, for the verdicts that occur."""
    rows = picture.rows
    said = (
        (CHANGED, "Orange: more than chance."),
        ((Verdict.NO_CLEAR_CHANGE,), "Pale: no clear change."),
        (UNTESTED, "Hollow: not compared, so without an interval."),
    )
    words = [sentence for verdicts, sentence in said if any(row.verdict in verdicts for row in rows)]
    words += (
        ["Lines: the interval of each change."] if any(row.verdict not in UNTESTED for row in rows) else []
    )
    words += ["A line up to the edge goes on beyond it."] if beyond(rows) else []
    return " ".join(words)


def alternative(picture: ChangeDots) -> str:
    """What the bars show, for those who cannot see them."""
    facts = "; ".join(
        f"{row.label} {percent_change(row.percent, signed=True)}, {row.verdict.words}" for row in picture.rows
    )
    return f"Bars, one a measure, with a line for each interval. {facts}."
