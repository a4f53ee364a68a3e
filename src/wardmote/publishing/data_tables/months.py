"""The tables behind monthly series and the shape of a year."""

from __future__ import annotations

from wardmote.analyses.pictures import MonthLine, MonthPattern, SmallMultiples
from wardmote.publishing.charts.numbers import MONTHS, average, month_words
from wardmote.publishing.data_tables.numbers import NOT_SUPPLIED, caption, in_places, number_column
from wardmote.publishing.tree import Column, Content, Table


def months_table(picture: MonthLine) -> Table:
    """A month a row."""
    rows = tuple(
        (month_words(month), _count(value))
        for month, value in zip(picture.months, picture.values, strict=True)
    )
    means = tuple(
        f"Average {month_words(first)} to {month_words(last)}: {average(level)} a month."
        for first, last, level in picture.period_means
    )
    breaks = tuple(f"{month_words(ruled.month)}: {ruled.label}." for ruled in picture.breaks)
    columns = (Column("Month"), number_column(picture.unit))
    return Table(caption(picture), columns, rows, notes=(*means, *breaks), dense=True)


def many_months_table(picture: SmallMultiples) -> Table:
    """A month a row, a series a column."""
    months = sorted({month for line in picture.lines for month in line.months})
    series = [dict(zip(line.months, line.values, strict=True)) for line in picture.lines]
    rows = tuple((month_words(month), *(_count(values.get(month)) for values in series)) for month in months)
    columns = (Column("Month"), *(number_column(line.label) for line in picture.lines))
    breaks = tuple(
        f"{line.label}: {', '.join(part for part in (ruled.label, month_words(ruled.month)) if part)}."
        for line in picture.lines
        for ruled in line.breaks
    )
    return Table(caption(picture), columns, rows, notes=breaks, dense=True)


def _count(value: int | None) -> Content:
    return NOT_SUPPLIED if value is None else in_places(value, 0)


def pattern_table(picture: MonthPattern) -> Table:
    """A calendar month a row."""
    columns = [Column("Month"), number_column("Against an average month")]
    columns += [number_column("Lowest year"), number_column("Highest year")] if picture.years else []
    rows = []
    for number, (name, mean) in enumerate(zip(MONTHS, picture.index, strict=True)):
        values = [value for year in picture.years if (value := year[number]) is not None]
        ends = (
            [in_places(min(values), 2), in_places(max(values), 2)] if values else [NOT_SUPPLIED, NOT_SUPPLIED]
        )
        rows.append((name, in_places(mean, 2), *(ends if picture.years else [])))
    return Table(
        caption(picture), tuple(columns), tuple(rows), notes=("1.00 is an average month.",), dense=True
    )
