"""How a sheet prints: landscape, as wide as the paper, the header on every page, the marking at head and foot."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from wardmote.publishing.tree import Document
from wardmote.publishing.xlsx.names import cut, one_line

A4 = 9
LONGEST_PART = 75
"""Characters of a part of a header: the three together may have 255."""
SPARE = 72
"""Pixels of a column that nothing stands in."""


def for_paper(
    page: Worksheet,
    document: Document,
    filled: tuple[int, Sequence[int]],
    across: float,
    head: int | None,
) -> None:
    """Set the page up. ``filled`` is the last row and the widths of the columns; ``head`` the row to repeat.

    ``across``: pixels that the longest line needs; columns without words are printed too until they hold it.
    """
    last_row, widths = filled
    spare = max(0, -(-int(across - sum(widths)) // SPARE))
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, last_row, len(widths) - 1 + spare)
    if head is not None:
        page.repeat_rows(head)
    marking = _part(document.marking)
    version = _part(", ".join(part for part in (document.version, f"data to {document.data_to}") if part))
    page.set_header(f"&L{_part(document.partnership)}&C{marking}&R{_part(document.kind)}")
    page.set_footer(f"&L{version}&C{marking}&RPage &P of &N")


def _part(text: str) -> str:
    """A part of a header or footer, in which & is written twice."""
    return cut(one_line(text), LONGEST_PART // 2).replace("&", "&&")
