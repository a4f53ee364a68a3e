"""Product calls for control charts; registered by `calls`."""

from __future__ import annotations

from typing import Any

import numpy as np

from wardmote.methods.control_charts import control_chart, two_of_three
from wardmote.methods.control_charts.rules import trend_ends
from wardmote.methods.control_charts.targets import assurance

from .calls import Answer, Case, answers

NHSR, MDC = "nhsrplotthedots-0.2.2", "making-data-count-2023"


@answers("SPC XmR")
def xmr(case: Case) -> Answer:
    """The cases were run through NHSRplotthedots: its rule and its screening hold unless a case asks otherwise."""
    given = case["input"]
    values = np.array(given["y"], dtype=float)
    chart = control_chart(
        values,
        first_after_breaks(given),
        screen=bool(given.get("screen", given.get("screen_outliers", True))),
        two_of_three=rule_of(given),
        run=int(given.get("run", 7)),
        span=int(given.get("span", 1)),
    )
    limits = chart.limits
    starts = [0, *(np.flatnonzero(np.diff(limits.stretch)) + 1)]
    answer: Answer = {
        name: [float(line[at]) for at in starts] if len(starts) > 1 else float(line[0])
        for name, line in {"mean": limits.centre, "lpl": limits.low, "upl": limits.high}.items()
    }
    flags = {
        "astronomical": chart.beyond,
        "shift": chart.shift,
        "trend": chart.trend,
        "two_in_three": chart.two_of_three,
    }
    answer |= {name: positions(flag) for name, flag in flags.items()}
    if "target" in given:
        good = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
        wanted = str(given.get("improvement_direction", given.get("good", "neutral")))
        answer["assurance"] = assurance(chart, float(given["target"]), good.get(wanted, wanted)).verdict  # type: ignore[arg-type]
    return answer


@answers("7-point trend marker")
def trend_marker(case: Case) -> Answer:
    run = int(case["input"].get("run", 7))
    marks = [
        trend_ends(np.array(y, dtype=float), np.zeros(len(y), np.int64), run).tolist()
        for y in case["input"]["series"]
    ]
    return {"flag_on_last_point_of_run": marks}


@answers("2-of-3 rule")
def two_in_three(case: Case) -> Answer:
    """Distances from the mean in sigma: limits at 3. "all below mean" turns them over."""
    given = case["input"]
    y = np.array(given["sigma_units"], dtype=float)
    if "all below" in str(given.get("side", "")) and (y > 0).all():
        y = -y
    zero, three = np.zeros(y.size), np.full(y.size, 3.0)
    flags = {
        name: two_of_three(y, zero, -three, three, np.zeros(y.size, np.int64), rule)  # type: ignore[arg-type]
        for name, rule in {"nhsr_flagged_by_2of3": NHSR, "mdc_2023_flagged_by_2of3": MDC}.items()
    }
    return {name: positions(flag) for name, flag in flags.items()}


def first_after_breaks(given: dict[str, Any]) -> list[int]:
    """The cases count positions from 1, and may give one or several."""
    at = given.get("rebase_at", [])
    return [int(one) - 1 for one in (at if isinstance(at, list) else [at]) if int(one) > 1]


def rule_of(given: dict[str, Any]) -> Any:
    """The 2-of-3 rule that a case asks for, by any word for it."""
    asked = str(given.get("two_of_three", given.get("two_in_three", given.get("variant", "nhsr")))).lower()
    return MDC if "2023" in asked or "mdc" in asked or "making" in asked else NHSR


def positions(flags: Any) -> list[int]:
    """Positions from 1."""
    return [int(at) + 1 for at in np.flatnonzero(flags)]
