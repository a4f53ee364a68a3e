"""Where the change over two years says something else than the change on the year, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.observed_wording import is_share, value_words
from wardmote.analyses.wording import count, inside, listed
from wardmote.figures.months import in_words
from wardmote.figures.table import Row, Table
from wardmote.figures.tokens import Verdict
from wardmote.figures.trends import disagreement

SAID = (
    (Verdict.ROSE, "rose"),
    (Verdict.FELL, "fell"),
    (Verdict.NO_CLEAR_CHANGE, "showed no clear change"),
)


def over_two_years(table: Table, rows: Sequence[Row]) -> str:
    """Which measures say otherwise over two years than on the year; empty where none does, or none was asked for."""
    if table.two_years is None:
        return ""
    groups = []
    for verdict, words in SAID:
        found = [
            _with_counts(row)
            for row in rows
            if disagreement(row) and row.two_years and row.two_years.verdict is verdict
        ]
        groups += [f"{listed(found)} {words}"] if found else []
    if not groups:
        return ""
    since = in_words(table.two_years.end)
    return f"Over two years, from the year to {since}, the answer differs: {'; '.join(groups)}."


def _with_counts(row: Row) -> str:
    """A measure with its count of two years before and that of today: drugs (274 to 394)."""
    if row.observed is not None and row.two_years is not None:
        share = is_share(row)
        pair = (row.two_years.value_before, row.observed.now)
        return f"{inside(row.measure.short_title)} ({' to '.join(value_words(one, share=share) for one in pair)})"
    then = row.two_years.before if row.two_years else None
    return f"{inside(row.measure.short_title)} ({count(then)} to {count(row.current)})"
