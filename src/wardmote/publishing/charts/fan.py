"""A series and what is expected next: the nearer range darker than the wider, each named at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import altair as alt

from wardmote.analyses.pictures import Band, Fan
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.frame import Frame, Row, Text, layer, texts, to_svg
from wardmote.publishing.charts.line_ends import LineEnd, line_ends
from wardmote.publishing.charts.measuring import wrapped
from wardmote.publishing.charts.numbers import fixed
from wardmote.publishing.charts.plot_sizes import ends_room
from wardmote.publishing.charts.ruled_breaks import break_places, ruled_breaks
from wardmote.publishing.charts.series_plot import (
    LINE,
    Line,
    nothing_to_draw,
    places_of,
    series_frame,
    series_marks,
    target_line,
    unit_words,
)
from wardmote.publishing.charts.step_axis import stretches
from wardmote.publishing.charts.value_axis import finite, known, said, value_steps
from wardmote.publishing.theme import mixed, theme

PALEST, DARKEST = 0.16, 0.42
"""How much of the accent is in the widest range and in the narrowest."""
HELD_WORDS = "Open dots: what was then recorded"


def draw_fan(picture: Fan, size: Size) -> str:
    """The picture as SVG."""
    steps = (*picture.steps, *picture.ahead)
    scale = _scale(picture)
    ends = _ends(picture, scale, size)
    frame = series_frame(size, steps, scale, ends, picture.breaks, picture.unit)
    runs = stretches(picture.values)
    expected = stretches(picture.expected, len(picture.steps))
    ruled, over = ruled_breaks(frame, picture.breaks, steps)
    taken = [room for room, _ in over]
    blocked = [*places_of(frame, [*runs, *expected]), *_edges(frame, picture)]
    blocked += [[(x, 0.0), (x, frame.height)] for x in break_places(frame, picture.breaks, steps)]
    level = finite(picture.target[0]) if picture.target else None
    goal: tuple[list[Any], list[Any]] = ([], [])
    if picture.target and level is not None:
        goal = target_line(frame, (level, picture.target[1]), blocked, taken)
    key = _key(frame, picture)
    frame = replace(frame, bottom=frame.bottom + (LINE * len(key) + 8.0 if key else 0))
    marks = [
        *_bands(frame, picture),
        *goal[0],
        *series_marks(frame, runs),
        *_expected(frame, expected),
        *ruled,
    ]
    words = [
        *unit_words(frame, picture.unit),
        *(text for _, text in over),
        *line_ends(ends, frame, ends_room(size)),
    ]
    empty = nothing_to_draw(frame, not runs and not expected)
    return to_svg([*marks, *empty, *_held(frame, picture), *goal[1], *texts([*words, *key])], frame)


def _scale(picture: Fan) -> list[float]:
    values = known((*picture.values, *picture.held))
    ranges = [value for band in picture.bands for value in known((*band.low, *band.high))]
    others = known((*picture.expected, *((picture.target[0],) if picture.target else ())))
    whole = all(value == round(value) for value in values)
    return value_steps([*values, *ranges, *others], whole=whole)


def _ordered(picture: Fan) -> list[Band]:
    """The bands from the widest to the narrowest."""
    return sorted(picture.bands, key=lambda band: -band.share)


def _ends(picture: Fan, scale: list[float], size: Size) -> list[LineEnd]:
    """What is expected at last, and each range: with its numbers where there is room for them."""
    ends = []
    expected = finite(picture.expected[-1]) if picture.expected else None
    if expected is not None:
        ends.append(LineEnd(expected, f"expected {said(expected, scale)}", theme().colour.accent, bold=True))
    for band in _ordered(picture):
        low, high = (finite(end[-1]) if end else None for end in (band.low, band.high))
        if low is not None and high is not None:
            numbers = f" {said(low, scale)} to {said(high, scale)}" if size != "half" else ""
            ends.append(LineEnd(high, f"{fixed(band.share * 100, 0)}% range{numbers}"))
    return ends


def _band_rows(picture: Fan, band: Band) -> list[Row]:
    """The range at each step ahead, with half a step before the first and after the last."""
    start = len(picture.steps)
    rows = [
        {"x": start + at, "y": low, "y2": high}
        for at, (one, other) in enumerate(zip(band.low, band.high, strict=True))
        if (low := finite(one)) is not None and (high := finite(other)) is not None
    ]
    if rows:
        rows = [rows[0] | {"x": rows[0]["x"] - 0.4}, *rows, rows[-1] | {"x": rows[-1]["x"] + 0.4}]
    return rows


def _bands(frame: Frame, picture: Fan) -> list[Any]:
    look = theme().colour
    bands = _ordered(picture)
    marks = []
    for number, band in enumerate(bands):
        share = PALEST + (DARKEST - PALEST) * number / max(len(bands) - 1, 1)
        area = layer(_band_rows(picture, band)).mark_area(
            color=mixed(look.accent, look.ground, share), opacity=1
        )
        marks.append(area.encode(frame.encode_x(), frame.encode_y(), alt.Y2("y2:Q")))
    return marks


def _edges(frame: Frame, picture: Fan) -> list[Line]:
    """The edges of the ranges in pixels."""
    rows = [_band_rows(picture, band) for band in picture.bands]
    return [[(frame.x(row["x"]), frame.y(row[end])) for row in band] for band in rows for end in ("y", "y2")]


def _expected(frame: Frame, runs: list[list[Row]]) -> list[Any]:
    colour = theme().colour.accent
    longer = [
        run if len(run) > 1 else [run[0] | {"x": run[0]["x"] - 0.4}, run[0] | {"x": run[0]["x"] + 0.4}]
        for run in runs
    ]
    return [
        layer(run)
        .mark_line(color=colour, strokeWidth=2, strokeDash=[5, 3])
        .encode(frame.encode_x(), frame.encode_y())
        for run in longer
    ]


def _held_rows(picture: Fan) -> list[Row]:
    return [row for run in stretches(picture.held, len(picture.steps)) for row in run]


def _held(frame: Frame, picture: Fan) -> list[Any]:
    look = theme().colour
    rows = _held_rows(picture)
    if not rows:
        return []
    dots = layer(rows).mark_point(
        shape="circle", fill=look.ground, stroke=look.ink, strokeWidth=1.6, size=42, opacity=1
    )
    return [dots.encode(frame.encode_x(), frame.encode_y())]


def _key(frame: Frame, picture: Fan) -> list[Text]:
    """What the open dots are, where there are any."""
    look = theme()
    lines = wrapped(HELD_WORDS, frame.left + frame.width, look.chart.small) if _held_rows(picture) else []
    return [
        Text(
            -frame.left + 2,
            frame.height + 40 + LINE * number,
            line,
            look.chart.small,
            colour=look.colour.quiet,
        )
        for number, line in enumerate(lines)
    ]
