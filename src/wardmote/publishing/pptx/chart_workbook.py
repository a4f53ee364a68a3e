"""The workbook inside a native chart: its numbers where "Edit data" finds them, dated by the document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from wardmote.publishing.legible import legible
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.pptx.chart_records import Chart

SHEET = "Data"


MONTH = "mmm yyyy"
FIRST_DAY = date(1899, 12, 30)
"""The day 0 of a spreadsheet."""
Cells = tuple[str | float | date | None, ...]


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - FIRST_DAY).days


def columns(chart: Chart) -> Iterator[tuple[str, Cells]]:
    """Every column with its heading: the categories, the series, what else there is."""
    yield chart.heading, chart.months or chart.categories
    for series in chart.series:
        yield series.name, series.values
    for extra in chart.extra:
        yield extra.name, extra.values


def reference(chart: Chart, number: int) -> str:
    """The cells of a column's values, as a chart names them; column 0 holds the categories."""
    name = xl_col_to_name(number)
    return f"{SHEET}!${name}$2:${name}${len(chart.categories) + 1}"


def heading_reference(number: int) -> str:
    """The cell of a column's heading."""
    return f"{SHEET}!${xl_col_to_name(number)}$1"


def workbook(chart: Chart, on: date) -> bytes:
    """The workbook as bytes: words stay words, a gap is an empty cell."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(on.year, on.month, on.day)})
    sheet = book.add_worksheet(SHEET)
    bold, month = book.add_format({"bold": True}), book.add_format({"num_format": MONTH, "align": "left"})
    for number, (heading, values) in enumerate(columns(chart)):
        sheet.write_string(0, number, legible(heading)[:32_000], bold)
        sheet.set_column(number, number, 28 if number == 0 else 14)
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                sheet.write_string(row, number, legible(value)[:32_000])
            elif isinstance(value, date):
                sheet.write_number(row, number, serial(value), month)
            elif value is not None:
                sheet.write_number(row, number, value)
    sheet.freeze_panes(1, 1)
    book.close()
    return packed(parts_of(buffer.getvalue()))
