"""What a public edition leaves out of single months: one decision, from which pictures and series draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardmote.figures import Row
from wardmote.figures.counts import monthly_counts
from wardmote.figures.disclosure import Protection
from wardmote.figures.disclosure.over_time import Count, left_out_over_time
from wardmote.figures.disclosure.public import every_row
from wardmote.figures.months import Period
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace

Hidden = frozenset[tuple[str, Period]]
"""Measures, by identifier, and the periods of which their count is left out."""


def hidden_records(workspace: Workspace, guard: Protection) -> Hidden:
    """What is left out of every month that was supplied of the partnership, whatever measure is asked for.

    Nothing where no measure that is counted from records is protected.
    """
    measures = [one for one in guard.definitions.measures.values() if one.available and one.counted]
    covered = {one.id for one in measures if guard.covers_measure(one)}
    if not covered:
        return frozenset()
    span = guard.evidence.connection.execute("SELECT min(month), max(month) FROM supplied").fetchone()
    if not span or not span[0]:
        return frozenset()
    months = Period(*span).months
    counted = monthly_counts(guard.evidence, [guard.root], measures, months)
    counts = [
        Count(measure, Period(month, month), int(counted.counts[0, at, place]))
        for at, measure in enumerate(measures)
        for place, month in enumerate(counted.months)
        if counted.supplied[0, place]
    ]
    return left_out_over_time(guard.root, [*years_decided(workspace, guard), *counts], covered, guard.rule)


def years_decided(workspace: Workspace, guard: Protection) -> Iterator[Count]:
    """The years of the performance table, with what its public form leaves out."""
    known = table(workspace, TableRequest(two_years=True))
    printed = {row.measure.id: row for row in every_row(guard.table(known))}
    for row in every_row(known):
        spans = row.periods or (known.previous, known.current)
        shown = printed.get(row.measure.id)
        for period, value, name in _both(row, spans):
            yield Count(row.measure, period, value, shown is None or name in shown.suppressed)
        two = row.two_years_before
        if two is not None and known.two_years is not None:
            gone = shown is None or "two years before" in shown.suppressed
            yield Count(row.measure, known.two_years, two, gone)


def _both(row: Row, spans: Sequence[Period]) -> Iterable[tuple[Period, int, str]]:
    pairs = ((spans[0], row.previous, "previous"), (spans[1], row.current, "current"))
    return ((period, value, name) for period, value, name in pairs if value is not None)


def whole_months(hidden: Hidden, measures: Iterable[str]) -> set[str]:
    """Those of some measures that can be shown month by month: of which no single month is left out."""
    gone = {name for name, period in hidden if len(period.months) == 1}
    return set(measures) - gone
