"""The places of a document that people can fill: commentaries, and machine sentences that wait for a review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wardmote.documents.commentary.texts import sha256_of
from wardmote.figures import Figure
from wardmote.publishing.lowering import after_lead
from wardmote.publishing.tree import (
    Commentary,
    Content,
    Document,
    FindingItem,
    Findings,
    Paragraph,
    Reference,
    SideBySide,
    inlines,
    plain,
)


@dataclass(frozen=True)
class Slot:
    """A place for people's words, by the name under which they are kept.

    ``asks`` is the question to people; ``sentence`` what the machine says there: one of the two is empty.
    """

    name: str
    figures: tuple[Figure, ...]
    asks: str = ""
    sentence: str = ""
    one_line: bool = False
    """Whether the place holds a line and no more: a finding among others."""

    @property
    def sha256(self) -> str:
        """What the machine's sentence is known by."""
        return sha256_of(self.sentence)


def slots_of(document: Document) -> tuple[Slot, ...]:
    """Every slot of a document that nobody has filled yet, in reading order."""
    return tuple(slot for block in document.blocks for slot in _slots(block))


def _slots(block: Any) -> Iterator[Slot]:
    match block:
        case SideBySide():
            yield from _slots(block.left)
            yield from _slots(block.right)
        case Findings():
            yield from (slot for item in block.items for slot in _slots(item))
        case Commentary() | Paragraph() | FindingItem():
            slot = slot_of(block)
            if slot is not None:
                yield slot


def slot_of(node: Commentary | Paragraph | FindingItem) -> Slot | None:
    """The slot of a block or finding; None where people decide nothing about it."""
    match node:
        case Commentary():
            return Slot(node.anchor, node.figures, asks=node.prompt)
        case Paragraph(slot=name, content=content) if name:
            return Slot(name, node.figures, sentence=_said(content))
        case FindingItem(slot=name) if name:
            return Slot(name, node.figures, sentence=f"{node.lead}{_said(after_lead(node))}", one_line=True)
        case _:
            return None


def _said(content: Content) -> str:
    """The words of a line; a place it refers to by its anchor."""
    return "".join(f"#{i.anchor}" if isinstance(i, Reference) else plain(i) for i in inlines(content))
