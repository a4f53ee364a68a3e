"""What a forecast answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardmote.methods.checks import BoolArray, FloatArray, IntArray

MODELS = ("ETS", "STL", "linear", "seasonal naive")
NAIVE = MODELS.index("seasonal naive")


@dataclass(frozen=True, slots=True, eq=False)
class Forecasts:
    """Counts of the months to come, of many series.

    mean: (series, months ahead), the mean of the models that could be fitted, never below 0; low80, high80, low95,
    high95: the limits, whole numbers; covariance: (series, months ahead, months ahead), of the misses; each: (models,
    series, months ahead), every model's own forecast, NaN where it could not be fitted; fitted: (series, models);
    ets, stl: (series,), the form of smoothing chosen for each, "" for none; plain: (series,), no model could be fitted
    and the average month stands in; seen: (series,), months in hand that were not gaps; none: (series,), none was counted in
    any; day_adjusted: whether lengths of months were allowed for.
    """

    mean: FloatArray
    low80: FloatArray
    high80: FloatArray
    low95: FloatArray
    high95: FloatArray
    covariance: FloatArray
    each: FloatArray
    fitted: BoolArray
    ets: NDArray[np.str_]
    stl: NDArray[np.str_]
    plain: BoolArray
    seen: IntArray
    none: BoolArray
    day_adjusted: bool

    def of(self, series: int) -> Forecasts:
        """Those of one series alone."""
        return self._part(slice(series, series + 1), slice(None))

    def first(self, months: int) -> Forecasts:
        """Those of the first months ahead."""
        return self._part(slice(None), slice(months))

    def _part(self, rows: slice, ahead: slice) -> Forecasts:
        return replace(
            self,
            mean=self.mean[rows, ahead],
            low80=self.low80[rows, ahead],
            high80=self.high80[rows, ahead],
            low95=self.low95[rows, ahead],
            high95=self.high95[rows, ahead],
            covariance=self.covariance[rows, ahead, ahead],
            each=self.each[:, rows, ahead],
            fitted=self.fitted[rows],
            ets=self.ets[rows],
            stl=self.stl[rows],
            plain=self.plain[rows],
            seen=self.seen[rows],
            none=self.none[rows],
        )

    def notes(self, series: int = 0) -> tuple[str, ...]:
        """Say in sentences what could not be done for a series; nothing where all four models stand."""
        seen = int(self.seen[series])
        if seen == 0:
            return ("No month has a count, so nothing can be forecast.",)
        said, months = [], f"{seen} month" + "s" * (seen != 1)
        if self.none[series]:
            said.append(f"None was counted in {months}; the upper limit is what that leaves possible.")
        if self.plain[series]:
            said.append(
                f"With {months} no model can be fitted: the forecast is the average month, and knows no season."
            )
        elif not self.fitted[series].all():
            lacking = [model for model, fits in zip(MODELS, self.fitted[series], strict=True) if not fits]
            used = [model for model in MODELS if model not in lacking]
            said.append(
                f"Not fitted for want of months or of counts: {_listed(lacking)}. The mean is of {_listed(used)}."
            )
        return tuple(said)


def joined(parts: Sequence[Forecasts]) -> Forecasts:
    """Put the forecasts of several lots of series together, in order."""
    merged: dict[str, Any] = {}
    for field in fields(Forecasts):
        values = [getattr(part, field.name) for part in parts]
        axis = 1 if field.name == "each" else 0
        merged[field.name] = values[0] if field.name == "day_adjusted" else np.concatenate(values, axis=axis)
    return Forecasts(**merged)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
