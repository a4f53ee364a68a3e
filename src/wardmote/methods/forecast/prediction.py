"""What one model says of the months to come: a forecast, and how its misses would run on from month to month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.methods.checks import BoolArray, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """One model's forecasts of many series.

    model: its name; mean: (series, months ahead), NaN where it could not be fitted; response: (series, months ahead,
    months ahead), how far a chance miss of usual size in the second month (last axis) moves the first, so that
    response @ its transpose is the covariance of the misses; further: (series, months ahead, months ahead), covariance
    from not knowing the model's own numbers exactly, or None; misses: (series, months), the one-step misses of the
    past, NaN where there is none; chosen: the form chosen for each series, "" where there is no choice or none could
    be fitted.
    """

    model: str
    mean: FloatArray
    response: FloatArray
    misses: FloatArray
    further: FloatArray | None
    chosen: tuple[str, ...]

    @property
    def fitted(self) -> BoolArray:
        """For which series the model could be fitted."""
        return np.asarray(~np.isnan(self.mean).any(axis=1))

    def covariance(self) -> FloatArray:
        """The covariance of the misses of the months ahead, (series, months ahead, months ahead)."""
        own = np.matmul(self.response, self.response.transpose(0, 2, 1))
        return np.asarray(own if self.further is None else own + self.further)
