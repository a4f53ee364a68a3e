"""How good would the forecast have been? The last months are held out, forecast from the rest, and compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardmote.methods import checks
from wardmote.methods.checks import BoolArray, FloatArray, IntArray
from wardmote.methods.forecast.accuracy import accuracy
from wardmote.methods.forecast.counts import Progress, forecast_counts
from wardmote.methods.forecast.results import NAIVE, Forecasts


@dataclass(frozen=True, slots=True, eq=False)
class BackTest:
    """How forecasts made without the last months compare with what came.

    mase: (series,), of the mean of the models, below 1 where better than seasonal naive was within the earlier months;
    mase_each: (models, series), NaN where not fitted; mase_naive: (series,), of seasonal naive; within80, within95:
    (series,), the share of months that came within the limits; months: (series,), how many could be compared;
    forecasts: as they would have been made.
    """

    mase: FloatArray
    mase_each: FloatArray
    mase_naive: FloatArray
    within80: FloatArray
    within95: FloatArray
    months: IntArray
    forecasts: Forecasts


def back_test(
    counts: ArrayLike,
    held_out: int = 12,
    *,
    days: ArrayLike | None = None,
    period: int = 12,
    progress: Progress | None = None,
    workers: int = 1,
) -> BackTest:
    """Forecast the last `held_out` months from those before them. Arguments as `forecast_counts`.

    Raises ValueError where no month is left to forecast from, and as `forecast_counts` does.
    """
    y = np.atleast_2d(checks.numbers(counts, "counts"))
    if not 1 <= held_out < y.shape[-1]:
        raise ValueError(
            f"held_out must leave at least one month to forecast from: found {held_out} of {y.shape[-1]} months."
        )
    past, came = y[:, :-held_out], y[:, -held_out:]
    lengths = None if days is None else checks.positive(days, "days")
    made = forecast_counts(
        past,
        held_out,
        days=None if lengths is None else lengths[:-held_out],
        days_ahead=None if lengths is None else lengths[-held_out:],
        period=period,
        progress=progress,
        workers=workers,
    )
    each = np.stack([accuracy(one, came, past, period).mase for one in made.each])
    seen = ~np.isnan(came) & ~np.isnan(made.mean)
    return BackTest(
        accuracy(made.mean, came, past, period).mase,
        each,
        each[NAIVE],
        _share(came, made.low80, made.high80, seen),
        _share(came, made.low95, made.high95, seen),
        seen.sum(axis=1),
        made,
    )


def _share(came: FloatArray, low: FloatArray, high: FloatArray, seen: BoolArray) -> FloatArray:
    inside = (came >= low) & (came <= high) & seen
    n = seen.sum(axis=1)
    return np.asarray(np.divide(inside.sum(axis=1), n, out=np.full(len(n), np.nan), where=n > 0))
