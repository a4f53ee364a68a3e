"""Merged cells: a label that stands once for several rows is written into each; a merged value is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wardmote.evidence.workbooks.cells import EMPTY, NUMBER, PERCENT
from wardmote.evidence.workbooks.raw import Range, Row

VALUES = NUMBER + PERCENT


@dataclass
class MergedCells:
    """The merged cells of one sheet, applied to its rows from the top down.

    The work is a step for each row of each range; whoever reads a sheet counts those as cells, against their limit.
    """

    ranges: list[Range]
    is_label: Callable[[int], bool] = lambda _: True
    """Whether a column holds labels, not values."""
    _filled: dict[Range, None] = field(default_factory=dict)
    _anchors: dict[Range, tuple[str, str]] = field(default_factory=dict)
    _open: list[Range] = field(default_factory=list)
    _next: int = 0

    def __post_init__(self) -> None:
        self.ranges = sorted(self.ranges)

    @property
    def filled(self) -> list[Range]:
        """Those that were written into every row, each once."""
        return list(self._filled)

    def fill(self, row: Row) -> Row:
        """The row with the labels that stand for it in merged cells."""
        touching = self._touching(row.number)
        if not touching:
            return row
        cells, kinds = list(row.cells), list(row.kinds)
        for merged in touching:
            if merged.top == row.number:
                self._anchors[merged] = _at(row, merged.left)
            text, kind = self._anchors.get(merged, ("", EMPTY))
            if kind != EMPTY and self._fills(merged, kind):
                _write(cells, kinds, merged, text, kind)
                self._filled[merged] = None
        return Row(row.number, cells, "".join(kinds))

    def fault(self, row: Row) -> Range | None:
        """The first merged cells of a row that cannot be told apart; None where there are none."""
        for merged in self._touching(row.number):
            kind = self._anchors.get(merged, ("", EMPTY))[1]
            if kind != EMPTY and not self._fills(merged, kind):
                return merged
        return None

    def _fills(self, merged: Range, kind: str) -> bool:
        """Whether it is clear what merged cells mean: labels all along, or a number in the first column of labels."""
        columns = range(merged.left, merged.right + 1)
        if len(columns) > 64 or not all(self.is_label(column) for column in columns):
            return False
        return kind not in VALUES or len(columns) == 1

    def _touching(self, row: int) -> list[Range]:
        while self._next < len(self.ranges) and self.ranges[self._next].top <= row:
            self._open.append(self.ranges[self._next])
            self._next += 1
        if self._open:
            self._open = [merged for merged in self._open if merged.bottom >= row]
        return [merged for merged in self._open if merged.top <= row]


def bands(ranges: Iterable[Range]) -> set[int]:
    """Rows with cells merged over several columns."""
    return {merged.top for merged in ranges if merged.right > merged.left}


def _at(row: Row, column: int) -> tuple[str, str]:
    return (row.cells[column], row.kinds[column]) if column < len(row.kinds) else ("", EMPTY)


def _write(cells: list[str], kinds: list[str], merged: Range, text: str, kind: str) -> None:
    missing = merged.right + 1 - len(cells)
    cells += [""] * missing
    kinds += [EMPTY] * missing
    for column in range(merged.left, merged.right + 1):
        if kinds[column] == EMPTY:
            cells[column], kinds[column] = text, kind
