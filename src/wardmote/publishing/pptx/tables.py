"""A native table: two rules about its head, a hairline at its end, no more than a slide's back row can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Emu

from wardmote.publishing.pptx.fitting import SPACING, cut_words, more_words, rows, whole_sentences, width
from wardmote.publishing.pptx.geometry import EMU, Box
from wardmote.publishing.pptx.pictures import Scene
from wardmote.publishing.pptx.shapes import describe, words_box
from wardmote.publishing.pptx.text import INK, QUIET, A, Setting, set_lines
from wardmote.publishing.pptx.words import Line, Run, runs_of
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import Content, Strong, Table, VerdictMark, inlines, plain

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style "No Style, No Grid", which every program has."""
PAD_X, PAD_Y = 6.0, 4.0
"""Room inside a cell, in points, to each side."""
EASY = 14.0
"""From this size a table in single rows reads more easily than a larger one in several."""
AIRY = 9.0
"""Room above and below a cell's words where a table has the height for it."""
NOTE_ROWS = 3
"""The most rows of a note under a table."""
TALLEST = 6
"""The most rows of words in a cell."""


@dataclass(frozen=True)
class Fit:
    """A table as it fits its place: how many rows, at which size, with widths and heights in points."""

    table: Table
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    pad: float = PAD_Y

    @property
    def tall(self) -> float:
        """Height of the whole table."""
        return sum(self.heights)


def set_table(scene: Scene, table: Table, box: Box) -> None:
    """The table with as many rows and columns as can be read, and under it how many more the document has."""
    size = theme().slides.note
    room = _note(under(table, table), box.width)[1]
    fit = fitted_table(table, box.width, box.height - room)
    note, tall = _note(under(table, fit.table), box.width)
    if tall > room:
        fit = fitted_table(table, box.width, box.height - tall)
        note, tall = _note(under(table, fit.table), box.width)
    fit = _aired(fit, box.height - tall)
    _write(scene, fit, Box(box.left, box.top, box.width, fit.tall), table.caption)
    if note:
        line = Line((Run(note, tone="quiet"),))
        place = box.below(fit.tall + 6).strip(tall - 6)
        words_box(scene.slide, place, (line,), Setting(size, scene.language), "Note")


def _note(text: str, wide: float) -> tuple[str, float]:
    """As many sentences of a note as it may have, and the height that they take with the gap over them."""
    size = theme().slides.note
    if not text:
        return "", 0.0
    shown, _ = whole_sentences(text, wide, NOTE_ROWS * size * SPACING, (size,))
    return shown, rows(shown, size, wide) * size * SPACING + 6


def _aired(fit: Fit, tall: float) -> Fit:
    """The table with more room in its cells where there is height to spare."""
    more = min(max(tall - fit.tall, 0) / len(fit.heights) / 2, AIRY - PAD_Y)
    return replace(fit, heights=tuple(one + 2 * more for one in fit.heights), pad=PAD_Y + more)


def under(whole: Table, shown: Table) -> str:
    """How many rows and columns more the document has, then the table's own notes."""
    rows_left, columns_left = len(whole.rows) - len(shown.rows), len(whole.columns) - len(shown.columns)
    more = [more_words(rows_left)] if rows_left else []
    if columns_left:
        left = [column.label for column in whole.columns if column not in shown.columns]
        more.append(f"Also in the document: {', '.join(left)}.")
    return " ".join([*more, *(plain(note) for note in whole.notes)])


def fitted_table(table: Table, wide: float, tall: float) -> Fit:
    """Large with every cell in one row where that fits; else the most columns, the largest size, the most rows."""
    look = theme().slides
    for size in (one for one in look.table if one >= EASY and len(table.columns) <= look.columns):
        widths = _widths(table, wide, size)
        if widths is not None and _in_one_row(table, wide, size):
            fit = _rows_kept(table, size, widths, tall)
            if len(fit.table.rows) == min(look.rows, len(table.rows)):
                return fit
    for most in range(min(look.columns, len(table.columns)), 0, -1):
        fewer = columns_kept(table, most)
        for size in look.table:
            widths = _widths(fewer, wide, size)
            if widths is not None or (most == 1 and size == look.table[-1]):
                fit = _rows_kept(fewer, size, widths or (wide,), tall)
                if len(fit.table.rows) == min(look.rows, len(table.rows)) or size == look.table[-1]:
                    return fit
    raise AssertionError("a table of no columns was checked before")


def _in_one_row(table: Table, wide: float, size: float) -> bool:
    return sum(_wanted(table, index, size) for index in range(len(table.columns))) <= wide


def columns_kept(table: Table, most: int) -> Table:
    """The first column, those that hold a verdict, then the others from the left; in their own order."""
    if len(table.columns) <= most:
        return table
    verdicts = [index for index in range(1, len(table.columns)) if _holds_verdict(table, index)]
    others = [index for index in range(1, len(table.columns)) if index not in verdicts]
    chosen = sorted([0, *verdicts, *others][:most])
    return replace(
        table,
        columns=tuple(table.columns[index] for index in chosen),
        rows=tuple(tuple(row[index] for index in chosen) for row in table.rows),
    )


def _holds_verdict(table: Table, index: int) -> bool:
    return any(isinstance(inline, VerdictMark) for row in table.rows for inline in inlines(row[index]))


def _widths(table: Table, wide: float, size: float) -> tuple[float, ...] | None:
    """Widths where every word has room: numbers and short words whole, long ones sharing what is left; or None."""
    wanted = [_wanted(table, index, size) for index in range(len(table.columns))]
    floors = [_floor(table, index, size) for index in range(len(table.columns))]
    if sum(wanted) <= wide:
        spare = wide - sum(wanted)
        shares = [column.width or 1.0 for column in table.columns]
        return tuple(width + spare * share / sum(shares) for width, share in zip(wanted, shares, strict=True))
    if sum(floors) > wide:
        return None
    spare, needs = wide - sum(floors), [want - floor for want, floor in zip(wanted, floors, strict=True)]
    return tuple(floor + spare * need / sum(needs) for floor, need in zip(floors, needs, strict=True))


def _shown(table: Table) -> Sequence[tuple[Content, ...]]:
    return table.rows[: theme().slides.rows]


def _wanted(table: Table, index: int, size: float) -> float:
    """Room for every cell in one row, and for its heading in two."""
    label = table.columns[index].label
    head = [width(label, size, True) * (0.58 if " " in label else 1)]
    head += [width(word, size, True) for word in label.split()]
    return (
        max(
            *head,
            *(width(plain(row[index]), size, _bold(table, row[index], index)) for row in _shown(table)),
            size,
        )
        + 2 * PAD_X
    )


def _floor(table: Table, index: int, size: float) -> float:
    """The least width of a column: its longest word, its heading in three rows; numbers do not break at all."""
    label = table.columns[index].label
    cells = [plain(row[index]) for row in _shown(table)]
    if table.columns[index].align == "left":
        cells = [word for cell in cells for word in cell.split()]
    texts = [*label.split(), *cells]
    head = width(label, size, True) * 0.42 if " " in label else 0
    return max([head, size, *(width(text, size, True) for text in texts)]) + 2 * PAD_X


def _rows_kept(table: Table, size: float, widths: tuple[float, ...], tall: float) -> Fit:
    """As many of the first rows as the height holds."""
    heads = tuple(column.label for column in table.columns)
    heights = [_row_height(table, heads, widths, size, head=True)]
    for row in _shown(table):
        heights.append(_row_height(table, row, widths, size))
        if sum(heights) > tall and len(heights) > 2:
            heights.pop()
            break
    return Fit(replace(table, rows=table.rows[: len(heights) - 1]), size, widths, tuple(heights))


def _row_height(
    table: Table, cells: tuple[Content, ...], widths: tuple[float, ...], size: float, head: bool = False
) -> float:
    tallest = max(
        rows(plain(cell), size, wide - 2 * PAD_X, head or _bold(table, cell, index))
        for index, (cell, wide) in enumerate(zip(cells, widths, strict=True))
    )
    return min(tallest, TALLEST) * size * SPACING + 2 * PAD_Y


def _bold(table: Table, cell: Content, index: int) -> bool:
    return (index == 0 and table.header_column) or any(isinstance(one, Strong) for one in inlines(cell))


def _write(scene: Scene, fit: Fit, box: Box, caption: str) -> None:
    table = fit.table
    frame = scene.slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *map(Emu, box.emu))
    describe(frame, "Table", caption)
    native = frame.table
    native.first_row, native.horz_banding, native.first_col = True, False, table.header_column
    frame._element.xpath(".//a:tableStyleId")[0].text = NO_STYLE
    for column, wide in zip(native.columns, fit.widths, strict=True):
        column.width = Emu(round(wide * EMU))
    for row, tall in zip(native.rows, fit.heights, strict=True):
        row.height = Emu(round(tall * EMU))
    heads = tuple(column.label for column in table.columns)
    for number, cells in enumerate((heads, *table.rows)):
        for index, content in enumerate(cells):
            bold = number == 0 or (table.header_column and index == 0)
            how = Setting(
                fit.size, scene.language, bold, align="r" if table.columns[index].align == "right" else ""
            )
            cell = native.cell(number, index)
            set_lines(_InSlide(cell, scene.slide), (_line(content, fit, index),), how)
            _dress(cell, number, len(table.rows), fit.pad)


def _line(content: Content, fit: Fit, index: int) -> Line:
    """A cell's words, cut where even the tallest cell cannot hold them."""
    most = TALLEST * fit.size * SPACING
    text = plain(content)
    shown = cut_words(text, fit.size, fit.widths[index] - 2 * PAD_X, most) if text else ""
    return Line(runs_of(content) if shown == text else (Run(shown),))


@dataclass(frozen=True)
class _InSlide:
    """A cell with the part that its links belong to."""

    cell: Any
    slide: Any

    @property
    def text_frame(self) -> Any:
        """The cell's words."""
        return self.cell.text_frame

    @property
    def part(self) -> Any:
        """The slide's part."""
        return self.slide.part


def _dress(cell: Any, number: int, last: int, pad: float) -> None:
    """Margins and rules of a cell: ink above and below the head, a hairline under the last row."""
    properties = cell._tc.get_or_add_tcPr()
    for name, points in (("marL", PAD_X), ("marR", PAD_X), ("marT", pad), ("marB", pad)):
        properties.set(name, str(round(points * EMU)))
    properties.set("anchor", "b" if number == 0 else "t")
    rules = {"lnT": (15875, INK)} if number == 0 else {}
    if number == 0:
        rules["lnB"] = (9525, INK)
    if number == last and number:
        rules["lnB"] = (6350, QUIET)
    for name in ("lnT", "lnB"):
        if name in rules:
            thick, paint = rules[name]
            properties.append(
                parse_xml(
                    f'<a:{name} xmlns:a="{A}" w="{thick}"><a:solidFill>{paint}</a:solidFill>'
                    f'<a:prstDash val="solid"/></a:{name}>'
                )
            )
