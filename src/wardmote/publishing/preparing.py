"""What every format needs before it is written: tables and figures numbered, references named, faults refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from wardmote.publishing.checks import check
from wardmote.publishing.rewriting import rewritten
from wardmote.publishing.tree import (
    Commentary,
    Document,
    Heading,
    Link,
    PictureBlock,
    Reference,
    SideBySide,
    Table,
    numbered,
    walk,
)


def prepared(document: Document) -> Document:
    """The document as writers take it. A document prepared before stays as it is.

    Tables whose caption is printed are Table 1, Table 2 ..., pictures Figure 1, Figure 2 ..., in reading order; each
    Reference is a Link with the name of its place.

    Raises:
        DocumentError: the tree would not make an accessible document.
    """
    check(document)
    labels = _labels(document)
    labelled = replace(document, blocks=tuple(_labelled(block, labels) for block in document.blocks))
    names = dict(_names(labelled))

    def named(node: Any) -> Any:
        if isinstance(node, Reference):
            return Link(names[node.anchor], f"#{node.anchor}", page=True)
        return node

    return rewritten(labelled, named)


def _labels(document: Document) -> dict[int, str]:
    """The label of each table and picture, by the identity of the block."""
    tables, figures = count(1), count(1)
    labels: dict[int, str] = {}
    for block in walk(document.blocks):
        if isinstance(block, Table) and not block.caption_hidden:
            labels[id(block)] = f"Table {next(tables)}"
        elif isinstance(block, PictureBlock):
            labels[id(block)] = f"Figure {next(figures)}"
    return labels


def _labelled(block: Any, labels: dict[int, str]) -> Any:
    match block:
        case Table() | PictureBlock():
            return replace(block, label=labels.get(id(block), ""))
        case SideBySide(left=left, right=right):
            return replace(block, left=_labelled(left, labels), right=_labelled(right, labels))
        case Commentary(words=words):
            return replace(block, words=tuple(_labelled(word, labels) for word in words))
        case _:
            return block


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """What each anchor is called where the document refers to it."""
    numbers = numbered(document)
    for block in walk(document.blocks):
        match block:
            case Heading(anchor=anchor, text=text):
                number = numbers[anchor]
                yield anchor, f"section {number}, {text}" if number else f"section {text}"
            case Table(anchor=anchor) if anchor:
                yield anchor, block.label or f"table {block.caption}"
            case PictureBlock(anchor=anchor):
                yield anchor, block.label
            case Commentary(anchor=anchor):
                yield anchor, "commentary"
            case _:
                pass
