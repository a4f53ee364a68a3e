"""Which rows of a table name its columns, and which columns its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wardmote.checker.read_document import Cell

_FIGURE = re.compile(
    r"(?:up|down|around|about|over|under|approx\.?|c\.|[~<>≤≥↑↓▲▼+\-−–(£$€]|\s)*\d[\d,. ]*"
    r"(?:\s?(?:%|k|m|bn|million|thousand|pp|points?|p)\b\.?|%)?[\s)+*]*(?:\([^()]*\d[^()]*\))?",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d|(?:19|20)\d\d))?")
_NOTHING = frozenset(
    {"", "-", "–", "—", "..", "...", "n/a", "na", "nil", "*", "x", "[x]", "[c]", "[z]", "no change"}
)
MOST_HEADER_ROWS = 5


def is_figure(text: str) -> bool:
    """Whether a cell's words are a figure and not words with a figure in them."""
    return bool(_FIGURE.fullmatch(text.strip()))


def is_year(text: str) -> bool:
    """Whether a cell's words are a year or a financial year."""
    return bool(_YEAR.fullmatch(text.strip()))


def header_rows(rows: Sequence[Sequence[Cell]], said: int = 0) -> int:
    """How many rows at the top name the columns.

    ``said`` is how many the format itself marks as such. Else a row names columns as long as none of its cells is a
    figure other than a year, and there are figures further down; a table of words alone has one such row where all of
    its cells are filled and short.
    """
    if said:
        return min(said, len(rows) - 1) if len(rows) > 1 else 0
    if len(rows) < 2:
        return 0
    figures = next((number for number, row in enumerate(rows) if _holds_figures(row)), None)
    if figures is None:
        return _of_words(rows)
    if figures == 0:
        return _years_only(rows)
    headers = 1
    while headers < min(figures, MOST_HEADER_ROWS) and _is_unfinished(rows[headers - 1]):
        headers += 1
    return headers


def _holds_figures(row: Sequence[Cell]) -> bool:
    return any(is_figure(cell.text) and not is_year(cell.text) for cell in row[1:])


def _years_only(rows: Sequence[Sequence[Cell]]) -> int:
    return int(all(is_year(cell.text) for cell in rows[0][1:] if cell.text) and len(rows[0]) > 1)


def _of_words(rows: Sequence[Sequence[Cell]]) -> int:
    """For a table without figures: rows of one filled cell (titles) and then one of short names, or one at the least."""
    titles = 0
    while titles < min(len(rows) - 1, MOST_HEADER_ROWS) and _is_title(rows[titles]):
        titles += 1
    first = [cell.text for cell in rows[titles]]
    if all(first) and _looks_like_a_row_below(first, rows[titles + 1 :]):
        return titles
    filled = [text for text in first if text]
    return titles + int(bool(filled) and all(len(text) <= 60 for text in filled))


def _is_unfinished(row: Sequence[Cell]) -> bool:
    """Whether a row leaves it to the next one to name columns: blank, merged or repeated cells."""
    texts = [cell.text for cell in row[1:]]
    return (
        any(cell.covered or cell.spans[1] > 1 for cell in row) or "" in texts or len(set(texts)) < len(texts)
    )


def _is_title(row: Sequence[Cell]) -> bool:
    texts = {cell.text for cell in row if cell.text}
    return len(row) > 1 and len(texts) == 1 and (not row[-1].text or row[-1].covered)


def _looks_like_a_row_below(first: Sequence[str], below: Sequence[Sequence[Cell]]) -> bool:
    """A list of short forms in capitals and what they stand for has no names of columns."""
    shorts = [row[0].text for row in below if row[0].text]
    capital = [text for text in shorts if text.isupper() and len(text) <= 12]
    return first[0].isupper() and len(first[0]) <= 12 and len(capital) >= 0.7 * max(1, len(shorts))


def header_columns(rows: Sequence[Sequence[Cell]], headers: int, said: int = 0) -> int:
    """How many columns at the left name the rows: those of words before the first one with figures, at most two."""
    if said:
        return said
    body = rows[headers:]
    if not body:
        return 0
    words = 0
    for column in range(len(body[0])):
        texts = [row[column].text for row in body if row[column].text.lower() not in _NOTHING]
        if not texts or any(is_figure(text) and not is_year(text) for text in texts):
            break
        words += 1
    if words == len(body[0]):
        return 1
    first = [row[0].text for row in body if row[0].text]
    return min(words, 2) if words or not first else int(all(is_year(text) for text in first))
