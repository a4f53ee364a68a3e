"""Which measures may be shown month by month: those whose single months, side by side, hold nothing small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wardmote.figures.disclosure.cells import Rule
from wardmote.figures.disclosure.ladder import Rung
from wardmote.figures.disclosure.leaving_out import DisclosureError
from wardmote.figures.disclosure.rows import Covers
from wardmote.figures.disclosure.steps import Climb
from wardmote.figures.table import Row

Months = Mapping[str, Sequence[int | None]]
"""Counts by measure, month after month; None where nothing was supplied."""


def shown_by_month(rows: Sequence[Row], months: Months, covers: Covers, rule: Rule) -> set[str]:
    """The measures of one area that can be shown month by month, the largest first.

    A measure is shown whole or not at all. It is shown where no single month of it is small, nor any difference between
    it and those that are shown already: so no sum of months is small either, whatever part of a year is taken. Measures
    that need no protection are shown, and what they say is set beside the others.

    Parameters
    ----------
    rows
        One row a measure, of the public table: one whose year is left out is not shown by month.
    months
        Counts of each, all of the same months.
    """
    free = [row for row in rows if row.measure.id in months and not covers(row)]
    able = [row for row in rows if row.measure.id in months and covers(row) and not row.suppressed]
    shown = list(free)
    for row in sorted(able, key=lambda one: (-(one.current or 0), one.measure.id)):
        if not _any_small(months[row.measure.id], rule) and _harmless([*shown, row], months, covers, rule):
            shown.append(row)
    return {row.measure.id for row in shown}


def _any_small(values: Sequence[int | None], rule: Rule) -> bool:
    return any(value is not None and 0 < abs(value) < rule.smallest for value in values)


def _harmless(rows: Sequence[Row], months: Months, covers: Covers, rule: Rule) -> bool:
    """Whether nothing would have to be left out of any month."""
    for values in zip(*(months[row.measure.id] for row in rows), strict=True):
        made = [replace(row, current=value) for row, value in zip(rows, values, strict=True)]
        one = Climb("current", covers, rule)
        try:
            one.step(Rung(tuple(made), {}))
        except DisclosureError:
            return False
        if any(one.left_out(row) for row in made if covers(row)):
            return False
    return True
