"""How a spreadsheet shows a number: as it is, as a percentage, as a date, with leading zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["plain", "percent", "date", "month", "datetime", "time", "elapsed", "padded"]

PERCENT_IDS = (9, 10)
BUILT_IN: dict[int, Kind] = {
    14: "date", 15: "date", 16: "date", 17: "month", 18: "time", 19: "time", 20: "time", 21: "time",
    22: "datetime", 45: "time", 46: "elapsed", 47: "time",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys(PERCENT_IDS, "percent"),
}  # fmt: skip
"""Formats that a workbook names by number alone (ECMA-376 part 1, section 18.8.30)."""

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Literal words, escapes, padding, colours and places in a format code."""


@dataclass(frozen=True)
class Format:
    """What a format makes of a number."""

    kind: Kind = "plain"
    width: int = 0
    """Digits shown at least, where it is ``padded``."""


PLAIN = Format()


def format_of(code: str) -> Format:
    """What a format code such as ``0%``, ``mmm-yy`` or ``000`` makes of a number."""
    first = code.split(";")[0]
    if _ELAPSED.search(first):
        return Format("elapsed")
    shown = _NOT_SHOWN.sub("", first).lower().strip()
    if shown in ("", "general", "@", "standard"):
        return PLAIN
    if "%" in shown:
        return Format("percent")
    if len(shown) > 1 and set(shown) == {"0"}:
        return Format("padded", len(shown))
    return Format(_date_kind(shown.replace("am/pm", "h").replace("a/p", "h")))


def _date_kind(shown: str) -> Kind:
    if set(shown) & set("0#?"):
        return "time" if "s" in shown or "h" in shown else "plain"
    return date_kind(
        year="y" in shown, month="m" in shown, day="d" in shown, time="h" in shown or "s" in shown
    )


def date_kind(*, year: bool, month: bool, day: bool, time: bool) -> Kind:
    """What a format with these parts of a date shows."""
    if time:
        return "datetime" if year or day else "time"
    if year and month and not day:
        return "month"
    return "date" if year or month or day else "plain"
