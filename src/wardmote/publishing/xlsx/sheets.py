"""What a sheet holds before it is written: a title, lines above, one table, notes under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

READ_ME, FIGURES, WORDS = "Read me", "Figures", "Words"
"""Names of the sheets that every workbook has (Figures where the document has any)."""


@dataclass(frozen=True)
class Cell:
    """One cell: words, or a number with the format in which it is shown.

    ``number`` None is a cell of words. ``target`` is where the cell leads: "#anchor" of the document, "sheet:NAME", or
    a full address.
    """

    text: str = ""
    number: float | None = None
    shown: str = ""
    target: str = ""
    style: Literal["plain", "quiet", "strong"] = "plain"


@dataclass(frozen=True)
class SheetColumn:
    """A column: its header, the side its cells keep to, and the most pixels it may be wide."""

    label: str
    align: Literal["left", "right"] = "left"
    widest: int = 420


@dataclass(frozen=True)
class Sheet:
    """A sheet of one table.

    ``says`` is what the list of sheets says of it. ``anchors`` are the places of the document that lead here, each
    with the row of the table (0 is the first) or None for the top. ``register`` is for long lists: they can be
    filtered, and lines part their cells. ``names_rows``: the first column stays in sight. ``table`` is the name by
    which a reader's formulas find the table. ``pages_wide``: the most pages beside each other on paper; on more than
    one, only the table is printed, and its title stands in the page's header.
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    says: str = ""
    anchors: tuple[tuple[str, int | None], ...] = ()
    register: bool = False
    names_rows: bool = True
    table: str = ""
    pages_wide: int = 1
