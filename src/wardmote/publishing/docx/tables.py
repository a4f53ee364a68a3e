"""Tables: the header row repeated, rows whole, widths fitted, a caption that Word can count, a description read out."""

from __future__ import annotations

from wardmote.publishing.docx.captions import caption
from wardmote.publishing.docx.lines import line
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, e, paragraph, run, twips
from wardmote.publishing.docx.style_markup import DENSE_ABOVE
from wardmote.publishing.lowering import KEPT_WHOLE, description, in_parts
from wardmote.publishing.plain_data import STYLES, WIDEST
from wardmote.publishing.table_widths import fitted
from wardmote.publishing.tree import Column, Content, Table

HELD = 2
"""Rows of a longer table that stay with its head."""


def table_markup(table: Table, m: Manuscript, width: float, flowing: bool = False) -> Xml:
    """A table with its caption above and its notes under it, in parts when it is too wide for paper.

    ``width`` is the room in points. ``flowing``: among many like it, so that even a short one may cross a page.
    """
    parts = enumerate(in_parts(table, WIDEST))
    return "".join(_part(part, m, width, flowing, again=number > 0) for number, part in parts)


def _part(table: Table, m: Manuscript, width: float, flowing: bool, again: bool) -> Xml:
    named = caption(table.label, table.caption, table.anchor, m, again) if not table.caption_hidden else ""
    return named + _grid(table, m, width, flowing) + _notes(table, m)


def _notes(table: Table, m: Manuscript) -> Xml:
    style = m.styles.paragraph("Wardmote Note")
    last = len(table.notes) - 1
    return "".join(
        paragraph(style, line(note, m), keep_next=place < last, before=4 if place == 0 else None)
        for place, note in enumerate(table.notes)
    )


def _grid(table: Table, m: Manuscript, width: float, flowing: bool) -> Xml:
    widths, size = fitted(table, width, STYLES[table.dense])
    columns = [twips(points) for points in widths]
    styles = [_cell_style(column, size, m) for column in table.columns]
    short = len(table.rows) <= KEPT_WHOLE and not flowing
    last_noted = len(table.rows) - 1 if table.notes else -1
    held = len(table.rows) - (0 if table.notes else 1) if short else HELD
    rows = [
        _row(row, columns, styles, m, held=place < held or place == last_noted)
        for place, row in enumerate(table.rows)
    ]
    return e("tbl", _properties(table, columns, m), _widths(columns), _head(table, columns, styles, m), *rows)


def _properties(table: Table, columns: list[int], m: Manuscript) -> Xml:
    return e(
        "tblPr",
        e("tblStyle", val=m.styles.table("Wardmote Table")),
        e("tblW", w=sum(columns), type="dxa"),
        e("tblLayout", type="fixed"),
        _dense_margins() if table.dense else "",
        _look(table),
        e("tblCaption", val=f"{table.label}: {table.caption}" if table.label else table.caption),
        e("tblDescription", val=description(table)),
    )


def _dense_margins() -> Xml:
    return e("tblCellMar", *(e(side, w=twips(DENSE_ABOVE), type="dxa") for side in ("top", "bottom")))


def _look(table: Table) -> Xml:
    """Which parts of the table's style apply: always a head, and a first column that names its rows or not."""
    first = int(table.header_column)
    value = f"{0x0020 | 0x0080 * first | 0x0600:04X}"
    flags = {"firstRow": 1, "lastRow": 0, "firstColumn": first, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    return e("tblLook", val=value, **flags)


def _widths(columns: list[int]) -> Xml:
    return e("tblGrid", *(e("gridCol", w=column) for column in columns))


def _cell_style(column: Column, size: float, m: Manuscript) -> str:
    return m.styles.sized("Wardmote Table Number" if column.align == "right" else "Wardmote Table Text", size)


def _head(table: Table, columns: list[int], styles: list[str], m: Manuscript) -> Xml:
    labels = [run(column.label) for column in table.columns]
    if table.caption_hidden and table.anchor:
        labels[0] = m.bookmarks.around(table.anchor, labels[0])
    cells = _cells(labels, columns, styles, held=True)
    return e("tr", e("trPr", e("cantSplit"), e("tblHeader")), cells)


def _row(row: tuple[Content, ...], columns: list[int], styles: list[str], m: Manuscript, held: bool) -> Xml:
    cells = _cells([line(cell, m) for cell in row], columns, styles, held)
    return e("tr", e("trPr", e("cantSplit")), cells)


def _cells(contents: list[Xml], columns: list[int], styles: list[str], held: bool) -> Xml:
    """Cells of one row; the last has no gap to a next column."""
    last = len(contents) - 1
    end = e("tcMar", e("right", w=0, type="dxa"))
    return "".join(
        e(
            "tc",
            e("tcPr", e("tcW", w=columns[place], type="dxa"), end if place == last else ""),
            paragraph(styles[place], content, keep_next=held),
        )
        for place, content in enumerate(contents)
    )
