"""What a guess comes to: a role for each column, a meaning for each word, and what is still to be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from wardmote.definitions import Source
from wardmote.evidence.observations.staging import Kept

Sure = Literal["given", "learned", "sure", "likely", "unsure"]
"""How sure a guess is: said by the user, taken from an earlier mapping, told by the cells, by the name, or neither."""


@dataclass(frozen=True)
class ColumnGuess:
    """One column and its role."""

    column: str
    role: str
    """Role in an observation; ``period``, ``item`` or ``area`` in the name of a wide column; empty: not read."""
    sure: Sure
    examples: tuple[str, ...]
    across: bool = False
    """Whether the name of the column holds the role, and its cells are values; or the bases of such."""
    said: Mapping[str, str] = field(default_factory=dict)
    """Role -> what the name of such a column says of it."""


@dataclass(frozen=True)
class ConstantGuess:
    """What holds for the whole table."""

    role: str
    meaning: str
    sure: Sure


@dataclass(frozen=True)
class WordGuess:
    """A word of the file and what it means."""

    kind: Literal["measure", "area", "mark"]
    word: str
    meaning: str
    """Empty where nobody knows."""
    sure: Sure
    near: tuple[str, ...] = ()
    """What may be meant."""


@dataclass(frozen=True)
class Taken:
    """What the door would make of the table by the mapping."""

    observations: int
    rejected: int
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    examples: tuple[tuple[str, str, str, str, str], ...]
    """Area, item, first month, last month and value of a few."""
    rows: tuple[Kept, ...] = ()
    """All that would be stored."""


@dataclass(frozen=True)
class Guess:
    """A drafted mapping."""

    name: str
    columns: tuple[ColumnGuess, ...]
    constants: tuple[ConstantGuess, ...]
    words: tuple[WordGuess, ...]
    questions: tuple[str, ...]
    """What must be said before it can be saved, with what to type for it."""
    asked: tuple[str, ...] = ()
    """The same questions without what is to be typed on a command line."""
    level: str = ""
    periods: str = ""
    learned_from: tuple[str, ...] = ()
    """Titles of earlier mappings that taught something."""
    fits: str = ""
    """Title of a definition that the file fits already."""
    source: Source | None = None
    """The mapping; None while a question is open."""
    taken: Taken | None = None
    notes: tuple[str, ...] = ()
    saved: str = ""
    """Path of the file that it was written to."""


@dataclass
class Drafting:
    """A guess in the making."""

    columns: dict[int, ColumnGuess] = field(default_factory=dict)
    across: str = ""
    constants: dict[str, ConstantGuess] = field(default_factory=dict)
    words: list[WordGuess] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    """With marks about what is to be typed: see ``evidence.to_type``."""
    values: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    """Patterns of the names of columns, where they say more than one thing."""
    level: str = ""
    periods: str = ""
    weekly: dict[str, Any] = field(default_factory=dict)
    """What the layout says of weeks, where the periods are weeks."""
    learned_from: list[str] = field(default_factory=list)

    def role_places(self, role: str) -> list[int]:
        """Places of the columns with a role in their cells."""
        return [place for place, one in self.columns.items() if one.role == role and not one.across]

    def wide(self) -> list[ColumnGuess]:
        """Columns whose names hold a role."""
        return [one for one in self.columns.values() if one.across]

    def has(self, role: str) -> bool:
        """Whether a role stands anywhere."""
        named = any(one.role == role or role in one.said for one in self.columns.values())
        return named or role in self.constants
