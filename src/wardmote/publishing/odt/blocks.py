"""Each kind of block as the paragraphs, lists, tables and sections of an ODT."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from lxml import etree

from wardmote.publishing.charts import Size
from wardmote.publishing.lowering import KEPT_WHOLE, by_width, ends_page, not_yet_table, picture_tables
from wardmote.publishing.odt.automatic import spaced
from wardmote.publishing.odt.commentary import commentary
from wardmote.publishing.odt.cover import cover
from wardmote.publishing.odt.elements import Node, element, qualified
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.headings import at_the_top, contents, heading
from wardmote.publishing.odt.paragraphs import bullets, findings, paragraph
from wardmote.publishing.odt.pictures import picture
from wardmote.publishing.odt.tables import points, table
from wardmote.publishing.paper import HALF_PAGE, NARROW, PAGE
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Contents,
    Cover,
    Findings,
    Heading,
    NotYet,
    PageBreak,
    Paragraph,
    PictureBlock,
    PictureData,
    SideBySide,
    Table,
)

CAN_BREAK = tuple(qualified(name) for name in ("text:p", "text:h", "table:table"))
Elements = list[etree._Element]


def body(galley: Galley) -> Iterator[etree._Element]:
    """The whole document in reading order; a page break falls on the block after it."""
    broken = False
    before: Block | None = None
    blocks = galley.document.blocks
    for block, after in zip_longest(blocks, blocks[1:]):
        made = [] if isinstance(block, PageBreak) else block_elements(galley, block)
        if broken and made:
            break_before(galley, made)
        broken = (broken and not made) or isinstance(block, PageBreak) or ends_page(before, block, after)
        before = block
        if made and isinstance(after, Commentary) and not after.words:
            _keep_with_next(galley, block, made[-1])
        yield from made


def _keep_with_next(galley: Galley, block: Block, end: etree._Element) -> None:
    """Keep the end of a block on the page of what follows, so that an empty place never stands alone on one.

    A long table is let be: LibreOffice would move all of it.
    """
    if isinstance(block, Table) and len(block.rows) > KEPT_WHOLE:
        return
    parts = [end] if end.tag in CAN_BREAK else list(end.iter(*CAN_BREAK))[-1:]
    galley.kept_with_next(*parts)


def break_before(galley: Galley, made: Elements) -> None:
    """Start the first of these on a new page."""
    first = next(part for whole in made for part in whole.iter(*CAN_BREAK))
    level = first.get(qualified("text:outline-level"))
    if level or galley.looks_like(first, "Eyebrow"):
        galley.restyled(first, *at_the_top(galley, int(level or 0)))
    galley.restyled(first, ("fo:break-before", "page"))


def block_elements(galley: Galley, block: Block, size: Size = "full") -> Elements:
    """A block as elements; ``size`` half is for two abreast."""
    match block:
        case Table():
            return table(galley, block, PAGE if size == "full" else HALF_PAGE)
        case PictureBlock():
            return picture(galley, block, size)
        case Findings():
            return [findings(galley, block)] if block.items else []
        case BulletList():
            return [bullets(galley, block)] if block.items else []
        case SideBySide():
            return _beside(galley, block)
        case NotYet():
            return table(galley, not_yet_table(block))
        case PictureData():
            return _picture_data(galley)
        case _:
            return SETTERS[type(block)](galley, block)


def _beside(galley: Galley, block: SideBySide) -> Elements:
    """Two blocks in two frames that stand like two letters in one line, so that no page parts them from a heading."""
    with galley.lines.without_notes():
        halves = [block_elements(galley, half, "half") for half in (block.left, block.right)]
    for half in halves:
        _at_the_top(galley, half)
    frames = [_frame(galley, half) for half in halves if half]
    between: list[Node] = [element("text:tab")] if len(frames) > 1 else []
    return [galley.paragraph("Beside", [*frames[:1], *between, *frames[1:]])] if frames else []


def _frame(galley: Galley, half: Elements) -> etree._Element:
    attributes = {
        "draw:style-name": "Frame",
        "draw:name": galley.unique("Frame"),
        "text:anchor-type": "as-char",
        "svg:width": points(HALF_PAGE),
    }
    return element("draw:frame", attributes, element("draw:text-box", {"fo:min-height": "10pt"}, *half))


def _at_the_top(galley: Galley, half: Elements) -> None:
    """Two captions beside each other begin at the same height, whatever stands above them."""
    if half and galley.looks_like(half[0], "Figure", "Table", "Dense table"):
        galley.restyled(half[0], *spaced("0pt", "3pt"))


def _picture_data(galley: Galley) -> Elements:
    """The tables behind the pictures: first the wide ones, then the narrow ones two abreast."""
    wide, narrow = by_width(picture_tables(galley.document), NARROW)
    made = [part for one in wide for part in table(galley, one)]
    if not narrow:
        return made
    abreast = [part for one in narrow for part in table(galley, one, HALF_PAGE, flowing=True)]
    name = {"text:style-name": "Abreast", "text:name": galley.unique("Abreast")}
    return [*made, element("text:section", name, *abreast)]


SETTERS: dict[type, Callable[[Galley, Any], Elements]] = {
    Heading: heading,
    Paragraph: paragraph,
    Commentary: commentary,
    Contents: contents,
    Cover: cover,
}
"""Who sets the blocks that look the same at any width."""
