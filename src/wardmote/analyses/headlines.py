"""The year in a few findings: what changed by more than chance, what cannot be compared, what is large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.analyses.change_in_words import change_finding, cut_months, not_comparable_finding
from wardmote.analyses.finding import CHANGED, JUDGED, Finding
from wardmote.analyses.matched_months import fewer_months, not_supplied
from wardmote.analyses.wording import (
    amount,
    count,
    inside,
    listed,
    months_listed,
    number_word,
    opening,
    percent,
)
from wardmote.definitions import Definitions
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict


@dataclass(frozen=True)
class Headlines:
    """The first page in words: a title that says what happened, the totals, and at most five findings."""

    title: str
    lead: str
    findings: tuple[Finding, ...]


def headlines(table: Table, definitions: Definitions) -> Headlines:
    """Edit a table by measure down to its headlines, ordered by certainty and size."""
    rows = [row for row in table.rows if row.measure.base and None not in (row.previous, row.current)]
    most = int(definitions.threshold("findings"))
    doubted = definitions.threshold("not-located-share")
    changed = sorted((r for r in rows if r.verdict in CHANGED), key=lambda r: -abs(r.z or 0))
    broken = _cut_in_two(rows, definitions.threshold("too-few"))
    uncertain = [r for r in rows if r.verdict == Verdict.LOCATION_UNCERTAIN]
    found = [change_finding(table, row, doubted) for row in changed]
    found += [not_comparable_finding(table, broken)] if broken else []
    found += [change_finding(table, row, doubted) for row in uncertain]
    found += [change_finding(table, row, doubted) for row in _largest_unchanged(rows, doubted)]
    named = int(definitions.threshold("examples-named"))
    return Headlines(_title(table, rows, changed, named), _lead(table, definitions), tuple(found[:most]))


def named_in_title(rows: Sequence[Row], definitions: Definitions) -> list[Row]:
    """The changed measures that a title names, in its order: those that rose, then those that fell; none if many."""
    changed = sorted((row for row in rows if row.verdict in CHANGED), key=lambda row: -abs(row.z or 0))
    if len(changed) > definitions.threshold("examples-named"):
        return []
    return [row for verdict in CHANGED for row in changed if row.verdict == verdict]


def _cut_in_two(rows: Sequence[Row], least: float) -> list[Row]:
    """Measures whose two years cannot be compared, the largest first; none that was rare in both, for want of news."""
    cut = [r for r in rows if r.verdict == Verdict.NOT_COMPARABLE]
    told = [r for r in cut if max(r.previous or 0, r.current or 0) >= least]
    return sorted(told, key=lambda r: -(r.current or 0))


def none_changed(rows: Sequence[Row]) -> str:
    """How many of these rows could be judged, where none of them changed by more than chance."""
    judged = sum(row.verdict in JUDGED for row in rows)
    if not rows or not judged:
        return f"Of {amount(len(rows), 'measure', 'measures')}, none could be judged"
    if judged == 1:
        return "The one measure that could be judged shows no clear change"
    which = f"{number_word(judged)} measures{' that could be judged' if judged < len(rows) else ''}"
    return f"None of {'the ' if judged < len(rows) else ''}{which} changed by more than chance"


def rose_and_fell(rows: Sequence[Row]) -> str:
    """How many of these rows rose and how many fell: five measures rose and two fell."""
    parts = [
        (sum(row.verdict == verdict for row in rows), verdict.words)
        for verdict in CHANGED
        if any(row.verdict == verdict for row in rows)
    ]
    first = f"{amount(parts[0][0], 'measure', 'measures')} {parts[0][1]}"
    return listed([first, *(f"{number_word(n)} {words}" for n, words in parts[1:])])


def _largest_unchanged(rows: Sequence[Row], doubted: float) -> list[Row]:
    """Measures without a clear change that people ask about: those with many rows lost, then the largest."""
    still = [row for row in rows if row.verdict == Verdict.NO_CLEAR_CHANGE]
    return sorted(still, key=lambda row: (-((row.not_located_share[1] or 0) > doubted), -(row.current or 0)))


def _title(table: Table, rows: Sequence[Row], changed: Sequence[Row], named: int) -> str:
    if not any(row.current is not None for row in table.rows):
        return not_supplied(table)
    if not rows:
        return "There is no second year to compare with"
    if not changed:
        return none_changed(rows)
    if len(changed) > named:
        return opening(f"{rose_and_fell(changed)} by more than chance")
    parts = [
        f"{listed([inside(row.measure.short_title) for row in group])} {verdict.words}"
        for verdict in CHANGED
        if (group := [row for row in changed if row.verdict == verdict])
    ]
    still = sum(row.verdict == Verdict.NO_CLEAR_CHANGE for row in rows)
    most = "; most others show no clear change" if still > len(rows) / 2 else ""
    return opening(" and ".join(parts)) + most


def _lead(table: Table, definitions: Definitions) -> str:
    total = next((row for row in table.rows if row.measure.id == "all-crime"), None)
    if total is None or total.current is None:
        return (
            f"Not supplied: {months_listed(table.left_out)}." if table.left_out else f"{not_supplied(table)}."
        )
    period = opening(table.current.words)
    recorded = f"{period}: {count(total.current)} crimes recorded"
    if total.previous is None:
        return f"{recorded}. The year before was not supplied in full."
    months = f" {fewer_months(table)}" if fewer_months(table) else ""
    start = f"{recorded}{months}, against {count(total.previous)} a year earlier."
    return f"{start} {_said_of_total(total, definitions)}".strip()


def _said_of_total(total: Row, definitions: Definitions) -> str:
    match total.verdict:
        case Verdict.ROSE | Verdict.FELL:
            ratio = f" ({percent(total.percent)})" if total.percent is not None else ""
            return f"The total {total.verdict.words} by more than chance{ratio}."
        case Verdict.NO_CLEAR_CHANGE:
            return "The difference is not clearly more than chance."
        case Verdict.NOT_COMPARABLE:
            return _not_compared(total)
        case Verdict.LOCATION_UNCERTAIN:
            return "Whether the total changed depends on where the records without a location belong."
        case Verdict.TOO_FEW:
            small = (total.previous or 0) + (total.current or 0) < definitions.threshold("too-few")
            return f"Too few {'crimes' if small else 'months'} to say whether the total changed."
        case _:
            return ""


def _not_compared(total: Row) -> str:
    for kind, what in (("recording", "Recording rules"), ("geography", "The geography")):
        months = cut_months([total], kind)
        if months:
            return f"{what} changed in {months}, so the two totals are not compared."
    return "The two totals are not comparable."
