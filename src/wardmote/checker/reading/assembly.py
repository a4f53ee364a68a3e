"""Gathers the blocks of a document as a reader finds them, and ties notes and captions to their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from wardmote.checker.read_document import (
    Block,
    Cell,
    ContentsEntry,
    ContentsList,
    Heading,
    ItemList,
    Paragraph,
    Place,
    Table,
    Unread,
)
from wardmote.checker.reading.grid import Given, Room, lay_out
from wardmote.checker.reading.headers import header_columns, header_rows
from wardmote.checker.reading.marks import leading_mark, next_note, same_mark, split_marks
from wardmote.checker.reading.settling import settled
from wardmote.checker.reading.words import clean

Role = Literal["body", "caption", "footnote", "note", "page-head", "page-foot"]
Layout = Literal["table", "tabs", "pipes", "spacing", "lines"]

_NUMBER = re.compile(
    r"(?:section\s+)?(\d{1,3}(?:\.\d{1,3})*)[.)]?\s+(?=[^\W\d_]|[“\"‘'(£\[&])(.+)", re.I | re.S
)
_DATE = re.compile(
    r"\d{1,2}\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:,?\s+\d{2,4}\b|\W*$)",
    re.I,
)
_DECIMAL = re.compile(r"\d{1,3}\.\d{1,3}(?:\.\d{1,3})*")
_CAPTION = re.compile(
    r"(?:table|fig(?:ure)?\.?|chart|diagram|graph|map|picture|box)\s*[A-Z]?\d+(?:[.\-]\d+)*\b", re.I
)
_UNDER = re.compile(r"(?:notes?|sources?|n\.?b\.?|base|key)\s*(?:\d+\s*)?[:.\-–]", re.I)
LONGEST_CAPTION = 300
LAST_SECTION = 99
"""Whole numbers up to which a heading is numbered by what it begins with; a larger one is a figure."""


def section_number(text: str) -> tuple[str, str]:
    """The section number with which a heading begins, and its words; "" where it has none."""
    found = _NUMBER.match(text)
    if not found or (found[1].isdigit() and int(found[1]) > LAST_SECTION) or _DATE.match(text):
        return "", text
    return found[1], found[2].strip()


def is_caption(text: str) -> bool:
    """Whether words name a table or picture by its number."""
    return len(text) <= LONGEST_CAPTION and bool(_CAPTION.match(text))


@dataclass
class Assembly:
    """The blocks found so far, in reading order."""

    room: Room
    blocks: list[Block] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    tables: int = 0
    title: str = ""

    def heading(self, text: str, level: int, place: Place, number: str = "") -> None:
        """Add a heading; a number that the words themselves begin with is told from them.

        A number that the file makes by itself, and that its words do not hold, is given as ``number``.
        """
        words, _ = split_marks(clean(self.room.take_words(text)))
        if not words:
            return
        own, rest = ("", words) if number else section_number(words)
        self.blocks.append(Heading(rest, max(1, min(level, 6)), self._at(place), (number or own).rstrip(".")))

    def paragraph(self, text: str, place: Place, role: Role = "body", mark: str = "") -> None:
        """Add running words; what begins with the mark of a note is a note, what names a table its caption."""
        words = clean(self.room.take_words(text))
        if not words:
            return
        if role == "body":
            mark, words = leading_mark(words)
            role = "footnote" if mark else ("caption" if is_caption(words) else "body")
        words, further = next_note(words) if mark else (words, "")
        words, marks = split_marks(words)
        self.blocks.append(Paragraph(words, self._at(place), role, mark, marks))
        if further:
            self.paragraph(further, place)

    def items(self, items: Sequence[tuple[str, str, Place]], ordered: bool) -> None:
        """Add a list of (label, words, place)."""
        found = [
            (label, split_marks(clean(self.room.take_words(words)))[0], place)
            for label, words, place in items
        ]
        found = [item for item in found if item[1]]
        if found:
            self.blocks.append(
                ItemList(
                    tuple(words for _, words, _ in found),
                    tuple(self._at(place) for _, _, place in found),
                    tuple(label for label, _, _ in found),
                    ordered,
                    self._at(found[0][2]),
                )
            )

    def table(
        self,
        rows: Sequence[Sequence[Given]],
        place: Place,
        layout: Layout = "table",
        caption: str = "",
        said: tuple[int, int] = (0, 0),
    ) -> None:
        """Add a table; ``said`` is how many header rows and columns the format itself marks."""
        place = self._at(replace(place, table=self.tables + 1))
        grid = _without_empty(lay_out(rows, place, self.room))
        if not grid:
            return
        if len(grid) == 1 and len(grid[0]) == 1:
            self.paragraph(grid[0][0].text, place)
            return
        if layout != "table" and self._goes_on(grid):
            return
        self.tables += 1
        headers = header_rows(grid, said[0])
        columns = header_columns(grid, headers, said[1])
        self.blocks.append(Table(grid, place, headers, columns, clean(caption), (), layout))

    def _goes_on(self, grid: tuple[tuple[Cell, ...], ...]) -> bool:
        """Add rows to the table just before, where they begin with the same names of columns: it went over a page."""
        before = self.blocks[-1] if self.blocks else None
        if not isinstance(before, Table) or before.layout == "table" or not before.header_rows:
            return False
        count = before.header_rows
        names = [[cell.text for cell in row] for row in grid[:count]]
        if names != [[cell.text for cell in row] for row in before.rows[:count]] or len(set(names[-1])) < 2:
            return False
        number, rows = len(before.rows), []
        for row in grid[count:]:
            number += 1
            rows.append(
                tuple(replace(c, place=replace(c.place, table=before.place.table, row=number)) for c in row)
            )
        self.blocks[-1] = replace(before, rows=before.rows + tuple(rows))
        return True

    def contents(self, entries: Sequence[ContentsEntry], place: Place) -> None:
        """Add a table of contents."""
        if entries:
            entries = [replace(entry, place=self._at(entry.place)) for entry in entries]
            self.blocks.append(ContentsList(tuple(entries), self._at(place)))

    def not_read(self, what: str, why: str, place: Place) -> None:
        """Say what could not be read, where, and what somebody can do."""
        self.unread.append(Unread(what, why, place))

    def finish(self) -> tuple[Block, ...]:
        """All blocks, captions and notes tied to their tables."""
        return tuple(_tied(settled(self.blocks)))

    def _at(self, place: Place) -> Place:
        return place if place.anchor is not None else replace(place, anchor=len(self.blocks))


def _without_empty(grid: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Without rows and columns at the ends that hold nothing."""
    if not any(cell.text or cell.marks for row in grid for cell in row):
        return ()
    last = max(c for row in grid for c, cell in enumerate(row) if cell.text or cell.marks)
    end = max(r for r, row in enumerate(grid) if any(cell.text or cell.marks for cell in row))
    return tuple(row[: last + 1] for row in grid[: end + 1])


def _tied(blocks: Sequence[Block]) -> list[Block]:
    notes = [block for block in blocks if isinstance(block, Paragraph) and block.mark]
    tied: list[Block] = list(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            under = _under(tied, index)
            own = _own_notes(block, notes)
            texts = dict.fromkeys([*own, *(tied_block.text for tied_block in under)])
            caption = block.caption or _caption_of(tied, index)
            tied[index] = replace(block, caption=caption, notes=tuple(texts))
    return tied


def _caption_of(blocks: Sequence[Block], index: int) -> str:
    for near in (index - 1, index + 1):
        if 0 <= near < len(blocks):
            block = blocks[near]
            if isinstance(block, Paragraph) and block.role == "caption":
                if near < index or not _next_is_table(blocks, near):
                    return block.text
            elif isinstance(block, Heading) and near < index and _CAPTION.match(block.text):
                return block.text
    return _title_row(blocks[index])


def _next_is_table(blocks: Sequence[Block], index: int) -> bool:
    return index + 1 < len(blocks) and isinstance(blocks[index + 1], Table)


def _title_row(block: Block) -> str:
    """The words of a first row that holds a title and nothing else."""
    if isinstance(block, Table) and block.header_rows > 1 and len(block.rows[0]) > 1:
        texts = {cell.text for cell in block.rows[0] if cell.text}
        if len(texts) == 1:
            return texts.pop()
    return ""


def _under(blocks: list[Block], index: int) -> list[Paragraph]:
    """The notes that stand directly under a table; those without a mark are given their role."""
    found: list[Paragraph] = []
    for number in range(index + 1, len(blocks)):
        block = blocks[number]
        if isinstance(block, Paragraph) and block.role == "caption" and not found:
            continue
        if not isinstance(block, Paragraph) or not (block.mark or _UNDER.match(block.text)):
            break
        if block.role == "body":
            block = replace(block, role="note")
            blocks[number] = block
        found.append(block)
    return found


def _own_notes(table: Table, notes: Sequence[Paragraph]) -> list[str]:
    """The notes whose marks stand in the table: of two with the same mark the first after it, else the last before."""
    marks = dict.fromkeys(mark for row in table.rows for cell in row for mark in cell.marks)
    found = []
    for mark in marks:
        fitting = [note for note in notes if same_mark(note.mark, mark)]
        after = [note for note in fitting if (note.place.anchor or 0) > (table.place.anchor or 0)]
        if fitting:
            found.append(after[0].text if after else fitting[-1].text)
    return found
