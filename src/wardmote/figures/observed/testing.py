"""What may be said of a change in what was observed: the default verdict, and when it is withheld."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wardmote.definitions import Definitions
from wardmote.figures.months import Period, days_in
from wardmote.figures.observed.record import Cell
from wardmote.figures.observed.timeline import YEAR, Timeline, Window, fewest_of_year
from wardmote.figures.tokens import Verdict
from wardmote.methods.change import percent_interval, year_change
from wardmote.methods.multiplicity import benjamini_hochberg
from wardmote.methods.rounding import half_up
from wardmote.methods.two_shares import share_change, share_difference_interval

Limits = tuple[float | None, float | None]


@dataclass(frozen=True)
class Tested:
    """The test of one row before other rows are allowed for.

    ``p`` None where nothing was tested, and ``why`` then says why; ``counts_as_look`` whether it belongs to the family
    of tests all the same. ``few``: too few to say.
    """

    p: float | None = None
    z: float | None = None
    phi: float | None = None
    interval: Limits | None = None
    few: bool = False
    why: str = ""
    counts_as_look: bool = False


def tested(timeline: Timeline, window: Window, definitions: Definitions) -> Tested:
    """Test the change between the two later years of a window."""
    if not timeline.measure.adds_up:
        return _share_test(timeline, window, definitions) if timeline.measure.is_share else Tested(why=STOCK)
    counts = [_values(timeline, year, window.shown[1]) for year in window.years]
    if None in counts[-2:] or window.shown[0] != window.shown[1]:
        return Tested()
    pair = [value for year in counts[-2:] for value in year or ()]
    if min(pair) < 0:
        return Tested(counts_as_look=True)
    if any(value != int(value) for value in pair):
        return Tested(why=NOT_COUNTS)
    if YEAR // timeline.every < definitions.threshold("tested-periods"):
        return Tested(why=ONE_A_YEAR if timeline.every == YEAR else TWO_A_YEAR)
    if len(window.shown[1]) < fewest_of_year(definitions, timeline.every):
        return Tested(few=True)
    usable = counts if _usable(counts[0]) and len(counts) > 2 else counts[-2:]
    years = [year for year in usable if year is not None]
    return _counts_test(timeline, window, years, definitions)


STOCK = "Not tested: a number at one time shows nothing of how much it varies."
ONE_A_YEAR = "Not tested: one number a year cannot show how much it varies of itself."
TWO_A_YEAR = "Not tested: two numbers a year show too little of how much they vary of themselves."
NOT_COUNTS = "Not tested: these are amounts, not counts."
NO_BASE = "Not tested: how many people were asked was not supplied for both."
RANDOM = (
    "The interval takes the people asked for a random sample. How they were chosen and weighted is not known here, and "
    "makes it wider."
)


def _counts_test(
    timeline: Timeline, window: Window, years: list[list[float]], definitions: Definitions
) -> Tested:
    places = window.shown[1]
    days = [[_days(year[at]) for at in places] for year in window.years[-len(years) :]]
    change = year_change(years, days)
    a, b = float(change.a), float(change.b)
    low, high = percent_interval(a, b, change.phi, change.df, definitions.threshold("confidence"))
    return Tested(
        p=1.0 if math.isnan(change.p) else float(change.p),
        z=float(change.z),
        phi=float(change.phi),
        interval=(_rounded(float(low)), _rounded(float(high))),
        few=a + b < definitions.threshold("too-few"),
        counts_as_look=True,
    )


def _share_test(timeline: Timeline, window: Window, definitions: Definitions) -> Tested:
    cells = [
        _only(timeline, year, shown) for year, shown in zip(window.years[-2:], window.shown, strict=True)
    ]
    before, after = cells
    if before is None or after is None or before.value is None or after.value is None:
        return Tested()
    if not before.base or not after.base or not (0 <= before.value <= 100 and 0 <= after.value <= 100):
        return Tested(why=NO_BASE)
    asked = before.value / 100, before.base, after.value / 100, after.base
    change, limits = (
        share_change(*asked),
        share_difference_interval(*asked, definitions.threshold("confidence")),
    )
    return Tested(
        p=float(change.p),
        z=float(change.z),
        interval=(_rounded(100 * float(limits.low)), _rounded(100 * float(limits.high))),
        few=min(before.base, after.base) < definitions.threshold("survey-base"),
        why=RANDOM,
        counts_as_look=True,
    )


def family(tests: Sequence[Tested], keys: Sequence[str], base: Sequence[bool]) -> list[float | None]:
    """The q of each test: it allows for every base measure of its source; a composite stands for itself.

    A measure of the family that could not be tested stays in it with p = 1.
    """
    q = [one.p for one in tests]
    for key in dict.fromkeys(keys):
        mine = [
            at
            for at, one in enumerate(tests)
            if keys[at] == key and base[at] and (one.p is not None or one.counts_as_look)
        ]
        if mine:
            looks = [1.0 if (p := tests[at].p) is None else p for at in mine]
            adjusted = benjamini_hochberg(looks)
            for at, value in zip(mine, adjusted.tolist(), strict=True):
                q[at] = None if tests[at].p is None else value
    return q


def verdict_of(test: Tested, q: float | None, definitions: Definitions) -> Verdict | None:
    """The verdict of a test that nothing stands in the way of; None where nothing was tested."""
    if test.few:
        return Verdict.TOO_FEW
    if q is None or test.z is None:
        return None
    if q >= definitions.threshold("false-discovery-rate"):
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.ROSE if test.z > 0 else Verdict.FELL


def _values(timeline: Timeline, year: Sequence[Period], places: Sequence[int]) -> list[float] | None:
    """The counts of a year at these places; None where one of them is not known, or there is no place."""
    values = [timeline.cell(year[at]).value for at in places]
    known = [value for value in values if value is not None]
    return known if known and len(known) == len(values) else None


def _usable(values: list[float] | None) -> bool:
    """Whether an older year can help to tell how much counts vary."""
    return values is not None and min(values) >= 0 and all(value == int(value) for value in values)


def _only(timeline: Timeline, year: Sequence[Period], places: Sequence[int]) -> Cell | None:
    return timeline.cell(year[places[-1]]) if places else None


def _days(period: Period) -> float:
    return float(sum(days_in(month) for month in period.months))


def _rounded(limit: float) -> float | None:
    return half_up(limit, 1) if math.isfinite(limit) else None
