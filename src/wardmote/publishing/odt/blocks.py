"""Each kind of block as the paragraphs, lists, tables and sections of an ODT."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from lxml import etree

from wardmote.publishing.charts import Size
from wardmote.publishing.lowering import not_yet_table, picture_tables
from wardmote.publishing.odt.automatic import spaced
from wardmote.publishing.odt.commentary import commentary
from wardmote.publishing.odt.cover import cover
from wardmote.publishing.odt.elements import element, qualified
from wardmote.publishing.odt.galley import Galley
from wardmote.publishing.odt.headings import contents, heading
from wardmote.publishing.odt.paragraphs import bullets, findings, paragraph
from wardmote.publishing.odt.pictures import picture
from wardmote.publishing.odt.tables import table
from wardmote.publishing.plain_data import HALF_PAGE, NARROW, PAGE
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
            break_before(galley, made, "page")
        broken = (broken and not made) or isinstance(block, PageBreak) or ends_page(before, block, after)
        before = block
        yield from made


def ends_page(before: Block | None, block: Block, after: Block | None) -> bool:
    """Whether a new page follows: after the cover, or after the contents that share its page."""
    if isinstance(block, Cover):
        return not isinstance(after, Contents)
    return isinstance(block, Contents) and isinstance(before, Cover)


def break_before(galley: Galley, made: Elements, kind: str) -> None:
    """Start the first of these on a new page or column."""
    first = next(part for whole in made for part in whole.iter(*CAN_BREAK))
    galley.restyled(first, ("fo:break-before", kind))


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
    """Two blocks in the two columns of a section, so that they are read one after the other."""
    left, right = (block_elements(galley, half, "half") for half in (block.left, block.right))
    for column in (left, right):
        _at_the_top(galley, column)
    if left and right:
        break_before(galley, right, "column")
    return [_abreast(galley, left + right)] if left or right else []


def _at_the_top(galley: Galley, column: Elements) -> None:
    """Two captions beside each other begin at the same height, whatever stands above them."""
    if column and galley.looks_like(column[0], "Figure", "Table", "Dense table"):
        galley.restyled(column[0], *spaced("0pt", "3pt"))


def _abreast(galley: Galley, parts: Elements) -> etree._Element:
    name = galley.unique("Abreast")
    return element("text:section", {"text:style-name": "Abreast", "text:name": name}, *parts)


def _picture_data(galley: Galley) -> Elements:
    """The tables behind the pictures: first the wide ones, then the narrow ones two abreast."""
    tables = picture_tables(galley.document)
    wide = [part for one in tables if len(one.columns) > NARROW for part in table(galley, one)]
    narrow = [
        part
        for one in tables
        if len(one.columns) <= NARROW
        for part in table(galley, one, HALF_PAGE, flowing=True)
    ]
    return [*wide, _abreast(galley, narrow)] if narrow else wide


SETTERS: dict[type, Callable[[Galley, Any], Elements]] = {
    Heading: heading,
    Paragraph: paragraph,
    Commentary: commentary,
    Contents: contents,
    Cover: cover,
}
"""Who sets the blocks that look the same at any width."""
