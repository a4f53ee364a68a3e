"""A document without slides, summed up by its sections: what stands first under each heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wardmote.publishing.lowering import not_yet_table
from wardmote.publishing.tree import (
    Block,
    Document,
    Findings,
    Heading,
    NotYet,
    Paragraph,
    PictureBlock,
    Slide,
    Table,
    plain,
    walk,
)


@dataclass
class _Section:
    """A heading of level 1, and the first of each kind of block that a slide can take."""

    heading: Heading
    lead: Paragraph | None = None
    findings: Findings | None = None
    shown: PictureBlock | Table | None = None
    paragraph: Paragraph | None = field(default=None)


def slides_of(document: Document, most: int) -> tuple[Slide, ...]:
    """The document's own slides; else one for each section that has something to show, at most ``most``."""
    if document.slides:
        return document.slides
    made = (_slide(section) for section in _sections(document))
    return tuple(slide for slide in made if slide is not None)[:most]


def _sections(document: Document) -> Iterator[_Section]:
    section: _Section | None = None
    for block in walk(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            if section is not None:
                yield section
            section = _Section(block)
        elif section is not None:
            _take(section, block)
    if section is not None:
        yield section


def _take(section: _Section, block: Block) -> None:
    match block:
        case Paragraph(style="lead") if section.lead is None:
            section.lead = block
        case Paragraph(style="body" | "draft") if section.paragraph is None:
            section.paragraph = block
        case Findings(items=items) if section.findings is None and items:
            section.findings = block
        case PictureBlock() if section.shown is None:
            section.shown = block
        case Table(dense=False) if section.shown is None and block.rows:
            section.shown = block
        case NotYet(parts=parts) if section.shown is None and parts:
            section.shown = not_yet_table(block)
        case _:
            pass


def _slide(section: _Section) -> Slide | None:
    """Words beside what is shown; what has no room on the slide is for the speaker."""
    lead = section.lead or (section.paragraph if section.shown is None else None)
    words = section.findings or lead
    blocks = tuple(block for block in (words, section.shown) if block is not None)
    if not blocks:
        return None
    said = [section.heading.eyebrow]
    if lead is not None and words is not lead:
        said.append(plain(lead.content))
    return Slide(section.heading.text, blocks, "\n".join(part for part in said if part))
