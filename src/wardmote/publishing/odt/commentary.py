"""The places that people fill: their words on a ground of their own, or the question in a dashed frame."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.odt.automatic import Look, Properties, spaced
from wardmote.publishing.odt.elements import Node, element, qualified
from wardmote.publishing.odt.galley import Galley, bookmark
from wardmote.publishing.odt.lines import tag
from wardmote.publishing.odt.paragraphs import bullets, look_again
from wardmote.publishing.odt.tables import table
from wardmote.publishing.tree import BulletList, Commentary, Paragraph, Table

STYLES = {"note": "Commentary author"}
LISTED = Look(
    "paragraph",
    "Commentary list",
    (("fo:margin-left", "9.5mm"), ("fo:margin-right", "3.5mm"), ("fo:text-indent", "-6mm")),
)
"""A line of a list whose ground begins where that of the paragraphs does."""


def commentary(galley: Galley, block: Commentary) -> list[etree._Element]:
    """A commentary as a section of its own, which a person finds by its anchor in their program's list of sections."""
    inside = _written(galley, block) if block.words else _asked(galley, block)
    return [element("text:section", {"text:style-name": "Plain", "text:name": block.anchor}, *inside)]


def _asked(galley: Galley, block: Commentary) -> list[etree._Element]:
    start = [*bookmark(block.anchor), tag("to be written"), " "]
    return [galley.paragraph("To be written", start, block.prompt)]


def _written(galley: Galley, block: Commentary) -> list[etree._Element]:
    made = look_again(galley, block.look_again, "Commentary")
    made += [part for words in block.words for part in _words(galley, words)]
    if block.author:
        made.append(galley.paragraph("Commentary author", block.author))
    lines = [line for part in made for line in part.iter(qualified("text:p"))]
    for mark in bookmark(block.anchor):
        lines[0].insert(0, mark)
    _edged(galley, lines)
    return made


def _edged(galley: Galley, lines: list[etree._Element]) -> None:
    """More ground above the first line and below the last."""
    shaded = [
        line
        for line in lines
        if galley.looks_like(line, "Commentary", "Commentary list", "Commentary author")
    ]
    if not shaded:
        return
    first, last = shaded[0], shaded[-1]
    galley.restyled(first, *spaced("8pt", "12pt" if first is last else "0pt"))
    galley.restyled(first, *_ground(galley, "7pt", "7pt" if first is last else "2.5pt"))
    if first is not last:
        galley.restyled(last, *spaced("0pt", "12pt"), *_ground(galley, "2.5pt", "7pt"))


def _ground(galley: Galley, above: str, below: str) -> Properties:
    """The frame of a line: all of it, for LibreOffice takes what a style does not name for none."""
    sides = {"top": above, "bottom": below, "left": "8pt", "right": "8pt"}
    room = tuple((f"fo:padding-{side}", width) for side, width in sides.items())
    return (("fo:border", f"0.5pt solid {galley.colour.wash}"), *room)


def _words(galley: Galley, words: Paragraph | BulletList | Table) -> list[etree._Element]:
    match words:
        case Paragraph(style=style, content=content):
            start: list[Node] = [tag("draft"), " "] if style == "draft" else []
            why = look_again(galley, words.look_again, "Commentary")
            return [*why, galley.paragraph(STYLES.get(style, "Commentary"), start, content)]
        case BulletList():
            return [bullets(galley, words, LISTED)] if words.items else []
        case Table():
            return table(galley, words)
