"""How a sheet prints: landscape, as wide as the paper, the header on every page, the marking at head and foot."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from wardmote.publishing.tree import Document
from wardmote.publishing.xlsx.looks import COLUMN
from wardmote.publishing.xlsx.names import cut, one_line

A4 = 9
LONGEST_PARTS = (60, 25, 35)
"""Characters at the left, the middle and the right of a header: twice as many, and their codes, are under 255."""
READABLE = 1600
"""Pixels across a sheet of paper at which words can still be read; what is wider takes several sheets."""


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
    spare = max(0, -(-int(across - sum(widths)) // COLUMN))
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    page.fit_to_pages(max(1, -(-sum(widths) // READABLE)), 0)
    page.print_area(0, 0, last_row, len(widths) - 1 + spare)
    if head is not None:
        page.repeat_rows(head)
        page.repeat_columns(0)
    version = ", ".join(part for part in (document.version, f"data to {document.data_to}") if part)
    page.set_header(_three(document.partnership, document.marking, document.kind))
    page.set_footer(_three(version, document.marking, "") + "Page &P of &N")


def _three(*parts: str) -> str:
    """Words at the left, in the middle and at the right, in which & is written twice."""
    kept = [
        cut(one_line(part), most).replace("&", "&&") for part, most in zip(parts, LONGEST_PARTS, strict=True)
    ]
    return "".join(f"&{side}{part}" for side, part in zip("LCR", kept, strict=True))
