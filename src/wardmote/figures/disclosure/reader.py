"""What a reader can work out of counts that were left out, from all that is printed around them.

The reader knows every sum and every printed number, and that counts are whole numbers. What a hidden count can still be is
found by linear programmes over movements: changes of hidden counts that leave every sum as it is printed.

Source: the auditing problem of cell suppression (Fischetti and Salazar 2001); here nobody prints bounds of the cells.
"""

from __future__ import annotations

import numpy as np

from wardmote.figures.disclosure.cells import Cells, Counts, Flags, Rule
from wardmote.figures.disclosure.movement import Field, Places, Wanted, movement, two_movements
from wardmote.figures.disclosure.openings import Openings, cheapest_openings, evident

ROUNDS, STALE = 60, 3
"""Most movements of many cells together, and how many of them may bring nothing new in a row."""


class Reader:
    """What can be worked out while some cells are hidden.

    ``low`` and ``high``: (cells,), the widest known bounds between which a hidden cell may lie, proven by movements.
    ``opened``: (sums,), where noughts would be left out as well. ``trusting``: whether the reader takes it that noughts
    are printed.
    """

    def __init__(
        self, cells: Cells, hidden: Flags, opened: Flags, rule: Rule, *, trusting: bool = True
    ) -> None:
        self.cells, self.rule, self.trusting = cells, rule, trusting
        self.hidden, self.opened = hidden.copy(), opened.copy()
        self.low, self.high = cells.counts.copy(), cells.counts.copy()
        self._dice = np.random.default_rng(len(cells.counts))

    @property
    def able(self) -> Flags:
        """Cells that could move: those that are hidden, and those that could be."""
        return np.asarray(self.hidden | (~self.cells.fixed & (self.cells.counts > 0)))

    def narrow(self, asked: Counts) -> Places:
        """The hidden cells for which fewer values are found so far than are asked of each: (cells,), 1 for nothing."""
        return np.flatnonzero(self.hidden & (self.high - self.low < asked - 1))

    def move_together(self, asked: Counts, reward: float = 0.0) -> None:
        """Move as many cells as can be at once, until no more of them are found to have the values asked.

        ``reward``: what leaving out more cells may cost for each step of one of them; without it none are left out.
        """
        stale = 0
        for _ in range(ROUNDS):
            left = self.narrow(asked)
            if not len(left) or stale == STALE:
                return
            self.move(self._wanted(left, self._dice.choice([1, -1], len(left)), asked), reward)
            stale = stale + 1 if len(left) == len(self.narrow(asked)) else 0

    def stretch(self, place: int, asked: Counts) -> bool:
        """Move one hidden cell as far as is asked of it, up and down; whether there was an answer to either."""
        answers = [
            self.move(self._wanted(np.array([place]), np.array([way]), asked))
            for way in (1, -1)
            if place in self.narrow(asked)
        ]
        return all(answers)

    def move(self, wanted: Wanted, reward: float = 0.0) -> bool:
        """Find a movement and take in what it shows; with a reward it may leave out more cells, and noughts.

        Whether there was an answer: to stay where all are is one, so none means that it could not be computed.
        """
        if reward:
            field, openings = self._field(np.flatnonzero(self.able))
            moves = movement(field, wanted, reward)
            if moves is not None:
                self._take(field, openings, moves)
            return moves is not None
        places = np.flatnonzero(self.hidden)
        none = np.full(len(self.hidden), -1, dtype=np.int64)
        moves = movement(Field(self.cells, places, self.hidden, self.least(), none), wanted, 1.0)
        if moves is not None:
            self._see(places, moves)
        return moves is not None

    def separate(self, place: int, choices: int, places: Places) -> bool:
        """Leave out the cheapest cells among some through which one can take so many values; whether there are any."""
        field, openings = self._field(places)
        found = two_movements(field, place, choices - 1)
        for moves in found or ():
            self._take(field, openings, moves)
        return found is not None

    def _field(self, places: Places) -> tuple[Field, Openings]:
        openings = cheapest_openings(self.cells, self.hidden, places)
        return Field(self.cells, places, self.hidden.copy(), self.least(), openings.cost), openings

    def _take(self, field: Field, openings: Openings, moves: Counts) -> None:
        """Leave out the cells that move, and the noughts around those that end as one."""
        counts, places = self.cells.counts[field.places], field.places
        for place in places[field.hidden[places] & (counts + moves < field.least[places])]:
            row = int(openings.row[place])
            self.hidden[openings.noughts[row]] = True
            self.opened[row] = True
        self.hidden[places[moves != 0]] = True
        self._see(places, moves)

    def _see(self, places: Places, moves: Counts) -> None:
        """Take in that cells can move so far from their counts, all at once."""
        self.low[places] = np.minimum(self.low[places], self.cells.counts[places] + moves)
        self.high[places] = np.maximum(self.high[places], self.cells.counts[places] + moves)

    def _wanted(self, places: Places, ways: Counts, asked: Counts) -> Wanted:
        """How far each must move in its way until it has so many values."""
        counts = self.cells.counts[places]
        beyond = np.where(ways > 0, counts - self.low[places], self.high[places] - counts)
        return Wanted(places, ways, asked[places] - 1 - beyond)

    def least(self) -> Counts:
        """The least that a reader must allow for each hidden cell: one, as noughts are printed, or nought.

        A cell may be nought for all that the reader knows where a sum that it stands in shows no nought, and has so little
        to share out that its noughts would have been left out too. A nought that would follow in any case says nothing.
        """
        cells, hidden = self.cells, self.hidden
        if not self.trusting:
            return np.minimum(cells.counts, 0)
        shown = cells.members @ ((cells.counts == 0) & ~hidden & ~evident(cells, hidden))
        spare = cells.matrix.maximum(0) @ np.where(hidden, cells.counts - 1, 0)
        tight = ~hidden[cells.totals] & (spare < self.rule.choices - 1)
        free = (shown == 0) & (tight | self.opened)
        return np.minimum(np.where((cells.members.T @ free.astype(np.int64)) > 0, 0, 1), cells.counts)
