"""What was taken from a partner's file, in one sentence."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence

from wardmote.definitions import Definitions


def receipt(
    definitions: Definitions, name: str, kept: int, items: Sequence[str], first: str, last: str, rejected: int
) -> str:
    """How many figures of which measures and months were taken from a file, and how many were rejected."""
    titles = [definitions.measures[item].title if item in definitions.measures else item for item in items]
    more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    figures = "1 figure" if kept == 1 else f"{kept:,} figures"
    months = months_in_words(first, last)
    ending = f"; {rejected:,} rejected" if rejected else ""
    return f"{name}: {figures} of {titles[0]}{more}, {months}{ending}."


def months_in_words(first: str, last: str) -> str:
    """Months in a sentence: April 2025 to June 2025, or April 2025."""
    return _in_words(first) if first == last else f"{_in_words(first)} to {_in_words(last)}"


def _in_words(month: str) -> str:
    return f"{month_name[int(month[5:7])]} {month[:4]}"
