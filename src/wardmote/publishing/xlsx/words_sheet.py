"""The words of the document in reading order, so that nothing it says is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wardmote.publishing.lowering import after_lead
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Content,
    Cover,
    Document,
    Findings,
    Heading,
    NotYet,
    Paragraph,
    PictureBlock,
    SideBySide,
    Table,
    VerdictMark,
    inlines,
    numbered,
)
from wardmote.publishing.xlsx.names import cut
from wardmote.publishing.xlsx.sheets import WORDS, Cell, Sheet, SheetColumn
from wardmote.publishing.xlsx.values import Notes, cell_of

COLUMNS = (
    SheetColumn("Section", widest=380),
    SheetColumn("Kind"),
    SheetColumn("Text", widest=640),
    SheetColumn("Draft"),
    SheetColumn("Another look", widest=300),
)
LONGEST_SECTION = 50
"""Characters of a heading that name the rows of its section."""
KINDS = {"body": "paragraph", "lead": "lead", "note": "note", "draft": "paragraph"}


@dataclass(frozen=True)
class Said:
    """A piece of the document's text, and the anchor that stands at it."""

    kind: str
    content: Content
    draft: bool = False
    look_again: str = ""
    anchor: str = ""
    target: str = ""


def words_sheet(document: Document, sheet_of: Mapping[int, str]) -> Sheet:
    """Every heading, paragraph, finding, list, comment, caption and note, with what nobody has reviewed.

    ``sheet_of`` is the sheet of each table and picture, by the identity of its block.
    """
    notes = Notes()
    rows: list[tuple[Cell, ...]] = []
    anchors: list[tuple[str, int | None]] = []
    section = "Opening"
    for said in _reading(document, sheet_of):
        if said.anchor:
            anchors.append((said.anchor, len(rows)))
        cell = cell_of(said.content, notes)
        section = cut(cell.text, LONGEST_SECTION) if said.kind.startswith("heading") else section
        rows.append(_row(section, said, cell))
    return Sheet(
        name=WORDS,
        title="The words of the document, in reading order",
        columns=COLUMNS,
        rows=tuple(rows),
        above=(
            "Draft: machine words that nobody has reviewed. Another look: which figures changed since people wrote here.",
        ),
        notes=tuple(notes.words),
        says="Headings, findings, paragraphs, comments and the words of pictures",
        anchors=tuple(anchors),
        register=True,
        names_rows=False,
    )


def _row(section: str, said: Said, cell: Cell) -> tuple[Cell, ...]:
    style = "strong" if said.kind.startswith(("title", "heading")) else cell.style
    text = Cell(cell.text, target=said.target or cell.target, style=style)
    draft = Cell("draft", style="strong") if said.draft else Cell("no", style="quiet")
    look = Cell(said.look_again) if said.look_again else Cell("no", style="quiet")
    return (Cell(section, style="quiet"), Cell(said.kind, style="quiet"), text, draft, look)


def _reading(document: Document, sheet_of: Mapping[int, str]) -> Iterator[Said]:
    yield Said("title", document.title)
    if document.subtitle:
        yield Said("subtitle", document.subtitle)
    numbers = numbered(document)
    for block in document.blocks:
        yield from _block(block, numbers, sheet_of)


def _block(block: Block, numbers: Mapping[str, str], sheet_of: Mapping[int, str]) -> Iterator[Said]:
    target = f"sheet:{sheet_of[id(block)]}" if id(block) in sheet_of else ""
    match block:
        case Heading():
            yield from _heading(block, numbers[block.anchor])
        case SideBySide():
            yield from _block(block.left, numbers, sheet_of)
            yield from _block(block.right, numbers, sheet_of)
        case Commentary():
            yield from _commentary(block, numbers, sheet_of)
        case Table():
            yield from _table(block, target)
        case PictureBlock():
            yield from _picture(block, target)
        case _:
            yield from _plain(block, target)


def _plain(block: Block, target: str) -> Iterator[Said]:
    match block:
        case Paragraph():
            yield Said(KINDS[block.style], block.content, block.style == "draft", block.look_again)
        case BulletList():
            for number, item in enumerate(block.items, start=1):
                yield Said("list item", (f"{number}. ", *inlines(item)) if block.ordered else item)
        case Findings():
            yield from _findings(block)
        case NotYet():
            for part in block.parts:
                yield Said("not yet assessed", (f"{part.title}: ", *inlines(part.missing)), target=target)
        case Cover():
            yield from _cover(block)
        case _:
            pass


def _heading(block: Heading, number: str) -> Iterator[Said]:
    if block.eyebrow:
        yield Said("line above heading", block.eyebrow)
    yield Said(f"heading {block.level}", f"{number} {block.text}".strip(), anchor=block.anchor)


def _findings(block: Findings) -> Iterator[Said]:
    for item in block.items:
        mark = (VerdictMark(item.verdict), ": ") if item.verdict else ()
        words = (item.lead, *inlines(after_lead(item))) if item.lead else inlines(item.rest)
        yield Said("finding", (*mark, *words), item.draft, item.look_again)


def _table(block: Table, target: str) -> Iterator[Said]:
    title = f"{block.label}: {block.caption}" if block.label else block.caption
    yield Said("table", title, anchor=block.anchor, target=target)
    for note in block.notes:
        yield Said("note of the table", note)


def _picture(block: PictureBlock, target: str) -> Iterator[Said]:
    words = block.picture.caption
    title = f"{block.label}: {words.title}" if block.label else words.title
    yield Said("picture", title, anchor=block.anchor, target=target)
    for kind, text in (
        ("under the title", words.subtitle),
        ("what it shows", words.alt),
        ("note", words.note),
    ):
        if text:
            yield Said(f"picture, {kind}", text)


def _commentary(block: Commentary, numbers: Mapping[str, str], sheet_of: Mapping[int, str]) -> Iterator[Said]:
    asked = "asked" if block.words else "asked, not yet answered"
    yield Said(f"commentary, {asked}", block.prompt, look_again=block.look_again, anchor=block.anchor)
    for part in block.words:
        for said in _block(part, numbers, sheet_of):
            yield replace(said, kind=f"commentary, {said.kind}")
    if block.author:
        yield Said("commentary, by", block.author)


def _cover(block: Cover) -> Iterator[Said]:
    for label, value in block.facts:
        yield Said("cover", (f"{label}: ", *inlines(value)))
    if block.statement:
        yield Said("cover", block.statement)
