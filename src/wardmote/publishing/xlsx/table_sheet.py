"""A table of the document as a sheet of its own."""

from __future__ import annotations

from wardmote.publishing.cells import DASH
from wardmote.publishing.tree import Content, PictureBlock, Table, plain
from wardmote.publishing.xlsx.sheets import FIGURES, Cell, Sheet, SheetColumn
from wardmote.publishing.xlsx.splitting import Split, cells_of, split_of
from wardmote.publishing.xlsx.values import Notes, text_of

REGISTER = 15
"""Rows from which a table can be filtered."""


def table_sheet(table: Table, name: str, picture: PictureBlock | None = None, figures: bool = True) -> Sheet:
    """The sheet of a table; of the one behind a picture when that is given.

    A column of cells that hold several things becomes several. ``figures``: whether the workbook lists the figures.
    """
    notes = Notes()
    splits = [split_of(table, index) for index in range(len(table.columns))]
    columns = _columns(table, splits)
    rows = tuple(_row(table, splits, row, notes) for row in table.rows)
    under = _of_picture(picture) + [text_of(note, notes) for note in table.notes] + notes.words
    under += _unexplained(columns, rows, under, figures)
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


def _columns(table: Table, splits: list[Split]) -> tuple[SheetColumn, ...]:
    """Each column of the document, with those that it is parted into."""
    pairs = zip(table.columns, splits, strict=True)
    return tuple(SheetColumn(label, column.align) for column, split in pairs for label in split.labels)


def _row(table: Table, splits: list[Split], row: tuple[Content, ...], notes: Notes) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for content, split, column in zip(row, splits, table.columns, strict=True):
        cells += cells_of(content, split, notes, f"{plain(row[0])}, {column.label}")
    return tuple(cells)


def _of_picture(picture: PictureBlock | None) -> list[str]:
    """What the picture shows, in its own words."""
    if picture is None:
        return []
    words = picture.picture.caption
    return [line for line in (words.subtitle, words.note, f"What the picture shows: {words.alt}") if line]


def _unexplained(
    columns: tuple[SheetColumn, ...], rows: tuple[tuple[Cell, ...], ...], notes: list[str], figures: bool
) -> list[str]:
    """What a dash and an empty cell mean, where they stand and no note says so."""
    texts = {cell.text for row in rows for cell in row if cell.number is None}
    said = []
    if DASH in texts and not any(DASH in note for note in notes):
        why = f": the state of each figure is on the sheet {FIGURES}" if figures else ""
        said.append(f"{DASH} stands where there is no number or verdict to give{why}.")
    said += [
        f'{DASH} stands in every row of "{column.label}": no row has one.'
        for index, column in enumerate(columns)
        if rows and all(row[index].text == DASH for row in rows)
    ]
    if "" in texts:
        said.append("An empty cell is empty in the document too.")
    return said
