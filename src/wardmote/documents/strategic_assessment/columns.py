"""Columns that several tables of the document share."""

from __future__ import annotations

from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Row
from wardmote.figures.months import in_words
from wardmote.publishing.tree import Column, Inline, Quiet, VerdictMark


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


def verdict_cell(row: Row) -> Inline:
    """The verdict in its words, or why there is none."""
    return VerdictMark(row.verdict) if row.verdict else Quiet(row.state.words)
