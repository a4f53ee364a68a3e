"""Tables of contents that were read as headings or lists, put together again: no entry is taken for a section."""

from __future__ import annotations

import re
from dataclasses import replace

from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.read_document import (
    Block,
    ContentsEntry,
    ContentsList,
    Heading,
    ItemList,
    Place,
    ReadDocument,
)

FEWEST = 3


def with_contents(document: ReadDocument, words: Vocabulary) -> ReadDocument:
    """The document with the run of headings and lists under "Contents" as a table of contents.

    The run ends where its first entry stands again, as the heading of its section. Without that, nothing is changed.
    """
    blocks = document.blocks
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or not words.pattern("contents").search(block.text):
            continue
        if any(isinstance(one, ContentsList) for one in blocks[at + 1 : at + 3]):
            return document
        end, entries = _run(blocks, at + 1)
        if len(entries) >= FEWEST:
            made = ContentsList(tuple(entries), entries[0].place)
            return replace(document, blocks=(*blocks[: at + 1], made, *blocks[end:]))
    return document


def _run(blocks: tuple[Block, ...], start: int) -> tuple[int, list[ContentsEntry]]:
    """Where the run of entries ends, and its entries; none where the first does not come again."""
    entries: list[ContentsEntry] = []
    for at in range(start, len(blocks)):
        block = blocks[at]
        if isinstance(block, Heading):
            key = (block.number, block.text)
            if any((entry.number, entry.text) == key for entry in entries):
                return at, entries
            entries.append(ContentsEntry(block.text, block.place, block.number))
        elif isinstance(block, ItemList):
            for item, label, place in zip(block.items, block.labels, block.places, strict=True):
                entries.append(_entry(item, label, place))
        else:
            break
    return start, []


def _entry(item: str, label: str, place: Place) -> ContentsEntry:
    """An entry of the words of an item: its number, words and page."""
    numbered = re.match(r"(\d+(?:\.\d+)*)\.?\s+(.*)", item)
    number = numbered[1] if numbered else label.strip("(). ") if label.strip("(). ")[:1].isdigit() else ""
    text = numbered[2] if numbered else item
    paged = re.match(r"(.*?)[\s.]{2,}(\d{1,3})$", text)
    return ContentsEntry(paged[1] if paged else text, place, number, paged[2] if paged else "")
