"""Heads and feet of pages: lines at the edge that stand on many pages, and the page number that a page prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wardmote.checker.reading.pdf.rows import Row

EDGE_ROWS = 3
"""Lines from the edge of a page that may be its head or foot."""
FEWEST_PAGES = 3
SHARE = 0.3
"""Share of the pages on which a line stands that is a head or foot."""
APART = 6
"""Heights of letters between two lines from which they are not of one head or foot."""
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
_NUMBER = re.compile(
    r"(?:^|[|–\-\t ])\s*(?:page\s*|p\.\s*)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*[|–\-]?\s*$", re.I
)
_FIRST = re.compile(r"^\s*(?:page\s*|p\.\s*)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*(?:[|–\-\t]|$)", re.I)


def running_rows(pages: Sequence[Sequence[Row]], largest: float) -> list[tuple[set[int], set[int]]]:
    """For every page, which of its lines are its head and which its foot, by their position.

    Letters larger than ``largest`` are of headings.
    """
    heads = _often(
        [_pattern(row) for rows in pages for row in _edge(rows, True) if row.size <= largest], len(pages)
    )
    feet = _often(
        [_pattern(row) for rows in pages for row in _edge(rows, False) if row.size <= largest], len(pages)
    )
    return [(_from_edge(rows, heads, True), _from_edge(rows, feet, False)) for rows in pages]


def _edge(rows: Sequence[Row], above: bool) -> Sequence[Row]:
    return rows[:EDGE_ROWS] if above else rows[-EDGE_ROWS:]


def _pattern(row: Row) -> str:
    return _DIGITS.sub("#", row.text.lower()).strip() + f"@{row.base:.0f}"


def _often(patterns: Sequence[str], pages: int) -> set[str]:
    needed = max(FEWEST_PAGES, SHARE * pages)
    return {pattern for pattern, times in Counter(patterns).items() if times >= needed}


def _from_edge(rows: Sequence[Row], often: set[str], above: bool) -> set[int]:
    """The lines from the edge inwards, as long as each is one that stands on many pages, and no wide gap is between."""
    found: set[int] = set()
    last: Row | None = None
    order = range(len(rows)) if above else range(len(rows) - 1, -1, -1)
    for index in list(order)[:EDGE_ROWS]:
        row = rows[index]
        if _pattern(row) not in often or (last and abs(row.base - last.base) > APART * last.size):
            break
        found.add(index)
        last = row
    return found


def printed_number(rows: Sequence[Row], running: tuple[set[int], set[int]]) -> str:
    """The number that a page prints in its foot or head; "" for none."""
    for index in [*sorted(running[1], reverse=True), *sorted(running[0])]:
        text = rows[index].text
        found = _NUMBER.search(text) or _FIRST.search(text)
        if found:
            return found[1]
    return ""
