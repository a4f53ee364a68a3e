"""Lines of words above and under a table: each is one cell, across as many columns as its words need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.xlsx.looks import COLUMN, SIZE, guarded
from wardmote.publishing.xlsx.values import whole
from wardmote.publishing.xlsx.widths import HIGHEST, LINE, PIXELS, ROOM, ROW, SAFE

NARROWEST, WIDEST = 760, 1100
"""Pixels between which lines are broken, whatever the table's own width."""


class Lines:
    """Writes lines of words on a sheet whose columns are so wide."""

    def __init__(self, page: Worksheet, widths: Sequence[int]) -> None:
        self._page = page
        self._last, self.across = _columns(widths)
        self.higher = 0
        """Pixels by which lines made their rows higher."""

    def write(
        self,
        row: int,
        words: str,
        look: Callable[..., Format],
        size: float = SIZE,
        *,
        bold: bool = False,
    ) -> None:
        """Write a line. One that is longer than the sheet is wide breaks inside its cell, whose row is made higher."""
        text = whole(words)
        broken = self._broken(text, size, bold)
        shape = guarded(text)
        if len(broken) == 1:
            self._page.write_string(row, 0, text, look(**shape))
            return
        form = look(text_wrap=True, **shape)
        if self._last:
            self._page.merge_range(row, 0, row, self._last, "", form)
        self._page.write_string(row, 0, text, form)
        height = min(round(len(broken) * LINE * size / SIZE) + 3, HIGHEST)
        self._page.set_row_pixels(row, height)
        self.higher += height - ROW

    def _broken(self, text: str, size: float, bold: bool) -> list[str]:
        if "\n" not in text and text_width(text, size * PIXELS, bold=bold) <= self.across - ROOM:
            return [text]
        room = (self.across - ROOM) * SAFE
        parts = (wrapped(line, room, size * PIXELS, bold) or [""] for line in text.split("\n"))
        return [line for part in parts for line in part]


def _columns(widths: Sequence[int]) -> tuple[int, int]:
    """The last column that a line goes across, and how wide all of them are together."""
    across, last = 0, -1
    while across < NARROWEST or (last + 1 < len(widths) and across + widths[last + 1] <= WIDEST):
        last += 1
        across += widths[last] if last < len(widths) else COLUMN
    return last, across
