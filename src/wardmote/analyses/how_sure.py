"""How sure a table of changes is: two sentences for a page, from its own numbers."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.wording import inside, one_decimal, percent
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict

TESTED = (Verdict.ROSE, Verdict.FELL, Verdict.NO_CLEAR_CHANGE)


def how_sure(table: Table) -> tuple[str, ...]:
    """What the verdicts rest on, and what they may have overlooked; none where none was tested."""
    tested = [row for row in table.rows if row.measure.base and row.verdict in TESTED and row.phi is not None]
    if not tested:
        return ()
    said = (_varying(tested), _overlooked(tested))
    return tuple(line for line in said if line)


def _varying(tested: Sequence[Row]) -> str:
    most = max(tested, key=lambda row: row.phi or 1.0)
    if (most.phi or 1.0) <= 1:
        return "Months vary no more than pure chance would make them; each change is set against that."
    return (
        f"Months vary up to {one_decimal(most.phi)} times as much as pure chance would make them "
        f"({inside(most.measure.short_title)}); each change is set against how much its own months vary."
    )


def _overlooked(tested: Sequence[Row]) -> str:
    """The largest measure without a clear change, and what it may yet hide."""
    unclear = [row for row in tested if row.verdict is Verdict.NO_CLEAR_CHANGE and row.percent_interval]
    if not unclear:
        return ""
    widest = max(unclear, key=_width)
    low, high = widest.percent_interval or (None, None)
    end = (
        f"between {percent(low)} and {percent(high)}" if high is not None else f"from {percent(low)} upwards"
    )
    return f"No clear change does not mean no change: {inside(widest.measure.short_title)} may have moved by anything {end}."


def _width(row: Row) -> float:
    low, high = row.percent_interval or (None, None)
    return float("inf") if low is None or high is None else high - low
