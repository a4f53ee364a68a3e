"""What a planted document is made of: its blocks, the slips put into it, and the look-alikes that are right.

Nothing here knows anything of the checker. A document is drafted once and written in any format.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.checker.planted.wording import EXPANSIONS, Style


@dataclass(frozen=True)
class Truth:
    """One planted slip: its kind, the words that stand at the place, what is printed and what would be right.

    ``also`` holds the words of further places where the same slip shows itself (the total that a mistyped row no
    longer makes, the other mention of a quantity).
    """

    kind: str
    words: str
    printed: str
    right: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class LookAlike:
    """Something that is right and looks wrong: its name and the words at the place."""

    name: str
    words: str


@dataclass(frozen=True)
class Head:
    """A heading. ``number`` is printed before it, "" for none; ``key`` names the section for references."""

    text: str
    level: int = 1
    number: str = ""
    key: str = ""


@dataclass(frozen=True)
class Words:
    """A paragraph, of one of the roles body, caption, note."""

    text: str
    role: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list; ``numbered`` lists print 1, 2, 3."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. In a header row, None is covered by the cell to its left (merged)."""

    header: tuple[tuple[str | None, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    notes: tuple[str, ...] = ()

    def row_words(self, row: int) -> str:
        """The words of a row as one line."""
        return " ".join(cell for cell in self.rows[row] if cell)


@dataclass(frozen=True)
class ContentsLine:
    """One line of the table of contents. ``page`` is a made-up printed page, ``off`` how far it is from the true one."""

    text: str
    number: str = ""
    page: int | None = None
    key: str = ""
    off: int = 0


@dataclass(frozen=True)
class Contents:
    """A table of contents."""

    lines: tuple[ContentsLine, ...]
    title: str = "Contents"


Node = Head | Words | Bullets | Grid | Contents


@dataclass(frozen=True)
class Fact:
    """Something that a summary may repeat: rightly, and wrongly with what is then printed and what would be right."""

    rightly: str
    wrongly: str
    printed: str
    right: str


@dataclass
class Draft:
    """A document while it is being written."""

    rng: random.Random
    style: Style
    place: str
    year: int
    nodes: list[Node] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    looks: list[LookAlike] = field(default_factory=list)
    expanded: set[str] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    tables: int = 0
    used: set[str] = field(default_factory=set)

    def head(self, text: str, level: int = 1, key: str = "") -> None:
        """Open a section."""
        self.nodes.append(Head(text, level, key=key or text))

    def say(self, text: str, role: str = "body") -> None:
        """Add a paragraph."""
        self.nodes.append(Words(text, role))

    def bullets(self, items: Sequence[str], numbered: bool = False) -> None:
        """Add a list."""
        self.nodes.append(Bullets(tuple(items), numbered))

    def grid(
        self,
        header: Sequence[Sequence[str | None]],
        rows: Sequence[Sequence[str]],
        caption: str = "",
        notes: Sequence[str] = (),
    ) -> Grid:
        """Add a table, with its number before the caption where this document numbers tables."""
        self.tables += 1
        if caption and self.style.table_word:
            caption = f"{self.style.table_word} {self.tables}{self.style.table_stop} {caption}"
        made = Grid(
            tuple(tuple(row) for row in header), tuple(tuple(row) for row in rows), caption, tuple(notes)
        )
        self.nodes.append(made)
        return made

    def slip(self, kind: str, words: str, printed: str, right: str, *also: str) -> None:
        """Record a slip that was just planted."""
        self.truths.append(Truth(kind, words, printed, right, also))

    def look(self, name: str, words: str) -> None:
        """Record a look-alike that is right."""
        self.looks.append(LookAlike(name, words))

    def short(self, acronym: str) -> str:
        """An acronym, expanded where it stands for the first time."""
        if acronym in self.expanded:
            return acronym
        self.expanded.add(acronym)
        return f"{EXPANSIONS[acronym]} ({acronym})"

    def any_of(self, options: Sequence[str]) -> str:
        """One of several wordings, not one used before while others are left."""
        fresh = [one for one in options if one not in self.used] or list(options)
        chosen = self.rng.choice(fresh)
        self.used.add(chosen)
        return chosen


@dataclass(frozen=True)
class Planted:
    """A finished document: its number, its format, what stands in it, and the truth about it."""

    number: int
    form: str
    title: str
    style: Style
    nodes: tuple[Node, ...]
    truths: tuple[Truth, ...]
    looks: tuple[LookAlike, ...]
