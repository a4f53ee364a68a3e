"""Gives every sum that holds a small count enough hidden company, the smallest counts first."""

from __future__ import annotations

from collections import deque

from wardmote.figures.disclosure.cells import Cells, Flags, Rule


def fill_sums(cells: Cells, hidden: Flags, rule: Rule) -> Flags:
    """(cells,): the hidden cells and those that must join them so that no single sum gives a small count away.

    What two sums together give away is left to the reader's programmes.
    """
    hidden = hidden.copy()
    waiting = deque(range(len(cells.sums)))
    queued = set(waiting)
    while waiting:
        row = waiting.popleft()
        queued.discard(row)
        while (joins := _next(cells, hidden, rule, row)) is not None:
            hidden[joins] = True
            for other in cells.sums_of[joins]:
                if other not in queued:
                    waiting.append(other)
                    queued.add(other)
    return hidden


def _next(cells: Cells, hidden: Flags, rule: Rule, row: int) -> int | None:
    """The cell that must join the hidden ones of a sum next; None where they are enough, or none is left."""
    members = cells.places_in(row)
    mine = [place for place in members if hidden[place]]
    if not mine or _enough(cells, mine, cells.sums[row].total, rule):
        return None
    able = [p for p in members if not hidden[p] and not cells.fixed[p] and cells.counts[p] > 0]
    return min(able, key=lambda p: (_alone(cells, hidden, p, row), cells.counts[p], p), default=None)


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
