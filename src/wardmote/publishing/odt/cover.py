"""The cover, and the title of a document that has none."""

from __future__ import annotations

from lxml import etree

from wardmote.publishing.odt.automatic import Look, Properties, spaced
from wardmote.publishing.odt.elements import element
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.lines import span
from wardmote.publishing.tree import Cover

DOWN_THE_PAGE = spaced("18mm", "6pt")


def cover(galley: Galley, block: Cover) -> list[etree._Element]:
    """What the document is, its title, its facts between two rules, and its statement."""
    made = masthead(galley)
    galley.restyled(made[0], *DOWN_THE_PAGE)
    made += [_fact(galley, block, turn) for turn in range(len(block.facts))]
    if block.statement:
        style = Look("paragraph", "Text body", spaced("14pt", "7pt"))
        made.append(galley.paragraph(style, block.statement))
    return made


def masthead(galley: Galley) -> list[etree._Element]:
    """What the document is, its title and its subtitle."""
    document = galley.document
    made = [galley.paragraph("Kind", document.kind), galley.paragraph("Title", document.title)]
    return [*made, galley.paragraph("Subtitle", document.subtitle)] if document.subtitle else made


def _fact(galley: Galley, block: Cover, turn: int) -> etree._Element:
    """A fact as a line with a tab; facts are no table, because no row or column of them says anything."""
    label, value = block.facts[turn]
    bold = element("text:span", {"text:style-name": "Strong_20_Emphasis"}, *galley.lines(value))
    look = Look("paragraph", "Fact", _rules(galley, block, turn))
    return galley.paragraph(look, [span("Quiet", label), element("text:tab"), bold])


def _rules(galley: Galley, block: Cover, turn: int) -> Properties:
    """A rule over the first fact and one under the last."""
    first, last = turn == 0, turn == len(block.facts) - 1
    rules: Properties = ()
    if first:
        rules += (("fo:border-top", f"1pt solid {galley.colour.ink}"), *spaced("12mm", "0pt"))
    if last:
        rules += (("fo:border-bottom", f"0.6pt solid {galley.colour.hairline}"),)
    room = {
        "top": "5pt" if first else "1.5pt",
        "bottom": "5pt" if last else "1.5pt",
        "left": "0pt",
        "right": "0pt",
    }
    return (*rules, *((f"fo:padding-{side}", width) for side, width in room.items()))
