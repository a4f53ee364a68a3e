"""The frame every chart is drawn in: of fixed size, so that each place is known before anything is drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from altair.utils import schemapi

from wardmote.publishing.charts import Size
from wardmote.publishing.charts.lettering import Lettering, Text, beside_axis, under_axis
from wardmote.publishing.theme import font_folder, theme

__all__ = [
    "Frame",
    "Row",
    "Size",
    "Text",
    "axes",
    "axis_style",
    "layer",
    "quickly",
    "rules",
    "texts",
    "to_svg",
]

Row = dict[str, Any]
BESIDE_AXIS = 6
"""Pixels between an axis and its labels."""


@dataclass(frozen=True)
class Frame:
    """A plot of ``width`` by ``height`` pixels with padding round it, and the values its edges stand for.

    Its axes draw lines; their labels are words by value, the middles of those under it ``x_labels_below`` pixels down.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x_domain: tuple[float, float]
    y_domain: tuple[float, float]
    x_axis: alt.Axis | None = None
    y_axis: alt.Axis | None = None
    x_labels: Mapping[float, str] = field(default_factory=dict)
    y_labels: Mapping[float, str] = field(default_factory=dict)
    x_labels_below: float = 12

    def x(self, value: float) -> float:
        """Pixels from the left edge of the plot."""
        low, high = self.x_domain
        return (value - low) / (high - low) * self.width

    def y(self, value: float) -> float:
        """Pixels from the top edge of the plot."""
        low, high = self.y_domain
        return (1 - (value - low) / (high - low)) * self.height

    def x_value(self, pixels: float) -> float:
        """The value at a distance from the left edge of the plot."""
        low, high = self.x_domain
        return low + pixels / self.width * (high - low)

    def y_value(self, pixels: float) -> float:
        """The value at a distance from the top edge of the plot."""
        low, high = self.y_domain
        return high - pixels / self.height * (high - low)

    def labels(self) -> Lettering:
        """The labels of both axes."""
        x = {self.x(value): words for value, words in self.x_labels.items()}
        y = {self.y(value): words for value, words in self.y_labels.items()}
        edges = (-self.left, self.width + self.right)
        below = under_axis(x, self.height + self.x_labels_below, edges)
        return Lettering((*below, *beside_axis(y, -BESIDE_AXIS)))

    def encode_x(self) -> alt.X:
        """The horizontal channel of every layer in this frame."""
        scale = alt.Scale(domain=self.x_domain, nice=False, zero=False)
        return alt.X("x:Q", scale=scale, axis=self.x_axis)

    def encode_y(self) -> alt.Y:
        """The vertical channel of every layer in this frame."""
        scale = alt.Scale(domain=self.y_domain, nice=False, zero=False)
        return alt.Y("y:Q", scale=scale, axis=self.y_axis)


def layer(rows: Sequence[Row]) -> alt.Chart:
    """A chart on these rows alone (or GeoJSON features), handed over as text: Altair copies and checks each
    value it can see, which took longer than drawing them.
    """
    values = json.dumps(rows, ensure_ascii=False)
    return alt.Chart(alt.InlineData(values=values, format={"type": "json"}))


def axes(frame: Frame) -> list[Any]:
    """The layer that draws the axes of a frame, whatever is drawn in it."""
    return [layer([]).mark_point().encode(frame.encode_x(), frame.encode_y())]


def texts(wanted: Sequence[Text], halo: bool = False) -> list[Any]:
    """The layer that prints these words. With ``halo`` the ground shows round the letters."""
    return [Lettering(tuple(wanted), halo)]


def rules(
    frame: Frame,
    ends: Sequence[tuple[float, float, float, float]],
    colour: str,
    width: float,
    dash: Sequence[float] = (1, 0),
) -> list[Any]:
    """Straight lines given by the pixel places of their ends (x1, y1, x2, y2)."""
    rows = [
        {"x": frame.x_value(x1), "y": frame.y_value(y1), "x2": frame.x_value(x2), "y2": frame.y_value(y2)}
        for x1, y1, x2, y2 in ends
    ]
    if not rows:
        return []
    mark = layer(rows).mark_rule(color=colour, strokeWidth=width, strokeDash=list(dash))
    return [mark.encode(frame.encode_x(), frame.encode_y(), alt.X2("x2:Q"), alt.Y2("y2:Q"))]


def axis_style(**changes: Any) -> alt.Axis:
    """An axis as this house draws it: no box, no ticks, hairline grid; its words are the frame's."""
    look = theme()
    style: Row = {
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": look.colour.hairline,
        "labels": False,
    }
    return alt.Axis(**(style | changes))


def to_svg(layers: Sequence[Any], frame: Frame) -> str:
    """The SVG element of these layers: without roles, ids or needless digits. Words stand above all marks.

    The layers are put together here, because Altair copies each of them several times over.

    Roles are the business of whoever sets the picture into a page, with its alternative text.
    """
    marks = [one for one in layers if not isinstance(one, Lettering)]
    words = [one for one in layers if isinstance(one, Lettering)]
    drawn = _marks(marks, frame)
    lettered = "".join(one.svg() for one in (frame.labels(), *words))
    place = f"translate({frame.left:.2f},{frame.top:.2f})"
    return drawn.removesuffix("</svg>") + f'<g transform="{place}">{lettered}</g></svg>'


def _marks(layers: Sequence[Any], frame: Frame) -> str:
    _start()
    datasets: Row = {}
    inside = {"top_level": False, "datasets": datasets}
    spec: Row = {
        "$schema": alt.SCHEMA_URL,
        "layer": [one.to_dict(validate=False, context=inside) for one in layers],
        "datasets": datasets,
        "width": frame.width,
        "height": frame.height,
        "padding": {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        "autosize": {"type": "none"},
        "background": "transparent",
        "config": {"font": f"{theme().family}, sans-serif", "aria": False, "view": {"stroke": None}},
    }
    return _clean(vl_convert.vegalite_to_svg(spec))


def quickly(draw: Callable[[], str]) -> str:
    """Draw without Altair checking every mark against its schema: that is for the tests, which leave it on."""
    with schemapi.debug_mode(False):
        return draw()


@cache
def _start() -> None:
    vl_convert.register_font_directory(str(font_folder()))


def _clean(svg: str) -> str:
    svg = re.sub(r' (?:role|aria-[a-z]+|class|pointer-events|xmlns:xlink|version)="[^"]*"', "", svg)
    svg = re.sub(r'<path d="" display="none"/>|<path d="M0,0h0v0h0Z"/>| opacity="1"', "", svg)
    svg = re.sub(r' clip-path="url\(#[^)]*\)"|<defs>.*?</defs>', "", svg)
    svg = re.sub(r"<g>(?:\s*)</g>", "", svg)
    return re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), svg)
