"""A tree as plain dictionaries and lists, for a writer that is not Python: the PDF's template."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

from wardmote.publishing.charts import Size, draw
from wardmote.publishing.lowering import (
    after_lead,
    as_paged,
    by_width,
    in_parts,
    not_yet_table,
    picture_tables,
)
from wardmote.publishing.paper import HALF_PAGE, NARROW, PAGE, STYLES, WIDEST
from wardmote.publishing.table_widths import cut, fitted
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Commentary,
    Content,
    Contents,
    Cover,
    Document,
    Drawing,
    Findings,
    Footnote,
    Heading,
    Inline,
    Link,
    NotYet,
    PageBreak,
    Paragraph,
    PictureBlock,
    PictureData,
    Reference,
    SideBySide,
    Table,
    VerdictMark,
    inlines,
    numbered,
)

Node = dict[str, Any]
IN_A_BOX = PAGE - 18.0
"""Width in points inside the box of a commentary."""
GAP = 8.0
"""Points between two columns of a table."""
TALLEST = 610.0
"""Points that a drawing may be high."""
TITLE, HEADING, DOCUMENT_TITLE = 11.0, 17.0, 30.0
"""Largest size in points of a picture's title, a heading, the document's title."""
HEADING_NUMBER = 36.0
"""Points that a heading's number may take."""
SVG_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')


def document_data(document: Document) -> Node:
    """The document with its blocks, each a dictionary with its ``kind``; pictures as drawn SVG."""
    document = as_paged(document)
    numbers = numbered(document)
    blocks = [node for block in document.blocks for node in _block(document, block, numbers, "full")]
    _cover_with_contents(blocks)
    _each_note_once(blocks, {})
    return {
        "title": document.title,
        "title_shown": cut(document.title, PAGE, DOCUMENT_TITLE),
        "subtitle": document.subtitle,
        "partnership": document.partnership,
        "kind": document.kind,
        "marking": document.marking,
        "author": document.by,
        "language": document.language,
        "date": [document.date.year, document.date.month, document.date.day],
        "one_page": document.one_page,
        "covered": any(isinstance(block, Cover) for block in document.blocks),
        "blocks": blocks,
    }


def _each_note_once(node: Any, names: dict[str, str]) -> None:
    """Name every footnote; one that says what an earlier one said leads to that."""
    if isinstance(node, list):
        for part in node:
            _each_note_once(part, names)
    elif isinstance(node, dict):
        if node.get("kind") == "footnote":
            said = json.dumps(node["content"])
            node["again"] = said in names
            node["name"] = names.setdefault(said, f"note {len(names) + 1}")
        _each_note_once(list(node.values()), names)


def _cover_with_contents(blocks: list[Node]) -> None:
    """A cover that contents follow shares its page with them."""
    for block, after in pairwise([*blocks, {"kind": ""}]):
        if block["kind"] == "cover":
            block["alone"] = after["kind"] != "contents"
        if after["kind"] == "contents":
            after["on_cover"] = block["kind"] == "cover"


def _block(document: Document, block: Block, numbers: dict[str, str], size: Size) -> list[Node]:
    """A block as nodes; most are one, the picture data are several."""
    match block:
        case Heading():
            return [_heading(block, numbers)]
        case BulletList():
            return [{"kind": "list", "ordered": block.ordered, "items": [line(item) for item in block.items]}]
        case Findings():
            return [{"kind": "findings", "items": _findings(block)}]
        case Table():
            return [table_data(part) for part in in_parts(block, WIDEST)]
        case NotYet():
            return [table_data(not_yet_table(block))]
        case PictureBlock():
            return [picture_data(block, size, document.colour)]
        case Commentary():
            return [_commentary(document, block, numbers)]
        case SideBySide():
            halves = [_half(document, half, numbers) for half in (block.left, block.right)]
            return [{"kind": "beside", "left": halves[0], "right": halves[1]}]
        case PictureData():
            return _picture_data(document)
        case _:
            return [_simple(block)]


def _half(document: Document, block: Block, numbers: dict[str, str]) -> list[Node]:
    if isinstance(block, Table):
        return [table_data(block, HALF_PAGE)]
    return _block(document, block, numbers, "half")


def _simple(block: Block) -> Node:
    match block:
        case Contents():
            return {"kind": "contents", "title": block.title, "depth": block.depth, "on_cover": False}
        case PageBreak():
            return {"kind": "page-break"}
        case Paragraph():
            return _paragraph(block)
        case Cover():
            facts = [{"label": label, "value": line(value)} for label, value in block.facts]
            return {"kind": "cover", "facts": facts, "statement": line(block.statement)}
        case _:
            raise TypeError(f"A {type(block).__name__} is no block.")


def _paragraph(block: Paragraph) -> Node:
    node: Node = {"kind": "paragraph", "style": block.style, "content": line(block.content)}
    return node | {"look_again": block.look_again}


def _words(document: Document, block: Block, numbers: dict[str, str]) -> list[Node]:
    """A block inside a commentary's box, which is narrower than the page."""
    if isinstance(block, Table):
        return [table_data(part, IN_A_BOX) for part in in_parts(block, WIDEST)]
    return _block(document, block, numbers, "full")


def _commentary(document: Document, block: Commentary, numbers: dict[str, str]) -> Node:
    words = [node for part in block.words for node in _words(document, part, numbers)]
    node: Node = {"kind": "commentary", "anchor": block.anchor, "prompt": block.prompt, "words": words}
    return node | {"author": block.author, "look_again": block.look_again}


def _heading(block: Heading, numbers: dict[str, str]) -> Node:
    words = cut(block.text, PAGE - HEADING_NUMBER, HEADING)
    node: Node = {"kind": "heading", "level": block.level, "text": words, "anchor": block.anchor}
    return node | {
        "number": numbers[block.anchor],
        "eyebrow": block.eyebrow,
        "in_contents": block.in_contents,
    }


def _findings(block: Findings) -> list[Node]:
    return [
        {
            "lead": item.lead,
            "rest": line(after_lead(item)),
            "symbol": item.verdict.symbol if item.verdict else "",
            "verdict": item.verdict.value if item.verdict else "",
            "draft": item.draft,
            "look_again": item.look_again,
        }
        for item in block.items
    ]


def picture_data(block: PictureBlock, size: Size, colour: str) -> Node:
    """A picture with its words and its drawing in the size asked for."""
    words = block.picture.caption
    svg = block.picture.svg if isinstance(block.picture, Drawing) else draw(block.picture, size, colour)
    room = PAGE if size == "full" else HALF_PAGE
    node: Node = {"kind": "picture", "anchor": block.anchor, "svg": svg, "size": size, "label": block.label}
    node |= {"title": cut(words.title, room, TITLE), "subtitle": words.subtitle, "alt": words.alt}
    return node | {"note": words.note, "share": _share_of_width(svg, room)}


def _share_of_width(svg: str, room: float) -> float:
    """How much of its room's width a drawing may fill so that it is no taller than a page."""
    box = SVG_BOX.search(svg)
    if not box:
        return 1.0
    return min(1.0, TALLEST * float(box[1]) / float(box[2]) / room)


def table_data(table: Table, available: float = PAGE) -> Node:
    """A table with its cells as lines, and the width of each column in points."""
    widths, size = fitted(table, available, STYLES[table.dense])
    return {
        "kind": "table",
        "label": table.label,
        "caption": cut(table.caption, available, TITLE),
        "caption_hidden": table.caption_hidden,
        "anchor": table.anchor,
        "columns": [
            {"label": cut(column.label, width - GAP, size), "align": column.align}
            for column, width in zip(table.columns, widths, strict=True)
        ],
        "widths": widths,
        "size": size,
        "rows": [
            [_cut_line(line(cell), width - GAP, size) for cell, width in zip(row, widths, strict=True)]
            for row in table.rows
        ],
        "notes": [line(note) for note in table.notes],
        "dense": table.dense,
        "header_column": table.header_column,
    }


def _cut_line(nodes: list[Node], width: float, size: float) -> list[Node]:
    return [node | {"text": cut(node["text"], width, size)} if "text" in node else node for node in nodes]


def _picture_data(document: Document) -> list[Node]:
    """The tables behind the pictures: first the wide ones, in parts; then the narrow ones two abreast."""
    tables, few = by_width(picture_tables(document), NARROW)
    wide = [table_data(part) for table in tables for part in in_parts(table, WIDEST)]
    narrow = [table_data(table, HALF_PAGE) for table in few]
    return [*wide, {"kind": "abreast", "tables": narrow}] if narrow else wide


def line(content: Content) -> list[Node]:
    """A content as a list of inlines."""
    return [_inline(inline) for inline in inlines(content) if inline != ""]


def _inline(inline: Inline) -> Node:
    match inline:
        case str():
            return {"kind": "text", "text": cut(inline, PAGE, TITLE)}
        case Link():
            return {"kind": "link", "text": inline.text, "target": inline.target, "page": inline.page}
        case Footnote():
            return {"kind": "footnote", "content": line(inline.text)}
        case VerdictMark():
            verdict = inline.verdict
            node: Node = {"kind": "verdict", "verdict": verdict.value, "symbol": verdict.symbol}
            return node | {"words": verdict.words if inline.words else ""}
        case Reference():
            raise TypeError(f"The reference to #{inline.anchor} has no name yet: prepare the document first.")
        case _:
            return {"kind": type(inline).__name__.lower(), "text": inline.text}
