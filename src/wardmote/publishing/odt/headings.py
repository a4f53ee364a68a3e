"""Headings with their numbers, and the table of contents that lists them with their pages."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.lowering import listed
from wardmote.publishing.odt.automatic import Look, Properties, spaced
from wardmote.publishing.odt.elements import Node, element, words
from wardmote.publishing.odt.galley import Galley, bookmark
from wardmote.publishing.odt.lines import page_of
from wardmote.publishing.odt.style_sheet import EYEBROW_BELOW, GAP, HEADINGS
from wardmote.publishing.tree import Contents, Heading


def heading(galley: Galley, block: Heading) -> list[etree._Element]:
    """A heading, after its eyebrow if it has one.

    The outline of the document counts it, so that its number is no text. A number given with it is text, and so is
    one with a nought in it, below a heading without a number: there programs count in different ways.
    """
    number = galley.numbers[block.anchor]
    counted = block.number is None and "0" not in number.split(".") and galley.document.number_headings
    nodes = [*([] if counted else _printed(number)), *words(block.text)]
    own = at_the_top(galley, block.level) if block.eyebrow else ()
    attributes = {
        "text:style-name": galley.directed(Look("paragraph", f"Heading {block.level}", own), nodes),
        "text:outline-level": str(block.level),
    }
    if galley.document.number_headings and not counted:
        attributes["text:is-list-header"] = "true"
    made = element("text:h", attributes, *bookmark(block.anchor), *nodes)
    return [galley.paragraph("Eyebrow", block.eyebrow), made] if block.eyebrow else [made]


def at_the_top(galley: Galley, level: int) -> Properties:
    """The room around a heading that has nothing above it; level 0 is an eyebrow."""
    below = HEADINGS[galley.document.one_page][level - 1][2] if level else EYEBROW_BELOW
    return spaced("0pt", f"{below}pt")


def _printed(number: str) -> list[Node]:
    style = {"text:style-name": "Number_20_of_20_a_20_heading"}
    return [element("text:span", style, f"{number}{GAP}")] if number else []


def contents(galley: Galley, block: Contents) -> list[etree._Element]:
    """The table of contents, filled: each entry leads to its heading and names the page it stands on."""
    name = galley.unique("Contents")
    title = galley.paragraph("Contents Heading", block.title)
    body = element(
        "text:index-body",
        None,
        element("text:index-title", {"text:name": f"{name}_Head"}, title),
        *(_entry(galley, heading) for heading in listed(galley.document, block)),
    )
    return [element("text:table-of-content", {"text:name": name}, _source(block), body)]


def _entry(galley: Galley, heading: Heading) -> etree._Element:
    number = galley.numbers[heading.anchor]
    link = element(
        "text:a",
        {"xlink:type": "simple", "xlink:href": f"#{heading.anchor}", "text:style-name": "Index_20_Link"},
        *([f"{number}{GAP}"] if number else []),
        *words(heading.text),
        element("text:tab"),
        page_of(heading.anchor),
    )
    return galley.paragraph(f"Contents {heading.level}", [link])


def _source(block: Contents) -> etree._Element:
    """How a reader's program makes the contents again."""
    title = element("text:index-title-template", {"text:style-name": "Contents_20_Heading"}, block.title)
    return element(
        "text:table-of-content-source",
        {"text:outline-level": str(block.depth), "text:use-index-marks": "false"},
        title,
        *(_template(level) for level in range(1, block.depth + 1)),
    )


def _template(level: int) -> etree._Element:
    style = {"text:outline-level": str(level), "text:style-name": f"Contents_20_{level}"}
    return element(
        "text:table-of-content-entry-template",
        style,
        element("text:index-entry-link-start", {"text:style-name": "Index_20_Link"}),
        element("text:index-entry-chapter"),
        element("text:index-entry-text"),
        element("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": " "}),
        element("text:index-entry-page-number"),
        element("text:index-entry-link-end"),
    )
