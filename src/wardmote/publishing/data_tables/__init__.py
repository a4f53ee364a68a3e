"""The numbers behind a picture as a table: what is drawn, for those who cannot see it or want to use it."""

from __future__ import annotations

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
from wardmote.publishing.data_tables.by_area import areas_table, changes_table, funnel_table, ranges_table
from wardmote.publishing.data_tables.by_step import control_table, fan_table
from wardmote.publishing.data_tables.months import many_months_table, months_table, pattern_table
from wardmote.publishing.tree import Table


def data_table(picture: Picture) -> Table:
    """The table of a picture's numbers. A gap stands as "not supplied" or "not available", never as zero."""
    match picture:
        case ChangeDots():
            return changes_table(picture)
        case MonthLine():
            return months_table(picture)
        case SmallMultiples():
            return many_months_table(picture)
        case MonthPattern():
            return pattern_table(picture)
        case AreaMap():
            return areas_table(picture)
        case ControlLine():
            return control_table(picture)
        case Fan():
            return fan_table(picture)
        case DotRanges():
            return ranges_table(picture)
        case Funnel():
            return funnel_table(picture)
