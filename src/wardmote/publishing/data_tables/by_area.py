"""The tables behind pictures of one line or one dot for each measure, group or area."""

from __future__ import annotations

from wardmote.analyses.pictures import (
    AreaMap,
    ChangeDots,
    ChangeRow,
    DotRanges,
    Funnel,
    FunnelPoint,
    RangeRow,
)
from wardmote.publishing.charts.classes import decimals
from wardmote.publishing.charts.funnel_lines import bound_at
from wardmote.publishing.charts.numbers import fixed, percent_change
from wardmote.publishing.data_tables.numbers import (
    NOT_AVAILABLE,
    caption,
    in_places,
    number_column,
    number_or,
    places_of,
    range_cell,
    words_or_dash,
)
from wardmote.publishing.tree import Column, Content, Number, Quiet, Strong, Table, VerdictMark

STANDS_OUT = "stands out"


def changes_table(picture: ChangeDots) -> Table:
    """A measure a row."""
    columns = (Column("Measure"), number_column("Change"), number_column("95% interval"), Column("Verdict"))
    rows = tuple(
        (row.label, _percent(row.percent), _interval(row), VerdictMark(row.verdict)) for row in picture.rows
    )
    return Table(caption(picture), columns, rows, dense=True)


def _interval(row: ChangeRow) -> Content:
    """Both ends as numbers in one cell."""
    if row.low is not None and row.high is not None:
        return (_percent(row.low), " to ", _percent(row.high))
    if row.low is not None:
        return (_percent(row.low), " or more")
    return (_percent(row.high), " or less") if row.high is not None else Quiet("without bounds")


def _percent(value: float) -> Number:
    return Number(percent_change(value, signed=True), value, "percent")


def areas_table(picture: AreaMap) -> Table:
    """An area a row, the highest first."""
    places = decimals(picture.bounds)
    known = sorted(
        (area for area in picture.areas if area.value is not None), key=lambda a: (-(a.value or 0), a.code)
    )
    absent = sorted((area for area in picture.areas if area.value is None), key=lambda area: area.code)
    rows = tuple(
        (area.name, NOT_AVAILABLE if area.value is None else in_places(area.value, places))
        for area in (*known, *absent)
    )
    return Table(caption(picture), (Column("Area"), number_column(picture.key_title)), rows, dense=True)


def ranges_table(picture: DotRanges) -> Table:
    """A line of the picture a row, the own one strong."""
    places = places_of(value for row in picture.rows for value in (row.value, row.low, row.high))
    columns = [Column("Name"), number_column(picture.unit), number_column("Interval")]
    said = any(_said(row) for row in picture.rows)
    columns += [Column("In words")] if said else []
    rows = tuple(
        (
            Strong(row.label) if row.own else row.label,
            number_or(row.value, places, NOT_AVAILABLE),
            range_cell(row.low, row.high, places, NOT_AVAILABLE),
            *((words_or_dash(_said(row)),) if said else ()),
        )
        for row in picture.rows
    )
    notes = (f"Ruled across: {picture.reference[1]}.",) if picture.reference else ()
    return Table(caption(picture), tuple(columns), rows, notes=notes, dense=True)


def _said(row: RangeRow) -> str:
    return row.told or (STANDS_OUT if row.stands_out else "")


def funnel_table(picture: Funnel) -> Table:
    """An area a row: the own one, those that stand out, then the others, the highest first."""
    values, sizes = (places_of(of) for of in _of_points(picture))
    ordered = sorted(picture.points, key=lambda one: (not one.own, not one.stands_out, -one.value, one.label))
    rows = tuple(
        (
            Strong(point.label) if point.own else point.label,
            number_or(point.size, sizes, NOT_AVAILABLE),
            number_or(point.value, values, NOT_AVAILABLE),
            _side(point, picture.level[0]),
        )
        for point in ordered
    )
    columns = (
        Column("Area"),
        number_column(picture.size_title),
        number_column(picture.unit),
        Column("Stands out"),
    )
    notes = (f"The level: {picture.level[1]}.", *_limits(picture, values, sizes))
    return Table(caption(picture), columns, rows, notes=notes, dense=True)


def _of_points(picture: Funnel) -> tuple[list[float], list[float]]:
    return [point.value for point in picture.points], [point.size for point in picture.points]


def _side(point: FunnelPoint, level: float) -> Content:
    if not point.stands_out:
        return Quiet("no")
    return "above" if point.value >= level else "below"


def _limits(picture: Funnel, values: int, sizes: int) -> tuple[str, ...]:
    """The limits for the own area, or where there is none for the largest, in sentences."""
    points = [point for point in picture.points if point.own] or sorted(
        picture.points, key=lambda one: -one.size
    )
    if not points:
        return ()
    size = points[0].size
    found = []
    for limits in picture.limits:
        low, high = bound_at(limits.sizes, limits.low, size), bound_at(limits.sizes, limits.high, size)
        if low is not None and high is not None:
            share = fixed(limits.share * 100, 1).removesuffix(".0")
            ends = f"{fixed(low, values)} to {fixed(high, values)}"
            found.append(f"{share}% limits at a size of {fixed(size, sizes)}: {ends}.")
    return tuple(found)
