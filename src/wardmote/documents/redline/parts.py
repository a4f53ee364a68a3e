"""A document's lines as what a reader sees: sections of paragraphs, tables and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wardmote.documents.lines import Line

TABLE = ("head", "row", "register", "note", "footnote")
PICTURE = ("subtitle", "alternative", "data", "note", "footnote")
SAME = {"draft": "paragraph", "draft finding": "finding", "lead": "paragraph", "commentary": "prompt"}
"""Kinds that can stand for each other: a sentence that somebody accepted is still that sentence."""


@dataclass(frozen=True)
class Part:
    """A paragraph, a list's item, a finding; or a whole table or picture with all its lines."""

    kind: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its first line: the words, the caption, the title."""
        return self.lines[0].text

    @property
    def name(self) -> str:
        """What tells it from others of its kind whatever it says; "" for none."""
        return self.lines[0].name

    @property
    def sort(self) -> str:
        """What it is for a comparison."""
        return SAME.get(self.kind, self.kind)

    @cached_property
    def words(self) -> Counter[str]:
        """Its words, with every number as one sign: a new figure does not make another sentence."""
        names = [line.cells[0] for line in self.lines if line.cells] if self.kind == "table" else []
        return Counter(re.sub(r"\d[\d,.]*", "#", " ".join((self.text, *names)).lower()).split())

    def of(self, *kinds: str) -> list[Line]:
        """Its lines of these kinds."""
        return [line for line in self.lines if line.kind in kinds]


@dataclass(frozen=True)
class Section:
    """What stands under one heading, up to the next of any level. The first may have none."""

    anchor: str
    level: int
    heading: str
    parts: tuple[Part, ...] = field(default=())

    @property
    def content(self) -> tuple[object, ...]:
        """All that makes two sections equal."""
        return (self.heading, self.parts)


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """The sections of a document in reading order."""
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        grouped.setdefault(line.section, []).append(line)
    return [_section(anchor, found) for anchor, found in grouped.items()]


def alike(one: Part, other: Part) -> float:
    """How alike two parts are: by their names where both have one, else by the share of words in common.

    Parts of different sorts are never alike.
    """
    if one.sort != other.sort:
        return 0.0
    if one.name and other.name:
        return float(one.name == other.name)
    both = sum((one.words & other.words).values())
    return 2 * both / max(one.words.total() + other.words.total(), 1)


def _section(anchor: str, lines: Sequence[Line]) -> Section:
    heading = next((line for line in lines if line.kind == "heading"), None)
    text = heading.text if heading else ""
    rest = [line for line in lines if line is not heading]
    return Section(anchor, heading.level if heading else 0, text, tuple(_parts(rest)))


def _parts(lines: Iterable[Line]) -> list[Part]:
    """Lines in parts: a caption opens a table, a title a picture, and each holds what belongs to it."""
    parts: list[tuple[str, list[Line]]] = []
    for line in lines:
        kind = {"caption": "table", "picture": "picture"}.get(line.kind, line.kind)
        holds = {"table": TABLE, "picture": PICTURE}.get(parts[-1][0] if parts else "", ())
        if line.kind in holds:
            parts[-1][1].append(line)
        else:
            parts.append((kind, [line]))
    return [Part(kind, tuple(held)) for kind, held in parts]
