"""Which counts a public output leaves out: the small ones, and as many others as hide them.

Every sum is first given enough hidden parts to share its small ones among. Then every small count is put to the reader's
programmes, and where it can still be narrowed too far, the cheapest set of further cells that lets it move is left out.

Source: complementary suppression by linear programming (Kelly, Golden and Assad 1992), written anew.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse

from wardmote.figures.disclosure.cells import Cells, Flags, Rule
from wardmote.figures.disclosure.programme import NEAR, best
from wardmote.figures.disclosure.reader import REACH, Reader, evident
from wardmote.figures.disclosure.sums import fill_sums

LITTLE = 1e-4
"""Cost of moving a cell that is hidden already: of two ways that hide as little more, the shorter."""


class DisclosureError(ValueError):
    """Small counts cannot be hidden, whatever is left out here; says why and what to do."""


def left_out(cells: Cells, rule: Rule) -> Flags:
    """(cells,): which are left out, so that no small count can be worked out from the rest.

    No small count can be narrowed to fewer values than the rule asks, and no other cell that is left out can be worked out
    exactly. Noughts are printed, unless a sum has nothing else to hide a small count among; then all of its noughts go.

    Raises
    ------
    DisclosureError
        When small counts follow from what stands elsewhere already.
    """
    small = cells.small(rule) & ~(cells.fixed & ~cells.unknown)
    if not small.any():
        return np.zeros(len(cells.counts), dtype=np.bool_)
    hidden, opened = fill_sums(cells, small | cells.unknown, rule), np.zeros(len(cells.sums), dtype=np.bool_)
    while True:
        reader = Reader(cells, hidden, opened, rule)
        narrow = np.flatnonzero(reader.open_cells(small, rule.choices))
        if not len(narrow):
            break
        for place in narrow:
            while not reader.stretch(int(place), rule.choices):
                _hide_more(reader, int(place))
        hidden, opened = reader.hidden, reader.opened
    return np.asarray(hidden & ~cells.unknown & ~_plain(reader, hidden & ~small & ~cells.unknown))


def _plain(reader: Reader, others: Flags) -> Flags:
    """Of hidden cells that are not small those that can be worked out exactly: leaving them out hides nothing."""
    nought = reader.cells.counts == 0
    found = reader.open_cells(others & ~nought, 2)
    if not (others & nought).any():
        return found
    doubting = Reader(reader.cells, reader.hidden, reader.opened, reader.rule, trusting=False)
    return found | doubting.open_cells(others & nought, 2)


def _hide_more(reader: Reader, place: int) -> None:
    """Leave out what lets a cell take as many values as the rule asks.

    Raises
    ------
    DisclosureError
        When nothing is left that could.
    """
    more = _cheapest(reader, place)
    if len(more):
        reader.hide(more)
    elif not _open_nearest(reader, place):
        raise DisclosureError(
            "Small counts can be worked out from numbers that stand elsewhere already, whatever this table leaves out. "
            "Publish fewer measures or larger areas."
        )


def _cheapest(reader: Reader, place: int) -> npt.NDArray[np.intp]:
    """The cells of the smallest counts in all through which a hidden one can move; none where there is no way.

    Two movements from the true counts are sought, up and down, that keep every sum and end as far apart as is asked.
    """
    cells, rule = reader.cells, reader.rule
    able = np.flatnonzero(reader.hidden | (~cells.fixed & (cells.counts > 0)))
    lines = cells.matrix[:, able]
    lines = lines[np.diff(lines.indptr) > 0]
    counts, hidden = cells.counts[able], reader.hidden[able]
    down = np.where(hidden, counts - reader.least()[able], counts - 1)
    far = np.full(len(able), rule.choices * REACH)
    cost = np.where(hidden, 0.0, counts + 1.0) + LITTLE
    here = np.zeros((1, len(able)))
    here[0, np.searchsorted(able, place)] = 1.0
    ways = ([[1, -1, 0, 0]], lines), ([[0, 0, 1, -1]], lines), ([[1, -1, -1, 1]], here)
    both = sparse.vstack([sparse.kron(signs, block) for signs, block in ways]).tocsr()
    zero, apart = np.zeros(both.shape[0] - 1), rule.choices - 1.0
    found = best(
        np.tile(cost, 4),
        both,
        (np.append(zero, apart), np.append(zero, np.inf)),
        (np.zeros(4 * len(able)), np.concatenate((far, down, far, down))),
    )
    if found is None:
        return np.empty(0, dtype=np.intp)
    moved = (found.reshape(4, len(able)) > NEAR).any(axis=0)
    return np.asarray(able[moved & ~hidden])


def _open_nearest(reader: Reader, place: int) -> bool:
    """Leave out the noughts of the nearest sum whose are not yet, the fewest first; whether there is such a sum.

    A sum is near when few others lie between it and the cell, from hidden cell to hidden cell.
    """
    cells = reader.cells
    nought = (cells.counts == 0) & ~reader.hidden & ~cells.fixed & ~evident(cells, reader.hidden)
    seen: set[int] = set()
    near = set(cells.sums_of[place])
    while near:
        around = {row: [p for p in cells.places_in(row) if nought[p]] for row in sorted(near)}
        closed = [row for row in around if not reader.opened[row]]
        if closed:
            row = min(closed, key=lambda row: len(around[row]))
            reader.open_sum(row, np.array(around[row], dtype=np.intp))
            return True
        seen |= near
        bridges = {p for row in near for p in cells.places_in(row) if reader.hidden[p]}
        near = {row for p in bridges for row in cells.sums_of[p]} - seen
    return False
