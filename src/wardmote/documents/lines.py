"""A document as its lines in reading order: every word that it says, without what a format makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardmote.publishing.lowering import after_lead, behind, not_yet_table
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Content,
    Contents,
    Cover,
    Document,
    FindingItem,
    Findings,
    Footnote,
    Heading,
    NotYet,
    PageBreak,
    Paragraph,
    PictureBlock,
    PictureData,
    SideBySide,
    Table,
    inlines,
    plain,
)


@dataclass(frozen=True)
class Line:
    """One line of a document.

    ``section``: anchor of the heading that it stands under, "" before the first. ``kind``: what it is, such as
    ``paragraph``, ``draft``, ``item``, ``finding``, ``caption``, ``head``, ``row``, ``note``, ``picture``, ``prompt``
    or ``commentary``. ``cells``: those of a row. ``level``: of a heading, else 0. ``name``: what tells it from others of
    its kind whatever it says: the slot of a sentence, the anchor of a table or picture; "" for none.
    """

    section: str
    kind: str
    text: str
    cells: tuple[str, ...] = ()
    level: int = 0
    name: str = ""


QUIET = ("alternative", "data", "register")
"""Kinds that stand behind others: what a picture says in words, the numbers behind it, the rows of a dense table."""

Said = tuple[str, Content, str]
"""Kind, words, and the slot of a sentence that has one."""


def lines_of(document: Document) -> tuple[Line, ...]:
    """Every line of a document.

    Raises
    ------
    DocumentError
        When the document would not hold together.
    """
    return tuple(_lines(prepared(document).blocks))


def _lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    section = ""
    for block in blocks:
        if isinstance(block, Heading):
            section = block.anchor
            if block.eyebrow:
                yield Line(section, "eyebrow", block.eyebrow)
            yield Line(section, "heading", block.text, level=block.level)
        else:
            yield from _of(block, section)


def _of(block: Block, section: str) -> Iterator[Line]:
    match block:
        case Table():
            yield from table_lines(block, section, "register" if block.dense else "row")
        case NotYet():
            yield from table_lines(not_yet_table(block), section, "row")
        case PictureBlock():
            yield from _picture(block, section)
        case SideBySide():
            yield from _of(block.left, section)
            yield from _of(block.right, section)
        case Commentary():
            yield from _commentary(block, section)
        case Heading() | Contents() | PageBreak() | PictureData():
            return
        case _:
            for kind, content, name in _simple(block):
                yield from _line(section, kind, content, name)


def _simple(block: Paragraph | BulletList | Findings | Cover) -> Iterator[Said]:
    match block:
        case Paragraph():
            if block.look_again:
                yield "look-again", block.look_again, ""
            yield ("paragraph" if block.style == "body" else block.style), block.content, block.slot
        case BulletList():
            yield from (("item", item, "") for item in block.items)
        case Findings():
            for item in block.items:
                if item.look_again:
                    yield "look-again", item.look_again, ""
                yield ("draft finding" if item.draft else "finding"), _finding(item), item.slot
        case Cover():
            yield from (("fact", (f"{label}: ", *inlines(value)), label) for label, value in block.facts)
            yield from ((("statement", block.statement, ""),) if block.statement else ())


def _finding(item: FindingItem) -> Content:
    mark = f"{item.verdict.symbol} " if item.verdict else ""
    return (mark, item.lead, *inlines(after_lead(item)))


def said_by(item: FindingItem) -> str:
    """A finding's whole sentence, without its mark."""
    return f"{item.lead}{plain(after_lead(item))}".strip()


def table_lines(table: Table, section: str, kind: str) -> Iterator[Line]:
    """A table's caption, head, rows and notes."""
    yield Line(section, "caption", table.caption, name=table.anchor)
    head = tuple(column.label for column in table.columns)
    yield Line(section, "head", _joined(head), head)
    for row in table.rows:
        cells = tuple(plain(cell) for cell in row)
        yield Line(section, kind, _joined(cells), cells)
        yield from _footnotes(section, row)
    for note in table.notes:
        yield from _line(section, "note", note)


def _picture(block: PictureBlock, section: str) -> Iterator[Line]:
    words = block.picture.caption
    yield Line(section, "picture", words.title, name=block.anchor)
    for kind, text in (("subtitle", words.subtitle), ("alternative", words.alt), ("note", words.note)):
        if text:
            yield Line(section, kind, text)
    table = behind(block)
    for row in table.rows if table else ():
        cells = tuple(plain(cell) for cell in row)
        yield Line(section, "data", _joined(cells), cells)
    for note in table.notes if table else ():
        yield from _line(section, "note", note)


def _commentary(block: Commentary, section: str) -> Iterator[Line]:
    if block.look_again:
        yield Line(section, "look-again", block.look_again)
    if not block.words:
        yield Line(section, "prompt", block.prompt)
    for part in block.words:
        if isinstance(part, Table):
            yield from table_lines(part, section, "row")
            continue
        for kind, content, name in _simple(part):
            yield from _line(section, "commentary" if kind == "paragraph" else kind, content, name)
    if block.author:
        yield Line(section, "author", block.author)


def _line(section: str, kind: str, content: Content, name: str = "") -> Iterator[Line]:
    yield Line(section, kind, plain(content), name=name)
    yield from _footnotes(section, (content,))


def _footnotes(section: str, contents: tuple[Content, ...]) -> Iterator[Line]:
    for content in contents:
        for inline in inlines(content):
            if isinstance(inline, Footnote):
                yield from _line(section, "footnote", inline.text)


def _joined(cells: tuple[str, ...]) -> str:
    return " | ".join(cells)
