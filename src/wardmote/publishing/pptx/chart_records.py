"""A chart as records: what a native chart holds, before it is written as DrawingML and as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wardmote.publishing.pptx.geometry import Box
from wardmote.publishing.pptx.words import Tone

Place = Literal["t", "b", "l", "r", "ctr", "inBase", "outEnd"]
Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Label:
    """Words at one point of a series: ``text``, or where it is empty the point's own value in ``format``."""

    index: int
    place: Place
    text: str = ""
    format: str = "General"
    tone: Tone = ""
    bold: bool = False


@dataclass(frozen=True)
class Whiskers:
    """How far an interval reaches to both sides of each value: lengths, for columns of the workbook by name."""

    below: str
    above: str
    colour: str = "tx1"
    thick: float = 1.5


@dataclass(frozen=True)
class Margins:
    """Points that a chart keeps round its plot, for its axes and their words."""

    left: float
    top: float
    right: float
    bottom: float


def plot_in(box: Box, around: Margins) -> tuple[float, float, float, float]:
    """Left, top, width and height of the plot in shares of a chart that fills ``box``."""
    wide, tall = max(box.width, 1), max(box.height, 1)
    return (
        around.left / wide,
        around.top / tall,
        max(wide - around.left - around.right, 1) / wide,
        max(tall - around.top - around.bottom, 1) / tall,
    )


@dataclass(frozen=True)
class Series:
    """One row of values. A colour is a theme colour's name (accent1) or #RRGGBB, for bars "" where they are hollow."""

    name: str
    values: Values
    colour: str
    bars: bool = False
    edge: str = ""
    """The outline of bars; "" for none."""
    thick: float = 2.25
    dash: str = ""
    drawn: bool = True
    """Whether a line joins the points, or bars are seen."""
    marker: int = 0
    drop: bool = False
    """Whether a dotted line falls from each point to the axis."""
    labels: tuple[Label, ...] = ()
    whiskers: Whiskers | None = None


@dataclass(frozen=True)
class Axis:
    """The axis of values."""

    low: float
    high: float
    step: float
    format: str = "#,##0"
    title: str = ""


@dataclass(frozen=True)
class Extra:
    """A further column of the workbook: text or numbers, None for an empty cell."""

    name: str
    values: tuple[str | float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart of categories. ``across`` lays bars on their side, first category on top."""

    heading: str
    """What the categories are, over their column in the workbook."""
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    months: tuple[date, ...] = ()
    """The first day of each category that is a month: the axis is then one of time."""
    every: int = 1
    """Every how many months one is labelled."""
    across: bool = False
    extra: tuple[Extra, ...] = ()
    plot: tuple[float, float, float, float] | None = None
    """Left, top, width and height of the plot in shares of the chart; None leaves them to the program."""
    size: float = 14
    language: str = "en-GB"
