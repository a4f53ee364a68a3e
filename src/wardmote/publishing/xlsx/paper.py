"""How a sheet prints: landscape, as wide as the paper, the header on every page, the marking at head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from wardmote.publishing.tree import Document
from wardmote.publishing.xlsx.looks import COLUMN
from wardmote.publishing.xlsx.names import cut, one_line

A4 = 9
LONGEST_PARTS = (60, 25, 35)
"""Characters at the left, the middle and the right of a header: twice as many, and their codes, are under 255."""
PAPER = (1026, 640)
"""Pixels across and down that the margins leave of a page."""
SHRUNK = 1.35
"""How many pages' height may be made to fit one."""
READABLE = 1600
"""Pixels across a sheet of paper at which words can still be read; a register that is wider takes several sheets."""


@dataclass(frozen=True)
class Filled:
    """What a sheet fills: its last row, its columns' widths, and the pixels that it needs across and down.

    ``head`` is the row of the table's header, repeated on every page, and ``foot`` the table's last row; columns
    without words are printed too until they hold the longest line.
    """

    last: int
    widths: Sequence[int]
    across: float
    high: float
    head: int | None = None
    foot: int = 0


def for_paper(
    page: Worksheet, document: Document, filled: Filled, title: str = "", pages_wide: int = 1
) -> None:
    """Set the page up. On several pages beside each other the table stands alone, and what it is in the header."""
    wide = min(max(1, -(-sum(filled.widths) // READABLE)), pages_wide)
    spare = max(0, -(-int(filled.across - sum(filled.widths)) // COLUMN))
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    page.fit_to_pages(wide, int(wide == 1 and _nearly_one_page(filled)))
    if filled.head is not None:
        page.repeat_rows(filled.head)
    if wide > 1 and filled.head is not None:
        page.print_area(filled.head, 0, filled.foot, len(filled.widths) - 1)
        page.repeat_columns(0)
    else:
        page.print_area(0, 0, filled.last, len(filled.widths) - 1 + spare)
    data_to = f"data to {document.data_to}" if document.data_to else ""
    version = ", ".join(part for part in (document.version, data_to) if part)
    kind = f"{document.kind}: {title}" if wide > 1 else document.kind
    page.set_header(_three(document.partnership, document.marking, kind))
    page.set_footer(_three(version, document.marking, "") + "Page &P of &N")


def _nearly_one_page(filled: Filled) -> bool:
    """Whether a sheet is so little higher than a page that it may be made smaller, so that no few lines stand alone."""
    across, high = PAPER
    page = high * max(1.0, filled.across / across)
    return filled.high <= page * SHRUNK


def _three(*parts: str) -> str:
    """Words at the left, in the middle and at the right, in which & is written twice."""
    kept = [
        cut(one_line(part), most).replace("&", "&&") for part, most in zip(parts, LONGEST_PARTS, strict=True)
    ]
    return "".join(f"&{side}{part}" for side, part in zip("LCR", kept, strict=True))
