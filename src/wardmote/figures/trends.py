"""The change over two years beside the change on the year: its own test, and words for when they disagree.

Source: the same default verdict as on the year, of the year two before and the latest; the year between helps only
to judge how much the months vary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardmote.figures.months import Period
from wardmote.figures.table import Row, TwoYears
from wardmote.figures.tokens import State, Verdict

TESTED = {
    Verdict.ROSE: ("rose on the year", "rose over two years"),
    Verdict.FELL: ("fell on the year", "fell over two years"),
    Verdict.NO_CLEAR_CHANGE: ("no clear change on the year", "no clear change over two years"),
}
"""What a test found, on the year and over two years."""


def two_years_apart(periods: Sequence[Period]) -> tuple[Period, ...]:
    """Three years or more, oldest first, in the order that tests the last against the one two before it.

    The test compares the last two that it is given; the others tell it how much the months vary.
    """
    return (*periods[:-3], periods[-2], periods[-3], periods[-1])


def beside(rows: Sequence[Row], over_two: Sequence[Row]) -> list[Row]:
    """Rows on the year with the change over two years beside each; the same measures in the same order."""
    return [replace(row, two_years=_of(other)) for row, other in zip(rows, over_two, strict=True)]


def trend_words(row: Row) -> str:
    """The change over two years with its mark, for where an arrow stands: ▲ rose over two years.

    Words of their own where nothing can be said; empty where nothing was asked of two years.
    """
    there = row.current is not None or (row.observed is not None and row.observed.now is not None)
    if row.two_years is None or not there:
        return ""
    verdict = row.two_years.verdict
    if verdict is None:
        return _untested(row.two_years)
    words = TESTED[verdict][1] if verdict in TESTED else f"{verdict.words} over two years"
    return f"{verdict.symbol} {words}"


def _untested(two: TwoYears) -> str:
    """Why there is no verdict over two years, in a few words."""
    if two.value_before is not None:
        return "not tested over two years"
    state = two.state_before or State.NOT_SUPPLIED
    return f"two years before {state.words}"


def disagreement(row: Row) -> str:
    """How the change over two years differs from that on the year: fell on the year, rose over two years.

    Empty where both say the same, or where one of them was not tested: then nothing can be set against it.
    """
    two = row.two_years
    if two is None or row.verdict not in TESTED or two.verdict not in TESTED or row.verdict is two.verdict:
        return ""
    return f"{TESTED[row.verdict][0]}, {TESTED[two.verdict][1]}"


def _of(row: Row) -> TwoYears:
    seen = row.observed
    values = (seen.before, seen.now) if seen else (row.previous, row.current)
    both = None not in values
    return TwoYears(
        before=row.previous,
        current=row.current,
        percent=row.percent,
        percent_interval=row.percent_interval,
        phi=row.phi,
        z=row.z,
        q=row.q,
        verdict=row.verdict if both else None,
        breaks=row.breaks,
        value_before=seen.before if seen else None,
        state_before=seen.state_before if seen else None,
        points=seen.points if seen else None,
    )
