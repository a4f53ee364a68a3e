"""Words on a drawing. Their places and widths are known beforehand, so they are set straight into the SVG: an engine of
charts would measure each of them again, which took longer than everything else it draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.theme import theme

HALO = 4
MIDDLE = 0.3
"""How far below its middle a line of text has its base, in sizes of the text."""
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


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


@dataclass(frozen=True)
class Lettering:
    """Words to be set over a drawing; with ``halo`` the ground shows round their letters."""

    words: tuple[Text, ...]
    halo: bool = False

    def svg(self) -> str:
        """The words as SVG elements, each halo under all the letters.

        ``paint-order`` would save writing them twice, but in a PDF each letter's halo then covers the one before.
        """
        ground, ink = theme().colour.ground, theme().colour.ink
        edge = f' stroke="{ground}" stroke-width="{HALO}" stroke-linejoin="round"'
        under = [_element(text, ground, edge) for text in self.words] if self.halo else []
        return "".join([*under, *(_element(text, text.colour or ink) for text in self.words)])


def _element(text: Text, colour: str, edge: str = "") -> str:
    place = f"translate({text.x:.2f},{text.y + MIDDLE * text.size:.2f})"
    weight = "bold" if text.bold else "normal"
    return (
        f'<text text-anchor="{ANCHORS[text.align]}" transform="{place}" font-family="{theme().family}, sans-serif" '
        f'font-size="{text.size:g}px" font-weight="{weight}" fill="{colour}"{edge}>{escape(text.words)}</text>'
    )


def under_axis(labels: Mapping[float, str], y: float, edges: tuple[float, float]) -> list[Text]:
    """Labels centred under their places along an axis, by pixels, each moved inside ``edges``."""
    small = theme().chart.small
    return [
        Text(_inside(place, text_width(words, small) / 2, edges), y, words, small, align="center")
        for place, words in labels.items()
    ]


def beside_axis(labels: Mapping[float, str], x: float) -> list[Text]:
    """Labels that end at ``x``, each level with its place along an axis, by pixels."""
    small = theme().chart.small
    return [Text(x, place, words, small, align="right") for place, words in labels.items()]


def _inside(place: float, half: float, edges: tuple[float, float]) -> float:
    return min(max(place, edges[0] + half), edges[1] - half)
