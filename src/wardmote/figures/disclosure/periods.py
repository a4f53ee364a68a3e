"""The counts of a row period by period, and the row without some of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from wardmote.figures.disclosure.observed import observed_without
from wardmote.figures.table import Row, TwoYears
from wardmote.figures.tokens import State

PERIODS = ("previous", "current", "two years before")
"""The counts that a row can hold, each of its own period."""


def count_of(row: Row, period: str) -> int | None:
    """The count of a row in one of its periods; None where there is none."""
    if period == "two years before":
        return row.two_years_before
    return row.previous if period == "previous" else row.current


def withheld_by_supplier(row: Row, period: str) -> bool:
    """Whether the supplier itself left out the count of a period, or a part of it."""
    if count_of(row, period) is not None or period in row.suppressed:
        return False
    if period == "current":
        return row.state is State.SUPPRESSED
    before = row.observed.state_before if row.observed else None
    return period == "previous" and before is State.SUPPRESSED


def without(row: Row, periods: Collection[str]) -> Row:
    """A row of protected counts as the public may see it, without the counts of some periods.

    Whatever a count could be worked out from goes with it. The workings of the test (phi, z, q) hold the single months,
    and the share without a location is one count over another, so they go in any case.
    """
    kept = replace(
        row,
        observed=observed_without(row.observed, periods) if row.observed else None,
        suppressed=tuple(period for period in PERIODS if period in periods),
        not_located_share=(None, None),
        phi=None,
        z=None,
        q=None,
        two_years=_two_years_without(row, periods),
    )
    if "previous" in periods:
        kept = replace(kept, previous=None, rate_previous=None)
    if "current" in periods:
        kept = replace(
            kept, current=None, state=State.SUPPRESSED, rate=None, rate_interval=None, monthly_average=None
        )
    if {"previous", "current"} & set(periods):
        kept = replace(kept, percent=None, percent_interval=None, verdict=None)
    return kept


def _two_years_without(row: Row, periods: Collection[str]) -> TwoYears | None:
    """The change over two years, as far as its counts are those of the row; their difference would be some months.

    Of what partners reported none is left: its periods are its own, and nothing here protects the year two before.
    """
    two = row.two_years
    if two is None or row.observed is not None or two.current != row.current:
        return None
    kept = replace(two, phi=None, z=None, q=None)
    gone = {"current", "two years before"} & set(periods)
    if gone:
        kept = replace(kept, percent=None, percent_interval=None, verdict=None)
    return replace(
        kept,
        before=None if "two years before" in gone else kept.before,
        current=None if "current" in gone else kept.current,
    )
