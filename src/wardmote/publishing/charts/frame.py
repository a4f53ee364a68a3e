"""The frame every chart is drawn in: of fixed size, so that each place is known before anything is drawn."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import altair as alt
import vl_convert
from altair.utils import schemapi

from wardmote.publishing.theme import font_folder, theme

Row = dict[str, Any]
Size = Literal["full", "half"]


@dataclass(frozen=True)
class Frame:
    """A plot of ``width`` by ``height`` pixels with padding round it, and the values its edges stand for."""

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


@dataclass(frozen=True)
class Text:
    """Words at a pixel place of the plot, vertically centred on it."""

    x: float
    y: float
    words: str
    size: float = 13
    bold: bool = False
    colour: str = ""
    align: Literal["left", "center", "right"] = "left"


def texts(frame: Frame, wanted: Sequence[Text], halo: bool = False) -> list[Any]:
    """The layers that print these words. With ``halo`` the ground shows round the letters."""
    layers = []
    styles = sorted({(text.size, text.bold, text.colour, text.align) for text in wanted})
    for size, bold, colour, align in styles:
        rows = [
            {"x": frame.x_value(text.x), "y": frame.y_value(text.y), "text": text.words}
            for text in wanted
            if (text.size, text.bold, text.colour, text.align) == (size, bold, colour, align)
        ]
        style: Row = {"align": align, "baseline": "middle", "fontSize": size, "limit": 0}
        style["fontWeight"] = "bold" if bold else "normal"
        ground = theme().colour.ground
        edge: Row = {"stroke": ground, "strokeWidth": 4, "strokeJoin": "round", "color": ground}
        for look in ([edge] if halo else []) + [{"color": colour or theme().colour.ink}]:
            mark = layer(rows).mark_text(**(style | look))
            layers.append(mark.encode(frame.encode_x(), frame.encode_y(), alt.Text("text:N")))
    return layers


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
    """An axis as this house draws it: no box, no ticks, hairline grid, quiet words."""
    look = theme()
    style: Row = {
        "domain": False,
        "ticks": False,
        "title": None,
        "gridColor": look.colour.hairline,
        "labelColor": look.colour.ink,
        "labelFontSize": look.chart.small,
        "labelLimit": 0,
        "labelOverlap": False,
        "labelPadding": 6,
    }
    return alt.Axis(**(style | changes))


def to_svg(layers: Sequence[Any], frame: Frame) -> str:
    """The SVG element of these layers: without roles, ids or needless digits.

    The layers are put together here, because Altair copies each of them several times over.

    Roles are the business of whoever sets the picture into a page, with its alternative text.
    """
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
