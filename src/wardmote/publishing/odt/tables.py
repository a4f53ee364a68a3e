"""Tables: a head that repeats, rows that do not split, numbers that stay numbers, two rules and a hairline."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lxml import etree

from wardmote.publishing.lowering import KEPT_WHOLE, description, in_parts
from wardmote.publishing.odt.automatic import Look, Properties, spaced
from wardmote.publishing.odt.captions import numbered_label
from wardmote.publishing.odt.elements import element
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.paper import PAGE, STYLES, WIDEST
from wardmote.publishing.table_widths import fitted
from wardmote.publishing.tree import Content, Number, Table, inlines

USUAL = 9.5
"""The size of text that the style of a table's words has by itself, in points."""
END_OF_TABLE = "11pt"
WHOLE = (("fo:keep-together", "always"),)
TO_THE_RIGHT = (("fo:text-align", "end"),)


def table(
    galley: Galley, block: Table, available: float = PAGE, flowing: bool = False
) -> list[etree._Element]:
    """A table with its caption and its notes; in parts when it is too wide for paper.

    ``available`` is the width in points; ``flowing``: even a short one may be split.
    """
    parts = enumerate(in_parts(block, WIDEST))
    return [
        made for turn, part in parts for made in _Setting(galley, part, available).made(turn == 0, flowing)
    ]


@dataclass
class _Setting:
    """One table while it is set."""

    galley: Galley
    block: Table
    available: float

    def __post_init__(self) -> None:
        self.cells: dict[tuple[bool, ...], dict[str, str]] = {}
        self.dense = self.block.dense or self.galley.document.one_page
        block = replace(self.block, dense=self.dense)
        self.widths, self.size = fitted(block, self.available, STYLES[self.dense])

    def made(self, counts: bool, flowing: bool) -> list[etree._Element]:
        grid = self.grid(whole=len(self.block.rows) <= KEPT_WHOLE and not flowing)
        if self.block.caption_hidden:
            return [grid, *self.notes()]
        style = "Dense table" if self.dense else "Table"
        label = numbered_label(self.block.label, counts)
        caption = self.galley.paragraph(style, label, self.block.caption, anchor=self.block.anchor)
        return [caption, grid, *self.notes()]

    def notes(self) -> list[etree._Element]:
        made = [self.galley.paragraph("Table note", note) for note in self.block.notes]
        if made:
            self.galley.restyled(made[-1], *spaced("4pt", self.end()))
        return made

    def end(self) -> str:
        return "6pt" if self.galley.document.one_page else END_OF_TABLE

    def grid(self, whole: bool) -> etree._Element:
        attributes = {"table:name": self.galley.unique("Table"), "table:style-name": self.table_style(whole)}
        head = element("table:table-row", self.row_style(), *self.head())
        return element(
            "table:table",
            attributes,
            element("table:title", None, " ".join(filter(None, (self.block.label, self.block.caption)))),
            element("table:desc", None, description(self.block)),
            *self.columns(),
            element("table:table-header-rows", None, head),
            *(self.row(number) for number in range(len(self.block.rows))),
        )

    def table_style(self, whole: bool) -> str:
        own = {
            "style:width": points(sum(self.widths)),
            "table:align": "left",
            "table:border-model": "collapsing",
            "fo:margin-top": "0pt",
            "fo:margin-bottom": "0pt" if self.block.notes else self.end(),
            "style:may-break-between-rows": "false" if whole else "true",
        }
        if whole and self.block.notes:
            own["fo:keep-with-next"] = "always"
        return self.name(Look("table", own=tuple(own.items())))

    def row_style(self) -> dict[str, str]:
        return {"table:style-name": self.name(Look("table-row", own=WHOLE))}

    def name(self, look: Look) -> str:
        return self.galley.styles.name(look)

    def columns(self) -> list[etree._Element]:
        made = [
            element("table:table-column", {"table:style-name": self.name(Look("table-column", own=own))})
            for own in ((("style:column-width", points(width)),) for width in self.widths)
        ]
        if not self.block.header_column:
            return made
        return [element("table:table-header-columns", None, made[0]), *made[1:]]

    def head(self) -> list[etree._Element]:
        cells = []
        for index, column in enumerate(self.block.columns):
            own = TO_THE_RIGHT if column.align == "right" else ()
            hidden = self.block.anchor if self.block.caption_hidden and index == 0 else ""
            words = self.galley.paragraph(self.sized("Table Heading", own), column.label, anchor=hidden)
            cells.append(element("table:table-cell", self.cell(index, -1), words))
        return cells

    def row(self, number: int) -> etree._Element:
        cells = [
            element("table:table-cell", self.cell(index, number) | value(content), self.words(index, content))
            for index, content in enumerate(self.block.rows[number])
        ]
        return element("table:table-row", self.row_style(), *cells)

    def words(self, index: int, content: Content) -> etree._Element:
        right = self.block.columns[index].align == "right"
        return self.galley.paragraph(self.sized("Table Number" if right else "Table Contents"), content)

    def sized(self, style: str, own: Properties = ()) -> Look:
        """A style of a table's words in the size in which the table fits."""
        if self.size == USUAL:
            return Look("paragraph", style, own)
        sizes = tuple(
            (name, points(self.size))
            for name in ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
        )
        return Look("paragraph", style, own, sizes)

    def cell(self, column: int, row: int) -> dict[str, str]:
        """The style of a cell, by its place; row -1 is the head."""
        place = (
            column == 0,
            column == len(self.widths) - 1,
            row == -1,
            row == 0,
            row == len(self.block.rows) - 1,
        )
        if place not in self.cells:
            self.cells[place] = {"table:style-name": self.name(self.edged(*place))}
        return self.cells[place]

    def edged(self, left: bool, right: bool, head: bool, first: bool, last: bool) -> Look:
        """How a cell at these edges of the table is ruled and padded."""
        ink, hairline = self.galley.colour.ink, self.galley.colour.hairline
        gap = (0.2 if self.galley.document.one_page else 0.6) if self.dense else 1.8
        own = {
            "fo:padding-left": "0pt" if left else "4pt",
            "fo:padding-right": "0pt" if right else "4pt",
            "fo:padding-top": points(2.5 if head else gap + (1.5 if first else 0.6)),
            "fo:padding-bottom": points(2.5 if head else gap + (1.5 if last else 0)),
            "fo:border-left": "none",
            "fo:border-right": "none",
            "fo:border-top": f"1pt solid {ink}" if head else "none",
            "fo:border-bottom": f"0.6pt solid {ink if head else hairline}" if head or last else "none",
            "style:vertical-align": "bottom" if head else "top",
        }
        return Look("table-cell", own=tuple(own.items()))


def value(content: Content) -> dict[str, str]:
    """The number of a cell that holds one and no other words, for a program that calculates."""
    numbers = [inline for inline in inlines(content) if inline != ""]
    if len(numbers) != 1 or not isinstance(numbers[0], Number) or not math.isfinite(numbers[0].value):
        return {}
    return {"office:value-type": "float", "office:value": f"{numbers[0].value:.15g}"}


def points(length: float) -> str:
    """A length in points as OpenDocument writes it."""
    return f"{length:.2f}".rstrip("0").rstrip(".") + "pt"
