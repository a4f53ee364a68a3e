"""One measure that came in two rhythms, such as by month and by quarter: where the two overlap and do not agree.

They are never added. Which of them a row counts is a rule: see the threshold ``preferred-period-months``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wardmote.definitions import Definitions
from wardmote.figures.months import Period
from wardmote.figures.observed.components import length
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.timeline import Timeline
from wardmote.figures.observed.years import number, total
from wardmote.figures.periods import in_dates

BY = {1: "by month", 3: "by quarter", 6: "by half-year", 12: "by year"}


@dataclass(frozen=True)
class Overlap:
    """A period that came whole and in shorter periods, which come to something else."""

    period: Period
    whole: Cell
    parts: Cell
    """The shorter ones together."""
    every: int
    """Months in each of those."""

    def sentence(self, definitions: Definitions) -> str:
        """April to June 2025: 76 by month (Ambulance Service), 60 by quarter (Home Office)."""
        named = self.parts.sources != self.whole.sources
        said = [
            f"{number(cell.value)} {BY.get(every, 'in other periods')}{_by(cell, definitions) if named else ''}"
            for cell, every in ((self.parts, self.every), (self.whole, length(self.period)))
        ]
        return f"{in_dates(self.period)}: {said[0]}, {said[1]}."


def preferred(lines: Sequence[Timeline], definitions: Definitions) -> list[Timeline]:
    """The timelines in the order in which a row takes them: of each area's makeup the preferred length first."""
    wanted = int(definitions.threshold("preferred-period-months"))
    makeup = {id(line): at for at, line in enumerate(lines)}
    first: dict[tuple[str, tuple[str, ...]], int] = {}
    for line in lines:
        first.setdefault((line.makeup.level, line.makeup.codes), makeup[id(line)])
    return sorted(
        lines,
        key=lambda line: (
            first[line.makeup.level, line.makeup.codes],
            line.every != wanted,
            makeup[id(line)],
        ),
    )


def overlaps(lines: Sequence[Timeline]) -> list[Overlap]:
    """Where two lengths of one area do not agree, in order of time; none for what does not add up."""
    found = [
        one for a, b in combinations(lines, 2) for one in _between(*sorted((a, b), key=lambda o: o.every))
    ]
    return sorted(dict.fromkeys(found), key=lambda one: (one.period.start, one.period.end, one.every))


def _between(finer: Timeline, longer: Timeline) -> Iterator[Overlap]:
    if finer.every == longer.every or not finer.measure.adds_up:
        return
    for period, whole in longer.cells.items():
        inside = [(p, c) for p, c in finer.cells.items() if period.start <= p.start and p.end <= period.end]
        parts = total(sorted(inside, key=lambda one: one[0].start))
        complete = len(inside) * finer.every == longer.every
        if complete and None not in (whole.value, parts.value) and whole.value != parts.value:
            yield Overlap(period, whole, parts, finer.every)


def rhythm_words(
    line: Timeline, lines: Sequence[Timeline], span: Period, definitions: Definitions
) -> tuple[str, ...]:
    """What a row of one length says where another length disagrees with it in a span of months."""
    mine = [one for one in lines if one is not line]
    found = [
        one
        for other in mine
        for one in overlaps([line, other])
        if span.start <= one.period.start and one.period.end <= span.end
    ]
    if not found:
        return ()
    said = " ".join(one.sentence(definitions) for one in found[:3])
    more = f" And {len(found) - 3} more such periods." if len(found) > 3 else ""
    return (
        f"It came in two rhythms that do not agree. {said}{more} Counted here {BY.get(line.every, 'in its own periods')}; "
        "the two are never added.",
    )


def period_words(period: Period, line: Timeline, lines: Sequence[Timeline], definitions: Definitions) -> str:
    """What a listing says beside one period of which another length says something else; empty where none does."""
    said = [
        one.sentence(definitions)
        for one in overlaps([line, *(other for other in lines if other is not line)])
        if period == one.period or (one.every == line.every and _inside(period, one.period))
    ]
    return f"Two rhythms disagree. {' '.join(dict.fromkeys(said))}" if said else ""


def _inside(one: Period, other: Period) -> bool:
    return other.start <= one.start and one.end <= other.end


def _by(cell: Cell, definitions: Definitions) -> str:
    titles = [
        definitions.sources[name].title if name in definitions.sources else name for name in cell.sources
    ]
    return f" ({', '.join(titles)})" if titles else ""
