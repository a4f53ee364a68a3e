"""Reads a published document as anybody can: its tables, its sentences, what stands behind its pictures. Knows no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from openpyxl import load_workbook

NUMBER = re.compile(r"(?<![\w.,/-])[+−-]?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w-])")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TOLD = ("alt", "title", "aria-label", "content", "value")
SILENT = ("style", "script")


class Page(HTMLParser):
    """The tables of a page, each a list of rows of cells, and every other piece of text in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.texts: list[str] = []
        self._cell: list[str] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [text for name, text in attrs if name in TOLD and text]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._cell = []
        elif tag in SILENT:
            self._silent += 1
        elif tag in ("p", "li", "figcaption", "text", "h1", "h2", "h3"):
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag in SILENT:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._cell is not None:
            self._cell.append(data)
        elif self.texts:
            self.texts[-1] += data
        else:
            self.texts.append(data)


def page(path: Path) -> Page:
    """A page as it is written."""
    found = Page()
    found.feed(path.read_text("utf-8"))
    return found


def sheet_rows(path: Path) -> Iterator[list[str]]:
    """Every row of every sheet of a workbook, hidden ones too; dates are no numbers."""
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield [str(cell) for cell in row if cell is not None and not hasattr(cell, "year")]


def numbers(texts: list[str]) -> list[float]:
    """The numbers of cells or sentences, months and years of dates among them left away."""
    plain = [re.sub(r"\b(?:19|20)\d\d(?:-\d\d)?\b", " ", text) for text in texts]
    found = [match for text in plain for match in NUMBER.findall(text)]
    return [float(one.strip("%").replace(",", "").replace("−", "-")) for one in found]


def in_words(text: str) -> set[int]:
    """Small numbers that a sentence writes out."""
    said = set(re.findall(r"[a-z]+", text.lower()))
    return {value for value, word in enumerate(WORDS) if word in said}
