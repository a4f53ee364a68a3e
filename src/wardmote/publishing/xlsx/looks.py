"""How cells look: the theme's colours, a typeface that every office has, made once for each look."""

from __future__ import annotations

from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format

from wardmote.publishing.theme import Theme

FAMILY, SIZE, TITLE_SIZE = "Arial", 11, 14
"""A workbook cannot carry a typeface along, so it takes the one that every office has."""
TYPE: dict[str, Any] = {"font_name": FAMILY, "font_size": SIZE, "font_scheme": "none"}
COLUMN = 72
"""Pixels of a column that nobody set, in this typeface."""
MEANT_AS_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def new_workbook(file: BinaryIO) -> xlsxwriter.Workbook:
    """A workbook that reads nothing into a text, neither formula nor address nor number."""
    options: dict[str, Any] = {"in_memory": True, "default_format_properties": dict(TYPE)}
    options["default_column_width"] = COLUMN
    never = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    return xlsxwriter.Workbook(file, options | dict.fromkeys(never, False))


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, theme: Theme) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.colour = theme.colour

    def __call__(self, **properties: Any) -> Format:
        """The format with these properties, over ink on white, at the top of its cell."""
        wanted = TYPE | {"font_color": self.colour.ink, "valign": "top"} | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def title(self, **properties: Any) -> Format:
        """Of a sheet's title."""
        return self(**({"bold": True, "font_size": TITLE_SIZE} | properties))

    def heading(self) -> Format:
        """Of a line that opens a part of a sheet."""
        return self(bold=True)

    def head(self, align: str, indented: bool) -> Format:
        """Of a column's header, between two rules; words stand off the column before."""
        rules = {"top": 2, "bottom": 1, "top_color": self.colour.accent, "bottom_color": self.colour.accent}
        indent = {"indent": 1} if indented and align == "left" else {}
        return self(bold=True, text_wrap=True, valign="bottom", align=align, **rules, **indent)

    def link(self, **properties: Any) -> Format:
        """Of words that lead somewhere."""
        return self(**({"font_color": self.colour.accent, "underline": 1} | properties))

    def quiet(self, **properties: Any) -> Format:
        """Of words that stand back."""
        return self(**({"font_color": self.colour.quiet} | properties))


def guarded(text: str) -> dict[str, Any]:
    """What keeps a text that begins like a formula a text, even after a reader has edited it."""
    return {"quote_prefix": True} if text.startswith(MEANT_AS_FORMULA) else {}
