"""Areas of different size against one level: what lies outside the limits is orange and has its name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wardmote.analyses.pictures import Funnel, FunnelPoint
from wardmote.publishing.charts import Size
from wardmote.publishing.charts.frame import Frame, Row, Text, axes, axis_style, layer, rules, texts, to_svg
from wardmote.publishing.charts.funnel_lines import LimitLine, bound_at, limit_lines
from wardmote.publishing.charts.funnel_names import point_names
from wardmote.publishing.charts.line_ends import LineEnd, ends_width, line_ends
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.charts.numbers import fixed
from wardmote.publishing.charts.plot_sizes import across, ends_room, plot_height
from wardmote.publishing.charts.series_plot import nothing_to_draw
from wardmote.publishing.charts.value_axis import axis_words, finite, known, round_values
from wardmote.publishing.theme import theme

LINE = 15
TALLER = 1.2
"""A funnel is so many times as high as a series."""
PAD = 0.12
"""Room over the highest and under the lowest point, as a share of what lies between them."""
DASH = (5, 4)


def draw_funnel(picture: Funnel, size: Size) -> str:
    """The picture as SVG. What stands out is a triangle, pointing up above the level and down below it."""
    points = [point for point in picture.points if len(known((point.size, point.value))) == 2]
    frame = _frame(picture, points, size)
    lines = limit_lines(picture, frame.x_domain[1], frame.y_domain)
    level = finite(picture.level[0])
    strokes = [[(frame.x(x), frame.y(y)) for x, y in line.points] for line in lines]
    if level is not None:
        strokes.append([(0, frame.y(level)), (frame.width, frame.y(level))])
    leaders, names, left_over = point_names(frame, picture, points, strokes, size)
    marks = [
        *axes(frame),
        *_level(frame, level),
        *_limits(frame, picture, lines),
        *leaders,
        *_dots(frame, points, level),
    ]
    under = [
        *_lines(picture.size_title, size),
        *(line for name in left_over for line in _lines(f"Outlined: {name}", size)),
    ]
    frame = replace(frame, bottom=30.0 + LINE * len(under))
    ends = line_ends(_ends(picture), frame, ends_room(size))
    empty = nothing_to_draw(frame, not points)
    return to_svg(
        [*marks, *empty, *texts(names, halo=True), *texts([*_titles(frame, picture.unit, under), *ends])],
        frame,
    )


def _frame(picture: Funnel, points: list[FunnelPoint], size: Size) -> Frame:
    look = theme()
    low, high = _reach(picture, points)
    levels = [step for step in round_values(low, high, 7) if low <= step <= high]
    words = axis_words(levels)
    largest = _largest(picture)
    left = max((text_width(word, look.chart.small) for word in words.values()), default=0.0) + 10
    right = max(14.0, ends_width(_ends(picture), ends_room(size)))
    width = max(across(size) - left - right, 60.0)
    ticks = _size_ticks(largest, width)
    names = axis_words(ticks)
    unit = _lines(picture.unit, size)
    x_axis = axis_style(
        values=ticks, grid=False, domain=True, domainColor=look.colour.unchanged, ticks=True, tickSize=4,
        tickColor=look.colour.unchanged,
    )  # fmt: skip
    return Frame(
        width, plot_height(size) * TALLER, left, right, 11 + LINE * len(unit), 0,
        (0, max(largest * 1.02, ticks[-1])), (low, high), x_axis,
        axis_style(values=levels, grid=True), names, words, 13,
    )  # fmt: skip


def _lines(words: str, size: Size) -> list[str]:
    return wrapped(words, across(size) - 4, theme().chart.small)


def _reach(picture: Funnel, points: list[FunnelPoint]) -> tuple[float, float]:
    """From the lowest to the highest point with some room; from zero where zero is not far below them."""
    values = [*(point.value for point in points), *known((picture.level[0],))] or [0.0, 1.0]
    largest = _largest(picture)
    values += known(
        bound_at(one.sizes, end, largest) for one in picture.limits for end in (one.low, one.high)
    )
    low, high = min(values), max(values)
    span = (high - low) or abs(high) or 1.0
    under = low - PAD * span
    if 0 <= low < 0.5 * high or (low >= 0 and under < 0):
        under = 0.0
    return under, high + PAD * span


def _size_ticks(largest: float, width: float) -> list[float]:
    """Round sizes from zero, as many as stand apart."""
    small = theme().chart.small
    for most in range(max(3, int(width // 70)), 2, -1):
        steps = round_values(0.0, largest, most + 1)
        steps = [step for step in steps if step <= largest * 1.08] or steps
        widest = max(text_width(words, small) for words in axis_words(steps).values())
        if width * steps[-1] / max(largest, steps[-1]) / max(len(steps) - 1, 1) > widest + 12:
            return steps
    return [0.0, steps[-1]]


def _ends(picture: Funnel) -> list[LineEnd]:
    """The words at the ends of the level and of each upper limit."""
    ends = []
    largest = _largest(picture)
    level = finite(picture.level[0])
    if level is not None and picture.level[1]:
        ends.append(LineEnd(level, picture.level[1]))
    for limits in picture.limits:
        high = bound_at(limits.sizes, limits.high, largest)
        if high is not None:
            words = f"{fixed(limits.share * 100, _places(limits.share))}% limits"
            ends.append(LineEnd(high, words, theme().colour.quiet))
    return ends


def _largest(picture: Funnel) -> float:
    """The size of the largest area; without areas, the largest that has limits."""
    sizes = known(point.size for point in picture.points)
    sizes = sizes or known(size for limits in picture.limits for size in limits.sizes)
    return max(sizes, default=1.0) or 1.0


def _places(share: float) -> int:
    return 0 if abs(share * 100 - round(share * 100)) < 1e-9 else 1


def _level(frame: Frame, level: float | None) -> list[Any]:
    if level is None:
        return []
    y = frame.y(level)
    return rules(frame, [(0, y, frame.width, y)], theme().colour.ink, 1.2)


def _limits(frame: Frame, picture: Funnel, lines: list[LimitLine]) -> list[Any]:
    """The limits: the widest dashed, those within it in one stroke."""
    quiet = theme().colour.unchanged
    widest = max((limits.share for limits in picture.limits), default=1.0)
    marks = []
    for line in lines:
        drawn = layer([{"x": x, "y": y} for x, y in line.points])
        dash = list(DASH) if line.share == widest and len(picture.limits) > 1 else [1, 0]
        mark = drawn.mark_line(color=quiet, strokeWidth=1.3, strokeDash=dash)
        marks.append(mark.encode(frame.encode_x(), frame.encode_y()))
    return marks


def _dots(frame: Frame, points: list[FunnelPoint], level: float | None) -> list[Any]:
    """Points in four kinds: as all others, above the limits, below them; the own area larger and over the others."""
    look = theme().colour
    marks = []
    for own, shape in (
        (own, shape) for own in (False, True) for shape in ("circle", "triangle-up", "triangle-down")
    ):
        rows: list[Row] = [
            {"x": point.size, "y": point.value}
            for point in points
            if point.own is own and _shape(point, level) == shape
        ]
        if not rows:
            continue
        colour = look.changed if shape != "circle" else look.accent if own else look.unchanged
        mark = layer(rows).mark_point(
            shape=shape, fill=colour, stroke=look.ink if own else look.ground, strokeWidth=1.5 if own else 0.8,
            size=120 if own else 75 if shape != "circle" else 42, opacity=1,
        )  # fmt: skip
        marks.append(mark.encode(frame.encode_x(), frame.encode_y()))
    return marks


def _shape(point: FunnelPoint, level: float | None) -> str:
    if not point.stands_out:
        return "circle"
    return "triangle-up" if level is None or point.value >= level else "triangle-down"


def _titles(frame: Frame, unit: str, lines: list[str]) -> list[Text]:
    """What the upright axis measures, over it; what stands in these lines, under the plot."""
    look = theme()
    whole = frame.left + frame.width + frame.right - 4
    small, quiet = look.chart.small, look.colour.quiet
    over = [
        Text(-frame.left + 2, -frame.top + 9 + LINE * at, line, small, colour=quiet)
        for at, line in enumerate(wrapped(unit, whole, small))
    ]
    wide = max((text_width(line, small) for line in lines), default=0)
    middle = max(min(frame.width / 2, frame.width + frame.right - wide / 2 - 2), wide / 2 - frame.left)
    under = [
        Text(middle, frame.height + 33 + LINE * at, line, small, colour=quiet, align="center")
        for at, line in enumerate(lines)
    ]
    return [*over, *under]
