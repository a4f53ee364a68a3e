"""Automatic numbers of a Word document: counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from wardmote.checker.reading.docx.names import W, value
from wardmote.checker.reading.ordinals import in_form

_PLACE = re.compile(r"%(\d)")
_SIGNS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "o": "○"}
"""What signs of the fonts of signs look like."""
MOST_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """A level of a list: form of its number, its text with %1 for a number, the number that it begins with."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    legal: bool = False

    @property
    def bullet(self) -> bool:
        """Whether it has a sign and no number."""
        return self.form in ("bullet", "none")


@dataclass
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        styled = {}
        for element in root.iter(W + "abstractNum"):
            own = element.get(W + "abstractNumId", "")
            self._abstract[own] = _List(_levels(element))
            if link := value(element, "styleLink"):
                styled[link] = own
        for element in root.iter(W + "abstractNum"):
            link = value(element, "numStyleLink")
            if link in styled:
                self._abstract[element.get(W + "abstractNumId", "")] = self._abstract[styled[link]]
        for element in root.iter(W + "num"):
            kind = value(element, "abstractNumId") or ""
            usual = self._abstract[kind].levels if kind in self._abstract else {}
            self._lists[element.get(W + "numId", "")] = (kind, _overrides(element, usual))

    def label(self, numbering: tuple[str, int]) -> tuple[str, bool]:
        """The label of the next paragraph of a list at a level, and whether it is a number; counts it."""
        number, depth = numbering
        abstract, overrides = self._lists.get(number, ("", {}))
        found = self._abstract.get(abstract)
        if found is None:
            return "", False
        levels = {**found.levels, **overrides}
        level = levels.get(depth, Level())
        if overrides and number not in self._begun:
            for deep in overrides:
                found.counts.pop(deep, None)
        self._begun.add(number)
        found.counts[depth] = found.counts[depth] + 1 if depth in found.counts else level.start
        for deep in range(depth + 1, MOST_LEVELS):
            if levels.get(deep, Level()).restarts:
                found.counts.pop(deep, None)
        if level.bullet:
            return _SIGNS.get(level.text, level.text or "•"), False
        return _PLACE.sub(lambda one: _number(found, levels, int(one[1]) - 1, level), level.text), True


def _number(found: _List, levels: dict[int, Level], depth: int, at: Level) -> str:
    level = levels.get(depth, Level())
    return in_form(found.counts.get(depth, level.start), "decimal" if at.legal else level.form)


def _levels(element: Any) -> dict[int, Level]:
    levels = {}
    for level in element.iter(W + "lvl"):
        depth = level.get(W + "ilvl", "0")
        start = value(level, "start") or "1"
        levels[int(depth) if depth.isdigit() else 0] = Level(
            value(level, "numFmt") or "decimal",
            value(level, "lvlText") or "",
            int(start) if start.isdigit() else 1,
            value(level, "lvlRestart") != "0",
            level.find(W + "isLgl") is not None,
        )
    return levels


def _overrides(element: Any, usual: dict[int, Level]) -> dict[int, Level]:
    """Levels that a list has otherwise than its kind: whole ones, or another beginning."""
    found = _levels(element)
    for override in element.iter(W + "lvlOverride"):
        start = value(override, "startOverride")
        depth = override.get(W + "ilvl", "0")
        if start and start.isdigit() and depth.isdigit():
            level = found.get(int(depth), usual.get(int(depth), Level()))
            found[int(depth)] = Level(level.form, level.text, int(start), level.restarts, level.legal)
    return found
