"""What can be settled only when the whole document was read: numbered lines that lead into a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wardmote.checker.read_document import Block, Heading, ItemList

_LEADS = re.compile(r"\s*:\s*[-–—]?\s*$")
_LABEL = re.compile(r"^(.*?)(\d+)\W*$")


def settled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, a numbered line that ends in a colon being what the lines numbered beside it are: headings or paragraphs."""
    headings = {
        block.number for block in blocks if isinstance(block, Heading) and not _LEADS.search(block.text)
    }
    labels = {label.rstrip(".)") for block in blocks if isinstance(block, ItemList) for label in block.labels}
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.number and _LEADS.search(block.text):
            if _beside(block.number, labels) and not _beside(block.number, headings):
                block = ItemList((block.text,), (block.place,), (block.number,), True, block.place)
            else:
                block = replace(block, text=_LEADS.sub("", block.text))
        made.append(block)
    return joined(made)


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks, lists that go on counting with nothing between them made one."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, ItemList) and isinstance(before, ItemList) and _counts_on(before, block):
            made[-1] = replace(
                before,
                items=before.items + block.items,
                places=before.places + block.places,
                labels=before.labels + block.labels,
            )
        else:
            made.append(block)
    return made


def _beside(number: str, others: set[str]) -> bool:
    """Whether another number stands under the same section."""
    section, _, _ = number.rpartition(".")
    return any(other != number and other.rpartition(".")[0] == section and "." in other for other in others)


def _counts_on(before: ItemList, after: ItemList) -> bool:
    if not (before.ordered and after.ordered):
        return False
    last, first = _LABEL.match(before.labels[-1]), _LABEL.match(after.labels[0])
    return bool(last and first and last[1] == first[1] and int(first[2]) == int(last[2]) + 1)
