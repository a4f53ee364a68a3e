"""Which block, item or cell of a document a finding belongs to, so that its mark can stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wardmote.checker.findings import Finding
from wardmote.checker.read_document import (
    Block,
    ContentsList,
    ItemList,
    Place,
    ReadDocument,
    Table,
)

Key = tuple[int, int | None, int | None]
"""Number of the block in the document, and row and column (items of a list: row) from 0 where it has any."""


@dataclass
class Placed:
    """Findings with their numbers by the block to which they belong; ``nowhere`` those without a place."""

    by_block: dict[int, list[tuple[int, Finding]]] = field(default_factory=dict)
    by_part: dict[Key, list[tuple[int, Finding]]] = field(default_factory=dict)
    nowhere: list[tuple[int, Finding]] = field(default_factory=list)


def placed(document: ReadDocument, findings: Sequence[Finding]) -> Placed:
    """Each finding at its block, numbered from 1 in the given order."""
    exact: dict[Place, Key] = {}
    blocks: dict[int, int] = {}
    tables: dict[int, int] = {}
    for number, block in enumerate(document.blocks):
        for place, key in _parts(number, block):
            exact.setdefault(place, key)
            if place.anchor is not None:
                blocks.setdefault(place.anchor, number)
        if isinstance(block, Table) and block.place.table is not None:
            tables.setdefault(block.place.table, number)
    made = Placed()
    for turn, finding in enumerate(findings, start=1):
        found = _key(finding, exact, blocks, tables, document.blocks)
        if found is None:
            made.nowhere.append((turn, finding))
            continue
        made.by_block.setdefault(found[0], []).append((turn, finding))
        made.by_part.setdefault(found, []).append((turn, finding))
    return made


def _parts(number: int, block: Block) -> Iterator[tuple[Place, Key]]:
    """The places within a block, the finest first."""
    if isinstance(block, Table):
        for r, row in enumerate(block.rows):
            for c, cell in enumerate(row):
                yield cell.place, (number, r, c)
    elif isinstance(block, ItemList):
        for at, place in enumerate(block.places):
            yield place, (number, at, None)
    elif isinstance(block, ContentsList):
        for at, entry in enumerate(block.entries):
            yield entry.place, (number, at, None)
    yield block.place, (number, None, None)


def _key(
    finding: Finding,
    exact: dict[Place, Key],
    blocks: dict[int, int],
    tables: dict[int, int],
    held: Sequence[Block],
) -> Key | None:
    place = finding.where.place
    if place in exact:
        return exact[place]
    number = tables.get(place.table) if place.table is not None else None
    if number is None and place.anchor is not None:
        number = blocks.get(place.anchor)
    if number is None:
        return None
    block = held[number]
    if isinstance(block, Table) and place.row is not None and 0 < place.row <= len(block.rows):
        columns = len(block.rows[place.row - 1])
        column = place.column - 1 if place.column is not None and 0 < place.column <= columns else None
        return number, place.row - 1, column
    return number, None, None
