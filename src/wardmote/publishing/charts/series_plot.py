"""The plot that pictures of a series share: its frame, its line with gaps as gaps, its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from wardmote.analyses.pictures import RuledBreak
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.frame import Frame, Row, Text, axis_style, layer, rules, texts
from wardmote.publishing.charts.labels import Box, first_free
from wardmote.publishing.charts.line_ends import LineEnd, ends_width
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.charts.plot_sizes import across, ends_room, plot_height
from wardmote.publishing.charts.ruled_breaks import break_rows
from wardmote.publishing.charts.step_axis import step_axis, step_ticks
from wardmote.publishing.charts.value_axis import axis_words
from wardmote.publishing.theme import theme

LINE = 15
FOOT = 26
NOTHING = "There are no figures to draw."
DOTS_APART = 4
"""Pixels from step to step under which a series is a line without dots."""
Line = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Words:
    """A few lines of words to be set where room is: ``bold`` and ``colour`` as in Text."""

    lines: tuple[str, ...]
    colour: str = ""
    bold: bool = False

    @property
    def width(self) -> float:
        """Pixels of the longest line."""
        small = theme().chart.small
        return max((text_width(line, small, self.bold) for line in self.lines), default=0)

    @property
    def height(self) -> float:
        """Pixels from the top of the first line to the foot of the last."""
        return LINE * len(self.lines) - 2.0

    def set_in(self, box: Box) -> list[Text]:
        """The words in this box, from its left edge."""
        small = theme().chart.small
        return [
            Text(box.left, box.top + LINE * number + 6.5, line, small, self.bold, self.colour)
            for number, line in enumerate(self.lines)
        ]


def series_frame(
    size: Size,
    steps: tuple[str, ...],
    values: list[float],
    ends: Sequence[LineEnd],
    breaks: tuple[RuledBreak, ...],
    unit: str,
) -> Frame:
    """The frame of a series with labels at its lines' ends; ``values`` are the labelled steps of its y axis."""
    look = theme()
    words = axis_words(values)
    left = max(text_width(word, look.chart.small) for word in words.values()) + 10
    right = max(14.0, ends_width(ends, ends_room(size)))
    width = max(across(size) - left - right, 60.0)
    top = FOOT + LINE * (len(break_rows(breaks, steps, width)) + len(_unit_lines(unit, across(size))) - 1)
    domain = (-0.5, max(len(steps), 1) - 0.5)
    frame = Frame(
        width, plot_height(size), left, right, top, FOOT, domain, (values[0], values[-1]), x_labels_below=13
    )
    ticks = step_ticks(steps, frame) if steps else {}
    y_axis = axis_style(values=values, grid=True)
    return replace(frame, x_axis=step_axis(ticks), y_axis=y_axis, x_labels=ticks, y_labels=words)


def _unit_lines(unit: str, width: float) -> list[str]:
    return wrapped(unit, width - 4, theme().chart.small) or [""]


def unit_words(frame: Frame, unit: str) -> list[Text]:
    """What the y axis counts, over it."""
    look = theme()
    lines = _unit_lines(unit, frame.left + frame.width + frame.right)
    return [
        Text(
            -frame.left + 2,
            -frame.top + 9 + LINE * number,
            line,
            look.chart.small,
            colour=look.colour.quiet,
        )
        for number, line in enumerate(lines)
    ]


def series_marks(frame: Frame, runs: list[list[Row]]) -> list[Any]:
    """The line of a series with a dot at each step, where there is room for dots, or where a step stands alone."""
    colour = theme().colour.accent
    per_step = frame.width / (frame.x_domain[1] - frame.x_domain[0])
    points = [point for run in runs if len(run) == 1 or per_step >= DOTS_APART for point in run]
    dots = layer(points).mark_point(filled=True, size=20, color=colour, opacity=1)
    lines = [
        layer(run).mark_line(color=colour, strokeWidth=2.2, strokeJoin="round")
        for run in runs
        if len(run) > 1
    ]
    return [mark.encode(frame.encode_x(), frame.encode_y()) for mark in (dots, *lines)]


def places_of(frame: Frame, runs: list[list[Row]]) -> list[Line]:
    """The series in pixels, for labels that must not touch it; a step alone is a short stroke."""
    lines = [[(frame.x(p["x"]), frame.y(p["y"])) for p in run] for run in runs]
    return [
        line if len(line) > 1 else [(line[0][0] - 2, line[0][1]), (line[0][0] + 2, line[0][1])]
        for line in lines
    ]


def target_line(
    frame: Frame, target: tuple[float, str], lines: Sequence[Line], taken: list[Box]
) -> tuple[list[Any], list[Any]]:
    """The target ruled across, and its words where they touch nothing; their room is added to ``taken``."""
    level, said = target
    colour = theme().series[2]
    y = frame.y(level)
    ruled = rules(frame, [(0, y, frame.width, y)], colour, 1.6)
    strokes = [*lines, [(0, y), (frame.width, y)]]
    for share in (1.0, 0.6, 0.4):
        words = Words(tuple(wrapped(said, (frame.width - 12) * share, theme().chart.small)), colour)
        box = first_free(_along(frame, y, words), _inside(frame), strokes, taken, 3) if words.lines else None
        if box is not None:
            taken.append(box)
            return ruled, texts(words.set_in(box), halo=True)
    return ruled, []


def _along(frame: Frame, y: float, words: Words) -> list[Box]:
    """Places under and over a level, the nearest first."""
    room = max(frame.width - words.width - 10, 0)
    gap = words.height / 2 + 5
    offsets = [side * (gap + more) for more in range(0, int(frame.height), 5) for side in (-1, 1)]
    shifts = [5 + room * part / 8 for part in range(9)]
    return [
        Box.around(shift + words.width / 2, y + offset, words.width, words.height)
        for offset in offsets
        for shift in shifts
    ]


def nothing_to_draw(frame: Frame, empty: bool) -> list[Any]:
    """In an empty plot, that it is empty."""
    look = theme()
    words = Text(
        frame.width / 2, frame.height / 2, NOTHING, look.chart.small, colour=look.colour.quiet, align="center"
    )
    return texts([words] if empty else [], halo=True)


def _inside(frame: Frame) -> Box:
    return Box(1, 1, frame.width + 4, frame.height - 3)
