"""Paragraphs, lists and findings."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.lowering import after_lead
from wardmote.publishing.odt.automatic import Look, spaced
from wardmote.publishing.odt.elements import Node, element
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.lines import sign, span, tag
from wardmote.publishing.tree import BulletList, FindingItem, Findings, Paragraph

SPACES = "\u00a0\u00a0"
NO_SYMBOL = "\u00a0\u00a0\u00a0\u00a0\u2009"
"""As wide in the typeface as a symbol and the spaces after it."""
HANG = 1.26
"""That width for each point of the text's size: so far hang a finding's words."""
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
        galley.restyled(lines[-1], *spaced("0pt", "4pt" if galley.document.one_page else "9pt"))
    return _list("Numbers" if block.ordered else "Bullets", lines)


def findings(galley: Galley, block: Findings) -> etree._Element:
    """The findings as a list, each after the symbol of its verdict."""
    hanging = any(item.verdict for item in block.items)
    look = _beside_symbol(galley, hanging)
    lines = [galley.paragraph(look, _finding(galley, item, hanging)) for item in block.items]
    galley.restyled(lines[-1], *spaced("0pt", "10pt"))
    return _list("Findings", lines)


def _beside_symbol(galley: Galley, hanging: bool) -> Look:
    """A finding's words hang beside its symbol. Of the style alone this cannot be said: a list's indents go before it."""
    hang = HANG * (9 if galley.document.one_page else 10.5) if hanging else 0
    sides = (
        ("fo:margin-left", f"{hang:.2f}pt"),
        ("fo:margin-right", "0pt"),
        ("fo:text-indent", f"{-hang:.2f}pt"),
    )
    return Look("paragraph", "Finding", sides)


def _list(style: str, lines: list[etree._Element]) -> etree._Element:
    items = (element("text:list-item", None, line) for line in lines)
    return element("text:list", {"text:style-name": style}, *items)


def _finding(galley: Galley, item: FindingItem, hanging: bool) -> list[Node]:
    nodes: list[Node] = [sign(item.verdict), SPACES] if item.verdict else [NO_SYMBOL if hanging else ""]
    if item.lead:
        nodes.append(span("Strong_20_Emphasis", item.lead))
    nodes += galley.lines(after_lead(item))
    if item.draft:
        nodes += [" ", tag("draft")]
    if item.look_again:
        nodes += [" ", tag("check"), " ", span("Quiet", item.look_again)]
    return nodes
