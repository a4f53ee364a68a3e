"""Styles of an OpenDocument text, and the numbers that its lists and headings count by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wardmote.checker.reading.odt.names import FO, STYLE, TEXT, whole
from wardmote.checker.reading.ordinals import in_form

_LINES = re.compile(r"preformatted|plain ?text", re.I)
DEEPEST = 20


@dataclass(frozen=True)
class Look:
    """What a style says, with what it inherits."""

    names: tuple[str, ...] = ()
    bold: bool = False
    raised: bool = False
    hidden: bool = False
    numbering: str = ""

    @property
    def title(self) -> bool:
        """Whether it is that of the title of the document."""
        return "Title" in self.names

    @property
    def caption(self) -> bool:
        """Whether it is that of a caption."""
        return bool({"Caption", "Table", "Illustration", "Figure", "Drawing", "caption"} & set(self.names))

    @property
    def lines(self) -> bool:
        """Whether a paragraph of it is a line of plain text."""
        return any(_LINES.search(name) for name in self.names)

    @property
    def contents(self) -> bool:
        """Whether it is that of an entry of contents."""
        return any(re.fullmatch(r"Contents \d+|toc \d+", name) for name in self.names)


@dataclass(frozen=True)
class Level:
    """A level of a list: form of its number ("" for a bullet), what stands around it, how many levels it shows."""

    form: str = ""
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = "•"


class Styles:
    """The styles of a document, by name."""

    def __init__(self, *roots: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for element in root.iter(STYLE + "style") if root is not None else ():
                self._elements[element.get(STYLE + "name", "")] = element
            for element in root.iter(TEXT + "list-style") if root is not None else ():
                self.lists[element.get(STYLE + "name", "")] = _levels(element)
            for element in root.iter(TEXT + "outline-style") if root is not None else ():
                self.outline = _levels(element)

    def of(self, element: Any) -> Look:
        """The look of a paragraph or span."""
        return self.named(element.get(TEXT + "style-name", ""))

    def named(self, name: str) -> Look:
        """The look of a style."""
        if name not in self._looks:
            self._looks[name] = self._make(name)
        return self._looks[name]

    def _make(self, name: str) -> Look:
        chain: list[Any] = []
        while name in self._elements and len(chain) < DEEPEST and self._elements[name] not in chain:
            chain.append(self._elements[name])
            name = chain[-1].get(STYLE + "parent-style-name", "")
        names = [one.get(STYLE + "display-name") or one.get(STYLE + "name", "") for one in chain]
        names = [_plain(one) for one in [*names, name] if one]
        texts = [found for one in chain for found in one.iter(STYLE + "text-properties")]
        weight = next((found for one in texts if (found := one.get(FO + "font-weight"))), "")
        position = next((found for one in texts if (found := one.get(STYLE + "text-position"))), "")
        return Look(
            tuple(names),
            weight in ("bold", "600", "700", "800", "900"),
            position.startswith(("super", "3", "4", "5")) if position else False,
            any(one.get(TEXT + "display") == "none" for one in texts),
            next((found for one in chain if (found := one.get(STYLE + "list-style-name"))), ""),
        )


def _plain(name: str) -> str:
    return name.replace("_20_", " ")


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for level in element:
        if not isinstance(level.tag, str):
            continue
        found[whole(level, TEXT + "level")] = Level(
            level.get(STYLE + "num-format", ""),
            level.get(STYLE + "num-prefix", ""),
            level.get(STYLE + "num-suffix", ""),
            whole(level, TEXT + "display-levels"),
            whole(level, TEXT + "start-value"),
            level.get(TEXT + "bullet-char", "•"),
        )
    return found


@dataclass
class Counter:
    """Counts the entries of a list, level by level."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int | None = None) -> tuple[str, bool]:
        """The label of the next entry at a level from 1, and whether it is a number."""
        level = self.levels.get(depth, Level())
        if start is not None:
            self.counts[depth] = start
        else:
            self.counts[depth] = self.counts[depth] + 1 if depth in self.counts else level.start
        self.counts = {deep: count for deep, count in self.counts.items() if deep <= depth}
        if not level.form:
            return level.bullet, False
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = [self._number(deep) for deep in shown]
        return f"{level.before}{'.'.join(part for part in numbers if part)}{level.after}".strip(), True

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth, Level())
        return in_form(self.counts.get(depth, level.start), level.form)
