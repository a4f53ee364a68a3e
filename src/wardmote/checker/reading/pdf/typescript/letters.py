"""The letters of a page of plain text, in rows, each where it stands."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as raw

NEAR = 0.35
"""Share of the size of letters within which two stand on one line."""


@dataclass(frozen=True)
class Letter:
    """A letter, from where it begins to where the next one may."""

    sign: str
    left: float
    right: float


@dataclass(frozen=True)
class TypedRow:
    """The letters of a line from left to right, spaces at its beginning left out.

    ``parted`` says that it ends in a space that the page sets itself.
    """

    letters: tuple[Letter, ...]
    base: float
    page: int
    parted: bool

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where its last letter ends."""
        return self.letters[-1].right

    @property
    def first_word(self) -> float:
        """How wide its first word is."""
        end = self.letters[0].right
        for one in self.letters:
            if one.sign == " " or one.left > end + 0.3 * (one.right - one.left):
                break
            end = one.right
        return end - self.left


def typed_rows(page: Any, number: int, running: set[float]) -> list[TypedRow]:
    """The rows of a page from above to below, without its head and foot."""
    lines: dict[float, list[Letter]] = {}
    textpage = raw.FPDFText_LoadPage(page.raw)
    try:
        _gather(textpage, lines)
    finally:
        raw.FPDFText_ClosePage(textpage)
    rows = []
    for base, letters in sorted(_together(lines).items(), reverse=True):
        if any(abs(base - other) < 1.0 for other in running):
            continue
        letters.sort(key=lambda one: one.left)
        signs = [index for index, one in enumerate(letters) if one.sign != " "]
        if signs:
            own = tuple(letters[signs[0] : signs[-1] + 1])
            rows.append(TypedRow(own, base, number, signs[-1] + 1 < len(letters)))
    return rows


def _gather(textpage: Any, lines: dict[float, list[Letter]]) -> None:
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        sign = "-" if code == 2 else chr(code) if 0 < code < 0x110000 else ""
        if not sign or sign in "\r\n" or not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        right = max(box.right, x.value)
        letter = Letter(" " if sign.isspace() else sign, x.value, right)
        lines.setdefault(round(y.value, 1), []).append(letter)


def _together(lines: dict[float, list[Letter]]) -> dict[float, list[Letter]]:
    """Lines whose heights differ by less than letters do made one."""
    bases = sorted(lines, reverse=True)
    widths = [one.right - one.left for letters in lines.values() for one in letters]
    near = NEAR * 1.6 * median(widths) if widths else 0.0
    made: dict[float, list[Letter]] = {}
    last: float | None = None
    for base in bases:
        if last is not None and last - base <= near:
            made[last] += lines[base]
        else:
            last = base
            made[base] = list(lines[base])
    return made


def pitch_of(rows: Sequence[TypedRow]) -> float:
    """How wide every letter is where all are alike; 0 where they are not."""
    widths = sorted(one.right - one.left for row in rows[:400] for one in row.letters)
    if not widths:
        return 0.0
    middle = widths[len(widths) // 2]
    alike = sum(abs(width - middle) < 0.03 * middle for width in widths)
    return middle if alike >= 0.97 * len(widths) else 0.0
