"""Product calls for cases of exceptional volume: weekly alerts and the scan statistic."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from wardmote.methods import exceptional
from wardmote.methods.exceptional import farrington

from .calls import Answer, Case, answers

# A case's name of an option -> ours. Those of the R package surveillance and plain ones are both known.
_RULES = {
    "b": "years", "years": "years", "w": "half_window", "half_window": "half_window", "noPeriods": "groups",
    "pastWeeksNotIncluded": "left_out", "weeks_excluded": "left_out", "alpha": "alpha", "trend": "trend",
    "pThresholdTrend": "trend_p", "weightsThreshold": "weight_from", "reweight_threshold": "weight_from", "freq": "in_year",
}  # fmt: skip


def weekly_watch(case: Case, method: str) -> Answer:
    """Run one of the two Farrington forms on the last weeks of the case, with the options it names."""
    given = case["input"]
    rules = farrington.Rules() if method == "flexible" else farrington.ORIGINAL
    rules = replace(rules, **{_RULES[key]: value for key, value in given.items() if key in _RULES})
    if given.get("reweight") is False:
        rules = replace(rules, weight_from=None)
    if "limit54" in given:
        rules = replace(rules, least=given["limit54"][0], within=given["limit54"][1])
    watch = exceptional.farrington_flexible if method == "flexible" else exceptional.farrington_original
    found = watch(
        np.array(given["weekly"], dtype=float), given.get("range_last", given.get("last", 1)), rules
    )
    return {
        "upper": found.upper.tolist(),
        "expected": found.expected.tolist(),
        "phi": found.phi.tolist(),
        "alarm": found.alarm.tolist() if method == "flexible" else found.alarm.astype(int).tolist(),
    }


@answers("Farrington flexible")
def flexible(case: Case) -> Answer:
    return weekly_watch(case, "flexible")


@answers("Farrington 1996", "Farrington original")
def original(case: Case) -> Answer:
    return weekly_watch(case, "original")


@answers("EARS")
def early_warning(case: Case) -> Answer:
    given = case["input"]
    series = next(value for key, value in given.items() if key.startswith("weekly"))
    wanted = [case["expected"][key] for key in ("C1", "C2", "C3") if key in case["expected"]]
    last = given.get("range_last", len(wanted[0]) if wanted else 1)
    found = exceptional.ears(
        np.array(series, dtype=float),
        last,
        given.get("baseline", 7),
        given.get("alpha", 0.001),
        given.get("minSigma", 0),
    )
    return {"C1": found.c1.tolist(), "C2": found.c2.tolist(), "C3": found.c3.tolist()}


@answers("Naus scan statistic")
def scan(case: Case) -> Answer:
    given = case["input"]
    return {"p": float(exceptional.scan_chance(given["L"], given["mu"], given["n"]))}
