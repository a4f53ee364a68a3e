"""Movements: changes of counts that leave every sum as it is, found by linear programmes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse

from wardmote.figures.disclosure.cells import Cells, Counts, Flags
from wardmote.figures.disclosure.programme import best

Places = npt.NDArray[np.intp]

FAR = 64
"""Farthest that a count is moved up."""
EACH = 12
"""Most cells of one sum that are looked at around another."""
LITTLE = 1e-3
"""Cost of moving a cell that is hidden already: of two ways that hide as little more, the shorter."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """Cells that should move, which way each (1 up, -1 down), and how far."""

    places: Places
    ways: Counts
    far: Counts


@dataclass(frozen=True, eq=False)
class Field:
    """Where cells may move: ``places``, in order; which of all cells are hidden; the least that each of those may be.

    ``opening``: (cells,), what it costs to let a cell be nought that must be more; negative where it cannot be let.
    """

    cells: Cells
    places: Places
    hidden: Flags
    least: Counts
    opening: Counts

    @property
    def lines(self) -> sparse.csr_array:
        """The sums over the cells that may move up, down, and to a nought that must be let."""
        here = self.cells.lines_of(self.places)
        return sparse.csr_array(sparse.hstack((here, -here, -here)))

    @property
    def prices(self) -> npt.NDArray[np.float64]:
        """What one step of each costs; one that is printed costs its count."""
        counts, covered = self.cells.counts[self.places], self.hidden[self.places]
        cost = np.where(covered, 0.0, counts + 1.0) + LITTLE
        return np.concatenate((cost, cost, cost + self.opening[self.places] + 1.0))

    @property
    def room(self) -> Counts:
        """How far each may go; a printed one keeps at least one."""
        counts, covered = self.cells.counts[self.places], self.hidden[self.places]
        lowest = self.least[self.places]
        down = np.where(covered, counts - lowest, counts - 1)
        below = np.where(covered & (self.opening[self.places] >= 0), np.maximum(lowest, 0), 0)
        return np.concatenate((np.full(len(counts), FAR), down, below))


def movement(field: Field, wanted: Wanted, reward: float) -> Counts | None:
    """Move cells so that as many of the wanted as can be go as far as they should.

    ``reward`` is what each step of a wanted cell may cost. Returns how far each cell of the field moves, in whole numbers;
    None where nothing could be found.
    """
    room, prices, size = field.room, field.prices, len(field.places)
    at = np.searchsorted(field.places, wanted.places)
    most = np.minimum(wanted.far, np.where(wanted.ways > 0, FAR, room[at + size]))
    room[at[wanted.ways < 0]] = 0
    room[at[wanted.ways > 0] + size] = 0
    room[at + 2 * size] = 0
    steps = field.lines[:, at] * wanted.ways
    found = best(
        np.concatenate((prices, prices[at] - reward)),
        sparse.csr_array(sparse.hstack((field.lines, steps))),
        0.0,
        (np.zeros(3 * size + len(at)), np.concatenate((room, most))),
    )
    if found is None:
        return None
    moves = _net(found[: 3 * size])
    moves[at] += wanted.ways * found[3 * size :]
    return moves


def two_movements(field: Field, place: int, apart: int) -> tuple[Counts, Counts] | None:
    """Find the cheapest two movements after which one cell stands so far apart; None where there are none."""
    size, at = len(field.places), int(np.searchsorted(field.places, place))
    here = np.zeros((1, 3 * size), dtype=np.int64)
    here[0, [at, at + size, at + 2 * size]] = 1, -1, -1
    lines = sparse.vstack(
        (sparse.block_diag((field.lines, field.lines)), sparse.csr_array(np.hstack((here, -here))))
    )
    sums = np.zeros(lines.shape[0])
    sums[-1] = apart
    found = best(
        np.tile(field.prices, 2), sparse.csr_array(lines), sums, (np.zeros(6 * size), np.tile(field.room, 2))
    )
    return None if found is None else (_net(found[: 3 * size]), _net(found[3 * size :]))


def _net(found: Counts) -> Counts:
    up, down, below = np.split(found, 3)
    return up - down - below


def neighbours(cells: Cells, able: Flags, hidden: Flags, place: int, most: int) -> Places:
    """About so many of the able cells around one, in order: from sum to sum, the short ones and the hidden cells first."""
    found, seen, waiting = {place}, set[int](), [place]
    for here in waiting:
        for row in sorted(set(cells.sums_of[here]) - seen, key=lambda row: (len(cells.sums[row].parts), row)):
            seen.add(row)
            new = [other for other in cells.places_in(row) if able[other] and other not in found]
            new = sorted(new, key=lambda other: (not hidden[other], cells.counts[other], other))[:EACH]
            found.update(new)
            waiting += new
        if len(found) >= most:
            break
    return np.array(sorted(found), dtype=np.intp)
