"""The trend of a measure over all the years in hand, stretch by stretch between recording breaks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from wardmote.analyses.over_time.history import History
from wardmote.definitions import Definitions
from wardmote.figures.months import Period
from wardmote.methods.trends import mann_kendall, monthly_trend, sen_slope

Pair = tuple[float, float]


@dataclass(frozen=True)
class Trend:
    """The trend of one stretch without a break.

    ``yearly``: growth in percent a year by the quasi-Poisson fit with its interval ``limits`` and two-sided ``p``;
    ``dispersion``: how many times more than chance the steps vary round trend and season. ``tau`` and ``rank_p``:
    seasonal Mann-Kendall; ``sen`` and ``sen_limits``: Sen's slope, of the count of a year, in a year.
    None where nothing can be said; ``short``: the stretch is shorter than the fewest years.
    """

    span: Period
    steps: int
    known: int
    short: bool
    yearly: float | None = None
    limits: Pair | None = None
    p: float | None = None
    dispersion: float | None = None
    tau: float | None = None
    rank_p: float | None = None
    sen: float | None = None
    sen_limits: tuple[float | None, float | None] = (None, None)

    @property
    def fitted(self) -> bool:
        """Whether there is a trend to speak of."""
        return self.yearly is not None

    def way(self, level: float) -> int:
        """1 for a rise by more than chance, -1 for a fall, 0 for neither, by the fit."""
        return _way(self.yearly, self.p, level)

    def rank_way(self, level: float) -> int:
        """The same by Mann-Kendall."""
        return _way(self.tau, self.rank_p, level)

    def disagree(self, level: float) -> bool:
        """Whether the fit and Mann-Kendall say different things."""
        return self.fitted and self.way(level) != self.rank_way(level)


def trends(history: History, definitions: Definitions) -> tuple[Trend, ...]:
    """The trend of each stretch between the breaks of a series, oldest first."""
    edges = (0, *history.cuts, len(history.periods))
    fewest = int(definitions.threshold("trend-years")) * history.period
    level = definitions.threshold("confidence")
    return tuple(_trend(history, first, last, fewest, level) for first, last in pairwise(edges))


def _trend(history: History, first: int, last: int, fewest: int, confidence: float) -> Trend:
    values, days, year = history.values[first:last], history.days[first:last], history.period
    span = Period(history.periods[first].start, history.periods[last - 1].end)
    known = int(np.count_nonzero(~np.isnan(values)))
    short = len(values) < fewest
    if short or not known:
        return Trend(span, len(values), known, short)
    fit = monthly_trend(values, days, period=year, confidence=confidence)
    if np.isnan(fit.slope):
        return Trend(span, len(values), known, short)
    even = values * (days.mean() / days)
    ranks, slope = mann_kendall(even, period=year), sen_slope(even, period=year, confidence=confidence)
    in_a_year = float(year**2)  # a step a step, of counts of a step: of a year's count in a year
    return Trend(
        span=span,
        steps=len(values),
        known=known,
        short=False,
        yearly=float(fit.yearly_percent),
        limits=(float(fit.low), float(fit.high)),
        p=float(fit.p),
        dispersion=max(float(fit.dispersion), 1.0),
        tau=_known(ranks.tau),
        rank_p=float(ranks.p),
        sen=_known(slope.slope, in_a_year),
        sen_limits=(_known(slope.low, in_a_year), _known(slope.high, in_a_year)),
    )


def _known(value: npt.NDArray[np.float64], times: float = 1.0) -> float | None:
    """A number; None where there is none, or no end."""
    return float(value) * times if np.isfinite(value) else None


def _way(slope: float | None, p: float | None, level: float) -> int:
    if slope is None or p is None or p >= level:
        return 0
    return int(np.sign(slope))
