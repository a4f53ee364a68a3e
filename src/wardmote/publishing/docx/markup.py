"""WordprocessingML as text, by its own names: elements, paragraphs, runs and fields, their parts in the schema's order.

Text, because a document has a hundred thousand elements and to make each as an object takes twenty times as long.
Every word and every attribute passes through ``element`` or ``told``, which escape them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, unescape

from lxml import etree

from wardmote.publishing.direction import right_to_left
from wardmote.publishing.legible import legible

Xml = str
"""A piece of WordprocessingML: elements one after another, in the prefixes of SPACES."""
SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
NEWER = 'mc:Ignorable="w14"'
"""On a root: older programs may pass over Word 2010's names."""
WHITE = re.compile(r"[\t\r\n\u2028\u2029]+")
TOLD = re.compile(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<")


def e(name: str, /, *children: Xml, **attributes: str | float) -> Xml:
    """An element of Word's with attributes of Word's and these children."""
    return element(f"w:{name}", {f"w:{key}": value for key, value in attributes.items()}, *children)


def element(name: str, attributes: dict[str, str | float], *children: Xml) -> Xml:
    """An element with its prefix, its attributes with theirs."""
    given = "".join([f' {key}="{escape(words(str(value)), QUOTE)}"' for key, value in attributes.items()])
    inside = "".join(children)
    return f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>"


QUOTE = {'"': "&quot;"}


def elements(markup: Xml) -> list[Any]:
    """Pieces of markup as lxml elements."""
    root = etree.fromstring(f"<w:body {DECLARED}>{markup}</w:body>", etree.XMLParser(huge_tree=True))
    return list(root)


def words(text: str) -> str:
    """Text as a Word file can hold it: no control characters, and a line's white space as spaces."""
    return text if text.isascii() and text.isprintable() else legible(WHITE.sub(" ", text))


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


# --- runs ------------------------------------------------------------------------------------


def run(text: str, style: str = "", properties: Xml = "") -> Xml:
    """A run of words in a character style; words of a right-to-left script are marked so."""
    shown = words(text)
    rtl = "<w:rtl/>" if right_to_left(shown) else ""
    return f"<w:r>{run_properties(style, properties + rtl)}{told('t', shown)}</w:r>"


def told(name: str, text: str) -> Xml:
    """The element that holds a run's words or a field's code, its spaces kept."""
    return f'<w:{name} xml:space="preserve">{escape(text)}</w:{name}>'


def run_properties(style: str = "", properties: Xml = "") -> Xml:
    """A run's properties: its character style, then others in the schema's order."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"<w:rPr>{named}{properties}</w:rPr>" if named or properties else ""


def tab(style: str = "") -> Xml:
    """A run that moves on to the next tab stop."""
    return f"<w:r>{run_properties(style)}<w:tab/></w:r>"


def field(code: str, result: str = "", style: str = "") -> Xml:
    """A field with the words it shows until a program works it out."""
    look = run_properties(style)
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r>{look}{told('instrText', f' {code} ')}</w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result, style) if result else ''}"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


# --- paragraphs ------------------------------------------------------------------------------


def paragraph(
    style: str,
    content: Xml = "",
    *,
    keep_next: bool = False,
    number: tuple[int, int] | None = None,
    tabs: Xml = "",
    before: float | None = None,
    after: float | None = None,
    indent: Xml = "",
    section: Xml = "",
) -> Xml:
    """A paragraph. ``number`` is (list, level), list 0 for none; ``before`` and ``after`` are spaces in points."""
    properties = [f'<w:pStyle w:val="{style}"/>']
    if keep_next:
        properties.append("<w:keepNext/>")
    if number:
        properties.append(f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>')
    properties.append(tabs)
    if right_to_left(printed(content)):
        properties.append("<w:bidi/>")
    spaces = (("before", before), ("after", after))
    stated = "".join(f' w:{name}="{twips(space)}"' for name, space in spaces if space is not None)
    if stated:
        properties.append(f"<w:spacing{stated}/>")
    return f"<w:p><w:pPr>{''.join(properties)}{indent}{section}</w:pPr>{content}</w:p>"


def printed(markup: Xml) -> str:
    """The words that a piece of markup prints."""
    return unescape("".join(TOLD.findall(markup)))


def in_order(parent: Any, child: Any, order: Iterable[str]) -> None:
    """Put ``child`` into ``parent`` at its place in the schema's ``order``, for any of its kind that stood there."""
    for old in parent.findall(child.tag):
        parent.remove(old)
    rank = {name: place for place, name in enumerate(order)}
    own = rank[etree.QName(child).localname]
    before = [
        other for other in parent.iterchildren("*") if rank.get(etree.QName(other).localname, own) < own
    ]
    parent.insert(parent.index(before[-1]) + 1 if before else 0, child)
