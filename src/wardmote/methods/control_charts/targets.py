"""A target against the limits: will the process as it is hit it, miss it, or now and then do either?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from wardmote.methods.control_charts.chart import ControlChart

Good = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class Assurance:
    """verdict: what the process can be relied on for; trial: whether its limits rest on too few points.

    "not assessed" where neither direction is good, or where the latest stretch has no limits yet.
    """

    verdict: Literal["consistently hits", "consistently misses", "hit and miss", "not assessed"]
    target: float
    low: float
    high: float
    trial: bool


def assurance(chart: ControlChart, target: float, good: Good) -> Assurance:
    """Set a target against the limits of the latest stretch of a chart of one series.

    target: in the units of the chart, for one month. good: whether a higher or a lower value is better, or neither
    (a reporting measure: more reports may be good news). A target on a limit is hit and miss. It speaks of the
    process as it is: it is no forecast. Raises ValueError for a chart of several series, a target that is not a
    number, and another direction. Source: NHS England, *Making Data Count*.
    """
    if chart.values.ndim != 1:
        raise ValueError("a target is set against one series at a time.")
    if not np.isfinite(target):
        raise ValueError(f"a target must be a number: found {target}.")
    if good not in ("higher", "lower", "neither"):
        raise ValueError(f"good must be 'higher', 'lower' or 'neither': found {good!r}.")
    low, high = float(chart.limits.low[-1]), float(chart.limits.high[-1])
    trial = bool(chart.trial[-1])
    if good == "neither" or np.isnan(low):
        return Assurance("not assessed", target, low, high, trial)
    if low <= target <= high:
        return Assurance("hit and miss", target, low, high, trial)
    hits = (target < low) == (good == "higher")
    return Assurance("consistently hits" if hits else "consistently misses", target, low, high, trial)
