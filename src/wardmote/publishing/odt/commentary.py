"""The places that people fill: their words on a ground of their own, or the question in a dashed frame."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.odt.elements import element, qualified
from wardmote.publishing.odt.galley import Galley, bookmark
from wardmote.publishing.odt.lines import tag
from wardmote.publishing.odt.paragraphs import bullets, look_again
from wardmote.publishing.odt.tables import table
from wardmote.publishing.tree import BulletList, Commentary, Paragraph, Table

STYLES = {"note": "Commentary author"}


def commentary(galley: Galley, block: Commentary) -> list[etree._Element]:
    """A commentary as a section of its own, which a person finds by its anchor in their program's list of sections."""
    return [
        element("text:section", {"text:style-name": "Plain", "text:name": block.anchor}, *_inside(galley, block))
    ]


def _inside(galley: Galley, block: Commentary) -> list[etree._Element]:
    if not block.words:
        start = [*bookmark(block.anchor), tag("to be written"), " "]
        return [galley.paragraph("To be written", start, block.prompt)]
    made = look_again(galley, block.look_again, "Commentary")
    made += [part for words in block.words for part in _words(galley, words)]
    if block.author:
        made.append(galley.paragraph("Commentary author", block.author))
    first = next(part for part in made[0].iter(qualified("text:p")))
    for mark in bookmark(block.anchor):
        first.insert(0, mark)
    return made


def _words(galley: Galley, words: Paragraph | BulletList | Table) -> list[etree._Element]:
    match words:
        case Paragraph(style=style, content=content):
            start = [tag("draft"), " "] if style == "draft" else []
            why = look_again(galley, words.look_again, "Commentary")
            return [*why, galley.paragraph(STYLES.get(style, "Commentary"), start, content)]
        case BulletList():
            return [bullets(galley, words, "Commentary list")]
        case Table():
            return table(galley, words)
