"""A series between its control limits: what stands out by more than chance in orange, with a word or a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from wardmote.analyses.pictures import ControlLine
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.control_signals import signal_marks, signal_words
from wardmote.publishing.charts.frame import Frame, layer, texts, to_svg
from wardmote.publishing.charts.labels import Box, first_free
from wardmote.publishing.charts.line_ends import LineEnd, line_ends
from wardmote.publishing.charts.plot_sizes import ends_room
from wardmote.publishing.charts.ruled_breaks import break_places, ruled_breaks
from wardmote.publishing.charts.series_plot import (
    Line,
    Words,
    nothing_to_draw,
    places_of,
    series_frame,
    series_marks,
    target_line,
    unit_words,
)
from wardmote.publishing.charts.step_axis import stretches
from wardmote.publishing.charts.value_axis import finite, known, said, value_steps
from wardmote.publishing.theme import theme

MOST_LEVELS = 6
"""Limits that were set anew more often than this move with the series: they are drawn as lines, not as levels."""
DASH = (5, 4)


@dataclass(frozen=True)
class _Level:
    """Steps ``first`` to ``last`` with one centre and one pair of limits; None is no limit."""

    first: int
    last: int
    centre: float | None
    low: float | None
    high: float | None


def draw_control_line(picture: ControlLine, size: Size) -> str:
    """The picture as SVG. Signals are marked in orange; what each means stands beside it, or by number underneath."""
    levels = _levels(picture)
    scale = _scale(picture)
    ends = _ends(levels, scale, picture.centre_is)
    frame = series_frame(size, picture.steps, scale, ends, picture.breaks, picture.unit)
    runs = stretches(picture.values)
    ruled, over = ruled_breaks(frame, picture.breaks, picture.steps)
    taken = [room for room, _ in over]
    strokes = _strokes(frame, levels)
    blocked = [*places_of(frame, runs), *strokes]
    blocked += [[(x, 0.0), (x, frame.height)] for x in break_places(frame, picture.breaks, picture.steps)]
    level, target = finite(picture.target[0]) if picture.target else None, picture.target
    goal = (
        target_line(frame, (level, target[1]), blocked, taken) if target and level is not None else ([], [])
    )
    if target and level is not None:
        blocked.append([(0, frame.y(level)), (frame.width, frame.y(level))])
    signals, foot = signal_words(frame, picture, size, blocked, taken)
    frame = replace(frame, bottom=frame.bottom + foot)
    words = texts(
        [
            *unit_words(frame, picture.unit),
            *(text for _, text in over),
            *line_ends(ends, frame, ends_room(size)),
        ]
    )
    marks = [
        *_limits(frame, levels),
        *goal[0],
        *series_marks(frame, runs),
        *ruled,
        *signal_marks(frame, picture),
    ]
    earlier = _earlier(frame, levels, scale, blocked, taken)
    empty = nothing_to_draw(frame, not runs)
    return to_svg([*marks, *empty, *goal[1], *earlier, *signals, *words], frame)


def _scale(picture: ControlLine) -> list[float]:
    values = known(picture.values)
    limits = known(
        (*picture.centre, *picture.low, *picture.high, *((picture.target[0],) if picture.target else ()))
    )
    whole = all(value == round(value) for value in values)
    return value_steps([*values, *limits], whole=whole)


def _levels(picture: ControlLine) -> list[_Level]:
    found = []
    at = 0
    triples = zip(picture.centre, picture.low, picture.high, strict=True)
    for (centre, low, high), same in groupby((finite(a), finite(b), finite(c)) for a, b, c in triples):
        count = len(list(same))
        if centre is not None or low is not None or high is not None:
            found.append(_Level(at, at + count - 1, centre, low, high))
        at += count
    return found


def _lines_of(levels: list[_Level]) -> list[tuple[list[tuple[float, float]], bool]]:
    """Every line of centre and limits as (step, value) points, with whether it is a limit."""
    found: list[tuple[list[tuple[float, float]], bool]] = []
    for of in ("centre", "low", "high"):
        values = [(level, value) for level in levels if (value := getattr(level, of)) is not None]
        if len(levels) > MOST_LEVELS:
            points = [
                (float(at), value) for level, value in values for at in range(level.first, level.last + 1)
            ]
            found += [(run, of != "centre") for run in _unbroken(points)]
        else:
            found += [
                ([(level.first - 0.45, value), (level.last + 0.45, value)], of != "centre")
                for level, value in values
            ]
    return found


def _unbroken(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = []
    for point in points:
        if runs and point[0] == runs[-1][-1][0] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _strokes(frame: Frame, levels: list[_Level]) -> list[Line]:
    return [
        [(frame.x(x), frame.y(y)) for x, y in points] for points, _ in _lines_of(levels) if len(points) > 1
    ]


def _limits(frame: Frame, levels: list[_Level]) -> list[Any]:
    quiet = theme().colour.unchanged
    marks = []
    for points, dashed in _lines_of(levels):
        line = layer([{"x": x, "y": y} for x, y in points])
        dash = list(DASH) if dashed else [1, 0]
        marks.append(
            line.mark_line(color=quiet, strokeWidth=1.3, strokeDash=dash).encode(
                frame.encode_x(), frame.encode_y()
            )
        )
    return marks


def _ends(levels: list[_Level], scale: list[float], centre: str) -> list[LineEnd]:
    """The words at the ends of the last centre and limits."""
    if not levels:
        return []
    last, quiet = levels[-1], theme().colour.quiet
    named = (("limit", last.high), (centre, last.centre), ("limit", last.low))
    return [
        LineEnd(value, f"{name} {said(value, scale)}", quiet) for name, value in named if value is not None
    ]


def _earlier(
    frame: Frame, levels: list[_Level], scale: list[float], lines: list[Line], taken: list[Box]
) -> list[Any]:
    """The words of centres and limits that held before the last; in a stretch too crowded for words there are none."""
    rows = []
    for level in levels[:-1] if len(levels) <= MOST_LEVELS else []:
        for words in _level_words(level, scale):
            box = first_free(
                _places(frame, level, words), Box(1, 1, frame.width, frame.height - 3), lines, taken, 3
            )
            if box is not None:
                taken.append(box)
                rows += words.set_in(box)
                break
    return texts(rows, halo=True)


def _level_words(level: _Level, scale: list[float]) -> list[Words]:
    """What to say of a stretch: in one line, or in two."""
    low, high = ("none" if end is None else said(end, scale) for end in (level.low, level.high))
    limits = (
        f"limits {low} to {high}" if level.low is not None and level.high is not None else f"limit {high}"
    )
    if level.high is None:
        limits = f"limit {low}" if level.low is not None else ""
    parts = [f"centre {said(level.centre, scale)}"] if level.centre is not None else []
    parts += [limits] if limits else []
    quiet = theme().colour.quiet
    return [Words((", ".join(parts),), quiet), Words(tuple(parts), quiet)]


def _places(frame: Frame, level: _Level, words: Words) -> list[Box]:
    """Over the upper limit first, then under the lower one, then further away, within the stretch."""
    left, right = frame.x(level.first - 0.5) + 3, frame.x(level.last + 0.5) - 3
    room = right - left - words.width
    if room < 0:
        return []
    ends = [frame.y(value) for value in (level.high, level.low, level.centre) if value is not None]
    gap = words.height / 2 + 4
    tops = [
        end + side * (gap + more)
        for more in range(0, int(frame.height), 6)
        for end in ends
        for side in (-1, 1)
    ]
    return [
        Box.around(left + words.width / 2 + room * part / 6, y, words.width, words.height)
        for y in tops
        for part in range(7)
    ]
