"""How wide and how high a plot is drawn: across the page, in half of it, on a slide."""

from __future__ import annotations

from wardmote.publishing.charts import Size
from wardmote.publishing.theme import theme

SLIDE = 700
"""Width of a drawing on a slide of its own, in pixels."""
HEIGHTS = {"full": 220.0, "half": 180.0, "slide": 270.0}


def across(size: Size) -> float:
    """Width of the whole drawing in pixels."""
    look = theme().chart
    return {"full": look.full, "half": look.half, "slide": SLIDE}[size]


def plot_height(size: Size) -> float:
    """Height of the plot alone in pixels."""
    return HEIGHTS[size]


def ends_room(size: Size) -> float:
    """The widest that a line of a label beside the plot may be, in pixels."""
    return across(size) * (0.24 if size == "half" else 0.2)
