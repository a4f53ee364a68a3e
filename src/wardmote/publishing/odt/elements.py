"""XML elements of OpenDocument, made short: names by their usual prefixes, words with their white space kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeAlias

from lxml import etree

from wardmote.publishing.legible import legible

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "office": f"{OASIS}office:1.0",
    "style": f"{OASIS}style:1.0",
    "text": f"{OASIS}text:1.0",
    "table": f"{OASIS}table:1.0",
    "draw": f"{OASIS}drawing:1.0",
    "fo": f"{OASIS}xsl-fo-compatible:1.0",
    "svg": f"{OASIS}svg-compatible:1.0",
    "number": f"{OASIS}datastyle:1.0",
    "meta": f"{OASIS}meta:1.0",
    "config": f"{OASIS}config:1.0",
    "manifest": f"{OASIS}manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "ooow": "http://openoffice.org/2004/writer",
}
XML = "http://www.w3.org/XML/1998/namespace"
VERSION = "1.3"
"""The version of OpenDocument that is written."""

Node: TypeAlias = "etree._Element | str"
SPACED = re.compile(r"  +|\t|\r\n?|\n|^ | $")
"""White space that XML would lose."""


@cache
def qualified(name: str) -> str:
    """ "text:p" as lxml wants it."""
    prefix, local = name.split(":")
    return f"{{{XML if prefix == 'xml' else NAMESPACES[prefix]}}}{local}"


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Node) -> etree._Element:
    """An element with these attributes and, in this order, these children and texts.

    Characters that XML cannot hold stand as □. A text is taken as it is: see ``words`` for its white space.
    """
    made = etree.Element(qualified(name))
    for key, value in (attributes or {}).items():
        made.set(qualified(key), legible(value))
    return filled(made, children)


def root(name: str, *children: Node) -> etree._Element:
    """The outermost element of a part, which declares every prefix and the version for all inside it."""
    made = etree.Element(qualified(name), nsmap=NAMESPACES)
    made.set(qualified("manifest:version" if name.startswith("manifest:") else "office:version"), VERSION)
    return filled(made, children)


def filled(made: etree._Element, children: Iterable[Node]) -> etree._Element:
    """``made`` with these children and texts after those it has."""
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + legible(child)
        else:
            made.text = (made.text or "") + legible(child)
    return made


def words(text: str) -> list[Node]:
    """A text with its tabs, its line breaks and its runs of spaces as the elements that keep them."""
    if not SPACED.search(text):
        return [text]
    made: list[Node] = []
    end = 0
    for found in SPACED.finditer(text):
        made += [text[end : found.start()], _space(found.group())]
        end = found.end()
    return [*made, text[end:]]


def _space(found: str) -> Node:
    if found == "\t":
        return element("text:tab")
    if found[0] in "\r\n":
        return element("text:line-break")
    return element("text:s", {"text:c": str(len(found))})


def as_bytes(whole: etree._Element) -> bytes:
    """A part of the package: its root as a whole XML file."""
    made: bytes = etree.tostring(whole, xml_declaration=True, encoding="UTF-8")
    return made
