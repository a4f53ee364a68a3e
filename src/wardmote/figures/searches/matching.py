"""Searches in matched years, and the test of how they changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wardmote.definitions import Definitions
from wardmote.figures.counts import MonthlyCounts
from wardmote.figures.months import Period
from wardmote.figures.searches.reading import SOUGHT, SearchCounts
from wardmote.figures.tokens import Verdict
from wardmote.figures.verdicts import Judged, Rules, judge
from wardmote.figures.years import MatchedYears, by_year, matched

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Years:
    """Searches in matched years: all of them first, then each object."""

    definitions: Definitions
    counts: SearchCounts
    periods: tuple[Period, ...]
    matched: MatchedYears
    judged: Judged

    @staticmethod
    def of(definitions: Definitions, counts: SearchCounts, periods: tuple[Period, ...]) -> Years:
        """Match the years and test them."""
        series = _with_total(counts.counts[SOUGHT])
        shape = series[None]
        monthly = MonthlyCounts(
            areas=(counts.area,),
            measures=(),
            months=counts.months,
            counts=shape,
            supplied=counts.supplied[None],
            not_located=shape,
            reported=shape,
            owned=shape,
            owns_not_located=np.array([counts.owns]),
        )
        rules = Rules.of(definitions)
        years = next(iter(matched(monthly, periods, rules.fewest_months)))
        base = np.array([False] + [True] * (len(series) - 1))
        self = Years(definitions, counts, periods, years, _nothing(len(series)))
        lost = self._lost() if not counts.owns else tuple(np.zeros((1, len(series))) for _ in (0, 1))
        then, now = (self.sums(series, at) for at in (-2, -1))
        moved = (
            (now - then).astype(np.float64)[None]
            if self.months(-2) and self.months(-1)
            else np.zeros((1, len(series)))
        )
        judged = judge(
            years, base, np.zeros((1, len(series)), dtype=np.bool_), (lost[0], lost[1]), moved, rules
        )
        return Years(definitions, counts, periods, years, judged)

    def months(self, year: int) -> list[str]:
        """Months of the earlier (-2) or later (-1) year that are counted; none where too few are there."""
        return [self.periods[year].months[at] for at in self.matched.shown[year]]

    def sums(self, values: Whole, year: int) -> Whole:
        """(..., all months) summed over the months of a year that are counted."""
        folded = by_year(values, self.counts.months, self.periods)[..., year, :]
        return np.asarray(folded[..., self.matched.shown[year]].sum(axis=-1), dtype=np.int64)

    def pair(self, values: Whole) -> tuple[int | None, int | None]:
        """One series summed over both years; None for a year without months."""
        then, now = (int(self.sums(values, at)) if self.months(at) else None for at in (-2, -1))
        return then, now

    def lost_shares(self) -> tuple[float | None, float | None]:
        """Share of the forces' searches without a place, earlier and later."""
        lost, all_of_them = self.pair(self.counts.lost_in_all), self.pair(self.counts.reported_in_all)
        then, now = (
            part / whole if part is not None and whole else None
            for part, whole in zip(lost, all_of_them, strict=True)
        )
        return then, now

    def _lost(self) -> tuple[npt.NDArray[np.float64], ...]:
        counts = self.counts
        lost = np.vstack([counts.lost_in_all[None], counts.lost])
        whole = np.vstack([counts.reported_in_all[None], counts.reported])
        return tuple(
            np.divide(
                self.sums(lost, at),
                self.sums(whole, at),
                out=np.zeros(len(lost)),
                where=self.sums(whole, at) > 0,
            )[None]
            for at in (-2, -1)
        )


def _nothing(size: int) -> Judged:
    nothing = np.full((1, size), np.nan)
    return Judged(nothing, 0, nothing, nothing, np.full((1, size), Verdict.TOO_FEW, dtype=object))


def _with_total(values: Whole) -> Whole:
    return np.vstack([values.sum(axis=0, keepdims=True), values])
