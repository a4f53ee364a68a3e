"""A table of the document as a sheet of its own."""

from __future__ import annotations

import math

from wardmote.publishing.cells import DASH
from wardmote.publishing.tree import Content, Number, PictureBlock, Table, inlines, plain
from wardmote.publishing.xlsx.sheets import FIGURES, Cell, Sheet, SheetColumn
from wardmote.publishing.xlsx.values import Notes, cell_of, number_cell, text_of

REGISTER = 15
"""Rows from which a table can be filtered."""
UNBOUNDED = Cell("no bound", style="quiet")


def table_sheet(table: Table, name: str, picture: PictureBlock | None = None, figures: bool = True) -> Sheet:
    """The sheet of a table; of the one behind a picture when that is given.

    A column of cells with two numbers becomes two columns. ``figures``: whether the workbook lists the figures.
    """
    notes = Notes()
    columns = _columns(table)
    rows = tuple(_row(table, row, notes) for row in table.rows)
    under = _of_picture(picture) + [text_of(note, notes) for note in table.notes] + notes.words
    under += _unexplained(rows, under, figures)
    title = f"{table.label}: {table.caption}" if table.label else table.caption
    anchors = {table.anchor, picture.anchor if picture else ""} - {""}
    return Sheet(
        name=name,
        title=title,
        columns=columns,
        rows=rows,
        notes=tuple(under),
        says=table.caption,
        anchors=tuple((anchor, None) for anchor in sorted(anchors)),
        register=len(rows) > REGISTER,
        names_rows=table.header_column,
    )


def _columns(table: Table) -> tuple[SheetColumn, ...]:
    columns: list[SheetColumn] = []
    for index, column in enumerate(table.columns):
        labels = _two_labels(table, index) or (column.label,)
        columns += [SheetColumn(label, column.align) for label in labels]
    return tuple(columns)


def _two_labels(table: Table, index: int) -> tuple[str, str] | None:
    """The labels of the two columns that a column of pairs makes; None for any other column."""
    label = table.columns[index].label
    for row in table.rows:
        found = _numbers(row[index])
        if len(found) == 2:
            alike = found[0].shown == found[1].shown
            return (f"{label}: low", f"{label}: high") if alike else (label, f"{label}, %")
    return None


def _numbers(content: Content) -> list[Number]:
    return [part for part in inlines(content) if isinstance(part, Number) and math.isfinite(part.value)]


def _row(table: Table, row: tuple[Content, ...], notes: Notes) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for index, content in enumerate(row):
        where = f"{plain(row[0])}, {table.columns[index].label}"
        cells += _pair(content, notes) if _two_labels(table, index) else [cell_of(content, notes, where)]
    return tuple(cells)


def _pair(content: Content, notes: Notes) -> list[Cell]:
    """A cell of a column of pairs as two: numbers where there are numbers, else what the cell says in both."""
    found = _numbers(content)
    if len(found) == 2:
        return [number_cell(number) for number in found]
    if len(found) == 1:
        (number,), words = found, plain(content)
        if words == number.text:
            return [number_cell(number), Cell(DASH)]
        return [UNBOUNDED, number_cell(number)] if "less" in words else [number_cell(number), UNBOUNDED]
    return [cell_of(content, notes)] * 2


def _of_picture(picture: PictureBlock | None) -> list[str]:
    """What the picture shows, in its own words."""
    if picture is None:
        return []
    words = picture.picture.caption
    return [line for line in (words.subtitle, words.note, f"What the picture shows: {words.alt}") if line]


def _unexplained(rows: tuple[tuple[Cell, ...], ...], notes: list[str], figures: bool) -> list[str]:
    """What a dash and an empty cell mean, where they stand and no note says so."""
    texts = {cell.text for row in rows for cell in row if cell.number is None}
    said = []
    if DASH in texts and not any(DASH in note for note in notes):
        why = f": the state of each figure is on the sheet {FIGURES}" if figures else ""
        said.append(f"{DASH} stands where there is no number to give{why}.")
    if "" in texts:
        said.append("An empty cell is empty in the document too.")
    return said
