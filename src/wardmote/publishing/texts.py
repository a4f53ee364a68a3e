"""Every text of a document in reading order, with the section it stands in: for checks of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardmote.publishing.lowering import behind
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Content,
    Cover,
    Document,
    Findings,
    Footnote,
    Heading,
    NotYet,
    Paragraph,
    PictureBlock,
    Table,
    inlines,
    plain,
    walk,
)


@dataclass(frozen=True)
class Text:
    """Words that stand together: a sentence, a cell, a caption. ``section`` is its heading, "" before the first."""

    section: str
    words: str


def texts(document: Document) -> Iterator[Text]:
    """Every text that a reader meets, or hears: captions, cells, notes and alternative texts too."""
    yield Text("", document.title)
    yield Text("", document.subtitle)
    section = ""
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            section = block.text
        for content in (*contents_of(block), *_made(block)):
            yield from (Text(section, words) for words in _with_notes(content) if words)


def _with_notes(content: Content) -> Iterator[str]:
    yield plain(content)
    for inline in inlines(content):
        if isinstance(inline, Footnote):
            yield from _with_notes(inline.text)


def contents_of(block: Block) -> Iterator[Content]:
    """Every line of a block in reading order, its captions, headers and notes too; not those of blocks inside it."""
    match block:
        case Heading(text=text, eyebrow=eyebrow):
            yield eyebrow
            yield text
        case Paragraph(content=content):
            yield content
        case BulletList(items=items):
            yield from items
        case Findings(items=findings):
            for item in findings:
                yield (item.lead, " ", *inlines(item.rest))
        case NotYet(parts=parts):
            for part in parts:
                yield part.title
                yield part.missing
        case Cover(facts=facts, statement=statement):
            for label, value in facts:
                yield label
                yield value
            yield statement
        case _:
            yield from _shown(block)


def _shown(block: Block) -> Iterator[Content]:
    match block:
        case Table():
            yield from _cells(block)
        case PictureBlock():
            words = block.picture.caption
            yield from (words.title, words.subtitle, words.alt, words.note)
            yield from _cells(block.data) if block.data is not None else ()
        case Commentary(words=words, prompt=prompt):
            yield "" if words else prompt
        case _:
            pass


def _made(block: Block) -> Iterator[Content]:
    """The lines of the table that is made of a picture whose author gave none."""
    if isinstance(block, PictureBlock) and block.data is None and (data := behind(block)) is not None:
        yield from _cells(data)


def _cells(table: Table) -> Iterator[Content]:
    yield table.caption
    yield from (column.label for column in table.columns)
    yield from (cell for row in table.rows for cell in row)
    yield from table.notes
