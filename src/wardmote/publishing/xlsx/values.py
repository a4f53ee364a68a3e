"""Contents of the tree as cells: numbers stay numbers, links lead on, footnotes become words at the sheet's end."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Literal

from wardmote.publishing.legible import legible
from wardmote.publishing.tree import (
    Content,
    Deleted,
    Footnote,
    Inline,
    Inserted,
    Link,
    Number,
    Quiet,
    Strong,
    inlines,
    plain,
)
from wardmote.publishing.xlsx.names import width
from wardmote.publishing.xlsx.sheets import Cell

LONGEST = 32_767
"""Characters that a cell holds."""
SHORTENED = " [shortened here: a cell holds no more; the document's other formats have the whole text]"


class Notes:
    """The footnotes of one sheet, numbered as they come."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def add(self, note: Footnote, where: str = "") -> str:
        """Keep a footnote's words; return the mark that stands for it."""
        number = len(self.words) + 1
        self.words.append("")
        said = text_of(note.text, self)
        self.words[number - 1] = f"Note {number}{f' ({where})' if where else ''}: {said}"
        return f"[note {number}]"


def cell_of(content: Content, notes: Notes, where: str = "") -> Cell:
    """A content as one cell. ``where`` names the cell for a footnote that a number cannot carry."""
    parts = tuple(part for part in inlines(content) if part != "")
    said = tuple(part for part in parts if not isinstance(part, Footnote))
    if len(said) == 1 and isinstance(said[0], Number) and math.isfinite(said[0].value):
        for part in parts:
            if isinstance(part, Footnote):
                notes.add(part, where)
        return number_cell(said[0])
    return Cell(text_of(content, notes), target=_target(said), style=_style(said))


def number_cell(number: Number) -> Cell:
    """A number that the document prints. What is shown in percent is kept as a part of one, as spreadsheets do."""
    percent = number.shown in ("percent", "share")
    value = float(Decimal(repr(float(number.value))).scaleb(-2)) if percent else number.value
    return Cell(number.text, value, number_format(number))


def number_format(number: Number) -> str:
    """The format in which a spreadsheet shows a number as the document prints it."""
    found = re.search(r"\.(\d+)", number.text)
    places = f".{'0' * len(found[1])}" if found else ""
    body = f"0{places}%" if number.shown in ("percent", "share") else f"#,##0{places}"
    if number.shown in ("change", "percent"):
        return f'+{body};"−"{body};{body}'
    if number.shown == "share" and not places:
        return f'[=0]{body};[<0.005]"<1%";{body}'
    if number.text == "<0.001":
        return f'[<0.0005]"{number.text}";{body}'
    return f'{body};"−"{body}'


def text_of(content: Content, notes: Notes) -> str:
    """The words of a content, with the addresses of its links where it has several."""
    parts = inlines(content)
    several = sum(isinstance(part, Link) for part in parts) > 1
    return "".join(_words(part, notes, several) for part in parts)


def whole(text: str) -> str:
    """``text`` as a cell can hold it: legible, and not longer than a cell may be."""
    kept = legible(text.replace("\r\n", "\n").replace("\r", "\n"))
    if width(kept) <= LONGEST:
        return kept
    room = LONGEST - len(SHORTENED)
    kept = kept[:room]
    while width(kept) > room:
        kept = kept[: -max(1, (width(kept) - room) // 2)]
    return kept + SHORTENED


def _words(part: Inline, notes: Notes, several: bool) -> str:
    if isinstance(part, Footnote):
        return f" {notes.add(part)}"
    if isinstance(part, Inserted):
        return f"[added: {part.text}]"
    if isinstance(part, Deleted):
        return f"[deleted: {part.text}]"
    if isinstance(part, Link) and several and not part.target.startswith("#"):
        return f"{part.text} ({part.target})"
    return plain(part)


def _target(parts: tuple[Inline, ...]) -> str:
    """Where a cell leads: it can lead to one place alone."""
    links = [part for part in parts if isinstance(part, Link)]
    return links[0].target if len(links) == 1 else ""


def _style(parts: tuple[Inline, ...]) -> Literal["plain", "quiet", "strong"]:
    if parts and all(isinstance(part, Quiet) for part in parts):
        return "quiet"
    return "strong" if parts and all(isinstance(part, Strong) for part in parts) else "plain"
