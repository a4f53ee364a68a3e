"""Automatic styles: what one paragraph, column or cell has besides its named style, each combination written once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from lxml import etree

from wardmote.publishing.odt.elements import Node, element

LETTERS = {"paragraph": "P", "table": "T", "table-column": "C", "table-cell": "D", "table-row": "R"}
Properties = tuple[tuple[str, str], ...]
"""Names with their prefix, and values: (("fo:break-before", "page"),)."""


@dataclass(frozen=True)
class Look:
    """What a style says: its family, the style it builds on, its own properties and those of its characters."""

    family: str
    parent: str = ""
    own: Properties = ()
    text: Properties = ()
    data_style: str = ""


def spaced(above: str, below: str) -> Properties:
    """Room above and below a paragraph: both, for LibreOffice takes one without the other for none."""
    return (("fo:margin-top", above), ("fo:margin-bottom", below))


def encoded(name: str) -> str:
    """The name of a style as XML takes it: "Heading 1" is Heading_20_1."""
    return name.replace(" ", "_20_")


class AutomaticStyles:
    """Gives each look a name, in the order in which looks are first asked for."""

    def __init__(self) -> None:
        self._names: dict[Look, str] = {}
        self._looks: dict[str, Look] = {}
        self._counts: Counter[str] = Counter()

    def name(self, look: Look) -> str:
        """The name of the style that looks so, as XML takes it; that of its parent when it adds nothing."""
        if look.parent and not (look.own or look.text or look.data_style):
            return encoded(look.parent)
        if look not in self._names:
            self._counts[look.family] += 1
            name = f"{LETTERS[look.family]}{self._counts[look.family]}"
            self._names[look] = name
            self._looks[name] = look
        return self._names[look]

    def look(self, name: str, family: str = "paragraph") -> Look:
        """The look behind a name: one that this gave, or one of the document's own styles."""
        return self._looks.get(name) or Look(family, name)

    def varied(self, name: str, family: str, *own: tuple[str, str]) -> str:
        """The name of a style like the one of this name, with these properties besides."""
        look = self.look(name, family)
        return self.name(replace(look, own=tuple({**dict(look.own), **dict(own)}.items())))

    def elements(self) -> list[etree._Element]:
        """All of them, as they stand in the document."""
        return [_style(name, look) for name, look in self._looks.items()]


def _style(name: str, look: Look) -> etree._Element:
    attributes = {"style:name": name, "style:family": look.family}
    if look.parent:
        attributes["style:parent-style-name"] = encoded(look.parent)
    if look.data_style:
        attributes["style:data-style-name"] = look.data_style
    properties: list[Node] = []
    if look.own:
        properties.append(element(f"style:{look.family}-properties", dict(look.own)))
    if look.text:
        properties.append(element("style:text-properties", dict(look.text)))
    return element("style:style", attributes, *properties)
