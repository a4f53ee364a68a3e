"""Which measures a reader should meet first."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.figures.table import Row
from wardmote.figures.tokens import Verdict

MATTERS = (
    Verdict.ROSE,
    Verdict.FELL,
    Verdict.LOCATION_UNCERTAIN,
    Verdict.NOT_COMPARABLE,
    Verdict.NO_CLEAR_CHANGE,
    Verdict.TOO_FEW,
)
"""Verdicts by how much they matter to a reader."""


def by_what_matters(rows: Sequence[Row]) -> list[Row]:
    """All crime first, then by verdict, then by size of the count."""
    return sorted(
        rows,
        key=lambda row: (
            row.measure.base,
            MATTERS.index(row.verdict) if row.verdict else len(MATTERS),
            -(row.current or 0),
        ),
    )
