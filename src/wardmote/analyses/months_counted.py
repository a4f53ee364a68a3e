"""Which months the counts of a figure are made of: the same two counts mean another thing over other months."""

from __future__ import annotations

from wardmote.figures.figure import Figure
from wardmote.figures.months import Period

WITHOUT = "without="
"""How a figure's options begin to name the months that were not supplied."""


def left_out(figure: Figure) -> tuple[str, ...]:
    """Months of its two periods that were not supplied, YYYY-MM, as its options name them."""
    parts = (part for part in figure.options.split(";") if part.startswith(WITHOUT))
    return tuple(month for part in parts for month in part.removeprefix(WITHOUT).split(",") if month)


def months_counted(earlier: Figure | None, later: Figure) -> tuple[str, ...]:
    """The months of the later period that its count is of, YYYY-MM.

    Two counts set side by side are of the months that both periods have; a count that stands alone is of all of its
    own, as nobody counts a part of a period without another to match it.
    """
    months = _months(later)
    if earlier is None or earlier.value is None or later.value is None:
        return months
    gone = set(left_out(later))
    pairs = zip(_months(earlier), months, strict=True)
    return tuple(month for before, month in pairs if not gone & {before, month})


def _months(figure: Figure) -> tuple[str, ...]:
    start, _, end = figure.period.partition("..")
    return Period(start, end or start).months
