"""The family of exponential smoothing models: which forms there are, and which a series can bear.

Source: Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), chapters 2 and 3. Left out,
as there: forms whose arithmetic is unstable (additive error with multiplicative season), and multiplicative trends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Error = Literal["A", "M"]
Trend = Literal["N", "A", "Ad"]
Season = Literal["N", "A", "M"]


@dataclass(frozen=True, slots=True)
class Form:
    """One model: errors that add (A) or multiply (M); no trend, a trend, a damped one; no season, A or M."""

    error: Error
    trend: Trend
    season: Season

    @property
    def name(self) -> str:
        """The usual short name, such as (M,Ad,M)."""
        return f"({self.error},{self.trend},{self.season})"

    @property
    def needs_counts_above_zero(self) -> bool:
        """Whether the model divides by the level of the series."""
        return self.error == "M" or self.season == "M"

    @property
    def smoothing(self) -> int:
        """How many smoothing parameters it has."""
        return 1 + {"N": 0, "A": 1, "Ad": 2}[self.trend] + (self.season != "N")

    def parameters(self, period: int) -> int:
        """How many numbers are fitted: smoothing, level, slope and season at the start (the spread not counted)."""
        return self.smoothing + 1 + (self.trend != "N") + (period - 1 if self.season != "N" else 0)


_PAIRS: tuple[tuple[Error, Season], ...] = (("A", "N"), ("M", "N"), ("A", "A"), ("M", "A"), ("M", "M"))
_TRENDS: tuple[Trend, ...] = ("N", "A", "Ad")

EVERY_FORM = tuple(Form(error, trend, season) for error, season in _PAIRS for trend in _TRENDS)
WITHOUT_SEASON = tuple(form for form in EVERY_FORM if form.season == "N")


def form_named(name: str) -> Form:
    """Give the form of a short name, such as "(M,Ad,M)" or "MAdM"; raises ValueError for one not in the family."""
    plain = name.replace("(", "").replace(")", "").replace(",", "").replace(" ", "")
    for form in EVERY_FORM:
        if form.error + form.trend + form.season == plain:
            return form
    known = ", ".join(form.name for form in EVERY_FORM)
    raise ValueError(f"{name!r} is not a model of the family: {known}.")
