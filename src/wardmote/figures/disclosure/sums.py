"""Gives every sum that holds a small count enough hidden company, the smallest counts first."""

from __future__ import annotations

from collections import deque

import numpy as np

from wardmote.figures.disclosure.cells import Cells, Flags, Rule


def fill_sums(cells: Cells, hidden: Flags, rule: Rule) -> tuple[Flags, Flags]:
    """Hide what must join the hidden cells so that no single sum gives a small count away.

    What two sums together give away is left to the reader's programmes.

    Returns
    -------
    (cells,) which are hidden, and (sums,) whose noughts had to be hidden with the rest, as nothing else was left.
    """
    hidden, opened = hidden.copy(), np.zeros(len(cells.sums), dtype=np.bool_)
    waiting = deque(range(len(cells.sums)))
    queued = set(waiting)
    while waiting:
        row = waiting.popleft()
        queued.discard(row)
        while joins := _next(cells, hidden, opened, rule, row):
            hidden[joins] = True
            fresh = {other for one in joins for other in cells.sums_of[one]} - queued - {row}
            waiting.extend(sorted(fresh))
            queued |= fresh
    return hidden, opened


def _next(cells: Cells, hidden: Flags, opened: Flags, rule: Rule, row: int) -> list[int]:
    """The cells that must join the hidden ones of a sum next; none where they are enough, or nothing is left."""
    members = cells.places_in(row)
    mine = [place for place in members if hidden[place]]
    if not mine or opened[row] or _enough(cells, mine, cells.sums[row].total, rule):
        return []
    able = [p for p in members if not hidden[p] and not cells.fixed[p] and cells.counts[p] > 0]
    if able:
        return [min(able, key=lambda p: (_alone(cells, hidden, p, row), cells.counts[p], p))]
    opened[row] = True
    return [p for p in members if not hidden[p] and not cells.fixed[p] and not _follows(cells, hidden, p)]


def _enough(cells: Cells, mine: list[int], total: int, rule: Rule) -> bool:
    """Whether hidden cells of a sum can change places: two at least, with as much to share as the rule asks."""
    if len(mine) < 2:
        return False
    return total in mine or sum(max(int(cells.counts[place]) - 1, 0) for place in mine) >= rule.choices - 1


def _alone(cells: Cells, hidden: Flags, place: int, row: int) -> int:
    """In how many of its other sums a cell would be the only hidden one, and so draw in more."""
    return sum(
        not any(hidden[p] for p in cells.places_in(other)) for other in cells.sums_of[place] if other != row
    )


def _follows(cells: Cells, hidden: Flags, nought: int) -> bool:
    """Whether a nought would follow from another sum in any case, which hides nothing but noughts."""
    return any(
        not any(hidden[p] and cells.counts[p] for p in cells.places_in(row)) for row in cells.sums_of[nought]
    )
