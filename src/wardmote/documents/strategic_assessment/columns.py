"""Columns that several tables of the document share."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.analyses.matched_months import fewer_months
from wardmote.analyses.wording import listed
from wardmote.definitions import Measure
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Row, State
from wardmote.figures.months import in_words
from wardmote.publishing.cells import DASH, change_with_percent_cell, count_cell, rate_cell, state_cell
from wardmote.publishing.tree import Column, Content, Footnote, Inline, Quiet, VerdictMark, inlines


def both_years(needs: PackNeeds) -> tuple[Column, Column]:
    """One column for each of the two periods, named by its last month."""
    earlier, later = (
        Column(f"To {in_words(period.end, short=True)}", align="right")
        for period in (needs.table.previous, needs.table.current)
    )
    return earlier, later


def numbers(*labels: str) -> tuple[Column, ...]:
    """Columns of numbers."""
    return tuple(Column(label, align="right") for label in labels)


def measure_cell(row: Row, needs: PackNeeds) -> Content:
    """The measure's name, with notes where name or column alone would mislead: what it counts, in which months."""
    caveats = needs.definitions.caveats
    said = [caveats[name].text for name in row.measure.caveats if caveats[name].definition]
    return (row.measure.short_title, *map(Footnote, said), *months_note(needs))


def months_note(needs: PackNeeds) -> tuple[Footnote, ...]:
    """A note for a row whose counts are of fewer months than its columns say; nothing where none is missing."""
    months = fewer_months(needs.table)
    return (Footnote(f"Counts are of what was recorded {months}."),) if months else ()


def count_cells(row: Row) -> tuple[Inline, Inline]:
    """The counts of the two periods; one that the table has no count for was not supplied, or was suppressed."""
    earlier, later = (
        count_cell(value, state_cell(State.SUPPRESSED if period in row.suppressed else State.NOT_SUPPLIED))
        for value, period in ((row.previous, "previous"), (row.current, "current"))
    )
    return earlier, later


def change_cells(row: Row) -> Content:
    """The change with its percentage; suppressed where a count that it rests on is."""
    absent = state_cell(State.SUPPRESSED) if row.suppressed else DASH
    return change_with_percent_cell(row.change, row.percent, absent)


def rate_in(row: Row | None) -> Inline:
    """The rate of a row; without a population it is not available, and with its count it is suppressed."""
    hidden = row is not None and "current" in row.suppressed
    return rate_cell(
        row.rate if row else None, state_cell(State.SUPPRESSED if hidden else State.NOT_AVAILABLE)
    )


def dash_note(rows: Iterable[Iterable[Content]], why: str) -> tuple[str, ...]:
    """Why "–" stands in a table, as its note; nothing where none stands."""
    dashed = any(DASH in inlines(cell) for row in rows for cell in row)
    return (f"{DASH} {why}",) if dashed else ()


def sums_note(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Which rows count again what others count, as a table's note; nothing where none does."""
    sums = list(dict.fromkeys(one.short_title for one in measures if not one.base))
    if not sums:
        return ()
    verb = "counts" if len(sums) == 1 else "count"
    return (f"{listed(sums)} {verb} again what other rows count: do not add them up.",)


def small_base(needs: PackNeeds) -> str:
    """Why a change has no percentage, after the dash that stands in its place."""
    base = needs.definitions.threshold("percentage-base")
    return f"No percentage: the earlier count is below {base:.0f} or was not supplied."


def verdict_cell(row: Row) -> Inline:
    """The verdict in its words, or why there is none."""
    state = State.SUPPRESSED if row.suppressed else row.state
    return VerdictMark(row.verdict) if row.verdict else Quiet(state.words)
