"""Each kind of picture with the module that draws it."""

from __future__ import annotations

from functools import lru_cache

from wardmote.analyses.pictures import (
    AreaMap,
    ChangeDots,
    ControlLine,
    DotRanges,
    Fan,
    Funnel,
    MonthLine,
    MonthPattern,
    Picture,
    SmallMultiples,
)
from wardmote.publishing.charts.area_map import draw_area_map
from wardmote.publishing.charts.change_dots import draw_change_dots
from wardmote.publishing.charts.control_line import draw_control_line
from wardmote.publishing.charts.dot_ranges import draw_dot_ranges
from wardmote.publishing.charts.fan import draw_fan
from wardmote.publishing.charts.frame import Size, quickly
from wardmote.publishing.charts.funnel import draw_funnel
from wardmote.publishing.charts.month_line import draw_month_line
from wardmote.publishing.charts.month_pattern import draw_month_pattern
from wardmote.publishing.charts.small_multiples import draw_small_multiples
from wardmote.publishing.theme import in_colour


@lru_cache(maxsize=512)
def drawn(picture: Picture, size: Size, colour: str) -> str:
    """A picture as one SVG element, drawn once for each size and accent."""
    with in_colour(colour):
        return quickly(lambda: _drawn(picture, size))


def _drawn(picture: Picture, size: Size) -> str:
    match picture:
        case ChangeDots():
            return draw_change_dots(picture, size)
        case MonthLine():
            return draw_month_line(picture, size)
        case SmallMultiples():
            return draw_small_multiples(picture, size)
        case MonthPattern():
            return draw_month_pattern(picture, size)
        case AreaMap():
            return draw_area_map(picture, size)
        case ControlLine():
            return draw_control_line(picture, size)
        case Fan():
            return draw_fan(picture, size)
        case DotRanges():
            return draw_dot_ranges(picture, size)
        case Funnel():
            return draw_funnel(picture, size)
