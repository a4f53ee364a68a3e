"""A monthly series: from zero, gaps as gaps, breaks ruled in with a word, averages as dashed levels."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import altair as alt

from wardmote.analyses.pictures import MonthLine
from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.frame import Frame, Row, Size, Text, axis_style, layer, texts, to_svg
from wardmote.publishing.charts.labels import Box, first_free
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.charts.numbers import average, counting_steps, month_words
from wardmote.publishing.charts.ruled_breaks import LINE, break_places, break_rows, ruled_breaks
from wardmote.publishing.theme import theme

CHANGED = (Verdict.ROSE, Verdict.FELL)


def draw_month_line(picture: MonthLine, size: Size) -> str:
    """The picture as SVG, in full or half width."""
    look = theme()
    width = look.chart.full if size == "full" else look.chart.half
    frame = _frame(picture, width, 210 if size == "full" else 170)
    ruled, words = ruled_breaks(frame, picture.breaks, picture.months)
    taken = [place for place, _ in words]
    unit = Text(-frame.left + 2, -frame.top + 9, picture.unit, look.chart.small, colour=look.colour.quiet)
    layers = [*_series(frame, picture), *ruled]
    layers += [*_levels(frame, picture), *_level_labels(frame, picture, taken)]
    return to_svg([*layers, *texts([unit, *(text for _, text in words)])], frame)


def _frame(picture: MonthLine, width: float, height: float) -> Frame:
    """The frame of one series: y from zero to a round value above the highest month and average."""
    look = theme()
    steps = y_steps(picture)
    left = max(text_width(f"{step:,.0f}", look.chart.small) for step in steps) + 10
    top = 26 + LINE * len(break_rows(picture.breaks, picture.months, width - left - 14))
    domain = (-0.5, max(len(picture.months), 1) - 0.5)
    frame = Frame(width - left - 14, height, left, 14, top, 26, domain, (0, steps[-1]))
    ticks = x_ticks(picture.months, frame)
    x_axis = axis_style(
        values=list(ticks), grid=False, domain=True, domainColor=look.colour.unchanged, ticks=True, tickSize=4,
        tickColor=look.colour.unchanged,
    )  # fmt: skip
    return replace(
        frame, x_axis=x_axis, y_axis=axis_style(values=steps, grid=True), x_labels=ticks, x_labels_below=13,
        y_labels={step: f"{step:,.0f}" for step in steps},
    )  # fmt: skip


def y_steps(picture: MonthLine, most: int = 6) -> list[float]:
    """The labelled values of the y axis."""
    levels = [level for _, _, level in picture.period_means]
    return counting_steps(
        max([value for value in picture.values if value is not None] + levels, default=1), most
    )


def _series(frame: Frame, picture: MonthLine) -> list[Any]:
    colour = theme().colour.accent
    points = [point for run in runs(picture) for point in run]
    dots = layer(points).mark_point(filled=True, size=20, color=colour, opacity=1)
    lines = [
        layer(run).mark_line(color=colour, strokeWidth=2.2, strokeJoin="round")
        for run in runs(picture)
        if len(run) > 1
    ]
    return [mark.encode(frame.encode_x(), frame.encode_y()) for mark in (dots, *lines)]


def runs(picture: MonthLine) -> list[list[Row]]:
    """The series cut at its gaps, so that no line is drawn over a month that was not supplied."""
    found: list[list[Row]] = [[]]
    for index, value in enumerate(picture.values):
        if value is None:
            found.append([])
        else:
            found[-1].append({"x": index, "y": value})
    return [run for run in found if run]


APART = 12
"""Pixels between two labels of the axis."""


def x_ticks(months: tuple[str, ...], frame: Frame, years_only: bool = False) -> dict[float, str]:
    """The labelled months by their place: each January and July where there is room, else fewer, or not every year."""
    small = theme().chart.small
    for wanted in (("01", "04", "07", "10"), ("01", "07"), ("01",)):
        if years_only and wanted != ("01",):
            continue
        ticks: dict[float, str] = {
            index: month[:4] if years_only else month_words(month)
            for index, month in enumerate(months)
            if month[5:] in wanted
        }
        wide = max((text_width(text, small) for text in ticks.values()), default=0)
        places = [frame.x(index) for index in ticks]
        apart = min((b - a for a, b in pairwise(places)), default=1e9)
        if apart > wide + APART:
            break
    else:
        every = math.ceil((wide + APART) / apart)
        ticks = {index: ticks[index] for index in list(ticks)[::every]}
    if not ticks and months:
        ticks = {0: months[0][:4] if years_only else month_words(months[0])}
    edge = frame.width + frame.right
    return {
        index: text for index, text in ticks.items() if frame.x(index) + text_width(text, small) / 2 <= edge
    }


def _levels(frame: Frame, picture: MonthLine) -> list[Any]:
    return [
        layer([{"x": first, "x2": last, "y": level}])
        .mark_rule(color=_level_colour(picture), strokeWidth=2, strokeDash=[6, 4])
        .encode(frame.encode_x(), frame.encode_y(), alt.X2("x2:Q"))
        for first, last, level in _spans(picture)
    ]


def _spans(picture: MonthLine) -> list[tuple[float, float, float]]:
    places = {month: index for index, month in enumerate(picture.months)}
    return [
        (places[first] - 0.4, places[last] + 0.4, level)
        for first, last, level in picture.period_means
        if first in places and last in places
    ]


def _level_colour(picture: MonthLine) -> str:
    colour = theme().colour
    return colour.changed if picture.verdict in CHANGED else colour.unchanged


def _level_labels(frame: Frame, picture: MonthLine, taken: list[Box]) -> list[Any]:
    """Each average's label, as near to its dashed level as it can stand without touching anything."""
    look = theme()
    size = look.chart.small
    colour = look.colour.changed_text if picture.verdict in CHANGED else look.colour.quiet
    lines = [[(frame.x(p["x"]), frame.y(p["y"])) for p in run] for run in runs(picture)]
    spans = _spans(picture)
    lines += [
        [(frame.x(first), frame.y(level)), (frame.x(last), frame.y(level))] for first, last, level in spans
    ]
    lines += [
        [(place, 0.0), (place, frame.height)] for place in break_places(frame, picture.breaks, picture.months)
    ]
    edge = Box(-4, -frame.top, frame.width + frame.right, frame.height - 2)
    blocked = [*taken, Box(-frame.left, -frame.top, text_width(picture.unit, size), -frame.top + 18)]
    rows = []
    for first, last, level in spans:
        text = f"average {average(level)}"
        wide = text_width(text, size, bold=True)
        place = first_free(_near(frame, first, last, level, wide), edge, lines, blocked)
        if place is None:
            place = Box.around(frame.x((first + last) / 2), frame.y(level) - 12, wide, 13)
        blocked.append(place)
        rows.append(Text(place.left, (place.top + place.bottom) / 2, text, size, True, colour))
    return texts(rows, halo=True)


def _near(frame: Frame, first: float, last: float, level: float, wide: float) -> list[Box]:
    left, right, y = frame.x(first), frame.x(last), frame.y(level)
    middle = (left + right) / 2
    reach = max((right - left) / 2 - wide / 2, 0)
    shifts = [0.0, *(side * reach * part for part in (0.25, 0.5, 0.75, 1.0, 1.2) for side in (-1, 1))]
    offsets = [side * step for step in range(12, int(frame.height), 4) for side in (-1, 1)]
    return [Box.around(middle + shift, y + offset, wide, 13) for offset in offsets for shift in shifts]
