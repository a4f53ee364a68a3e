"""What partners and the Home Office count, as sentences: of one row, and the one that may stand on the first page."""

from __future__ import annotations

from wardmote.analyses.finding import CHANGED, Finding
from wardmote.analyses.observed_groups import told_twice
from wardmote.analyses.observed_wording import both_values, change_words, is_share, one_period, points
from wardmote.analyses.wording import percent
from wardmote.figures.observed.record import Observed
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict

FOUND = "More recorded can mean that more is found or reported; we cannot tell from the count."


def observed_finding(table: Table, row: Row) -> Finding:
    """What may be said of one row, with its own period."""
    seen = row.observed or Observed(every=0)
    name = row.measure.short_title
    when = f" in the {one_period(row.periods[1])}" if row.periods else ""
    if seen.now is None:
        return Finding(name, f": {_absent(row, seen)}.", "", row.verdict, (table.figure(row),))
    before, now = both_values(row, seen)
    figures = tuple(
        table.figure(row, what) for what in ("previous", "current", "points" if is_share(row) else "percent")
    )
    if seen.before is None:
        return Finding(name, f": {now}{when}. Nothing to compare with.", "", row.verdict, figures[1:2])
    counted = f"{before} to {now}{when}"
    if row.verdict in CHANGED:
        lead = f"{name} {row.verdict.words}"
        rest = f" from {counted}{_size(row, seen)}: more than chance."
        return Finding(
            lead, rest, FOUND if row.measure.direction == "reporting" else "", row.verdict, figures
        )
    said = {
        Verdict.NO_CLEAR_CHANGE: f": no clear change ({counted}): not clearly more than chance.",
        Verdict.TOO_FEW: f": too few to say ({counted}).",
        Verdict.NOT_COMPARABLE: f": not comparable ({counted}).",
    }
    untested = f": {counted} ({change_words(row, seen)}), not tested."
    return Finding(
        name, said.get(row.verdict, untested) if row.verdict else untested, "", row.verdict, figures
    )


def clearest_change(table: Table) -> Finding | None:
    """The clearest change of a measure that police.uk cannot tell; None where nothing changed clearly."""
    changed = [
        row
        for row in table.observed
        if row.verdict in CHANGED and row.measure.base and row.area == table.area and not told_twice(row)
    ]
    best = max(changed, key=lambda row: abs(row.z or 0), default=None)
    return observed_finding(table, best) if best else None


def _size(row: Row, seen: Observed) -> str:
    if seen.points is not None:
        return f" ({points(seen.points)})"
    return f" ({percent(row.percent)})" if row.percent is not None else ""


def _absent(row: Row, seen: Observed) -> str:
    if seen.last and row.periods and seen.last[0].end < row.periods[1].start:
        return f"not supplied; last received {one_period(seen.last[0])}"
    return row.state.words
