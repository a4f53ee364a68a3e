"""Reads a cell that should hold a number: zero, not supplied and suppressed are different things."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from wardmote.definitions import Source
from wardmote.definitions.models import Mark
from wardmote.evidence.observations.misread import Misread

State = Literal["known", "not-supplied", "suppressed"]
NUMBER = re.compile(
    r"(?P<bracket>\()?\s*(?P<minus>[-−–]\s?)?(?P<pounds>£)?\s*"
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+|\d+)(?P<rest>\.\d*)?\s*(?P<percent>%)?\s*(?P<close>\))?"
)
NO_DIGITS = re.compile(r"[^\d]")
A_NUMBER = (
    "a number such as 12 or 1,234; write 0 for none, and leave the cell empty where nothing was supplied"
)
UNCLEAR = "0 where there were none, or an empty cell where it is not known: this could mean either"
NOT_BELOW_ZERO = "a number of 0 or more; only a source that sends revisions has numbers below zero"
A_PERCENTAGE = "a percentage from 0 to 100"
A_SHARE_OR_PERCENTAGE = (
    "a percentage such as 42 or 42%; a number below 1 could be a share of 1, so write it with %"
)
A_COUNT = "a number without a sign such as £ or %, as this is counted in {unit}"
A_BASE = "the whole number of people asked or cases counted, or nothing"
A_BASE_OF_SOME = "a base above 0, as there is no percentage of nobody"
A_BASE_ABOVE = "a base that is not smaller than what is counted of it"
A_WHOLE_NUMBER = "a whole number ({plain} or {parted})"
WHOLE_NUMBERS = "a whole number such as 12, as there is no part of one"
COUNT, SHARE, MONEY = "count", "share", "money"
"""Kinds of quantity that say how numbers are written."""


@dataclass(frozen=True)
class Value:
    """What a cell says."""

    state: State
    number: float | None = None
    """None unless it is known."""


class Values:
    """Reads the numbers of the files of one source.

    Parameters
    ----------
    marks
        Words that stand instead of a number; those of the source's own layout come first.
    """

    def __init__(self, marks: Iterable[Mark], source: Source) -> None:
        own = source.layout.marks if source.layout else {}
        self._marks: dict[str, str] = {"": "not-supplied"}
        self._marks |= {_plain(word): mark.means for mark in marks for word in mark.words}
        self._marks |= {_plain(word): means for word, means in own.items()}
        self._negative = source.layout is not None and source.layout.negative

    def read(self, cell: str, quantity: str = "", unit: str = "") -> Value:
        """The number of a cell, or why there is none.

        Parameters
        ----------
        quantity
            What kind of quantity the measure is, where it is known: shares and money may carry their sign, and of what is
            counted one by one a part is a fault.
        unit
            What the measure counts, in words.

        Raises
        ------
        Misread
            When it is no number, could mean two things, or cannot be of that unit.
        """
        means = self._marks.get(_plain(cell))
        if means == "zero":
            return Value("known", 0.0)
        if means == "not-supplied":
            return Value("not-supplied")
        if means == "suppressed":
            return Value("suppressed")
        if means == "unclear":
            raise Misread(UNCLEAR)
        number = self._number(cell, quantity, unit)
        if quantity == COUNT:
            _check_whole(cell)
        return Value("known", number)

    def base(self, cell: str, value: Value, quantity: str = "") -> float | None:
        """The number behind a percentage, or out of which something is counted; None where it is not said.

        Raises
        ------
        Misread
            When it is no whole number, or too small for the value.
        """
        if self._marks.get(_plain(cell)) in ("not-supplied", "suppressed"):
            return None
        try:
            base = self._number(cell, COUNT, "people")
        except Misread as error:
            raise Misread(A_BASE) from error
        if base < 0 or base != int(base):
            raise Misread(A_BASE)
        if value.number is not None and quantity == SHARE and base == 0:
            raise Misread(A_BASE_OF_SOME)
        if value.number is not None and quantity not in ("", SHARE) and value.number > base:
            raise Misread(A_BASE_ABOVE)
        return base

    def _number(self, cell: str, quantity: str, unit: str) -> float:
        found = NUMBER.fullmatch(cell.strip())
        if found is None or bool(found["bracket"]) != bool(found["close"]):
            raise Misread(A_NUMBER)
        number = float(NO_DIGITS.sub("", found["digits"]) + (found["rest"] or "")) or 0.0
        if not math.isfinite(number):
            raise Misread(A_NUMBER)
        below = bool(found["bracket"] or found["minus"]) and number != 0
        _check_sign(found, number, quantity, unit)
        if below and not self._negative:
            raise Misread(NOT_BELOW_ZERO)
        return -number if below else number


def _check_sign(
    found: Mapping[str, str | None] | re.Match[str], number: float, quantity: str, unit: str
) -> None:
    percent, pounds = found["percent"], found["pounds"]
    if (quantity not in ("", SHARE) and percent) or (quantity not in ("", MONEY) and pounds):
        raise Misread(A_COUNT.format(unit=unit))
    if (percent or quantity == SHARE) and number > 100:
        raise Misread(A_PERCENTAGE)
    if quantity == SHARE and not percent and 0 < number < 1:
        raise Misread(A_SHARE_OR_PERCENTAGE)


def _check_whole(cell: str) -> None:
    """Refuse a part of a thing, and a stop that may stand between thousands."""
    found = NUMBER.fullmatch(cell.strip())
    whole, part = NO_DIGITS.sub("", found["digits"] if found else ""), ((found and found["rest"]) or "")[1:]
    if len(part) == 3:
        raise Misread(A_WHOLE_NUMBER.format(plain=f"{whole}{part}", parted=f"{whole},{part}"))
    if part.strip("0"):
        raise Misread(WHOLE_NUMBERS)


def _plain(word: str) -> str:
    return " ".join(word.split()).casefold()
