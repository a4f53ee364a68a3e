"""The numbers behind a picture as a table: what is drawn, for those who cannot see it or want to use it."""

from __future__ import annotations

from wardmote.analyses.pictures import (
    AreaMap,
    ChangeDots,
    ChangeRow,
    MonthLine,
    MonthPattern,
    Picture,
    SmallMultiples,
)
from wardmote.figures import State
from wardmote.publishing.cells import state_cell
from wardmote.publishing.charts.classes import decimals
from wardmote.publishing.charts.numbers import MONTHS, average, fixed, month_words, percent_change
from wardmote.publishing.tree import Column, Content, Number, Quiet, Table, VerdictMark

NOT_SUPPLIED = state_cell(State.NOT_SUPPLIED)
NOT_AVAILABLE = state_cell(State.NOT_AVAILABLE)


def data_table(picture: Picture) -> Table:
    """The table of a picture's numbers. A gap stands as "not supplied" or "not available", never as zero."""
    match picture:
        case ChangeDots():
            return _changes(picture)
        case MonthLine():
            return _months(picture)
        case SmallMultiples():
            return _many_months(picture)
        case MonthPattern():
            return _pattern(picture)
        case AreaMap():
            return _areas(picture)


def _caption(picture: Picture) -> str:
    return f"Data: {picture.caption.title}"


def _number(label: str) -> Column:
    return Column(label, "right")


def _changes(picture: ChangeDots) -> Table:
    columns = (Column("Measure"), _number("Change"), _number("95% interval"), Column("Verdict"))
    rows = tuple(
        (row.label, _percent(row.percent), _interval(row), VerdictMark(row.verdict)) for row in picture.rows
    )
    return Table(_caption(picture), columns, rows, dense=True)


def _interval(row: ChangeRow) -> Content:
    """Both ends as numbers in one cell."""
    if row.low is not None and row.high is not None:
        return (_percent(row.low), " to ", _percent(row.high))
    if row.low is not None:
        return (_percent(row.low), " or more")
    return (_percent(row.high), " or less") if row.high is not None else Quiet("without bounds")


def _percent(value: float) -> Number:
    return Number(percent_change(value, signed=True), value, "percent")


def _fixed(value: float, places: int) -> Number:
    return Number(fixed(value, places), value, "decimal" if places else "count")


def _months(picture: MonthLine) -> Table:
    rows = tuple(
        (month_words(month), _count(value))
        for month, value in zip(picture.months, picture.values, strict=True)
    )
    means = tuple(
        f"Average {month_words(first)} to {month_words(last)}: {average(level)} a month."
        for first, last, level in picture.period_means
    )
    breaks = tuple(f"{month_words(ruled.month)}: {ruled.label}." for ruled in picture.breaks)
    columns = (Column("Month"), _number(picture.unit))
    return Table(_caption(picture), columns, rows, notes=(*means, *breaks), dense=True)


def _many_months(picture: SmallMultiples) -> Table:
    months = sorted({month for line in picture.lines for month in line.months})
    series = [dict(zip(line.months, line.values, strict=True)) for line in picture.lines]
    rows = tuple((month_words(month), *(_count(values.get(month)) for values in series)) for month in months)
    columns = (Column("Month"), *(_number(line.label) for line in picture.lines))
    breaks = tuple(
        f"{line.label}: {', '.join(part for part in (ruled.label, month_words(ruled.month)) if part)}."
        for line in picture.lines
        for ruled in line.breaks
    )
    return Table(_caption(picture), columns, rows, notes=breaks, dense=True)


def _count(value: int | None) -> Content:
    return NOT_SUPPLIED if value is None else _fixed(value, 0)


def _pattern(picture: MonthPattern) -> Table:
    columns = [Column("Month"), _number("Against an average month")]
    columns += [_number("Lowest year"), _number("Highest year")] if picture.years else []
    rows = []
    for number, (name, mean) in enumerate(zip(MONTHS, picture.index, strict=True)):
        values = [value for year in picture.years if (value := year[number]) is not None]
        ends = [_fixed(min(values), 2), _fixed(max(values), 2)] if values else [NOT_SUPPLIED, NOT_SUPPLIED]
        rows.append((name, _fixed(mean, 2), *(ends if picture.years else [])))
    return Table(
        _caption(picture), tuple(columns), tuple(rows), notes=("1.00 is an average month.",), dense=True
    )


def _areas(picture: AreaMap) -> Table:
    places = decimals(picture.bounds)
    known = sorted(
        (area for area in picture.areas if area.value is not None), key=lambda a: (-(a.value or 0), a.code)
    )
    absent = sorted((area for area in picture.areas if area.value is None), key=lambda area: area.code)
    rows = tuple(
        (area.name, NOT_AVAILABLE if area.value is None else _fixed(area.value, places))
        for area in (*known, *absent)
    )
    return Table(_caption(picture), (Column("Area"), _number(picture.key_title)), rows, dense=True)
