"""Captions that count themselves: "Table 3" stays right when a person adds a table, and can be listed and referred to."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.odt.elements import Node, element
from wardmote.publishing.odt.style_sheet import GAP

SEQUENCES = ("Table", "Figure")


def declarations() -> etree._Element:
    """The counters of a document."""
    counters = (
        element("text:sequence-decl", {"text:display-outline-level": "0", "text:name": name})
        for name in SEQUENCES
    )
    return element("text:sequence-decls", None, *counters)


def numbered_label(label: str, counts: bool = True) -> list[Node]:
    """What stands before a title, "Table 3", its number a field; ``counts`` False repeats the last number as words."""
    if not label:
        return []
    name, _, number = label.partition(" ")
    printed: Node = _sequence(name, number) if counts and name in SEQUENCES else number
    return [element("text:span", {"text:style-name": "Label"}, f"{name}\u00a0", printed, GAP)]


def _sequence(name: str, number: str) -> etree._Element:
    attributes = {
        "text:ref-name": f"ref{name}{number}",
        "text:name": name,
        "text:formula": f"ooow:{name}+1",
        "style:num-format": "1",
    }
    return element("text:sequence", attributes, number)
