"""What a document tree must hold before anyone writes it: the faults that shut readers out, found early."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wardmote.publishing.errors import DocumentError
from wardmote.publishing.texts import contents_of
from wardmote.publishing.theme import fault_of_colour
from wardmote.publishing.tree import (
    Block,
    Commentary,
    Content,
    Document,
    Footnote,
    Heading,
    Inline,
    Link,
    PictureBlock,
    Reference,
    Table,
    inlines,
    walk,
)


def check(document: Document) -> None:
    """Refuse a document that a reader could not find their way through.

    Raises:
        DocumentError: naming each fault: a missing title, a skipped heading level, a picture without an
            alternative text, a table without caption or header, a row of the wrong length, a duplicate or
            missing anchor, a link to an anchor that does not exist, a colour that cannot be read.
    """
    faults = [
        *_front(document),
        *_levels(document),
        *_pictures(document),
        *(fault for table in _tables(document) for fault in _table(table)),
        *_anchors(document),
    ]
    if faults:
        raise DocumentError("This document cannot be published: " + "; ".join(faults) + ".")


def _everything(document: Document) -> Iterator[Block]:
    """Every block, those of the slides after those of the document."""
    return walk((*document.blocks, *(block for slide in document.slides for block in slide.blocks)))


def _tables(document: Document) -> Iterator[Table]:
    """Every table, the data behind pictures included where the tree holds it."""
    for block in _everything(document):
        if isinstance(block, Table):
            yield block
        elif isinstance(block, PictureBlock) and block.data is not None:
            yield block.data


def _front(document: Document) -> Iterator[str]:
    for name in ("title", "partnership", "kind", "language"):
        if not getattr(document, name).strip():
            yield f"it has no {name}"
    fault = fault_of_colour(document.colour) if document.colour else ""
    if fault:
        yield fault


def _levels(document: Document) -> Iterator[str]:
    above = 0
    for block in walk(document.blocks):
        if not isinstance(block, Heading):
            continue
        if not block.text.strip():
            yield f"the heading #{block.anchor} has no words"
        if not 1 <= block.level <= 5:
            yield f'"{block.text}" is a heading of level {block.level}; levels are 1 to 5'
        if block.level > above + 1:
            yield f'"{block.text}" skips from heading level {above} to {block.level}'
        above = block.level


def _pictures(document: Document) -> Iterator[str]:
    for block in _everything(document):
        if isinstance(block, PictureBlock):
            if not block.picture.caption.title.strip():
                yield f"the picture #{block.anchor} has no title"
            if not block.picture.caption.alt.strip():
                yield f'the picture "{block.picture.caption.title}" has no alternative text'


def _table(table: Table) -> Iterator[str]:
    name = table.caption.strip() or f"#{table.anchor}"
    if not table.caption.strip():
        yield f"the table {name} has no caption"
    if not table.columns or not all(column.label.strip() for column in table.columns):
        yield f'the table "{name}" has a column without a header'
    for number, row in enumerate(table.rows, start=1):
        if len(row) != len(table.columns):
            yield f'row {number} of the table "{name}" has {len(row)} cells for {len(table.columns)} columns'


def _anchors(document: Document) -> Iterator[str]:
    found = Counter(_names(document))
    for anchor, times in found.items():
        if times > 1:
            yield f"the anchor #{anchor} stands {times} times"
    for block in walk(document.blocks):
        if isinstance(block, Heading | PictureBlock | Commentary) and not block.anchor:
            yield f"a {type(block).__name__.lower()} has no anchor"
    for reference in references(document):
        if reference.anchor not in found:
            yield f"a reference leads to #{reference.anchor}, which is not in the document"
    for link in links(document):
        if link.target.startswith("#") and link.target[1:] not in found:
            yield f'the link "{link.text}" leads to {link.target}, which is not in the document'
        elif not link.target.startswith(("#", "https://", "http://", "mailto:")):
            yield f'the link "{link.text}" leads to "{link.target}", which is no address'


def _names(document: Document) -> Iterator[str]:
    for block in walk(document.blocks):
        anchor = getattr(block, "anchor", "")
        if anchor:
            yield anchor


def links(document: Document) -> Iterator[Link]:
    """Every link of the document, in its footnotes too."""
    yield from (inline for inline in _all_inlines(document) if isinstance(inline, Link))


def references(document: Document) -> Iterator[Reference]:
    """Every reference of the document, in its footnotes too."""
    yield from (inline for inline in _all_inlines(document) if isinstance(inline, Reference))


def _all_inlines(document: Document) -> Iterator[Inline]:
    for block in _everything(document):
        for content in contents_of(block):
            yield from _flat(content)


def _flat(content: Content) -> Iterator[Inline]:
    for inline in inlines(content):
        yield inline
        if isinstance(inline, Footnote):
            yield from _flat(inline.text)
