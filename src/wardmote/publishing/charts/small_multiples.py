"""Several monthly series in one grid, each on its own scale from zero: for shapes, not for sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from wardmote.analyses.pictures import MonthLine, SmallMultiples
from wardmote.publishing.charts.frame import Frame, Row, Size, Text, layer, rules, texts, to_svg
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.charts.month_line import runs, x_ticks, y_steps
from wardmote.publishing.charts.ruled_breaks import break_places
from wardmote.publishing.theme import theme

HEIGHT = 84
GUTTER = 22
LINE = 15
BELOW = 30
STEPS = 4


@dataclass(frozen=True)
class _Panel:
    """One series, its title in lines, its own frame, and where that stands in the whole drawing."""

    line: MonthLine
    title: list[str]
    frame: Frame
    x0: float
    y0: float


def draw_small_multiples(picture: SmallMultiples, size: Size) -> str:
    """The picture as SVG: three panels a row in full width, two in half width."""
    look = theme()
    columns, width = (3, look.chart.full) if size == "full" else (2, look.chart.half)
    panels, height = _panels(picture, columns, width)
    whole = Frame(width, height, 0, 0, 0, 0, (0, width), (0, max(height, 1)))
    grid, axis, broken = _ruled(panels)
    layers = [*rules(whole, grid, look.colour.hairline, 1), *rules(whole, axis, look.colour.unchanged, 1)]
    layers += [*_lines(whole, panels), *rules(whole, broken, look.colour.ink, 1, (2, 3))]
    return to_svg([*layers, *texts([text for panel in panels for text in _words(panel)])], whole)


def _panels(picture: SmallMultiples, columns: int, width: float) -> tuple[list[_Panel], float]:
    left = max((_left(line) for line in picture.lines), default=30.0)
    across = (width - GUTTER * (columns - 1)) / columns
    titles = [wrapped(line.label, across, theme().chart.text, bold=True) for line in picture.lines]
    panels: list[_Panel] = []
    y = 0.0
    for start in range(0, len(picture.lines), columns):
        row = picture.lines[start : start + columns]
        above = LINE * max(len(title) for title in titles[start : start + columns]) + 12
        above += LINE if any(line.breaks for line in row) else 0
        for number, line in enumerate(row):
            domain = (-0.5, max(len(line.months), 1) - 0.5)
            tops = (0.0, y_steps(line, STEPS)[-1])
            frame = Frame(across - left - 4, HEIGHT, left, 4, above, BELOW, domain, tops)
            x0 = (across + GUTTER) * number + left
            panels.append(_Panel(line, titles[start + number], frame, x0, y + above))
        y += above + HEIGHT + BELOW
    return panels, y


def _left(line: MonthLine) -> float:
    return max(text_width(f"{step:,.0f}", theme().chart.small) for step in y_steps(line, STEPS)) + 8


Ends = list[tuple[float, float, float, float]]


def _ruled(panels: list[_Panel]) -> tuple[Ends, Ends, Ends]:
    """The grid lines, the base lines and the breaks of all panels."""
    grid: Ends = []
    axis: Ends = []
    broken: Ends = []
    for panel in panels:
        frame, x0, y0 = panel.frame, panel.x0, panel.y0
        for step in y_steps(panel.line, STEPS):
            y = y0 + frame.y(step)
            (grid if step else axis).append((x0, y, x0 + frame.width, y))
        for place in break_places(frame, panel.line.breaks, panel.line.months):
            broken.append((x0 + place, y0 - 4, x0 + place, y0 + HEIGHT))
    return grid, axis, broken


def _lines(whole: Frame, panels: list[_Panel]) -> list[Any]:
    rows: list[Row] = []
    single: list[Row] = []
    for number, panel in enumerate(panels):
        for part, run in enumerate(runs(panel.line)):
            points = [
                {
                    "x": panel.x0 + panel.frame.x(point["x"]),
                    "y": whole.y_value(panel.y0 + panel.frame.y(point["y"])),
                    "run": f"{number}-{part}",
                }
                for point in run
            ]
            rows += points
            single += points if len(points) == 1 else []
    colour = theme().colour.accent
    line = layer(rows).mark_line(color=colour, strokeWidth=1.8, strokeJoin="round")
    dots = layer(single).mark_point(filled=True, size=14, color=colour, opacity=1)
    drawn = [line.encode(whole.encode_x(), whole.encode_y(), detail=alt.Detail("run:N"))]
    return [*drawn, dots.encode(whole.encode_x(), whole.encode_y())] if single else drawn


def _words(panel: _Panel) -> list[Text]:
    look = theme()
    small, frame, line = look.chart.small, panel.frame, panel.line
    left = panel.x0 - frame.left
    words = [
        Text(left, panel.y0 - frame.top + 8 + LINE * number, text, look.chart.text, bold=True)
        for number, text in enumerate(panel.title)
    ]
    words += [
        Text(panel.x0 - 6, panel.y0 + frame.y(step), f"{step:,.0f}", small, align="right")
        for step in y_steps(line, STEPS)
    ]
    words += [
        Text(panel.x0 + frame.x(index), panel.y0 + HEIGHT + 12, text, small, align="center")
        for index, text in x_ticks(line.months, frame, years_only=True).items()
    ]
    for place, ruled in zip(break_places(frame, line.breaks, line.months), line.breaks, strict=False):
        wide = text_width(ruled.label, small)
        start = place if place + wide <= frame.width + 4 else max(frame.width + 4 - wide, -frame.left)
        words.append(Text(panel.x0 + start, panel.y0 - 11, ruled.label, small))
    return words
