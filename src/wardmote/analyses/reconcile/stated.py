"""A figure that somebody else states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from wardmote.definitions import Measure
from wardmote.figures.areas import Area
from wardmote.figures.months import Period

NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[, \u00a0]\d{3})+|\d+)(?P<part>\.\d+)?\s*(?P<unit>k|m|thousand|million)?"
)
UNITS = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
ABOUT = re.compile(r"^(?:about|around|some|approx(?:imately|\.)?|c\.|~|circa)\s*")
SHARE = re.compile(r"(?P<digits>\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent)?")
LEAST_ROUNDED = 1_000
"""A number below this is taken as it stands: 40 or 300 is as likely a count as a rounded one."""


class StatedError(ValueError):
    """What was stated is not a count; says what was found and how to write it."""


@dataclass(frozen=True)
class Stated:
    """A count, or a share in percent, that somebody states of a measure, an area and a period.

    ``within``: how far from it ours may lie and still be the same number as printed, where it looks rounded.
    """

    value: float
    measure: Measure
    area: Area
    period: Period
    within: float = 0
    says: str = ""
    """Who or what states it, in people's own words."""


def read_number(words: str) -> tuple[int, int]:
    """A count as people write it, and how far from it one may lie that was rounded to it.

    1,234 is itself; 12,000 and 12k may stand for any count that rounds to them.

    Raises
    ------
    StatedError
        When it is not one whole number of zero or more.
    """
    said = words.strip().casefold()
    about = ABOUT.match(said)
    found = NUMBER.fullmatch(said[about.end() :] if about else said)
    if not found:
        raise StatedError(f"“{words}” is not a count. Write one whole number, such as 1234, 1,234 or 12k.")
    scale = UNITS[found["unit"] or ""]
    value = Decimal(re.sub(r"[, \u00a0]", "", found["digits"]) + (found["part"] or "")) * scale
    if value != value.to_integral_value():
        raise StatedError(
            f"“{words}” is not a whole number. Only counts can be reconciled, not rates or percentages."
        )
    decimals = len(found["part"]) - 1 if found["part"] else 0
    rounded = scale // 10**decimals // 2 if scale > 1 else precision(int(value)) // 2
    if about:
        rounded = max(rounded, _trailing(int(value)) // 2)
    return int(value), rounded


def read_share(words: str) -> tuple[float, float]:
    """A share as people write it, 58% or 58.2, in percent; and how far from it one may lie that was rounded to it.

    Raises
    ------
    StatedError
        When it is not a number from 0 to 100.
    """
    found = SHARE.fullmatch(words.strip().casefold())
    if not found or Decimal(found["digits"]) > 100:
        raise StatedError(f"“{words}” is not a share. Write it in percent, such as 58% or 58.2.")
    decimals = len(found["digits"].partition(".")[2])
    return float(found["digits"]), 0.5 / 10**decimals


def precision(value: int) -> int:
    """What a count looks rounded to: 100 for 12,300; 1 for one that may be exact."""
    return max(1, min(_trailing(value), 1_000)) if value >= LEAST_ROUNDED and _trailing(value) >= 100 else 1


def _trailing(value: int) -> int:
    """The largest power of ten that divides a count; 1 for zero."""
    power = 1
    while value and value % (power * 10) == 0:
        power *= 10
    return power
