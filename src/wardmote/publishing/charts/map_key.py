"""The key of a map: its title, a swatch and a range for each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from wardmote.analyses.pictures import AreaMap
from wardmote.publishing.charts.classes import MISSING_WORDS, class_words
from wardmote.publishing.charts.frame import Frame, Text, layer, texts
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.theme import theme

SWATCH = 15
ROW = 21
TITLE_LINE = 17
GAP = 18


@dataclass(frozen=True)
class MapKey:
    """A key laid out: its title in lines, the rows of (colour, words), and in how many columns they stand."""

    title: list[str]
    rows: list[tuple[str, str]]
    columns: int
    column_width: float

    @property
    def width(self) -> float:
        """Width of the whole key in pixels."""
        small = theme().chart.small
        title = max((text_width(line, small, True) for line in self.title), default=0)
        return max(title, self.columns * self.column_width - GAP)

    @property
    def height(self) -> float:
        """Height of the whole key in pixels."""
        return TITLE_LINE * len(self.title) + ROW * -(-len(self.rows) // self.columns) + 4

    def draw(self, frame: Frame, x: float, y: float) -> list[Any]:
        """The key with the middle of its first line at (x, y); classes run down, then to the next column."""
        look = theme()
        words = [
            Text(x, y + TITLE_LINE * number, line, look.chart.small, bold=True)
            for number, line in enumerate(self.title)
        ]
        top = y + TITLE_LINE * len(self.title) + 4
        down = -(-len(self.rows) // self.columns)
        swatches = []
        for number, (colour, text) in enumerate(self.rows):
            left, middle = x + self.column_width * (number // down), top + ROW * (number % down)
            place = {"x": frame.x_value(left + SWATCH / 2), "y": frame.y_value(middle)}
            swatches.append(place | {"colour": colour})
            words.append(Text(left + SWATCH + 8, middle, text, look.chart.small))
        mark = layer(swatches).mark_square(
            size=SWATCH**2, opacity=1, stroke=look.colour.unchanged, strokeWidth=0.5
        )
        drawn = mark.encode(frame.encode_x(), frame.encode_y(), fill=alt.Fill("colour:N", scale=None))
        return [drawn, *texts(words)]


def map_key(picture: AreaMap, room: float, one_column: bool) -> MapKey:
    """The key of a map in ``room`` pixels: in one column, or in as many as fit."""
    look = theme()
    small = look.chart.small
    rows = list(zip(look.sequential, class_words(picture.bounds), strict=True))
    if any(area.value is None for area in picture.areas):
        rows.append((look.colour.missing, MISSING_WORDS))
    column = max(text_width(words, small) for _, words in rows) + SWATCH + 8 + GAP
    columns = 1 if one_column else max(1, min(len(rows), int((room + GAP) // column)))
    return MapKey(wrapped(picture.key_title, room, small, bold=True), rows, columns, column)
