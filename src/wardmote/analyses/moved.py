"""Which figures another snapshot moves: the same table made of both, every number that differs, and why.

A reason is given where it can be told from what differs between the snapshots: a month came in, was sent again, was
read again or is gone; the lookup, the population or the observations differ. Where several may be at work all are
named, and none is said to be the cause of a given share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wardmote.definitions import Measure
from wardmote.evidence.changes import CRIME, Change, EvidenceChanges
from wardmote.figures.counts import MonthlyCounts
from wardmote.figures.months import Period
from wardmote.figures.observed.record import Observed
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import State, Verdict

EARLIER, LATER = ("previous", "current")
WHATS = {
    EARLIER: "earlier count",
    LATER: "later count",
    "percent": "change, %",
    "rate_previous": "earlier rate",
    "rate": "later rate",
}
"""Numbers of a row that are compared, and their words."""
UNTOLD = "cannot be told"
SAME = 1e-9
"""A difference below it is one of arithmetic."""


@dataclass(frozen=True)
class MovedFigure:
    """A number of the table that is not the same. ``then`` and ``now`` None: no number, for the reason in the state."""

    measure: Measure
    what: str
    """One of ``WHATS``."""
    period: Period
    then: float | None
    now: float | None
    state_then: State
    state_now: State
    reasons: tuple[str, ...]

    @property
    def difference(self) -> float | None:
        """Now less then; None where one of them is no number."""
        return None if self.then is None or self.now is None else self.now - self.then


@dataclass(frozen=True)
class MovedVerdict:
    """A verdict that is not the same."""

    measure: Measure
    then: Verdict | None
    now: Verdict | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class MovedMonth:
    """A month's count that is not the same; None where it was not supplied."""

    measure: Measure
    month: str
    then: int | None
    now: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """What moved, in the order of the measures."""

    figures: tuple[MovedFigure, ...]
    verdicts: tuple[MovedVerdict, ...]
    months: tuple[MovedMonth, ...]
    compared: int
    """Numbers that were compared."""


def moved(
    then: Table, now: Table, counts: tuple[MonthlyCounts, MonthlyCounts], changes: EvidenceChanges
) -> Moved:
    """Compare one table made of two snapshots, by the same definitions and for the same periods.

    Parameters
    ----------
    counts
        The area's monthly counts in both snapshots: the same measures and months.
    """
    telling = _Telling(changes, _months(*counts, changes))
    figures: list[MovedFigure] = []
    verdicts: list[MovedVerdict] = []
    compared = 0
    for old, new in _pairs(then, now):
        periods = new.periods or old.periods or (now.previous, now.current)
        found = list(_figures(old, new, periods, telling))
        figures += found
        compared += len(WHATS)
        if old.verdict is not new.verdict:
            verdicts.append(
                MovedVerdict(new.measure, old.verdict, new.verdict, telling.verdict(old, new, found))
            )
    return Moved(tuple(figures), tuple(verdicts), tuple(telling.months), compared)


def _pairs(then: Table, now: Table) -> Iterator[tuple[Row, Row]]:
    """Rows of one measure; where one table has none, as nothing was ever observed, a row that says so."""
    police = {row.measure.id: row for row in then.rows}
    yield from ((police[new.measure.id], new) for new in now.rows if new.measure.id in police)
    before, after = ({row.measure.id: row for row in table.observed} for table in (then, now))
    for one in sorted({**before, **after}.values(), key=lambda row: (row.measure.order, row.measure.id)):
        name = one.measure.id
        yield before.get(name) or _unobserved(one), after.get(name) or _unobserved(one)


def _unobserved(row: Row) -> Row:
    every = row.observed.every if row.observed else 1
    return Row(row.measure, row.area, State.NOT_SUPPLIED, periods=row.periods, observed=Observed(every=every))


def _figures(old: Row, new: Row, periods: tuple[Period, Period], telling: _Telling) -> Sequence[MovedFigure]:
    found = []
    for what in WHATS:
        then, now = _value(old, what), _value(new, what)
        states = _state(old, what), _state(new, what)
        if states[0] is states[1] and _same(then, now):
            continue
        period = periods[0] if what in (EARLIER, "rate_previous") else periods[1]
        reasons = telling.figure(old, new, what, periods)
        found.append(MovedFigure(new.measure, what, period, then, now, *states, reasons))
    return found


def _value(row: Row, what: str) -> float | None:
    """A number of a row; that of an observation as it was supplied, which need not be whole."""
    if row.observed is not None and what in (EARLIER, LATER):
        return row.observed.before if what == EARLIER else row.observed.now
    value = getattr(row, what)
    return None if value is None else float(value)


def _state(row: Row, what: str) -> State:
    """Why there is a number or none; of a change or a rate only whether there is one."""
    value = _value(row, what)
    if value is not None:
        return State.ZERO if value == 0 and what in (EARLIER, LATER) else State.KNOWN
    if what == LATER:
        return row.state
    if what == EARLIER and row.observed is not None:
        return row.observed.state_before
    unavailable = row.state is State.NOT_AVAILABLE or what not in (EARLIER, LATER)
    return State.NOT_AVAILABLE if unavailable else State.NOT_SUPPLIED


def _same(then: float | None, now: float | None) -> bool:
    if then is None or now is None:
        return then is now
    return abs(now - then) <= SAME * max(1.0, abs(then), abs(now))


def _months(then: MonthlyCounts, now: MonthlyCounts, changes: EvidenceChanges) -> list[MovedMonth]:
    """Every month and measure of which the count differs, or was supplied in one snapshot only."""
    why = {month: _reasons_of_month(month, changes) for month in now.months}
    found = []
    for at, measure in enumerate(now.measures):
        for place, month in enumerate(now.months):
            old, new = (
                int(one.counts[0, at, place]) if one.supplied[0, place] else None for one in (then, now)
            )
            if old != new:
                found.append(MovedMonth(measure, month, old, new, why[month]))
    return found


def _reasons_of_month(month: str, changes: EvidenceChanges) -> tuple[str, ...]:
    """What differs about the records of a month, and about where places lie."""
    kinds = {one.change for one in changes.of_table(CRIME) if one.period == month}
    reasons = [f"month {kind.value}" for kind in Change if kind in kinds]
    if any(table.table == "places" for table in changes.tables):
        reasons.append("lookup changed")
    if not kinds and _read_otherwise(changes):
        reasons.append("definition of a source changed")
    return tuple(reasons) or (UNTOLD,)


def _read_otherwise(changes: EvidenceChanges) -> bool:
    return bool(changes.definitions) or any(file.change is Change.READ_AGAIN for file in changes.files)


@dataclass(frozen=True)
class _Telling:
    """Says why a figure moved, by what differs of the months and sources it rests on."""

    changes: EvidenceChanges
    months: Sequence[MovedMonth]

    def figure(self, old: Row, new: Row, what: str, periods: tuple[Period, Period]) -> tuple[str, ...]:
        """Reasons of one number of a row."""
        if new.observed is not None or old.observed is not None:
            return (*_other_period(old, new, what), *self._of_sources(old, new))
        own = [periods[0]] if what in (EARLIER, "rate_previous") else [periods[1]]
        both = list(periods) if what == "percent" else own
        reasons = self._of_months(
            [m for m in self._mine(new.measure) if any(m.month in p.months for p in both)]
        )
        if not reasons:  # the same months are left out of both years
            absent = [m for m in self._mine(new.measure) if None in (m.then, m.now)]
            reasons = self._of_months([m for m in absent if any(m.month in p.months for p in periods)])
        population = any(table.table == "population" for table in self.changes.tables)
        if what.startswith("rate") and population:
            reasons = (*reasons, "population changed")
        return reasons or (UNTOLD,)

    def verdict(self, old: Row, row: Row, figures: Sequence[MovedFigure]) -> tuple[str, ...]:
        """Reasons of a verdict: any month of the years that the test looks at."""
        if row.observed is not None:
            return self._of_sources(old, row)
        reasons = self._of_months(self._mine(row.measure))
        if not reasons and self.months and not figures:
            return ("other measures moved, and the test allows for all of them",)
        return reasons or (UNTOLD,)

    def _mine(self, measure: Measure) -> list[MovedMonth]:
        return [one for one in self.months if one.measure.id == measure.id]

    def _of_months(self, months: Sequence[MovedMonth]) -> tuple[str, ...]:
        """Each reason once, with the months that it is one of."""
        by_reason: dict[str, list[str]] = {}
        for one in months:
            for reason in one.reasons:
                by_reason.setdefault(reason, []).append(one.month)
        return tuple(
            f"{reason}: {_listed(sorted(set(found)))}" if reason.startswith("month ") else reason
            for reason, found in by_reason.items()
        )

    def _of_sources(self, old: Row, new: Row) -> tuple[str, ...]:
        """What differs of the observations that a measure may be counted from, or was."""
        sources = {counted.source for counted in new.measure.counted}
        sources |= {name for row in (old, new) if row.observed for name in row.observed.sources}
        kinds: Mapping[tuple[str, str], None] = {
            (one.supplier, one.change.value): None
            for one in self.changes.of_table("observations")
            if one.supplier in sources
        }
        return tuple(f"observations of {source} {kind}" for source, kind in kinds) or (UNTOLD,)


def _other_period(old: Row, new: Row, what: str) -> tuple[str, ...]:
    """That two rows of observations end with different periods, each with the last that was supplied to it."""
    if old.periods is None or new.periods is None or old.periods == new.periods:
        return ()
    then = old.periods[0 if what in (EARLIER, "rate_previous") else 1]
    return (f"then of {then.start} to {then.end}",)


FEW = 6


def _listed(months: Sequence[str]) -> str:
    """Months by name where they are few; else how many, from when to when."""
    if len(months) <= FEW:
        return ", ".join(months)
    return f"{len(months)} months from {months[0]} to {months[-1]}"
