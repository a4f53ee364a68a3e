"""What a cell of a table says: a number, a change, nothing, a number that is hidden or not held, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from wardmote.checker.quantities.figure_words import NUMBER, Number, _number, understood
from wardmote.checker.quantities.roundings import Exact
from wardmote.checker.quantities.vocabulary import Vocabulary
from wardmote.checker.read_document import Cell

Says = Literal["blank", "number", "change", "unchanged", "suppressed", "not-known", "arrow", "words"]

YEARLIKE = re.compile(r"[+\-−–]?\s?(?:19|20)\d{2}")
SIGNS = re.compile(r"^[\s()\[\]/,;:*†‡^by]*$", re.IGNORECASE)
ALONE = re.compile(r"[A-Za-z]?[†‡*^]+$")


@dataclass(frozen=True, eq=False)
class Value:
    """A cell as it was understood; equal only to itself.

    ``number`` is its number, signed as printed or as its words say ("Down 4", "(4)"); ``percent`` a percentage beside it.
    ``way`` is -1, 0 or 1 where words, arrows or a sign give a direction, else None. ``share`` is False for a change.
    """

    cell: Cell
    says: Says
    number: Number | None = None
    percent: Number | None = None
    way: int | None = None

    @property
    def counts(self) -> bool:
        """Whether it holds a number that can be recomputed with."""
        return self.number is not None and not self.number.about

    @property
    def exact(self) -> Fraction:
        """Its number, signed. Only for one that counts."""
        assert self.number is not None  # noqa: S101 - asked of cells that count only
        return Fraction(self.number.value)

    @property
    def range(self) -> Exact:
        """The values that its number can stand for: itself, or what was rounded to it where places or units say so."""
        assert self.number is not None  # noqa: S101 - asked of cells that count only
        if self.number.step == 1 and self.number.unit not in ("%", "points"):
            return Exact.of(self.number.value)
        half = Fraction(self.number.step) / 2
        return Exact(self.exact - half, self.exact + half)

    @property
    def printed(self) -> str:
        """Its words."""
        return " ".join(self.cell.text.split())


def value_of(cell: Cell, words: Vocabulary) -> Value:
    """What a cell says."""
    text = " ".join(cell.text.replace("\\pounds", "£").split())
    if cell.covered or not text:
        return Value(cell, "blank")
    if words.is_("no-change", text):
        zero = Number(Decimal(0), Decimal(1), "", 0, False, False, text, 0, len(text))
        return Value(cell, "unchanged", zero, way=0)
    if words.is_("suppressed", text):
        return Value(cell, "suppressed")
    if words.is_("not-known", text):
        return Value(cell, "not-known")
    if not re.search(r"\d", text):
        way = _way(text, words) if len(text) < 20 else None
        only = way is not None and (words.is_("upwards", text) or words.is_("downwards", text))
        return Value(cell, "arrow" if only else "words", way=way)
    return _with_numbers(cell, text, words)


def _way(text: str, words: Vocabulary) -> int | None:
    if words.says("upwards", text):
        return 1
    return -1 if words.says("downwards", text) else None


def _with_numbers(cell: Cell, text: str, words: Vocabulary) -> Value:
    bracketed = re.fullmatch(r"\(\s*([^()]*\d[^()]*)\)\s*(%?)", text)
    inner = bracketed[1] + bracketed[2] if bracketed else text
    found = (
        [made for one in NUMBER.finditer(inner) if (made := _number(one)) is not None]
        if len(text) < 60
        else []
    )
    if not found or len(found) > 2:
        return Value(cell, "words")
    rest = inner
    for one in reversed(list(NUMBER.finditer(inner))):
        rest = rest[: one.start()] + " " + rest[one.end() :]
    way = _way(rest, words)
    rest = words.pattern("upwards").sub(" ", words.pattern("downwards").sub(" ", rest))
    if not SIGNS.match(rest):
        return Value(cell, "words")
    return _numeric(cell, found, way, bool(bracketed))


def _numeric(cell: Cell, found: list[Number], way: int | None, bracketed: bool) -> Value:
    first = found[0]
    second = found[1] if len(found) == 2 else None
    if second is not None and (second.unit != "%" or first.unit == "%"):
        if first.unit != "%" or second.unit == "%":
            return Value(cell, "words")
        first, second = second, first
    if way is None and first.sign:
        way = first.sign
    if bracketed and way is None:
        way = -1
    first = _turned(first, way)
    second = _turned(second, way) if second is not None else None
    changed = way is not None
    return Value(cell, "change" if changed else "number", first, second, way)


def _turned(number: Number, way: int | None) -> Number:
    """The number with the sign that its words give it."""
    if way == -1 and number.value > 0:
        return replace(number, value=-number.value)
    return number


def amounts_in(text: str, words: Vocabulary) -> tuple[Number, ...]:
    """The amounts of money of a cell in words."""
    return tuple(one for one in understood(text, words).numbers if one.unit == "£")
