"""Labels at the ends of lines, moved apart where the lines end close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.publishing.charts.frame import Frame, Text
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.theme import theme

LINE = 14
BESIDE = 8
"""Pixels between a line's end and its label."""


@dataclass(frozen=True)
class LineEnd:
    """The words for a line that ends at ``value`` on the vertical axis; "" for the colour is ink."""

    value: float
    words: str
    colour: str = ""
    bold: bool = False


def ends_width(ends: Sequence[LineEnd], most: float) -> float:
    """Pixels that these labels take beside the plot, each in lines no wider than ``most``."""
    small = theme().chart.small
    lines = [(line, end.bold) for end in ends for line in wrapped(end.words, most, small, end.bold)]
    widest = max((text_width(line, small, bold) for line, bold in lines), default=0)
    return widest + BESIDE + 2 if lines else 0.0


def line_ends(ends: Sequence[LineEnd], frame: Frame, most: float) -> list[Text]:
    """The labels beside the plot, in the order of their lines and as near to them as room allows."""
    small = theme().chart.small
    ordered = sorted(ends, key=lambda end: (frame.y(end.value), end.words))
    blocks = [(end, wrapped(end.words, most, small, end.bold)) for end in ordered]
    wanted = [min(max(frame.y(end.value), 0), frame.height) for end, _ in blocks]
    heights = [LINE * len(lines) for _, lines in blocks]
    middles = spread(wanted, heights, -8.0, frame.height + 8)
    x = frame.width + BESIDE
    return [
        Text(x, middle - LINE * (len(lines) - 1) / 2 + LINE * number, line, small, end.bold, end.colour)
        for (end, lines), middle in zip(blocks, middles, strict=True)
        for number, line in enumerate(lines)
    ]


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles for blocks of these heights, in order and without overlap, close to those ``wanted`` (ascending)."""
    middles: list[float] = []
    edge = top
    for middle, tall in zip(wanted, heights, strict=True):
        middles.append(max(middle, edge + tall / 2))
        edge = middles[-1] + tall / 2
    edge = max(bottom, top + sum(heights))
    for at in range(len(middles) - 1, -1, -1):
        middles[at] = min(middles[at], edge - heights[at] / 2)
        edge = middles[at] - heights[at] / 2
    return middles
