"""Sums whose noughts can be left out, so that their hidden cells need not be more than nought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.figures.disclosure.cells import Cells, Counts, Flags


@dataclass(frozen=True, eq=False)
class Openings:
    """For each cell the sum that is opened most cheaply: ``cost`` in noughts, -1 where there is none, and ``row``."""

    cost: Counts
    row: npt.NDArray[np.intp]
    noughts: dict[int, list[int]]
    """The noughts that go when a sum is opened."""


def cheapest_openings(cells: Cells, hidden: Flags, places: npt.NDArray[np.intp]) -> Openings:
    """The cheapest sum to open for each of some cells. One that shows a nought which stands elsewhere cannot be."""
    telling = (cells.counts == 0) & ~hidden & ~evident(cells, hidden)
    able = telling & ~cells.fixed
    price = (cells.members @ able.astype(np.int64)).tolist()
    shut = ((cells.members @ (telling & cells.fixed)) > 0).tolist()
    cost = np.full(len(cells.counts), -1, dtype=np.int64)
    chosen = np.full(len(cells.counts), -1, dtype=np.intp)
    for place in places.tolist():
        rows = [row for row in cells.sums_of[place] if not shut[row]]
        if rows:
            chosen[place] = min(rows, key=lambda row: (price[row], row))
            cost[place] = price[chosen[place]]
    rows = sorted(set(chosen[chosen >= 0].tolist()))
    return Openings(cost, chosen, {row: [p for p in cells.places_in(row) if able[p]] for row in rows})


def evident(cells: Cells, hidden: Flags) -> Flags:
    """Noughts that hiding would not hide: a sum that they stand in hides nothing else but noughts."""
    nought = cells.counts == 0
    bare = (cells.members @ (hidden & ~nought)) == 0
    return np.asarray(nought & ((cells.members.T @ bare.astype(np.int64)) > 0))
