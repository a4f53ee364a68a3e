"""The shape of a year: each calendar month against an average month, with every year as a pale dot behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wardmote.analyses.pictures import MonthPattern
from wardmote.publishing.charts.frame import Frame, Size, Text, axis_style, layer, texts, to_svg
from wardmote.publishing.charts.labels import Box
from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.charts.numbers import MONTHS, fixed
from wardmote.publishing.theme import theme


def draw_month_pattern(picture: MonthPattern, size: Size) -> str:
    """The picture as SVG. The y axis starts at nothing; 1.0 is an average month."""
    look = theme()
    width, height = (look.chart.full, 200) if size == "full" else (look.chart.half, 170)
    values = [value for year in picture.years for value in year if value is not None]
    top = max([*picture.index, *values, 1.2]) * 1.06
    left = text_width("average", look.chart.small) + 12
    frame = Frame(width - left - 10, height, left, 10, 24, 26, (-0.5, 11.5), (0, top))
    years = [
        {"x": i, "y": value} for year in picture.years for i, value in enumerate(year) if value is not None
    ]
    mean = [{"x": i, "y": value} for i, value in enumerate(picture.index)]
    frame = _with_axes(frame, size)
    pale = layer(years).mark_point(filled=True, size=34, color=look.colour.untested, opacity=1)
    line = layer(mean).mark_line(color=look.colour.accent, strokeWidth=2.2)
    dots = layer(mean).mark_point(filled=True, size=46, color=look.colour.accent, opacity=1)
    level = layer([{"y": 1.0}]).mark_rule(color=look.colour.ink, strokeWidth=1)
    layers = [
        level.encode(frame.encode_y()),
        pale.encode(frame.encode_x(), frame.encode_y()),
        line.encode(frame.encode_x(), frame.encode_y()),
        dots.encode(frame.encode_x(), frame.encode_y()),
    ]
    return to_svg([*layers, *_words(frame, picture)], frame)


def _with_axes(frame: Frame, size: Size) -> Frame:
    look = theme()
    names: dict[float, str] = {i: name if size == "full" else name[0] for i, name in enumerate(MONTHS)}
    x_axis = axis_style(values=list(names), grid=False, domain=True, domainColor=look.colour.unchanged)
    step = 0.5 if frame.y_domain[1] < 3.5 else 1.0
    ticks = [step * number for number in range(int(frame.y_domain[1] / step) + 1)]
    levels = {0.0: "0", 1.0: "average"}
    labels = {tick: levels.get(tick, f"{tick:.1f}×") for tick in ticks}
    y_axis = axis_style(values=ticks, grid=True)
    return replace(frame, x_axis=x_axis, y_axis=y_axis, x_labels=names, y_labels=labels)


def _words(frame: Frame, picture: MonthPattern) -> list[Any]:
    """The unit above the axis; the highest and the lowest month with their values, clear of the year dots."""
    look = theme()
    small, quiet = look.chart.small, look.colour.quiet
    rows = [Text(-frame.left + 2, -15, "Against an average month", small, colour=quiet)]
    high = max(range(12), key=lambda i: picture.index[i])
    low = min(range(12), key=lambda i: picture.index[i])
    for index, side in ((high, -1), (low, 1)):
        column = [year[index] for year in picture.years] + [picture.index[index]]
        edge = [frame.y(value) for value in column if value is not None]
        y = min(edge) - 13 if side < 0 else max(edge) + 14
        text = f"{fixed(picture.index[index], 1)}×"
        box = Box.around(frame.x(index), y, text_width(text, look.chart.text, True), 13)
        rows.append(Text(box.left, y, text, bold=True))
    return texts(rows, halo=True)
