"""Tables of figures as pages show them: from any table of a document or an analysis, with its numbers as CSV."""

from __future__ import annotations

import csv
import io

from django.http import HttpResponse

from wardmote.analyses.result import Cell, Kind, ResultColumn, ResultTable
from wardmote.analyses.result_cells import ABSENT, cell_words
from wardmote.publishing.tree import Column, Content, Number, Table, VerdictMark, inlines, plain

WORDS = (Kind.TEXT, Kind.YES)
FEWEST, MOST = 3, 10
"""Columns of a table that a phone shows as cards."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


def of_result(table: ResultTable) -> Table:
    """A table of an analysis as a table of a document."""
    columns = tuple(Column(one.title, "left" if one.kind in WORDS else "right") for one in table.columns)
    rows = tuple(
        tuple(_cell(column, cell) for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    return Table(table.title, columns, rows, anchor=table.id, notes=table.notes)


def _cell(column: ResultColumn, cell: Cell) -> Content:
    if cell is None:
        return ABSENT
    words = cell_words(column, cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return words
    return Number(words, cell, "decimal")


def card_classes(table: Table) -> list[str] | None:
    """The class of each column where a phone shows the table as cards; None where it stays a table."""
    if table.dense or not FEWEST <= len(table.columns) <= MOST or not table.header_column:
        return None
    return [column_class(table, place) for place in range(len(table.columns))]


def column_class(table: Table, place: int) -> str:
    """What a column holds: a verdict, numbers, or words."""
    if any(isinstance(inline, VerdictMark) for row in table.rows for inline in inlines(row[place])):
        return "wm-verdict-cell"
    return "wm-number" if table.columns[place].align == "right" else ""


def as_csv(table: Table) -> str:
    """The table as CSV: numbers as numbers, words as words, and none of them a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([plain(column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow([_plain_cell(cell) for cell in row])
    return text.getvalue()


def _plain_cell(cell: Content) -> str | float:
    parts = inlines(cell)
    if len(parts) == 1 and isinstance(parts[0], Number):
        return parts[0].value
    words = plain(cell)
    return f"'{words}" if words.startswith(DANGEROUS) else words


def csv_answer(text: str, name: str) -> HttpResponse:
    """A CSV file to keep, with a mark by which spreadsheets know its letters."""
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
