"""Numbers and lists as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from wardmote.definitions import Definitions
from wardmote.figures.months import spans
from wardmote.methods.rounding import half_up

WORDS = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)


LEFT_TO_RIGHT = "\u200e"
"""A mark that nobody sees and that reads as a letter from left to right."""


def in_line(name: str) -> str:
    """A name as it can stand inside an English sentence.

    One that holds letters from right to left is set between two marks, so that the numbers and commas beside it stay
    where they are written, and so that a title that begins with it still runs as English does. These marks and not
    isolates: word processors do not all know isolates, and one that is left open turns the words after it.
    """
    if name.isascii() or not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name):
        return name
    return f"{LEFT_TO_RIGHT}{name.strip(LEFT_TO_RIGHT)}{LEFT_TO_RIGHT}"


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
    """A share as whole percent: 15%. A little is not nothing: <1%."""
    if value is None:
        return "–"
    whole = half_up(value * 100, 0)
    return "<1%" if value > 0 and not whole else f"{whole:.0f}%"


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


def amount(value: int, one: str, many: str) -> str:
    """How many of what: no measures, one measure, seven measures."""
    return f"{number_word(value) if value else 'no'} {one if value == 1 else many}"


def times(value: float) -> str:
    """How many times: twice, three times, 2.5 times."""
    if value == 2:
        return "twice"
    return f"{number_word(int(value)) if value == int(value) else f'{value:g}'} times"


def months_listed(months: Sequence[str]) -> str:
    """Months in words, three or more in a row as a span: May 2023 to July 2023 and November 2023."""
    return listed(spans(months))


def per(definitions: Definitions) -> str:
    """What a rate is per: per 1,000."""
    return f"per {count(definitions.threshold('rate-per'))}"


def interval_name(definitions: Definitions) -> str:
    """What an interval is called: 95% interval."""
    return f"{share(definitions.threshold('confidence'))} interval"


def level_name(definitions: Definitions, level: str, number: int) -> str:
    """A level of area inside a sentence: ward or wards."""
    found = definitions.levels[level]
    return found.title.split(" (")[0].lower() if number == 1 else found.plural
