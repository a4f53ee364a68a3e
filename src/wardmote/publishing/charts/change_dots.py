"""Changes as dots with their intervals: what changed stands out, what was not tested is pale."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from wardmote.analyses.pictures import ChangeDots, ChangeRow
from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.frame import Frame, Row, Size, Text, axis_style, layer, rules, texts, to_svg
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.charts.numbers import MINUS, percent_change, round_steps
from wardmote.publishing.theme import theme

LINE = 15
ROW = 26
GAP = 8
CHANGED = (Verdict.ROSE, Verdict.FELL)
PALE_WORDS = {
    Verdict.NOT_COMPARABLE: "not compared",
    Verdict.TOO_FEW: "too few to say",
    Verdict.LOCATION_UNCERTAIN: "location too uncertain",
}
SHAPES = {Verdict.LOCATION_UNCERTAIN: "diamond"}


@dataclass(frozen=True)
class _Drawn:
    """One row as it will be drawn: its name in lines, its middle in pixels, its interval clipped."""

    row: ChangeRow
    name: list[str]
    middle: float
    low: float
    high: float
    beyond_low: bool
    beyond_high: bool


def draw_change_dots(picture: ChangeDots, size: Size) -> str:
    """The picture as SVG. An interval that is unbounded, or far longer than the others, ends in an arrow.

    In full width the verdict stands at the line's end, in half width under the row's name.
    """
    look = theme()
    width = look.chart.full if size == "full" else look.chart.half
    domain = _domain(picture.rows)
    drawn, height = _rows(picture, domain, width, under=size == "half")
    words = ["Change on the year before, %"]
    if any(item.beyond_low or item.beyond_high for item in drawn):
        words.append("An arrow: the interval goes on beyond the chart")
    frame = _frame(domain, width, height, drawn, ends=size == "full")
    frame = replace(frame, bottom=28 + 16 * len(words))
    layers = [*_zero(frame), *_intervals(frame, drawn), *_arrows(frame, drawn), *_dots(frame, drawn)]
    layers += [*_row_names(frame, drawn, under=size == "half"), *_axis_title(frame, words)]
    return to_svg(layers + (_end_labels(frame, drawn) if size == "full" else []), frame)


def _rows(
    picture: ChangeDots, domain: tuple[float, float], width: int, under: bool
) -> tuple[list[_Drawn], float]:
    drawn: list[_Drawn] = []
    top = 0.0
    for row in picture.rows:
        name = wrapped(
            row.label, width * (0.42 if under else 0.36), theme().chart.text, row.verdict in CHANGED
        )
        lines = len(name) + (1 if under and _label(row) else 0)
        height = ROW if lines == 1 else LINE * lines + 10
        drawn.append(_clipped(row, name, top + height / 2, domain))
        top += height
    return drawn, max(top, ROW)


def _domain(rows: tuple[ChangeRow, ...]) -> tuple[float, float]:
    """Room for every dot, for the interval of every change, and for others up to twice the largest change."""
    points = [row.percent for row in rows] or [0.0]
    reach = max(50.0, 2.0 * max(abs(point) for point in points))
    highs = [
        row.high for row in rows if row.high is not None and (row.high <= reach or row.verdict in CHANGED)
    ]
    lows = [row.low for row in rows if row.low is not None]
    high = max([*points, *highs, 25.0])
    low = min([*points, *(max(value, -100.0) for value in lows), -25.0])
    return (max(math.floor((low - 2) / 25) * 25.0, -100.0), high + (high - low) * 0.02)


def _clipped(row: ChangeRow, name: list[str], middle: float, domain: tuple[float, float]) -> _Drawn:
    low, high = domain
    beyond_low = row.low is None or row.low < low
    beyond_high = row.high is None or row.high > high
    return _Drawn(
        row,
        name,
        middle,
        low if row.low is None or beyond_low else row.low,
        high if row.high is None or beyond_high else row.high,
        beyond_low,
        beyond_high,
    )


def _frame(domain: tuple[float, float], width: int, height: float, drawn: list[_Drawn], ends: bool) -> Frame:
    """The plot between the row names and the labels at the lines' ends, wherever those reach furthest."""
    size = theme().chart.text
    names = [(line, True) for item in drawn for line in item.name]
    names += [] if ends else [(_label(item.row), item.row.verdict in CHANGED) for item in drawn]
    left = max((text_width(text, size, bold) for text, bold in names), default=0) + 14
    right = 12.0
    for _ in range(4):
        frame = Frame(width - left - right, height, left, right, 6, 0, domain, (0, height))
        reach = 0.0
        for item in drawn if ends else []:
            x, text = _label_place(frame, item)
            reach = max(reach, x + text_width(text, size, True) - frame.width)
        right = max(12.0, reach + 4)
    ticks = round_steps(*frame.x_domain, most=max(3, int(frame.width // (72 if frame.width > 300 else 42))))
    axis = axis_style(values=ticks, grid=True, domain=True, domainColor=theme().colour.hairline)
    return replace(frame, x_axis=axis, x_labels={tick: _signed(tick) for tick in ticks})


def _signed(tick: float) -> str:
    return f"{tick:+,.0f}".replace("-", MINUS) if round(tick) else "0"


def _zero(frame: Frame) -> list[Any]:
    zero = frame.x(0)
    return rules(frame, [(zero, 0, zero, frame.height)], theme().colour.ink, 1.2)


def _value(frame: Frame, item: _Drawn) -> float:
    return frame.y_value(item.middle)


def _intervals(frame: Frame, drawn: list[_Drawn]) -> list[Any]:
    rows: list[Row] = [
        {
            "x": item.low,
            "x2": item.high,
            "y": _value(frame, item),
            "colour": _colour(item.row),
            "w": _weight(item),
        }
        for item in drawn
    ]
    mark = layer(rows).mark_rule(strokeCap="round")
    return [
        mark.encode(
            frame.encode_x(),
            frame.encode_y(),
            alt.X2("x2:Q"),
            color=alt.Color("colour:N", scale=None),
            strokeWidth=alt.StrokeWidth("w:Q", scale=None),
        )
    ]


def _weight(item: _Drawn) -> float:
    return 3.5 if item.row.verdict in CHANGED else 2.5


def _colour(row: ChangeRow) -> str:
    look = theme().colour
    if row.verdict in CHANGED:
        return look.changed
    return look.untested if row.verdict in PALE_WORDS else look.unchanged


def _arrows(frame: Frame, drawn: list[_Drawn]) -> list[Any]:
    rows: list[Row] = []
    for item in drawn:
        for beyond, end, angle in ((item.beyond_low, item.low, -90), (item.beyond_high, item.high, 90)):
            if beyond:
                rows.append({"x": end, "y": _value(frame, item), "colour": _colour(item.row), "angle": angle})
    if not rows:
        return []
    return [
        layer(rows)
        .mark_point(shape="triangle", filled=True, size=70, opacity=1)
        .encode(
            frame.encode_x(),
            frame.encode_y(),
            color=alt.Color("colour:N", scale=None),
            angle=alt.Angle("angle:Q", scale=None),
        )
    ]


def _dots(frame: Frame, drawn: list[_Drawn]) -> list[Any]:
    """Tested changes as full dots; what was not tested hollow, as its symbol is in the text."""
    ground = theme().colour.ground
    charts = []
    for verdict in Verdict:
        rows = [
            {"x": item.row.percent, "y": _value(frame, item), "colour": _colour(item.row)}
            for item in drawn
            if item.row.verdict is verdict
        ]
        if not rows:
            continue
        mark = layer(rows).mark_point(
            shape=SHAPES.get(verdict, "circle"),
            fill=ground if verdict in PALE_WORDS else str(rows[0]["colour"]),
            stroke=str(rows[0]["colour"]),
            strokeWidth=2,
            strokeDash=[2, 2] if verdict is Verdict.TOO_FEW else [1, 0],
            size=75,
            opacity=1,
        )
        charts.append(mark.encode(frame.encode_x(), frame.encode_y()))
    return charts


def _row_names(frame: Frame, drawn: list[_Drawn], under: bool) -> list[Any]:
    """The names right-aligned before the plot, with the verdict under each where it has no other place."""
    rows = []
    for item in drawn:
        changed = item.row.verdict in CHANGED
        lines = [(line, changed, "") for line in item.name]
        if under and _label(item.row):
            lines.append((_label(item.row), changed, _words_colour(item.row)))
        first = item.middle - (len(lines) - 1) * LINE / 2
        rows += [
            Text(-12, first + LINE * number, line, bold=bold, colour=colour, align="right")
            for number, (line, bold, colour) in enumerate(lines)
        ]
    return texts(rows)


def _words_colour(row: ChangeRow) -> str:
    colour = theme().colour
    return colour.changed_text if row.verdict in CHANGED else colour.quiet


def _label(row: ChangeRow) -> str:
    if row.verdict in CHANGED:
        return f"{row.verdict.symbol} {row.verdict.words} {percent_change(abs(row.percent))}"
    return PALE_WORDS.get(row.verdict, "")


def _label_place(frame: Frame, item: _Drawn) -> tuple[float, str]:
    """Where the label at a line's end starts: never across the line of no change."""
    text = _label(item.row)
    wide = text_width(text, theme().chart.text, item.row.verdict in CHANGED)
    start = frame.x(item.high) + GAP + (4 if item.beyond_high else 0)
    zero = frame.x(0)
    if not text or start > zero + 4 or start + wide < zero - 2:
        return start, text
    before = frame.x(item.low) - GAP - wide
    return (before, text) if before > 0 else (zero + GAP, text)


def _end_labels(frame: Frame, drawn: list[_Drawn]) -> list[Any]:
    rows = []
    for item in drawn:
        x, words = _label_place(frame, item)
        if words:
            changed = item.row.verdict in CHANGED
            rows.append(Text(x, item.middle, words, bold=changed, colour=_words_colour(item.row)))
    return texts(rows, halo=True)


def _axis_title(frame: Frame, words: list[str]) -> list[Any]:
    """Centred under the plot where that fits the drawing, else under the whole of it."""
    look = theme()
    small, whole = look.chart.small, frame.left + frame.width + frame.right
    wide = max(text_width(line, small) for line in words)
    middle = min(frame.width / 2, frame.width + frame.right - wide / 2 - 2)
    middle = max(middle, wide / 2 - frame.left) if wide < whole else whole / 2 - frame.left
    rows = [
        Text(middle, frame.height + 34 + 16 * number, line, small, colour=look.colour.quiet, align="center")
        for number, line in enumerate(words)
    ]
    return texts(rows)
