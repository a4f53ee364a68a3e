"""Rows that sum others: kept out of the table, so that nothing is counted twice."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from functools import lru_cache

from wardmote.evidence.workbooks.cells import EMPTY, NUMBER, PERCENT, TEXT
from wardmote.evidence.workbooks.raw import Row

PLAINLY = re.compile(r"(grand |overall |sub-?|sub )?totals?:?|all rows:?", re.IGNORECASE)
"""Labels that nothing but a total has."""
PERHAPS = re.compile(r"((sub-?)?total|overall|all(?! other)|sum)\b.*|.*\btotals?:?", re.IGNORECASE)
"""Labels that a total may have, and a kind of crime too: the sums decide. "All other theft" is never a total."""
MAY_BE = re.compile(r"total|overall|all|sum", re.IGNORECASE)
"""What every such label holds: looked for first, as most rows have none of it."""
VALUES = NUMBER + PERCENT


class Totals:
    """Tells totals among the rows of a table as they pass by.

    A row is a total when its first filled cell says so plainly; or when that cell may mean a total, or the row
    has no label and numbers alone, and each of them is the sum of those of at least two rows above it: of all, or of
    those since the last total. A number in the first column is a label too, such as a year.
    """

    def __init__(self, value_columns: Collection[int]) -> None:
        self._values = tuple(sorted(value_columns))
        self._all = dict.fromkeys(self._values, 0.0)
        self._since = dict.fromkeys(self._values, 0.0)
        self._rows = self._rows_since = 0

    def is_total(self, row: Row) -> bool:
        """Whether the next row is a total; if not it counts towards those below it."""
        numbers = {
            column: float(row.cells[column].replace(",", ""))
            for column in self._values
            if column < len(row.kinds) and row.kinds[column] == NUMBER
        }
        if self._is_total(row, numbers):
            self._since = dict.fromkeys(self._values, 0.0)
            self._rows_since = 0
            return True
        for column, value in numbers.items():
            self._all[column] += value
            self._since[column] += value
        self._rows += 1
        self._rows_since += 1
        return False

    def _is_total(self, row: Row, numbers: dict[int, float]) -> bool:
        first = row.filled[0] if row.filled else 0
        said = row.cells[first] if row.kinds[first] == TEXT else ""
        if said and not MAY_BE.search(said):
            return False
        if said and PLAINLY.fullmatch(said):
            return True
        if (said and not PERHAPS.fullmatch(said)) or not (said or (first and _only_numbers(row.kinds))):
            return False
        return _sums(numbers, self._all, self._rows) or _sums(numbers, self._since, self._rows_since)


@lru_cache(maxsize=4096)
def _only_numbers(kinds: str) -> bool:
    return set(kinds) <= set(VALUES + EMPTY)


def _sums(numbers: dict[int, float], above: dict[int, float], rows: int) -> bool:
    """Whether numbers are the sums of those of two rows or more; sums of nothing but zeros prove nothing."""
    if rows < 2 or not any(numbers.values()):
        return False
    return all(math.isclose(value, above[column], abs_tol=1e-9) for column, value in numbers.items())
