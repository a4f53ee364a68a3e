"""What every check is given: the document understood once, and how to write a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wardmote.checker.findings import Finding, Severity, Where
from wardmote.checker.quantities.cells import Value
from wardmote.checker.quantities.figure_words import Number, Passage, understood
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.read_document import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Place,
    ReadDocument,
    Table,
    Unread,
)
from wardmote.checker.tables.changes import change_relations
from wardmote.checker.tables.diagnosis import Fault, faults
from wardmote.checker.tables.grid import Grid, grid_of
from wardmote.checker.tables.ratios import ratio_relations
from wardmote.checker.tables.relations import Relations
from wardmote.checker.tables.sums import sum_relations

SENTENCE = re.compile(r"(?<=[.!?;])[”\"’)]*\s+(?=[“\"‘(]?[A-Z\d£])|\n+")
SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|no|fig|sec|para|vs|cllr|dr|mr|mrs|ms|st|rev|inc|ext|excl|incl)\.|\b[A-Z]\.)$",
    re.IGNORECASE,
)
AROUND = 90


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence with its numbers and periods. ``block`` is the number of its block, ``section`` the last heading."""

    passage: Passage
    place: Place
    block: int
    section: int
    role: str

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    def where(self, number: Number | None = None) -> Where:
        """Its place, with the words around a number."""
        if number is None or len(self.text) <= 2 * AROUND:
            return Where(self.place, _line(self.text))
        start, end = max(0, number.start - AROUND), number.end + AROUND
        cut = self.text[start:end]
        return Where(self.place, _line(("…" if start else "") + cut + ("…" if end < len(self.text) else "")))


@dataclass(eq=False)
class TableReading:
    """A table, how its numbers hang together, and which are at fault."""

    table: Table
    block: int
    grid: Grid
    relations: Relations
    faults: list[Fault]


@dataclass(eq=False)
class Context:
    """The document understood, and a count of what was recomputed."""

    document: ReadDocument
    words: Vocabulary
    recomputed: int = 0
    unread: list[Unread] = field(default_factory=list)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence of the body, of lists, captions and notes, in order."""
        longest = int(self.words.limit("check-longest"))
        made: list[Sentence] = []
        section = -1
        for at, block in enumerate(self.document.blocks):
            if isinstance(block, Heading):
                section = at
            for text, place, role in texts_of(block):
                if len(text) > longest:
                    self.unread.append(Unread("a passage", "It is too long to be read as sentences.", place))
                    continue
                made += [
                    Sentence(understood(sentence, self.words), place, at, section, role)
                    for sentence in split(text)
                ]
        return made

    @cached_property
    def tables(self) -> list[TableReading]:
        """Every table that could be understood."""
        made = []
        most = int(self.words.limit("check-table-cells"))
        for at, block in enumerate(self.document.blocks):
            if not isinstance(block, Table):
                continue
            if sum(map(len, block.rows)) > most:
                self.unread.append(Unread("a table", "It is too large to be recomputed.", block.place))
                continue
            grid = grid_of(block, self.words, self._beside(at))
            if grid is not None:
                made.append(self._read(block, at, grid))
        return made

    def _read(self, table: Table, at: int, grid: Grid) -> TableReading:
        changed = change_relations(grid, self.words)
        relations = Relations(
            changed.linear + sum_relations(grid, self.words),
            changed.ratios + ratio_relations(grid, self.words),
        )
        self.recomputed += relations.many
        return TableReading(table, at, grid, relations, faults(relations))

    def _beside(self, at: int) -> str:
        """The words of the blocks before and after a table."""
        near = [*self.document.blocks[max(0, at - 2) : at], *self.document.blocks[at + 1 : at + 4]]
        texts = [
            [block.text] if isinstance(block, Paragraph) else block.items
            for block in near
            if isinstance(block, Paragraph | ItemList)
        ]
        return " \n".join(text for group in texts for text in group)

    @cached_property
    def headings(self) -> list[tuple[int, Heading]]:
        """Every heading with the number of its block."""
        return [(at, block) for at, block in enumerate(self.document.blocks) if isinstance(block, Heading)]

    def did(self, many: int = 1) -> None:
        """Count something that was recomputed."""
        self.recomputed += many

    def found(
        self,
        kind: str,
        case: str,
        where: Where,
        printed: str,
        expected: str,
        *,
        slip: str = "",
        others: tuple[Where, ...] = (),
        severity: Severity | None = None,
        **values: Any,
    ) -> Finding:
        """A finding in the words of its definition."""
        defined = self.words.definitions.checks[kind].case(case)
        said = {"printed": printed, "expected": expected} | values
        why = defined.why.format(**said)
        return Finding(
            kind,
            severity or defined.severity,
            where,
            printed,
            expected,
            why[:1].upper() + why[1:],
            slip,
            others,
        )


def texts_of(block: Block) -> Iterator[tuple[str, Place, str]]:
    """The running text of a block, with its places."""
    if isinstance(block, Paragraph) and block.role not in ("page-head", "page-foot"):
        yield block.text.replace("\\pounds", "£"), block.place, block.role
    elif isinstance(block, ItemList):
        for text, place in zip(block.items, block.places, strict=True):
            yield text.replace("\\pounds", "£"), place, "item"
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                if len(cell.text) > 60 and not cell.covered:
                    yield cell.text, cell.place, "cell"
        for note in block.notes:
            yield note, block.place, "note"


def split(text: str) -> list[str]:
    """The sentences of a passage; a point behind a short word ends none."""
    made: list[str] = []
    for part in SENTENCE.split(text):
        if made and SHORT.search(made[-1]):
            made[-1] += " " + part
        elif part.strip():
            made.append(part)
    return [part.strip() for part in made]


def cell_where(value: Value, grid: Grid, label: str = "") -> Where:
    """The place of a cell, with the words of its row."""
    place = value.cell.place
    row = next((row for row in grid.rows if value in row.values), None)
    text = " | ".join(one.printed for one in row.values if one.printed) if row else value.printed
    return Where(place, _line(text or label))


def _line(text: str) -> str:
    made = " ".join(text.split())
    return made if len(made) <= 2 * AROUND + 20 else made[: 2 * AROUND + 20].rstrip() + "…"
