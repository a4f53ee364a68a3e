"""Where the year will end, and what its remaining months would have to be to meet a target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardmote.analyses.ahead.outlook import Outlook
from wardmote.analyses.own_targets import own_targets
from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import inside, months_listed
from wardmote.figures.months import Period, days_in, in_words, shift
from wardmote.figures.periods import Length, Quarters, steps
from wardmote.figures.target_rows import TargetRow
from wardmote.methods.forecast import YearEnd, to_target, year_end


@dataclass(frozen=True, eq=False)
class YearAhead:
    """The year that the next step lies in: what of it is in hand, and where it will end."""

    name: str
    whole: Period
    left: tuple[Period, ...]
    """Its steps that have not come."""
    end: YearEnd

    @property
    def steps_in_hand(self) -> int:
        """How many of its steps have come."""
        return len(self.whole.months) // len(self.left[0].months) - len(self.left)

    @property
    def given(self) -> float:
        """Counted so far."""
        return float(self.end.given[0])


@dataclass(frozen=True, eq=False)
class Aim:
    """What the rest of a year would have to be to end at a total.

    ``lower``: whether less is what is aimed for. ``monthly``: each step left, in the pattern of the forecast; empty
    where the total is passed already. ``change``: by what share that differs from the forecast. ``chance``: that the
    year ends there if all stays broadly the same.
    """

    title: str
    total: float
    lower: bool
    left: float
    monthly: tuple[float, ...]
    change: float | None
    chance: float


def year_asked(last: str, quarters: Quarters) -> tuple[Period, str]:
    """The year in which the month after a last one lies, and its name."""
    following = shift(last, 1)
    after = next(steps(following, following, Length.YEAR, quarters))
    return after.whole, after.name


def months_to_year_end(last: str, quarters: Quarters) -> int:
    """How many months are left of the year after a month."""
    whole, _ = year_asked(last, quarters)
    return sum(month > last for month in whole.months)


def year_ahead(outlook: Outlook, quarters: Quarters) -> YearAhead | Refusal:
    """Project the year, or say why that cannot be done.

    The outlook must reach to the year's end.
    """
    stretch = outlook.stretch
    whole, name = year_asked(stretch.span.end, quarters)
    at = [place for place, one in enumerate(outlook.history.periods) if one.start >= whole.start]
    left = tuple(one for one in outlook.periods if one.end <= whole.end)
    every = outlook.history.every
    if (len(at) + len(left)) * every != len(whole.months):
        return _refused(outlook, name, f"Its {outlook.history.step}s do not make up that year.")
    given = outlook.history.values[at]
    if at and at[0] < stretch.first:
        return _refused(outlook, name, "What is recorded changed within it, so its months cannot be added.")
    if np.isnan(given).any():
        gone = [m for place in at if np.isnan(outlook.history.values[place])
                for m in outlook.history.periods[place].months]  # fmt: skip
        return _refused(outlook, name, f"Not supplied: {months_listed(gone)}.")
    end = year_end(
        given[None],
        outlook.forecasts,
        days_given=outlook.history.days[at],
        days_left=[float(sum(days_in(month) for month in one.months)) for one in left],
        period=outlook.history.period,
    )
    return YearAhead(name, whole, left, end)


def aim_of(year: YearAhead, total: float, title: str, *, lower: bool = True) -> Aim:
    """What would end the year at a total."""
    found = to_target(total, year.end)
    change = float(found.change[0])
    passed = float(found.left[0]) < 0
    monthly = () if passed else tuple(float(value) for value in found.monthly[0])
    chance = float(found.chance[0])
    if not lower:
        chance = 1.0 if total <= year.given else 1.0 - float(to_target(max(total - 1, 0), year.end).chance[0])
    return Aim(
        title,
        total,
        lower,
        float(found.left[0]),
        monthly,
        None if np.isnan(change) else change,
        chance,
    )


def aims_set(outlook: Outlook, year: YearAhead, rows: Sequence[TargetRow]) -> tuple[Aim, ...]:
    """The aims of the partnership's own targets for the year: counts of this measure in this area."""
    return tuple(
        aim_of(year, one.total, one.title, lower=one.lower)
        for one in own_targets(outlook.history, rows)
        if one.whole == year.whole and one.total is not None
    )


def _refused(outlook: Outlook, name: str, why: str) -> Refusal:
    return Refusal(
        f"Where {inside(name)} will end cannot be said.",
        why,
        f"With every month of it up to {in_words(outlook.stretch.span.end)}, recorded in one way, it could.",
    )
