"""What the parts of the ODT writer share while one document is set: its styles, its lines, its pictures, its names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from lxml import etree

from wardmote.publishing.direction import right_to_left
from wardmote.publishing.odt.automatic import AutomaticStyles, Look
from wardmote.publishing.odt.elements import Node, element, qualified
from wardmote.publishing.odt.lines import Lines
from wardmote.publishing.theme import theme_for
from wardmote.publishing.tree import Content, Document, numbered

RIGHT_TO_LEFT = (("style:writing-mode", "rl-tb"),)


class Galley:
    """A document while it is set. Each paragraph, table and picture is made through it, in reading order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbers = numbered(document)
        self.colour = theme_for(document).colour
        self.styles = AutomaticStyles()
        self.lines = Lines(document)
        self.pictures: dict[str, bytes] = {}
        self._names: Counter[str] = Counter()

    def paragraph(
        self, style: str | Look, *content: Content | list[Node], anchor: str = ""
    ) -> etree._Element:
        """A paragraph; ``content`` may be set already. ``anchor`` names it for links."""
        nodes = self._set(content)
        look = Look("paragraph", style) if isinstance(style, str) else style
        return element("text:p", {"text:style-name": self.directed(look, nodes)}, *bookmark(anchor), *nodes)

    def _set(self, content: tuple[Content | list[Node], ...]) -> list[Node]:
        parts = (part if isinstance(part, list) else self.lines(part) for part in content)
        return [node for part in parts for node in part]

    def directed(self, look: Look, nodes: list[Node]) -> str:
        """The name of the style for these words: from right to left where their first letter is."""
        text = "".join(node if isinstance(node, str) else "".join(node.itertext()) for node in nodes)
        return self.styles.name(replace(look, own=look.own + RIGHT_TO_LEFT) if right_to_left(text) else look)

    def unique(self, kind: str) -> str:
        """A name that no other object of the document has: Table1, Table2 ..."""
        self._names[kind] += 1
        return f"{kind}{self._names[kind]}"

    def restyled(self, block: etree._Element, *own: tuple[str, str]) -> etree._Element:
        """A paragraph, heading or table with more properties than its style has."""
        family = "table" if block.tag == qualified("table:table") else "paragraph"
        key = qualified("table:style-name" if family == "table" else "text:style-name")
        block.set(key, self.styles.varied(block.get(key, "").replace("_20_", " "), family, *own))
        return block

    def looks_like(self, block: etree._Element, *names: str) -> bool:
        """Whether a paragraph is in one of these named styles, or in a variant of it."""
        name = block.get(qualified("text:style-name"), "").replace("_20_", " ")
        return self.styles.look(name).parent in names

    def kept_with_next(self, *blocks: etree._Element) -> list[etree._Element]:
        """These paragraphs or tables, each on the same page as what follows it."""
        return [self.restyled(block, ("fo:keep-with-next", "always")) for block in blocks]


def bookmark(anchor: str) -> list[Node]:
    """The place that links to #anchor lead to."""
    return [element("text:bookmark", {"text:name": anchor})] if anchor else []
