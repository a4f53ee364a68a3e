"""What each table of a ladder leaves out, from the whole down: what stands above is known to a reader below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from wardmote.figures.areas import NOT_LOCATED
from wardmote.figures.disclosure.cells import Cells, Flags, Rule, Sum
from wardmote.figures.disclosure.families import Family, family
from wardmote.figures.disclosure.ladder import Rung
from wardmote.figures.disclosure.leaving_out import left_out
from wardmote.figures.disclosure.periods import PERIODS, count_of, withheld_by_supplier
from wardmote.figures.disclosure.rows import Covers, holds
from wardmote.figures.disclosure.withheld import worked_out
from wardmote.figures.table import Row

Key = tuple[str, str]
"""Code of the area, and measure."""


@dataclass
class Climb:
    """One period of a ladder: every count so far, how they add up, and which of them were left out.

    ``withheld``: those that their supplier left out. They stand here as what a reader could work out, and are protected
    like small counts.
    """

    period: str
    covers: Covers
    rule: Rule
    places: dict[Key, int] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    sensitive: list[bool] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)
    unknown: list[bool] = field(default_factory=list)
    withheld: list[bool] = field(default_factory=list)
    waiting: list[Sum] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)

    def step(self, rung: Rung) -> None:
        """Add a table under those that are there, and choose what it leaves out.

        Raises
        ------
        DisclosureError
            When small counts follow from the tables above.
        """
        self.add(rung)
        self.choose()

    def add(self, rung: Rung) -> None:
        """Add a table, and leave for later what it leaves out."""
        new = [row for row in rung.rows if (row.area.code, row.measure.id) not in self.places]
        for row in new:
            covered = self.covers(row)
            withheld = covered and withheld_by_supplier(row, self.period)
            key = (row.area.code, row.measure.id)
            self._add(key, count_of(row, self.period), covered, not covered, withheld=withheld)
        measures = {row.measure.id: row.measure for row in rung.rows}
        self.covered |= {row.measure.id for row in new if self.covers(row)}
        relatives = family(list(measures.values()))
        for code in dict.fromkeys(row.area.code for row in new):
            self._add_family(code, relatives)
        for whole, parts in rung.nests.items():
            self._add_nest(whole, parts, measures)

    def stand(self, row: Row, *, left_out: bool) -> None:
        """Take it as decided elsewhere that a count which was added is printed, or is left out."""
        place = self.places[row.area.code, row.measure.id]
        self.fixed[place], self.unknown[place] = True, left_out

    def choose(self, *, forgiving: bool = False) -> None:
        """Choose what is left out of all that was added, and let it stand.

        Raises
        ------
        DisclosureError
            When small counts follow from what stands already; with ``forgiving`` all that they hang together with is left
            out instead.
        """
        self._work_out()
        cells = Cells(
            counts=np.array([count or 0 for count in self.counts], dtype=np.int64),
            sums=tuple(self.sums),
            sensitive=np.array(self.sensitive, dtype=np.bool_),
            fixed=np.array(self.fixed, dtype=np.bool_),
            unknown=np.array(self.unknown, dtype=np.bool_),
            withheld=np.array(self.withheld, dtype=np.bool_) & self._there(),
        )
        for place in np.flatnonzero(left_out(cells, self.rule, forgiving=forgiving)):
            self.unknown[place] = True
        self.fixed = [True] * len(self.counts)

    def left_out(self, row: Row) -> bool | None:
        """Whether the count of a row is left out; None where the ladder does not hold it, or holds another."""
        place = self.places.get((row.area.code, row.measure.id))
        if place is not None and self.withheld[place] and count_of(row, self.period) is None:
            return False
        if place is None or self.counts[place] != count_of(row, self.period):
            return None
        return self.unknown[place]

    def holds_area(self, code: str) -> bool:
        """Whether any table so far has rows of an area."""
        return code in self.areas

    def _there(self) -> Flags:
        return np.array([count is not None for count in self.counts], dtype=np.bool_)

    def _work_out(self) -> None:
        """Give counts that a supplier left out the values which a reader would find, where sums tell of them."""
        found = worked_out(self.counts, self.waiting, self.withheld)
        for place, value in found.items():
            self.counts[place] = value
        self.sums += [one for one in self.waiting if holds(one, self.counts)]
        self.waiting = [one for one in self.waiting if not holds(one, self.counts)]

    def _add(
        self,
        key: Key,
        count: int | None,
        sensitive: bool,
        fixed: bool,
        unknown: bool = False,
        withheld: bool = False,
    ) -> None:
        self.places[key] = len(self.counts)
        self.areas.add(key[0])
        self.counts.append(count)
        self.sensitive.append(sensitive and count is not None)
        self.fixed.append(fixed or count is None)
        self.unknown.append(unknown or withheld)
        self.withheld.append(withheld)

    def _add_family(self, code: str, relatives: Family) -> None:
        """How the measures of an area add up; what they differ by is a count that nobody prints."""
        sums = list(relatives.sums)
        while sums:
            ready = [
                one for one in sums if sum((code, name) not in self.places for name in (one[0], *one[1])) <= 1
            ]
            if not ready:
                return
            for total, parts in ready:
                keys = [(code, part) for part in parts]
                self._add_difference((code, total), keys, total in self.covered)
                self._add_sum((code, total), keys)
            sums = [one for one in sums if one not in ready]

    def _add_difference(self, total: Key, parts: Sequence[Key], sensitive: bool) -> None:
        """The one part that no table shows, where the others and their total are there."""
        missing = [part for part in parts if part not in self.places]
        if len(missing) != 1 or total not in self.places:
            return
        whole = self.counts[self.places[total]]
        others = [self.counts[self.places[part]] for part in parts if part not in missing]
        if whole is not None and None not in others:
            rest = whole - sum(other or 0 for other in others)
            self._add(missing[0], rest, sensitive, fixed=True, unknown=True)

    def _add_nest(self, whole: str, parts: Sequence[str], measures: Collection[str]) -> None:
        """How an area is made up of others, measure by measure; what no table shows of it is counted as the rest.

        Only records lack a location: what partners report of parts makes up what they report of the whole.
        """
        for name in measures:
            keys = [(p, name) for p in parts if p != NOT_LOCATED.code or (p, name) in self.places]
            self._add_difference((whole, name), keys, name in self.covered)
            self._add_sum((whole, name), keys)

    def _add_sum(self, total: Key, parts: Sequence[Key]) -> None:
        if total not in self.places or any(part not in self.places for part in parts):
            return
        one = Sum(self.places[total], tuple(self.places[part] for part in parts))
        if any(self.withheld[place] for place in (one.total, *one.parts)):
            self.waiting.append(one)
        elif holds(one, self.counts):
            self.sums.append(one)


def climb(rungs: Sequence[Rung], covers: Covers, rule: Rule) -> tuple[Climb, ...]:
    """What the tables of a ladder leave out, period by period."""
    found = tuple(Climb(period, covers, rule) for period in PERIODS)
    for one in found:
        for rung in rungs:
            one.step(rung)
    return found
