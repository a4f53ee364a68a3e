"""Which product call answers a case, by the case's `method`. A method that is not here is not built yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from wardmote.methods import concentration, intervals, lagged_change, two_counts

Case = dict[str, Any]
Answer = dict[str, Any]
Call = Callable[[Case], Answer]

# The words a case's method begins with, in lower case -> the call.
CALLS: dict[str, Call] = {}
# The cases of the file that is run, by id: a case may lean on another.
KNOWN: dict[str, Case] = {}


def answers(*beginnings: str) -> Callable[[Call], Call]:
    """Register a call for methods whose names begin with these words."""

    def register(call: Call) -> Call:
        for beginning in beginnings:
            CALLS[beginning.lower()] = call
        return call

    return register


def call_for(case: Case) -> Call | None:
    """Give the call for a case, or None where the method is not built yet."""
    method = str(case["method"]).lower()
    found = [beginning for beginning in CALLS if method.startswith(beginning)]
    return CALLS[max(found, key=len)] if found else None


@answers("Poisson E-test")
def e_test(case: Case) -> Answer:
    given = case["input"]
    original = any(word in case["method"].lower() for word in ("wald", "krishnamoorthy", "original"))
    form = "wald" if original else given.get("form", "score")
    p = two_counts.e_test(given["k1"], given["k2"], given.get("n1", 1), given.get("n2", 1), form)
    return {"p": p}


@answers("Wheeler Poisson z")
def wheeler_z(case: Case) -> Answer:
    past, current = np.asarray(case["input"]["pairs_past_current"]).T
    return {"z": two_counts.wheeler_z(past, current).tolist()}


@answers("Poisson square-root band")
def weekly_band(case: Case) -> Answer:
    band = two_counts.wheeler_band(case["input"]["prior_mean"], case["input"]["z"])
    return {"low": float(band.low), "high": float(band.high)}


@answers("Byar's CI for a count")
def byar(case: Case) -> Answer:
    return limits(intervals.byar_interval(case["input"]["x"], case["input"].get("conf", 0.95)))


@answers("Exact Poisson CI")
def exact_count(case: Case) -> Answer:
    return limits(intervals.exact_interval(case["input"]["x"], case["input"].get("conf", 0.95)))


@answers("Wilson score CI")
def wilson(case: Case) -> Answer:
    given = case["input"]
    return limits(intervals.wilson_interval(given["x"], given["n"], given.get("conf", 0.95)))


@answers("Crude rate")
def crude_rate(case: Case) -> Answer:
    given = case["input"]
    answer: Answer = {}
    for level in {key[5:] for key in case["expected"] if key.startswith(("lower", "upper"))}:
        rate = intervals.crude_rate(given["x"], given["n"], given["multiplier"], float("0." + level))
        answer |= {
            "value": float(rate.value),
            f"lower{level}": float(rate.low),
            f"upper{level}": float(rate.high),
        }
    return answer


@answers("Gini and generalised Gini")
def gini(case: Case) -> Answer:
    given = case["input"]
    areas = np.zeros(given["n_places"])
    areas[: len(given["counts_nonzero"])] = given["counts_nonzero"]
    return {
        "gini": float(concentration.gini(areas)),
        "generalised": float(concentration.generalised_gini(areas)),
        "generalised_unbiased": float(concentration.generalised_gini(areas, unbiased=True)),
    }


@answers("YoY change with lag-12 dispersion")
def lagged(case: Case) -> Answer:
    result = lagged_change.lagged_change(case["input"]["y"])
    return {
        "prev_12": float(result.previous),
        "last_12": float(result.current),
        "phi": float(result.phi),
        "z": float(result.z),
    }


def limits(interval: intervals.Interval) -> Answer:
    """Name the limits as the cases do."""
    return {"lo": float(interval.low), "hi": float(interval.high)}


from . import calls_change as calls_change, calls_control as calls_control  # noqa: E402, I001  They register themselves.
from . import calls_peers as calls_peers, calls_severity as calls_severity, calls_surveys as calls_surveys  # noqa: E402
from . import calls_exceptional as calls_exceptional, calls_forecast as calls_forecast  # noqa: E402
