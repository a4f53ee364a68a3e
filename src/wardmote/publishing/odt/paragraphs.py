"""Paragraphs, lists and findings."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.lowering import after_lead
from wardmote.publishing.odt.automatic import Look, spaced
from wardmote.publishing.odt.elements import Node, element
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.lines import sign, span, tag
from wardmote.publishing.tree import BulletList, FindingItem, Findings, Paragraph

FINDING = Look(
    "paragraph",
    "Finding",
    (("fo:margin-left", "6.7mm"), ("fo:margin-right", "0mm"), ("fo:text-indent", "-6.7mm")),
)
"""Its words hang beside its symbol. Of the style alone this cannot be said: a list's own indents go before it."""
STYLES = {"body": "Text body", "lead": "Lead", "note": "Note", "draft": "Draft"}


def paragraph(galley: Galley, block: Paragraph) -> list[etree._Element]:
    """A paragraph; before it, why it needs another look if it does."""
    start: list[Node] = [tag("draft"), " "] if block.style == "draft" else []
    return [
        *look_again(galley, block.look_again),
        galley.paragraph(STYLES[block.style], start, block.content),
    ]


def look_again(galley: Galley, why: str, style: str = "Check") -> list[etree._Element]:
    """The sentence that says why words need another look; none when they do not."""
    return [galley.paragraph(style, [tag("check"), " "], why)] if why else []


def bullets(galley: Galley, block: BulletList, style: str | Look = "List") -> etree._Element:
    """A list with bullets, or with numbers when their order matters."""
    lines = [galley.paragraph(style, item) for item in block.items]
    if style == "List":
        galley.restyled(lines[-1], *spaced("0pt", "9pt"))
    return _list("Numbers" if block.ordered else "Bullets", lines)


def findings(galley: Galley, block: Findings) -> etree._Element:
    """The findings as a list, each after the symbol of its verdict."""
    lines = [galley.paragraph(FINDING, _finding(galley, item)) for item in block.items]
    galley.restyled(lines[-1], *spaced("0pt", "12pt"))
    return _list("Findings", lines)


def _list(style: str, lines: list[etree._Element]) -> etree._Element:
    items = (element("text:list-item", None, line) for line in lines)
    return element("text:list", {"text:style-name": style}, *items)


def _finding(galley: Galley, item: FindingItem) -> list[Node]:
    nodes: list[Node] = [sign(item.verdict)] if item.verdict else []
    nodes.append(element("text:tab"))
    if item.lead:
        nodes.append(span("Strong_20_Emphasis", item.lead))
    nodes += galley.lines(after_lead(item))
    if item.draft:
        nodes += [" ", tag("draft")]
    if item.look_again:
        nodes += [" ", tag("check"), " ", span("Quiet", item.look_again)]
    return nodes
