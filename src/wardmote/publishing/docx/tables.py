"""Tables: the header row repeated, rows whole, widths fitted, a caption that Word can count, a description read out."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.docx.captions import caption
from wardmote.publishing.docx.lines import line
from wardmote.publishing.docx.manuscript import Manuscript
from wardmote.publishing.docx.markup import Xml, e, paragraph, run, twips
from wardmote.publishing.docx.style_markup import DENSE_ABOVE
from wardmote.publishing.docx.styles import LEAST, SLACK
from wardmote.publishing.lowering import KEPT_WHOLE, description, in_parts
from wardmote.publishing.paper import NARROW, PAGE, STYLES, WIDEST
from wardmote.publishing.table_widths import fitted
from wardmote.publishing.tree import Column, Content, Table, plain

LINES_KEPT = round(KEPT_WHOLE * 1.5)
"""Lines of text in a table that is not split between two pages, however few rows they are in."""
HELD = 2
"""Rows of a longer table that stay with its head, and those at its end that stay together."""


@dataclass(frozen=True)
class _Column:
    """A column on its page: its width in twips, the style of its words, whether it holds numbers."""

    width: int
    style: str
    number: bool


def table_markup(table: Table, m: Manuscript, width: float, flowing: bool = False) -> Xml:
    """A table with its caption above and its notes under it, in parts when it is too wide for paper.

    ``width`` is the room in points. ``flowing``: among many like it, so that even a short one may cross a page.
    """
    parts = enumerate(in_parts(table, _most(m, flowing)))
    return "".join(_part(part, m, width, flowing, again=number > 0) for number, part in parts)


def _most(m: Manuscript, flowing: bool) -> int:
    """Columns of a table across the page: fewer of many like it where a template's words take more room than ours."""
    if m.styles.own_file or not flowing:
        return WIDEST
    smallest = min(size for size, _ in STYLES[True])
    return max(NARROW + 1, round(WIDEST * m.width / PAGE * smallest / LEAST / SLACK))


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
    widths, size = fitted(table, width, _sizes(table, m), 1.0 if m.styles.own_file else SLACK)
    columns = [
        _Column(twips(points), _cell_style(column, size, m), column.align == "right")
        for points, column in zip(widths, table.columns, strict=True)
    ]
    short = not flowing and _lines(table, widths, size) <= LINES_KEPT
    last = len(table.rows) - 1
    rows = [
        _row(row, columns, m, held=_held(place, last, short, bool(table.notes)))
        for place, row in enumerate(table.rows)
    ]
    return e("tbl", _properties(table, columns, m), _widths(columns), _head(table, columns, m), *rows)


def _lines(table: Table, widths: list[float], size: float) -> int:
    """About how many lines of text the rows take; more than any page has where there are too many rows to keep."""
    if len(table.rows) > KEPT_WHOLE:
        return len(table.rows) * LINES_KEPT
    return sum(
        max(ceil(text_width(plain(cell), size) / width) for cell, width in zip(row, widths, strict=True))
        for row in table.rows
    )


def _held(place: int, last: int, short: bool, noted: bool) -> bool:
    """Whether a row stays on the page of what follows it: the next row, or under the last row the notes."""
    if place == last:
        return noted
    return short or place < HELD - 1 or place > last - HELD


def _sizes(table: Table, m: Manuscript) -> list[tuple[float, float]]:
    """Sizes of text and the room between two columns, as tried in turn: in a template as large as its text asks for."""
    scaled = [(m.styles.scaled(size), gap) for size, gap in STYLES[table.dense]]
    smaller = [] if m.styles.own_file else [(LEAST, gap) for _, gap in STYLES[table.dense]]
    return [*dict.fromkeys([*scaled, *smaller])]


def _properties(table: Table, columns: list[_Column], m: Manuscript) -> Xml:
    return e(
        "tblPr",
        e("tblStyle", val=m.styles.table("Wardmote Table")),
        e("tblW", w=sum(column.width for column in columns), type="dxa"),
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


def _widths(columns: list[_Column]) -> Xml:
    return e("tblGrid", *(e("gridCol", w=column.width) for column in columns))


def _cell_style(column: Column, size: float, m: Manuscript) -> str:
    return m.styles.sized("Wardmote Table Number" if column.align == "right" else "Wardmote Table Text", size)


def _head(table: Table, columns: list[_Column], m: Manuscript) -> Xml:
    labels = [run(column.label) for column in table.columns]
    if table.caption_hidden and table.anchor:
        labels[0] = m.bookmarks.around(table.anchor, labels[0])
    cells = _cells(labels, columns, held=True, head=True)
    return e("tr", e("trPr", e("cantSplit"), e("tblHeader")), cells)


def _row(row: tuple[Content, ...], columns: list[_Column], m: Manuscript, held: bool) -> Xml:
    cells = _cells([line(cell, m) for cell in row], columns, held)
    return e("tr", e("trPr", e("cantSplit")), cells)


def _cells(contents: list[Xml], columns: list[_Column], held: bool, head: bool = False) -> Xml:
    """Cells of one row; the last has no gap to a next column, and below the head numbers do not break."""
    last = len(contents) - 1
    end = e("tcMar", e("right", w=0, type="dxa"))
    return "".join(
        e(
            "tc",
            e(
                "tcPr",
                e("tcW", w=columns[place].width, type="dxa"),
                e("noWrap") if columns[place].number and not head else "",
                end if place == last else "",
            ),
            paragraph(columns[place].style, content, keep_next=held),
        )
        for place, content in enumerate(contents)
    )
