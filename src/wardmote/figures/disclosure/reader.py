"""What a reader can work out of counts that were left out, from all that is printed around them.

The reader knows every sum and every printed number, and that counts are whole numbers. The least and the most that a
hidden count can then be are the answers to linear programmes over the hidden counts.

Source: the auditing problem of cell suppression (Fischetti and Salazar 2001); here nobody prints bounds of the cells.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse

from wardmote.figures.disclosure.cells import Cells, Counts, Flags, Rule
from wardmote.figures.disclosure.programme import NEAR, Floats, best

ROUNDS, STALE = 40, 3
"""Most directions in which all hidden counts are moved together, and how many may bring nothing new in a row."""
REACH = 16
"""How far, in units of the values that must be left, a hidden count is tried above its own."""


class Reader:
    """What can be worked out while some cells are hidden. Hiding more never lets a reader learn more.

    ``low`` and ``high``: (cells,), the widest known bounds between which a hidden cell may lie, all of them proven by
    numbers that fit everything printed. ``opened``: (sums,), where noughts would be left out as well.
    ``trusting``: whether the reader takes it that noughts are printed.
    """

    def __init__(
        self, cells: Cells, hidden: Flags, opened: Flags, rule: Rule, *, trusting: bool = True
    ) -> None:
        self.trusting = trusting
        self.cells, self.rule, self.hidden, self.opened = cells, rule, hidden.copy(), opened.copy()
        self.low, self.high = cells.counts.copy(), cells.counts.copy()
        self._dice = np.random.default_rng(len(cells.counts))

    def hide(self, places: npt.NDArray[np.intp]) -> None:
        """Leave out more cells."""
        self.hidden[places] = True

    def open_sum(self, row: int, noughts: npt.NDArray[np.intp]) -> None:
        """Leave out the noughts of a sum, so that none of its hidden cells need be more than nought."""
        self.hide(noughts)
        self.opened[row] = True

    def open_cells(self, wanted: Flags, choices: int) -> Flags:
        """Of the wanted hidden cells those that can be narrowed to fewer values than so many."""
        self._move_together(wanted, choices)
        for place in np.flatnonzero(self._narrow(wanted, choices)):
            if self.high[place] - self.low[place] < choices - 1:
                self.stretch(int(place), choices)
        return self._narrow(wanted, choices)

    def stretch(self, place: int, choices: int) -> bool:
        """Move one hidden cell as far as it goes; whether so many values are left to it."""
        for way in (1.0, -1.0):
            self._move(np.array([place]), np.array([way]))
            if self.high[place] - self.low[place] >= choices - 1:
                return True
        return False

    def _narrow(self, wanted: Flags, choices: int) -> Flags:
        return np.asarray(wanted & self.hidden & (self.high - self.low < choices - 1))

    def _move_together(self, wanted: Flags, choices: int) -> None:
        """Move all that are still narrow at once, up, down and crosswise: one programme proves many of them."""
        stale = 0
        left = np.flatnonzero(self._narrow(wanted, choices))
        for turn in range(ROUNDS):
            if len(left) < 2 or stale == STALE:
                return
            ways = (
                self._dice.choice([-1.0, 1.0], len(left)) if turn > 1 else np.full(len(left), 1.0 - 2 * turn)
            )
            self._move(left, ways)
            still = np.flatnonzero(self._narrow(wanted, choices))
            stale = stale + 1 if turn > 1 and len(still) == len(left) else 0
            left = still

    def _move(self, places: npt.NDArray[np.intp], ways: Floats) -> None:
        """Find hidden counts that fit everything printed and lie as far as can be in these ways."""
        hidden = np.flatnonzero(self.hidden)
        aim = np.zeros(len(self.cells.counts), dtype=np.float64)
        aim[places] = -ways
        lines = self.cells.matrix[:, hidden]
        lines = lines[np.diff(lines.indptr) > 0]
        own = self.cells.counts[hidden]
        whole = _farthest(aim[hidden], lines, own, self.least()[hidden], own + REACH * self.rule.choices)
        self.low[hidden] = np.minimum(self.low[hidden], whole)
        self.high[hidden] = np.maximum(self.high[hidden], whole)

    def least(self) -> Counts:
        """The least that a reader must allow for each hidden cell: one, as noughts are printed, or nought.

        A cell may be nought for all that the reader knows where a sum that it stands in shows no nought, and has so little
        to share out that its noughts would have been left out too. A nought that would follow in any case says nothing.
        """
        cells, hidden = self.cells, self.hidden
        if not self.trusting:
            return np.minimum(cells.counts, 0)
        shown = cells.members @ ((cells.counts == 0) & ~hidden & ~evident(cells, hidden))
        totals_known = np.array([not hidden[one.total] for one in cells.sums], dtype=np.bool_)
        spare = cells.matrix.maximum(0) @ np.where(hidden, cells.counts - 1, 0)
        tight = totals_known & (spare < self.rule.choices - 1)
        free = (shown == 0) & (tight | self.opened)
        return np.minimum(np.where((cells.members.T @ free.astype(np.int64)) > 0, 0, 1), cells.counts)


def evident(cells: Cells, hidden: Flags) -> Flags:
    """Noughts that hiding would not hide: a sum that they stand in hides nothing else but noughts."""
    nought = cells.counts == 0
    bare = (cells.members @ (hidden & ~nought)) == 0
    return np.asarray(nought & ((cells.members.T @ bare.astype(np.int64)) > 0))


def _farthest(aim: Floats, lines: sparse.csr_array, own: Counts, low: Counts, high: Counts) -> Counts:
    """Whole numbers that keep every sum and make the aim least; the counts themselves where none can be found."""
    if not lines.shape[0]:
        return np.where(aim < 0, high, np.where(aim > 0, low, own))
    sums = (lines @ own).astype(np.float64)
    for whole in (False, True):
        found = best(aim, lines, (sums, sums), (low, high), whole=whole)
        if found is None:
            return own
        counts = np.rint(found).astype(np.int64)
        if np.abs(found - counts).max() < NEAR and np.array_equal(lines @ counts, lines @ own):
            return counts
    return own
