"""Lines up the years of a comparison: which months each pair, or each three, of years share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.figures.counts import Counts, Flags, MonthlyCounts
from wardmote.figures.months import Period, check_month, days_in, ending, shift


@dataclass(frozen=True, eq=False)
class MatchedYears:
    """A group of areas whose years share the same months.

    ``rows``: positions of the areas. ``counts``: (areas, measures, years, months), oldest year first, only
    months that every one of these years has. ``days``: (years, months). ``shown``: positions, within the
    period, of the months that the two latest years share: those that the counts shown are made of.
    """

    rows: npt.NDArray[np.intp]
    counts: Counts
    days: npt.NDArray[np.float64]
    shown: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]
    sent: bool = True


def years_to(to: str, months: int, years: int) -> tuple[Period, ...]:
    """The same run of months in each of so many years, oldest first."""
    last = check_month(to)
    return tuple(ending(shift(last, -12 * back), months) for back in reversed(range(years)))


def by_year(values: Counts, months: tuple[str, ...], periods: tuple[Period, ...]) -> Counts:
    """Fold (..., all months) into (..., years, months of the period)."""
    position = {month: index for index, month in enumerate(months)}
    index = np.array([[position[month] for month in period.months] for period in periods])
    return values[..., index]


def matched(counts: MonthlyCounts, periods: tuple[Period, ...], fewest: int) -> Iterator[MatchedYears]:
    """Group the areas by the months that their years share.

    The oldest year takes part only where it leaves at least ``fewest`` months; else the latest two stand
    alone.
    """
    supplied = by_year_flags(counts.supplied, counts.months, periods)
    folded = by_year(counts.counts, counts.months, periods)
    days = np.array([[float(days_in(month)) for month in period.months] for period in periods])
    patterns, group_of = np.unique(supplied.reshape(len(supplied), -1), axis=0, return_inverse=True)
    for group in range(len(patterns)):
        rows = np.flatnonzero(np.asarray(group_of).reshape(-1) == group)
        sent = patterns[group].reshape(len(periods), -1)
        kept_years, kept_months = _kept(sent, fewest)
        yield MatchedYears(
            rows=rows,
            counts=folded[rows][:, :, kept_years][..., kept_months],
            days=days[kept_years][:, kept_months],
            shown=_shown(sent[-2], sent[-1], fewest),
            sent=bool(sent[-2:].any()),
        )


def by_year_flags(supplied: Flags, months: tuple[str, ...], periods: tuple[Period, ...]) -> Flags:
    """Fold (areas, all months) flags into (areas, years, months of the period)."""
    position = {month: index for index, month in enumerate(months)}
    index = np.array([[position[month] for month in period.months] for period in periods])
    return supplied[:, index]


def _kept(sent: Flags, fewest: int) -> tuple[slice, npt.NDArray[np.intp]]:
    for first in range(len(sent) - 1):
        shared = np.flatnonzero(sent[first:].all(axis=0))
        if len(shared) >= fewest:
            return slice(first, None), shared
    return slice(len(sent) - 2, None), np.flatnonzero(sent[-2:].all(axis=0))


def _shown(earlier: Flags, later: Flags, fewest: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    shared = np.flatnonzero(earlier & later)
    if len(shared) >= min(fewest, len(later)):
        return shared, shared
    whole, none = np.arange(len(later)), np.arange(0)
    return (whole if earlier.all() else none, whole if later.all() else none)
