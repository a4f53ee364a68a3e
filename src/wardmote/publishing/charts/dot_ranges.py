"""Values with their intervals, a line each: the own line bold, what stands out in orange with its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import altair as alt

from wardmote.analyses.pictures import DotRanges, RangeRow
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.frame import Frame, Row, Text, axes, axis_style, layer, rules, texts, to_svg
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.charts.plot_sizes import across
from wardmote.publishing.charts.range_domain import Ends, domain_of, ends_of
from wardmote.publishing.charts.series_plot import nothing_to_draw
from wardmote.publishing.charts.value_axis import axis_words, finite, round_values
from wardmote.publishing.theme import theme

LINE = 15
ROWS = {"full": 25.0, "half": 26.0, "slide": 21.0}
"""Pixels from a line of the picture to the next."""
BESIDE = 12
NAMES = {"full": 0.34, "half": 0.4, "slide": 0.32}
TOLD = {"full": 0.22, "half": 0.0, "slide": 0.22}
"""How much of the width names and the words at the end may take."""
BEYOND = "An arrow: the interval goes on beyond the chart"
ABSENT = "not available"


@dataclass(frozen=True)
class _Line:
    """A row as it will be drawn: its name and its words in lines, its middle in pixels, its interval."""

    row: RangeRow
    value: float | None
    name: list[str]
    told: list[str]
    middle: float
    ends: Ends


def draw_dot_ranges(picture: DotRanges, size: Size) -> str:
    """The picture as SVG. An interval that is open, or far longer than the others, ends in an arrow.

    In half width the words of a line stand under its name, else in a column at the right.
    """
    domain = domain_of(picture)
    lines, height = _lines(picture, domain, size)
    frame = _frame(picture, domain, lines, height, size)
    words = [*wrapped(picture.unit, across(size) - 4, theme().chart.small)]
    if any(line.ends.beyond_low or line.ends.beyond_high for line in lines):
        words += wrapped(BEYOND, across(size) - 4, theme().chart.small)
    frame = replace(frame, bottom=28.0 + 16 * len(words))
    marks = [
        *axes(frame),
        *_reference(frame, picture),
        *_intervals(frame, lines),
        *_arrows(frame, lines),
        *_dots(frame, lines),
    ]
    plain = [*_names(lines, size), *_told(frame, lines, size), *_under(frame, words), *_over(frame, picture)]
    empty = nothing_to_draw(frame, not lines)
    return to_svg([*marks, *empty, *texts(_absent(frame, lines), halo=True), *texts(plain)], frame)


def _lines(picture: DotRanges, domain: tuple[float, float], size: Size) -> tuple[list[_Line], float]:
    found: list[_Line] = []
    top, width = 0.0, across(size)
    for row in picture.rows:
        name = wrapped(row.label, width * NAMES[size], theme().chart.text, row.own)
        told = wrapped(_words(row), width * (TOLD[size] or NAMES[size]), theme().chart.text, _bold(row))
        count = len(name) + len(told) if size == "half" else max(len(name), len(told))
        tall = ROWS[size] if count < 2 else LINE * count + 9
        found.append(_Line(row, finite(row.value), name, told, top + tall / 2, ends_of(row, domain)))
        top += tall
    return found, max(top, ROWS[size])


def _words(row: RangeRow) -> str:
    """What stands out says so, if nobody has said how."""
    return row.told or ("stands out" if row.stands_out else "")


def _bold(row: RangeRow) -> bool:
    return row.own or row.stands_out


def _frame(
    picture: DotRanges, domain: tuple[float, float], lines: list[_Line], height: float, size: Size
) -> Frame:
    look = theme()
    text = look.chart.text
    names = [text_width(name, text, line.row.own) for line in lines for name in line.name]
    told = [text_width(words, text, _bold(line.row)) for line in lines for words in line.told]
    left = max([*names, *(told if size == "half" else []), 0.0]) + BESIDE + 2
    right = max(told, default=0.0) + BESIDE + 2 if told and size != "half" else 14.0
    width = max(across(size) - left - right, 60.0)
    top = 6.0 + (LINE * len(_over_lines(picture, width + right)) + 4 if picture.reference else 0)
    frame = Frame(width, height, left, right, top, 0, domain, (0, height))
    ticks = _ticks(frame)
    labels = axis_words(ticks)
    axis = axis_style(values=ticks, grid=True, domain=True, domainColor=look.colour.hairline)
    return replace(frame, x_axis=axis, x_labels=labels)


def _ticks(frame: Frame) -> list[float]:
    """Round values inside the plot, as many as stand apart."""
    low, high = frame.x_domain
    for most in range(max(3, int(frame.width // 55)), 2, -1):
        steps = round_values(low, high, most + 2)
        inside = [step for step in steps if low - 1e-9 * abs(low) <= step <= high + 1e-9 * abs(high)]
        widest = max(
            (text_width(words, theme().chart.small) for words in axis_words(inside).values()), default=0
        )
        apart = min((frame.x(b) - frame.x(a) for a, b in pairwise(inside)), default=1e9)
        if apart > widest + 10:
            return inside
    return inside[:1]


def _over_lines(picture: DotRanges, width: float) -> list[str]:
    return wrapped(picture.reference[1], width, theme().chart.small) if picture.reference else []


def _reference(frame: Frame, picture: DotRanges) -> list[Any]:
    level = finite(picture.reference[0]) if picture.reference else None
    if level is None:
        return []
    place = frame.x(level)
    return rules(frame, [(place, -4, place, frame.height)], theme().colour.ink, 1.2)


def _over(frame: Frame, picture: DotRanges) -> list[Text]:
    """The words of the reference over the plot, at its rule where the drawing is wide enough."""
    level = finite(picture.reference[0]) if picture.reference else None
    if level is None:
        return []
    small = theme().chart.small
    lines = _over_lines(picture, frame.width + frame.right)
    wide = max((text_width(line, small) for line in lines), default=0.0)
    middle = min(max(frame.x(level), wide / 2 - frame.left), frame.width + frame.right - wide / 2 - 1)
    first = -LINE * (len(lines) - 1) - 12.0
    return [Text(middle, first + LINE * at, line, small, align="center") for at, line in enumerate(lines)]


def _colour(row: RangeRow) -> str:
    look = theme().colour
    return look.changed if row.stands_out else look.accent if row.own else look.unchanged


def _words_colour(row: RangeRow) -> str:
    look = theme().colour
    return look.changed_text if row.stands_out else look.ink if row.own else look.quiet


def _intervals(frame: Frame, lines: list[_Line]) -> list[Any]:
    rows: list[Row] = [
        {
            "x": line.ends.low,
            "x2": line.ends.high,
            "y": frame.y_value(line.middle),
            "colour": _colour(line.row),
            "w": 3.5 if _bold(line.row) else 2.5,
        }
        for line in lines
        if line.ends.drawn
    ]
    if not rows:
        return []
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


def _arrows(frame: Frame, lines: list[_Line]) -> list[Any]:
    rows: list[Row] = []
    for line in lines:
        ends = line.ends
        for beyond, end, angle in ((ends.beyond_low, ends.low, -90), (ends.beyond_high, ends.high, 90)):
            if beyond:
                y = frame.y_value(line.middle)
                rows.append({"x": end, "y": y, "colour": _colour(line.row), "angle": angle})
    if not rows:
        return []
    mark = layer(rows).mark_point(shape="triangle", filled=True, size=70, opacity=1)
    colour, turned = alt.Color("colour:N", scale=None), alt.Angle("angle:Q", scale=None)
    return [mark.encode(frame.encode_x(), frame.encode_y(), color=colour, angle=turned)]


def _dots(frame: Frame, lines: list[_Line]) -> list[Any]:
    """A dot a value; a diamond for what stands out."""
    marks = []
    for stands_out, shape in ((False, "circle"), (True, "diamond")):
        rows: list[Row] = [
            {"x": line.value, "y": frame.y_value(line.middle), "colour": _colour(line.row)}
            for line in lines
            if line.value is not None and line.row.stands_out is stands_out
        ]
        if rows:
            mark = layer(rows).mark_point(shape=shape, filled=True, size=110 if stands_out else 80, opacity=1)
            colour = alt.Color("colour:N", scale=None)
            marks.append(mark.encode(frame.encode_x(), frame.encode_y(), color=colour))
    return marks


def _absent(frame: Frame, lines: list[_Line]) -> list[Text]:
    """Where a dot would stand, that there is no value."""
    quiet = theme().colour.quiet
    return [
        Text(6, line.middle, ABSENT, theme().chart.small, colour=quiet)
        for line in lines
        if line.value is None
    ]


def _names(lines: list[_Line], size: Size) -> list[Text]:
    rows = []
    for line in lines:
        parts = [(name, line.row.own, "") for name in line.name]
        if size == "half":
            parts += [(words, _bold(line.row), _words_colour(line.row)) for words in line.told]
        first = line.middle - LINE * (len(parts) - 1) / 2
        rows += [
            Text(-BESIDE, first + LINE * at, words, bold=bold, colour=colour, align="right")
            for at, (words, bold, colour) in enumerate(parts)
        ]
    return rows


def _told(frame: Frame, lines: list[_Line], size: Size) -> list[Text]:
    """The words of each line in a column beside the plot; in half width they stand under the name."""
    rows = []
    for line in lines if size != "half" else []:
        first = line.middle - LINE * (len(line.told) - 1) / 2
        rows += [
            Text(
                frame.width + BESIDE,
                first + LINE * at,
                words,
                bold=_bold(line.row),
                colour=_words_colour(line.row),
            )
            for at, words in enumerate(line.told)
        ]
    return rows


def _under(frame: Frame, words: list[str]) -> list[Text]:
    """What the axis counts: centred under the plot where that fits the drawing, else under the whole of it."""
    look = theme()
    small, whole = look.chart.small, frame.left + frame.width + frame.right
    wide = max((text_width(line, small) for line in words), default=0)
    middle = min(frame.width / 2, frame.width + frame.right - wide / 2 - 2)
    middle = max(middle, wide / 2 - frame.left) if wide < whole else whole / 2 - frame.left
    return [
        Text(middle, frame.height + 34 + 16 * at, line, small, colour=look.colour.quiet, align="center")
        for at, line in enumerate(words)
    ]
