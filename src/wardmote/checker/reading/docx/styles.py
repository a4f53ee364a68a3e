"""Styles of a Word document: which paragraphs are headings, captions, entries of contents; what they inherit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from wardmote.checker.reading.docx.names import W, is_on, value

_HEADING = re.compile(r"(?:heading|überschrift|titre|título)\s*(\d)", re.I)
_CONTENTS = re.compile(r"(?:toc|contents)\s*(\d)", re.I)
_LINES = re.compile(r"preformatted|plain ?text|html code", re.I)
DEEPEST = 20
"""Styles that one may be based on."""


@dataclass(frozen=True)
class Style:
    """What the style of a paragraph says, with what it inherits. ``level`` is that of a heading, 0 for none."""

    name: str = ""
    level: int = 0
    numbering: tuple[str, int] | None = None
    bold: bool = False

    @property
    def contents(self) -> bool:
        """Whether it is that of an entry of contents."""
        return bool(_CONTENTS.fullmatch(self.name))

    @property
    def title(self) -> bool:
        """Whether it is that of the title of the document."""
        return self.name.lower() == "title"

    @property
    def caption(self) -> bool:
        """Whether it is that of a caption."""
        return self.name.lower() in ("caption", "table", "illustration", "figure", "drawing")

    @property
    def lines(self) -> bool:
        """Whether a paragraph of it is a line of plain text."""
        return bool(_LINES.search(self.name))


class Styles:
    """The styles of a document, by identifier."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._made: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(W + "style") if root is not None else ():
            if element.get(W + "type", "paragraph") == "paragraph":
                own = element.get(W + "styleId", "")
                self._elements[own] = element
                if element.get(W + "default") in ("1", "true"):
                    self.default = own

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph, its own properties laid over."""
        properties = paragraph.find(W + "pPr")
        style = self._style(value(properties, "pStyle") or self.default)
        outline = value(properties, "outlineLvl")
        level = style.level
        if outline is not None and outline.isdigit():
            level = int(outline) + 1 if int(outline) < 9 else 0
        own = _numbering(properties)
        numbering = style.numbering
        if own is not None:
            number, depth = own
            inherited = numbering[0] if numbering else ""
            numbering = (number or inherited, depth) if (number or inherited) not in ("", "0") else None
        return Style(style.name, level, numbering, style.bold)

    def _style(self, identifier: str) -> Style:
        if identifier not in self._made:
            self._made[identifier] = self._make(identifier)
        return self._made[identifier]

    def _make(self, identifier: str) -> Style:
        element = self._elements.get(identifier)
        if element is None:
            return Style(identifier)
        chain = [element]
        while len(chain) < DEEPEST:
            parent = self._elements.get(value(chain[-1], "basedOn") or "")
            if parent is None or parent in chain:
                break
            chain.append(parent)
        name = value(element, "name") or identifier
        numbering = next((found for one in chain if (found := _numbering(one.find(W + "pPr")))), None)
        bold = any(is_on(one, "rPr/b") for one in chain)
        return Style(name, _level(chain), numbering, bold)


def _level(chain: list[Any]) -> int:
    for element in chain:
        outline = value(element, "pPr/outlineLvl")
        if outline is not None and outline.isdigit():
            return int(outline) + 1 if int(outline) < 9 else 0
        found = _HEADING.fullmatch(value(element, "name") or "")
        if found:
            return int(found[1])
    return 0


def _numbering(properties: Any) -> tuple[str, int] | None:
    if properties is None or properties.find(W + "numPr") is None:
        return None
    level = value(properties, "numPr/ilvl") or "0"
    return value(properties, "numPr/numId") or "", int(level) if level.isdigit() else 0
