"""Which number is at fault where relations of a table do not come out.

A number that takes part in two relations or more that fail, and with one other value would mend them all, is the one: the
total of its column and the change of its row point at the same cell. Else the printed result is named, with what it is of.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from wardmote.checker.quantities.cells import Value
from wardmote.checker.tables.relations import Linear, Ratio, Relations

MOST = 60
"""Most failing relations of a table that are weighed against each other; more are no slips."""


@dataclass(frozen=True)
class Fault:
    """A relation that fails, the cell at fault, and what it should print. ``mended``: every relation that this mends.

    ``other``: a value of another cell that would explain all that is printed, with that cell, or None.
    """

    relation: Linear | Ratio
    cell: Value
    expected: Fraction
    mended: tuple[Linear | Ratio, ...]
    others: tuple[tuple[Value, Fraction], ...] = ()


def faults(relations: Relations) -> list[Fault]:
    """The faults of a table, each failing relation in exactly one of them."""
    linear = [one for one in relations.linear if not one.holds()]
    ratios = [one for one in relations.ratios if not one.holds()]
    found: list[Fault] = []
    if len(linear) <= MOST:
        found += _shared(linear, ratios, relations)
    gone = {id(one) for fault in found for one in fault.mended}
    for one in [one for one in linear if id(one) not in gone]:
        with_it = [r for r in ratios if id(r) not in gone and r.result is one.result]
        with_it += [r for r in ratios if id(r) not in gone and r not in with_it and _same_pair(one, r)]
        found.append(_alone(one, with_it))
        gone |= {id(r) for r in found[-1].mended}
    for share in [one for one in ratios if id(one) not in gone]:
        found.append(_of_ratio(share, relations))
    return found


def _same_pair(one: Linear, share: Ratio) -> bool:
    """Whether a percentage is of the change that a difference is."""
    return (
        one.kind == "difference"
        and share.kind == "percentage"
        and share.top == one.plus
        and share.less == one.minus
    )


def _shared(linear: list[Linear], ratios: list[Ratio], relations: Relations) -> list[Fault]:
    """Cells that alone explain two failing relations or more."""
    found: list[Fault] = []
    left = list(linear)
    while len(left) > 1:
        votes: dict[int, dict[Fraction, list[Linear]]] = defaultdict(lambda: defaultdict(list))
        cells: dict[int, Value] = {}
        for one in left:
            for cell in one.cells:
                cells[id(cell)] = cell
                votes[id(cell)][one.repair(cell)].append(one)
        best = max(
            ((len(them), cell, value, them) for cell, by in votes.items() for value, them in by.items()),
            key=lambda vote: (vote[0], -_broken(cells[vote[1]], vote[2], relations)),
        )
        many, which, value, them = best
        if many < 2 or _broken(cells[which], value, relations) >= many:
            break
        cell = cells[which]
        mended: list[Linear | Ratio] = [
            *them,
            *(r for r in ratios if cell in r.cells and r.holds(cell, value)),
        ]
        own = next((one for one in them if one.result is cell), them[0])
        found.append(Fault(own, cell, value, tuple(mended)))
        left = [one for one in left if one not in them]
    return found


def _broken(cell: Value, value: Fraction, relations: Relations) -> int:
    """How many relations that come out would not, with another value of a cell."""
    return sum(cell in one.cells and one.holds() and not one.holds(cell, value) for one in relations.linear)


def _alone(one: Linear, with_it: list[Ratio]) -> Fault:
    """A relation that nothing else points at: its result, and what else would explain it."""
    others: list[tuple[Value, Fraction]] = []
    if one.kind == "difference" and with_it:
        for cell in (*one.minus, *one.plus):
            value = one.repair(cell)
            if value > 0 and all(share.holds(cell, value) for share in with_it):
                others.append((cell, value))
        usual = [
            (cell, value)
            for cell, value in others
            if all("half-up" in share.ways(cell, value) for share in with_it)
        ]
        others = usual or others
        if not others:
            with_it = [share for share in with_it if share.result is one.result]
    return Fault(one, one.result, one.expected(), (one, *with_it), tuple(others))


def _of_ratio(share: Ratio, relations: Relations) -> Fault:
    made = share.exact()
    expected = made.middle if made is not None else Fraction(0)
    if share.bare and share.result.way in (None, 0):
        expected = abs(expected)
    return Fault(share, share.result, expected, (share,))
