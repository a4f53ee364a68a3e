"""The season of a measure over all that is in hand: each month against the average, with an interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.analyses.over_time.history import History
from wardmote.definitions import Definitions
from wardmote.methods.season_index import SeasonIndex, season_index

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SeasonFound:
    """The season of one measure, in the order of the calendar: January or the first quarter first.

    ``index``, ``low``, ``high``: (steps of a year,), an average month at 1. ``yearly``: (years, steps), each year
    against its own average, NaN at gaps. ``years``: how many years the pattern rests on, whole ones. ``p``: the chance
    of months differing this much without a season. ``names``: what each step is called.
    """

    history: History
    names: tuple[str, ...]
    index: Numbers
    low: Numbers
    high: Numbers
    yearly: Numbers
    years: int
    p: float
    edge: float
    """How far above an average month a peak lies."""
    fewest: int
    """In how many years at least a step must be known before it is called a peak or quiet."""

    @property
    def known(self) -> npt.NDArray[np.int64]:
        """In how many years each step is known."""
        return np.asarray((~np.isnan(self.yearly)).sum(axis=0), dtype=np.int64)

    @property
    def peaks(self) -> tuple[int, ...]:
        """Steps of which the whole interval is above 1, and which lie as far above as a peak does."""
        return self._marked((self.low > 1) & (self.index >= self.edge))

    @property
    def quiet(self) -> tuple[int, ...]:
        """Steps of which the whole interval is below 1, and which lie as far below."""
        return self._marked((self.high < 1) & (self.index <= 1 / self.edge))

    def _marked(self, there: npt.NDArray[np.bool_]) -> tuple[int, ...]:
        return tuple(int(at) for at in np.flatnonzero(there & (self.known >= self.fewest)))

    @property
    def strength(self) -> float:
        """The highest index over the lowest: 1 is no season at all."""
        return float(self.index.max() / max(self.index.min(), 1e-9))

    def word(self, at: int) -> str:
        """What the calendar says of a step; empty where it cannot be told from the average."""
        if at in self.peaks:
            return "peak"
        if at in self.quiet:
            return "quiet"
        if self.known[at] < self.fewest:
            return "too few years"
        if self.low[at] > 1:
            return "a little above"
        return "a little below" if self.high[at] < 1 else ""


def season_found(history: History, definitions: Definitions) -> SeasonFound | None:
    """The season of a series; None where there are not two whole years, or a calendar month is missing in all.

    A recording break starts a new year of its own, so that a change in level is not taken for a season.
    """
    counts, days, calendar = year_rows(history)
    share = definitions.threshold("matched-months") / 12
    whole = int((np.mean(~np.isnan(counts), axis=1) >= share).sum())
    absent = np.isnan(counts).all(axis=0).any()
    if whole < 2 or absent or np.nansum(counts) == 0:
        return None
    found = season_index(counts, days, definitions.threshold("confidence"))
    order = np.argsort(calendar)
    level = _level(counts, days, found)
    with np.errstate(invalid="ignore", divide="ignore"):
        yearly = np.where(level[:, None] > 0, counts / (level[:, None] * days), np.nan)
    return SeasonFound(
        history=history,
        names=_names(history, [int(calendar[at]) for at in order]),
        index=found.index[order],
        low=found.low[order],
        high=found.high[order],
        yearly=yearly[:, order],
        years=whole,
        p=float(found.p),
        edge=definitions.threshold("peak-month"),
        fewest=int(definitions.threshold("peak-years")),
    )


def year_rows(history: History) -> tuple[Numbers, Numbers, npt.NDArray[np.int64]]:
    """A series folded into years that end with its last step: counts (years, steps), NaN at gaps and outside; days; and
    the calendar month with which each column begins. A year that a break parts is two rows."""
    year, n = history.period, len(history.values)
    block = (np.arange(n) - n) // year
    stretch = np.searchsorted(np.array(history.cuts, dtype=np.int64), np.arange(n), side="right")
    rows = sorted({(int(b), int(s)) for b, s in zip(block, stretch, strict=True)})
    counts = np.full((len(rows), year), np.nan)
    days = np.full((len(rows), year), 365.25 / year)
    for at in range(n):
        row = rows.index((int(block[at]), int(stretch[at])))
        column = (at - n) % year
        counts[row, column], days[row, column] = history.values[at], history.days[at]
    months = [
        int(history.periods[(column - year) % n if n >= year else 0].start[5:]) for column in range(year)
    ]
    told = (~np.isnan(counts)).sum(axis=1) >= 2
    return counts[told], days[told], np.array(months, dtype=np.int64)


def _level(counts: Numbers, days: Numbers, found: SeasonIndex) -> Numbers:
    """Each year's count per day of an average day, allowing for the months that it lacks."""
    there = ~np.isnan(counts)
    weights = np.where(there, days * np.nan_to_num(found.index), 0.0).sum(axis=1)
    total = np.nansum(counts, axis=1)
    return np.asarray(np.divide(total, weights, out=np.zeros(len(total)), where=weights > 0))


def _names(history: History, months: list[int]) -> tuple[str, ...]:
    from calendar import month_abbr, month_name

    if history.every == 1:
        return tuple(month_name[month] for month in months)
    last = [(month + history.every - 2) % 12 + 1 for month in months]
    return tuple(f"{month_abbr[one]} to {month_abbr[other]}" for one, other in zip(months, last, strict=True))
