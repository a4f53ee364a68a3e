"""Which months of police.uk are wanted, and which are on offer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wardmote.operations.fetch.errors import FetchAskedWrongly, FetchError

MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")


def on_offer(answer: Any, host: str) -> list[str]:
    """The months that a publisher lists, the first one first.

    Raises
    ------
    FetchError
        When the list is not one.
    """
    entries = answer if isinstance(answer, list) else []
    dates = (entry.get("date") for entry in entries if isinstance(entry, dict))
    months = sorted({date for date in dates if isinstance(date, str) and MONTH.match(date)})
    if not months:
        raise FetchError(
            f"{host} gave no list of months. Try again later, or download the files with a browser."
        )
    return months


def wanted(first: str, last: str, offered: Sequence[str]) -> tuple[str, str]:
    """The first and last month to ask for: what the user names, within what is on offer.

    Raises
    ------
    FetchAskedWrongly
        When a month is not written as one, the order is wrong, or one is not on offer.
    """
    for month in filter(None, (first, last)):
        if not MONTH.match(month):
            raise FetchAskedWrongly(f"{month} is not a month. Write it as 2024-04.")
        if month not in offered:
            raise FetchAskedWrongly(
                f"{month} is not on offer: the publisher gives {offered[0]} to {offered[-1]}. Earlier months are in an "
                f"archive: add --archive with its last month, such as --archive {month}."
            )
    start, end = first or offered[0], last or offered[-1]
    if start > end:
        raise FetchAskedWrongly(f"{start} is after {end}. Give the earlier month with --from.")
    return start, end


def between(first: str, last: str) -> list[str]:
    """Every month from the first to the last, both included."""
    year, month = (int(part) for part in first.split("-"))
    found = []
    while (text := f"{year:04d}-{month:02d}") <= last:
        found.append(text)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
