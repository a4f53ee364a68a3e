"""What was taken from a partner's file, in one sentence."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from datetime import date

from wardmote.definitions import Definitions
from wardmote.evidence.observations.weeks import in_words


def receipt(
    definitions: Definitions, name: str, kept: int, items: Sequence[str], first: str, last: str, rejected: int
) -> str:
    """How many figures of which measures and months were taken from a file, and how many were rejected."""
    titles = [definitions.measures[item].title if item in definitions.measures else item for item in items]
    more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
    figures = "1 figure" if kept == 1 else f"{kept:,} figures"
    if len(first) > len("2025-04"):
        figures = "1 weekly figure" if kept == 1 else f"{kept:,} weekly figures"
    months = months_in_words(first, last)
    ending = f"; {rejected:,} rejected" if rejected else ""
    return f"{name}: {figures} of {titles[0]}{more}, {months}{ending}."


def months_in_words(first: str, last: str) -> str:
    """Months in a sentence: April 2025 to June 2025, or April 2025; of Mondays: week from 7 April 2025."""
    if len(first) > len("2025-04"):
        weeks = [in_words(date.fromisoformat(day)) for day in dict.fromkeys((first, last))]
        return (
            f"week from {weeks[0]}" if len(weeks) == 1 else f"weeks from {weeks[0]} to that from {weeks[1]}"
        )
    return _in_words(first) if first == last else f"{_in_words(first)} to {_in_words(last)}"


def _in_words(month: str) -> str:
    return f"{month_name[int(month[5:7])]} {month[:4]}"
