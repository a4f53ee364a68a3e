"""Public rows of any list of rows: what is left out of each, so that no small count follows from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from wardmote.definitions import Definitions
from wardmote.figures.disclosure.cells import Cells, Flags, Rule, Sum
from wardmote.figures.disclosure.leaving_out import left_out
from wardmote.figures.disclosure.observed import small_shares
from wardmote.figures.disclosure.periods import PERIODS, count_of, without
from wardmote.figures.table import Row

"""Unit of a measure that is a share of people asked."""
Covers = Callable[[Row], bool]
"""Whether small counts of a row must not be learnt."""


def covered_by(definitions: Definitions, *, open_data: bool = False) -> Covers:
    """The rows to protect: those counted from any source that is not published already; all with ``open_data``.

    A source of observations is published only if its definition says so itself.
    """

    def covers(row: Row) -> bool:
        counted = row.observed.sources if row.observed else tuple(one.source for one in row.measure.counted)
        return open_data or not counted or not all(published(definitions, name) for name in counted)

    return covers


def published(definitions: Definitions, name: str) -> bool:
    """Whether what a source holds is published already; one that nobody knows is not."""
    source = definitions.sources.get(name)
    if source is None:
        return False
    return source.open and (source.reader != "observations" or "open" in source.model_fields_set)


def protected_rows(
    rows: Sequence[Row],
    sums: Sequence[Sum],
    definitions: Definitions,
    *,
    covers: Covers | None = None,
) -> tuple[Row, ...]:
    """Leave out small counts, and those from which they follow.

    Parameters
    ----------
    rows
        Rows that are published together.
    sums
        Which rows add up to which, by their places in the list, as a reader knows it: wards to their town, kinds of crime
        to all of it. Periods are compared of themselves. One that does not hold in a period is no sum there.
    covers
        Whether counts of a row are protected; without it those of sources that are not published already.

    Returns
    -------
    tuple of Row
        The same rows in the same order. ``suppressed`` names the periods whose counts were left out.

    Raises
    ------
    DisclosureError
        When small counts follow whatever is left out.
    """
    asked = covers or covered_by(definitions)
    sensitive = [asked(row) for row in rows]
    gone: list[list[str]] = [[] for _ in rows]
    rule = Rule.of(definitions)
    for period in PERIODS:
        counts = [count_of(row, period) for row in rows]
        for place in np.flatnonzero(_left_out(counts, sums, sensitive, rule)):
            gone[place].append(period)
    return tuple(
        without(row, [*periods, *shares_left_out(row, rule)]) if mine else row
        for row, periods, mine in zip(rows, gone, sensitive, strict=True)
    )


def shares_left_out(row: Row, rule: Rule) -> tuple[str, ...]:
    """The periods of a row whose share of people asked is of too few; none where it counts."""
    return small_shares(row.observed, rule) if row.observed and row.measure.is_share else ()


def _left_out(
    counts: Sequence[int | None], sums: Sequence[Sum], sensitive: Sequence[bool], rule: Rule
) -> Flags:
    there = np.array([count is not None for count in counts], dtype=np.bool_)
    known = np.array([count or 0 for count in counts], dtype=np.int64)
    flags = np.array(sensitive, dtype=np.bool_) & there
    holding = tuple(one for one in sums if holds(one, counts))
    none = np.zeros(len(counts), dtype=np.bool_)
    return left_out(Cells(known, holding, flags, ~flags, none), rule)


def holds(one: Sum, counts: Sequence[int | None]) -> bool:
    """Whether a sum holds: every count is there and the parts make the total."""
    total, parts = counts[one.total], [counts[part] for part in one.parts]
    return total is not None and None not in parts and sum(part or 0 for part in parts) == total
