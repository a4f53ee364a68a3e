"""How wide each column of a table must be on paper: measured from its words, so that no name breaks needlessly."""

from __future__ import annotations

from wardmote.publishing.charts.measuring import text_width
from wardmote.publishing.tree import Content, Strong, Table, inlines, plain


def column_widths(table: Table, available: float, size: float, gap: float) -> list[float]:
    """Widths in points that together fill ``available``, or less for a dense table that needs less.

    Headers may break between words; cells do not, unless the table would be too wide: then the left-aligned
    columns share what room there is. ``size`` is the size of the text, ``gap`` the room between two columns.
    """
    wanted = [_wanted(table, index, size) + gap for index in range(len(table.columns))]
    spare = available - sum(wanted)
    if spare >= 0:
        return _widened(table, wanted, spare)
    return _narrowed(table, wanted, -spare, size, gap)


def _wanted(table: Table, index: int, size: float) -> float:
    label = table.columns[index].label
    word = max((text_width(word, size, bold=True) for word in label.split()), default=0)
    together = text_width(label, size, bold=True)
    head = max(word, together / 2 * 1.15) if " " in label else word
    return max([head, *(_width(row[index], size) for row in table.rows)])


def _width(content: Content, size: float) -> float:
    bold = any(isinstance(inline, Strong) for inline in inlines(content))
    return text_width(plain(content), size, bold) + 1


def _widened(table: Table, wanted: list[float], spare: float) -> list[float]:
    """Spare room goes by the columns' own shares, else to the first; a dense table keeps close together."""
    shares = [column.width or 0 for column in table.columns]
    if sum(shares):
        return [width + spare * share / sum(shares) for width, share in zip(wanted, shares, strict=True)]
    if table.dense:
        return [width + min(spare / len(wanted), 14) for width in wanted]
    even = min(spare / len(wanted), 12)
    widths = [width + even for width in wanted]
    widths[0] += spare - even * len(wanted)
    return widths


def _narrowed(table: Table, wanted: list[float], excess: float, size: float, gap: float) -> list[float]:
    """Take the excess from the widest left-aligned columns, down to their longest word; then from all alike."""
    floors = [_longest_word(table, index, size) + gap for index in range(len(wanted))]
    give = [
        max(width - floor, 0) if column.align == "left" else 0.0
        for width, floor, column in zip(wanted, floors, table.columns, strict=True)
    ]
    if sum(give) >= excess:
        return [width - excess * part / sum(give) for width, part in zip(wanted, give, strict=True)]
    total = sum(wanted)
    return [width * (total - excess) / total for width in wanted]


def _longest_word(table: Table, index: int, size: float) -> float:
    cells = [table.columns[index].label, *(plain(row[index]) for row in table.rows)]
    return max((text_width(word, size, bold=True) for cell in cells for word in cell.split()), default=0)
