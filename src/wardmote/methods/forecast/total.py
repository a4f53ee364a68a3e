"""The sum of the next months, with limits of its own: misses of neighbouring months go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import FloatArray
from wardmote.methods.forecast.limits import count_limits, quiet_limit
from wardmote.methods.forecast.results import Forecasts


@dataclass(frozen=True, slots=True, eq=False)
class Total:
    """What the next months come to together; each (series,). ``spread`` is the variance of the sum."""

    mean: FloatArray
    low80: FloatArray
    high80: FloatArray
    low95: FloatArray
    high95: FloatArray
    spread: FloatArray


def total_ahead(forecasts: Forecasts, months: int) -> Total:
    """Sum the first months of forecasts. Its limits are those of the sum, never the sum of the months' limits.

    months: how many, from 0 (nothing is left to come) to as many as are forecast. Raises ValueError for others.
    """
    ahead = forecasts.mean.shape[1]
    if not 0 <= months <= ahead:
        raise ValueError(f"a total can be of 0 to {ahead} of the months that are forecast: found {months}.")
    mean = forecasts.mean[:, :months].sum(axis=1)
    spread = forecasts.covariance[:, :months, :months].sum(axis=(1, 2))
    limits: list[FloatArray] = []
    for confidence in (0.8, 0.95):
        low, high = count_limits(mean, spread, confidence)
        quiet = forecasts.none & (months > 0)
        high = np.where(quiet, quiet_limit(np.maximum(forecasts.seen, 1), max(months, 1), confidence), high)
        limits += [low, high]
    low80, high80, low95, high95 = limits
    return Total(mean, low80, high80, low95, high95, spread)
