"""Numbers and lists as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.methods.rounding import half_up

WORDS = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)


def count(value: float | None) -> str:
    """A count with commas: 15,602."""
    return "–" if value is None else f"{half_up(value, 0):,.0f}"


def signed(value: int | None) -> str:
    """A change with its sign, a true minus: +66, −321."""
    if value is None:
        return "–"
    return "0" if value == 0 else f"{value:+,}".replace("-", "−")


def percent(value: float | None) -> str:
    """A change in percent with its sign and one decimal: +77.6%, −17.5%."""
    if value is None:
        return "–"
    return f"{half_up(value, 1):+.1f}%".replace("-", "−") if value else "0.0%"


def share(value: float | None) -> str:
    """A share as whole percent: 15%."""
    return "–" if value is None else f"{half_up(value * 100, 0):.0f}%"


def one_decimal(value: float | None) -> str:
    """A rate or an average with one decimal: 51.7."""
    return "–" if value is None else f"{half_up(value, 1):,.1f}"


def number_word(value: int) -> str:
    """Up to sixteen in words, beyond in digits."""
    return WORDS[value] if 0 <= value < len(WORDS) else f"{value:,}"


def listed(names: Sequence[str]) -> str:
    """A list in words: burglary, drugs and robbery."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def inside(title: str) -> str:
    """A title inside a sentence: its first letter small, unless it is an acronym."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def opening(text: str) -> str:
    """A text at the start of a sentence."""
    return text[:1].upper() + text[1:]
