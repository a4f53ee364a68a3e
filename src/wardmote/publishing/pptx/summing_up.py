"""A document without slides, summed up by its sections: what stands first under each heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wardmote.publishing.lowering import not_yet_table
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
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
    paragraph: Paragraph | None = None
    listed: BulletList | None = None


def slides_of(document: Document, most: int) -> tuple[Slide, ...]:
    """The document's own slides that say something; else one for each section that has something to show.

    At most ``most``: of its own, those that give way are left out first.
    """
    if document.slides:
        return _no_more([slide for own in document.slides if (slide := _written(own)) is not None], most)
    made = (_slide(section) for section in _sections(document))
    return tuple(slide for slide in made if slide is not None)[:most]


def _written(slide: Slide) -> Slide | None:
    """The slide without the places for words that nobody has filled; None where that leaves nothing."""
    blocks = tuple(block for block in slide.blocks if not isinstance(block, Commentary) or block.words)
    return None if slide.blocks and not blocks else replace(slide, blocks=blocks)


def _no_more(slides: Sequence[Slide], most: int) -> tuple[Slide, ...]:
    """The slides in their order, without those that give way as far as there are too many."""
    giving = sorted((slide for slide in slides if slide.gives_way), key=lambda slide: -slide.gives_way)
    out = giving[: max(len(slides) - most, 0)]
    return tuple(slide for slide in slides if not any(slide is one for one in out))


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
        case BulletList(items=items) if section.listed is None and items:
            section.listed = block
        case Table(dense=False) if section.shown is None and block.rows:
            section.shown = block
        case NotYet(parts=parts) if section.shown is None and parts:
            section.shown = not_yet_table(block)
        case _:
            pass


def _slide(section: _Section) -> Slide | None:
    """Words beside what is shown: a picture or a table, else a list. What has no room on the slide is for the speaker."""
    lead = section.lead or (section.paragraph if section.shown is None else None)
    words, shown = section.findings or lead, section.shown or section.listed
    blocks = tuple(block for block in (words, shown) if block is not None)
    if not blocks:
        return None
    said = [section.heading.eyebrow]
    if lead is not None and words is not lead:
        said.append(plain(lead.content))
    return Slide(section.heading.text, blocks, "\n".join(part for part in said if part))
