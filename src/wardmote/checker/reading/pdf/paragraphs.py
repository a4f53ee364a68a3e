"""Lines of a page put together to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from wardmote.checker.reading.pdf.rows import Row, joined
from wardmote.checker.reading.plain.lines import bullet, ordinal, section_label

_ENDS = re.compile(r"[.:;!?][\"”’')\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_NOTE = re.compile(r"^[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]")
WIDER = 1.28
"""Times the usual step from line to line from which a gap parts paragraphs."""


@dataclass
class Block:
    """A paragraph of a page: its words, the size of its letters, whether it is bold, on which page it begins.

    ``full`` says that its last line reaches to the edge of the words.
    """

    text: str
    size: float
    bold: bool
    page: int
    lines: int = 1
    full: bool = False

    @property
    def begins_anew(self) -> bool:
        """Whether it begins with a sign or number of a list or with the mark of a note."""
        return bool(bullet(self.text)[0] or _label(self.text) or _NOTE.match(self.text))


@dataclass(frozen=True)
class Measure:
    """What is usual in a document: the step from line to line as a share of the size of letters, and words known."""

    size: float
    step: float
    known: set[str]


def usual_step(pages: Sequence[Sequence[Row]], size: float) -> float:
    """The usual step from line to line of running text, as a share of the size of its letters."""
    steps = [
        (one.base - other.base) / other.size
        for rows in pages
        for one, other in pairwise(rows)
        if abs(other.size - size) < 0.5 and 0.8 < (one.base - other.base) / other.size < 2.2
    ]
    if not steps:
        return 1.2
    steps.sort()
    return median(steps[: max(1, len(steps) * 2 // 3)])


def paragraphs(rows: Sequence[Row], page: int, usual: Measure) -> list[Block]:
    """The paragraphs of lines that stand one below another."""
    made: list[Block] = []
    right = max((row.right for row in rows), default=0.0)
    before: Row | None = None
    first: Row | None = None
    for row in rows:
        text = row.text.replace("\t", " ").strip()
        if before is None or first is None or _begins(row, before, first, right, usual):
            made.append(Block(text, row.size, row.bold, page))
            first = row
        else:
            block = made[-1]
            block.text = joined(block.text, text, usual.known)
            block.lines += 1
            block.bold = block.bold and row.bold
        made[-1].full = row.right >= right - 0.15 * (right - row.left)
        before = row
    return made


def _begins(row: Row, before: Row, first: Row, right: float, usual: Measure) -> bool:
    """Whether a line begins a paragraph."""
    step = before.base - row.base
    size = max(row.size, before.size)
    if step > WIDER * usual.step * size or step < 0:
        return True
    if abs(row.size - before.size) > 0.08 * size or (row.bold != before.bold and first.bold != row.bold):
        return True
    text = row.text.replace("\t", " ")
    if bullet(text)[0] or _label(text) or _NOTE.match(text):
        return True
    hanging = bool(bullet(first.text.replace("\t", " "))[0] or _label(first.text.replace("\t", " ")))
    if row.left > before.left + 1.5 * size and not hanging:
        return True
    if row.left < first.left - size:
        return True
    if hanging and first is not before and row.left < before.left - 0.8 * size:
        return True
    short = before.right < right - 0.25 * (right - row.left)
    return short and bool(_ENDS.search(before.text))


def _label(text: str) -> bool:
    return bool(ordinal(text)[0] or section_label(text)[0])
