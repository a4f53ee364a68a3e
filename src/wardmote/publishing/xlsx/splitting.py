"""Cells of the document that hold several things as cells of a sheet that hold one: numbers and verdicts apart."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from wardmote.publishing.cells import DASH
from wardmote.publishing.tree import (
    Content,
    Footnote,
    Inline,
    Number,
    Quiet,
    Table,
    VerdictMark,
    inlines,
    plain,
)
from wardmote.publishing.xlsx.sheets import Cell
from wardmote.publishing.xlsx.values import Notes, cell_of, number_cell, text_of

UNBOUNDED = Cell("no bound", style="quiet")
VERDICT, REST = "verdict", "in words"
EDGES = " ;,:.()"
"""Signs around the words between two numbers."""


@dataclass
class _Parts:
    """A cell that begins with a number: that number, those after it by the words before them, verdict, other words."""

    first: Number
    others: dict[str, Number] = field(default_factory=dict)
    verdict: VerdictMark | None = None
    rest: str = ""


@dataclass(frozen=True)
class Split:
    """The labels of the columns that a column of the document makes, and whether its cells are pairs of numbers."""

    labels: tuple[str, ...]
    pairs: bool = False


def split_of(table: Table, index: int) -> Split:
    """How a column of the document is parted: into several where its cells hold several things."""
    label = table.columns[index].label
    pair = _pair_labels(table, index)
    if pair:
        return Split(pair, pairs=True)
    found = [parts for row in table.rows if (parts := _parts(row[index])) is not None]
    others = dict.fromkeys(words for parts in found for words in parts.others)
    verdict = [VERDICT] if any(parts.verdict for parts in found) else []
    rest = [REST] if any(parts.rest for parts in found) else []
    return Split((label, *(f"{label}: {words}" for words in (*verdict, *others, *rest))))


def cells_of(content: Content, split: Split, notes: Notes, where: str) -> list[Cell]:
    """A cell of the document as the cells that its column makes. ``where`` names it for a footnote."""
    if len(split.labels) == 1:
        return [cell_of(content, notes, where)]
    return _pair(content, notes) if split.pairs else _apart(content, split.labels, notes, where)


def _apart(content: Content, labels: tuple[str, ...], notes: Notes, where: str) -> list[Cell]:
    parts = _parts(content)
    if parts is None:
        alone = _alone(content)
        return [alone or cell_of(content, notes, where), *[Cell(DASH)] * (len(labels) - 1)]
    for part in inlines(content):
        if isinstance(part, Footnote):
            notes.add(part, where)
    found = {words: number_cell(number) for words, number in parts.others.items()}
    if parts.verdict:
        found[VERDICT] = Cell(plain(parts.verdict))
    if parts.rest:
        found[REST] = Cell(parts.rest)
    beside = len(labels[0]) + 2
    return [number_cell(parts.first), *(found.get(label[beside:], Cell(DASH)) for label in labels[1:])]


def _alone(content: Content) -> Cell | None:
    """A number without anything beside it."""
    parts = [part for part in inlines(content) if part != ""]
    return number_cell(parts[0]) if len(parts) == 1 and isinstance(parts[0], Number) else None


def _parts(content: Content) -> _Parts | None:
    """The parts of a cell that begins with a number and says more; None for any other cell."""
    first, *more = [part for part in inlines(content) if part != "" and not isinstance(part, Footnote)] or [
        ""
    ]
    if not isinstance(first, Number) or not math.isfinite(first.value) or not more:
        return None
    parts, words, before = _Parts(first), "", ""
    for part in more:
        if isinstance(part, Number) and math.isfinite(part.value):
            before = ", ".join(said for said in (before, words.strip(EDGES)) if said)
            parts.others[before or f"number {len(parts.others) + 2}"] = part
            words = ""
        elif isinstance(part, VerdictMark) and parts.verdict is None:
            parts.verdict = part
        else:
            words += _words(part)
    parts.rest = words.strip(EDGES)
    return parts


def _words(part: Inline) -> str:
    return part.text if isinstance(part, Quiet) else text_of(part, Notes())


def _pair_labels(table: Table, index: int) -> tuple[str, str] | None:
    """The labels of the two columns that a column of pairs makes; None for any other column."""
    label = table.columns[index].label
    cells = [inlines(row[index]) for row in table.rows]
    if any(isinstance(part, VerdictMark) for cell in cells for part in cell):
        return None
    found = [_numbers(cell) for cell in cells]
    pairs = [numbers for numbers in found if len(numbers) == 2]
    if not pairs or max(map(len, found)) > 2:
        return None
    alike = pairs[0][0].shown == pairs[0][1].shown
    return (f"{label}: low", f"{label}: high") if alike else (label, f"{label}, %")


def _pair(content: Content, notes: Notes) -> list[Cell]:
    """A cell of a column of pairs as two: numbers where there are numbers, else what the cell says in both."""
    found = _numbers(content)
    if len(found) == 2:
        return [number_cell(number) for number in found]
    if len(found) == 1:
        (number,), words = found, plain(content)
        if words == number.text:
            return [number_cell(number), Cell(DASH)]
        return [UNBOUNDED, number_cell(number)] if "less" in words else [number_cell(number), UNBOUNDED]
    return [cell_of(content, notes)] * 2


def _numbers(content: Content) -> list[Number]:
    return [part for part in inlines(content) if isinstance(part, Number) and math.isfinite(part.value)]
