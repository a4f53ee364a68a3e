"""Which counts a public output leaves out: the small ones, and as many others as hide them.

Every sum is first given enough hidden parts to share its small ones among. Then every small count is put to the reader's
programmes, and where it can still be narrowed too far, the cheapest set of further cells that lets it move is left out.

Source: complementary suppression by linear programming (Kelly, Golden and Assad 1992), written anew.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sparse

from wardmote.figures.disclosure.cells import Cells, Counts, Flags, Rule
from wardmote.figures.disclosure.movement import Places, neighbours
from wardmote.figures.disclosure.reader import Reader
from wardmote.figures.disclosure.sums import fill_sums

REWARDS = (0.0, 10.0, 100.0)
"""What leaving out more cells may cost for each step of a cell that must be able to move: nothing at first."""
BARELY = 2
"""Values left to a small count that a table above left out: it cannot be worked out."""
NEARBY = (150, 500)
"""How many cells around one are tried before all are."""

WHY_NOT = (
    "Small counts can be worked out from numbers that stand elsewhere already, whatever this table leaves out. "
    "Publish fewer measures or larger areas."
)


class DisclosureError(ValueError):
    """Small counts cannot be hidden, whatever is left out here; says why and what to do."""


def left_out(cells: Cells, rule: Rule, *, forgiving: bool = False) -> Flags:
    """(cells,): which are left out, so that no small count can be worked out from the rest.

    No small count can be narrowed to fewer values than the rule asks, and no other cell that is left out can be worked out
    exactly. Noughts are printed, unless a sum has nothing else to hide a small count among; then all of its noughts go.
    Blocks of cells that nothing but printed counts joins are decided one by one.

    Raises
    ------
    DisclosureError
        When small counts follow from what stands elsewhere already; with ``forgiving`` all of their block is left out
        instead, as far as it does not stand already.
    """
    small = cells.small(rule) & ~(cells.fixed & ~cells.unknown)
    gone = np.zeros(len(cells.counts), dtype=np.bool_)
    for places in blocks(cells):
        if not small[places].any():
            continue
        try:
            gone[places] |= _left_out_of_block(cells.only(places), rule)
        except DisclosureError:
            if not forgiving:
                raise
            gone[places] |= ~cells.fixed[places] & ~cells.unknown[places]
    return gone


def blocks(cells: Cells) -> list[Places]:
    """Places of cells that sums join through cells which are not known to the reader, each with the known ones around it.

    What a reader can work out in one block has nothing to do with another: a printed count between them is a constant.
    """
    known = cells.fixed & ~cells.unknown
    from scipy.sparse.csgraph import (
        connected_components,
    )  # loads linear algebra, which most commands never need

    pairs = sparse.coo_array(cells.members)
    free = ~known[pairs.coords[1]]
    size, places = len(cells.counts), (pairs.coords[0][free], pairs.coords[1][free])
    ends = (places[1], places[0] + size)
    nodes = size + len(cells.sums)
    graph = sparse.csr_array((np.ones(len(ends[0]), dtype=np.int64), ends), shape=(nodes, nodes))
    many, which = connected_components(graph, directed=False)
    own, sums = which[:size], which[size:]
    order = np.argsort(own, kind="stable")
    cuts = np.searchsorted(own[order], np.arange(many + 1))
    found = []
    by_sum = np.argsort(sums, kind="stable")
    starts = np.searchsorted(sums[by_sum], np.arange(many + 1))
    for one in range(many):
        mine = order[cuts[one] : cuts[one + 1]]
        if known[mine].all():
            continue
        around = cells.members[by_sum[starts[one] : starts[one + 1]]].indices
        found.append(np.unique(np.concatenate((mine, around))))
    return found


def _left_out_of_block(cells: Cells, rule: Rule) -> Flags:
    """The same of one block."""
    small = cells.small(rule) & ~(cells.fixed & ~cells.unknown)
    above = cells.unknown if cells.withheld is None else cells.unknown & ~cells.withheld
    asked = np.where(small, np.where(above, BARELY, rule.choices), 1)
    try:
        reader = _hide_some(cells, small, asked, rule)
    except DisclosureError:
        reader = _hide_all(cells, asked, rule)
    others = reader.hidden & ~small & ~cells.unknown
    return np.asarray(reader.hidden & ~cells.unknown & ~_plain(reader, others))


def _hide_some(cells: Cells, small: Flags, asked: Counts, rule: Rule) -> Reader:
    """Leave out no more than hides the small counts."""
    hidden, opened = fill_sums(cells, small | cells.unknown, rule)
    reader = Reader(cells, hidden, opened, rule)
    while _hide_enough(reader, asked):
        # What was found before more was hidden may not hold: noughts that said nothing may now say something.
        reader = Reader(cells, reader.hidden, reader.opened, rule)
    return reader


def _hide_all(cells: Cells, asked: Counts, rule: Rule) -> Reader:
    """Leave out every count that can be, noughts too: for a handful of records under totals that stand elsewhere."""
    every = np.ones(len(cells.sums), dtype=np.bool_)
    reader = Reader(cells, cells.unknown | ~cells.fixed, every, rule)
    if _hide_enough(reader, asked):
        raise DisclosureError(WHY_NOT)
    return reader


def _hide_enough(reader: Reader, asked: Counts) -> bool:
    """Leave out more until every small count has as many values as are asked; whether more had to be."""
    before = reader.hidden.sum() + reader.opened.sum()
    for reward in REWARDS:
        reader.move_together(asked, reward)
    for place in reader.narrow(asked):
        while place in reader.narrow(asked):
            _hide_more(reader, int(place), int(asked[place]))
    return bool(reader.hidden.sum() + reader.opened.sum() > before)


def _plain(reader: Reader, others: Flags) -> Flags:
    """Of hidden cells that are not small those that can be worked out exactly: leaving them out hides nothing."""
    nought = reader.cells.counts == 0
    doubting = Reader(reader.cells, reader.hidden, reader.opened, reader.rule, trusting=False)
    return _exact(reader, others & ~nought) | _exact(doubting, others & nought)


def _exact(reader: Reader, others: Flags) -> Flags:
    """Those that cannot move at all; what could not be computed may well move."""
    asked = np.where(others, BARELY, 1)
    reader.move_together(asked)
    answered = {int(place): reader.stretch(int(place), asked) for place in reader.narrow(asked)}
    exact = np.zeros(len(others), dtype=np.bool_)
    exact[[place for place in reader.narrow(asked).tolist() if answered[place]]] = True
    return exact


def _hide_more(reader: Reader, place: int, choices: int) -> None:
    """Leave out what lets a cell take so many values: the cheapest cells, or noughts, near it or anywhere.

    Raises
    ------
    DisclosureError
        When nothing is left that could.
    """
    for most in NEARBY:
        if reader.separate(place, choices, neighbours(reader.cells, reader.able, reader.hidden, place, most)):
            return
    if not reader.separate(place, choices, np.flatnonzero(reader.able)):
        raise DisclosureError(WHY_NOT)
