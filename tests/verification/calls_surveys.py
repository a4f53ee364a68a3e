"""Product calls for surveys. `tests.verification.calls` imports this module.

A case names the weights of another by its id: a raking case of the file that is run, else of the shared cases.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from wardmote.methods.surveys import crosstab as tables
from wardmote.methods.surveys import estimates, waves
from wardmote.methods.surveys.choices import choices
from wardmote.methods.surveys.raking import Raking, design_effect, effective_number, rake
from wardmote.methods.surveys.sample import Sample, Selection, raked_sample, sample_of

from .calls import KNOWN, Answer, Case, answers

SHARED = Path(os.environ.get("WARDMOTE_SHARED", Path(__file__).resolve().parents[3] / "shared"))


@cache
def shared_inputs() -> dict[str, dict[str, Any]]:
    """Read the inputs of the shared cases, by id; none where they are not at hand."""
    path = SHARED / "verification" / "cases.json"
    if not path.is_file():
        return {}
    return {case["id"]: case["input"] for case in json.loads(path.read_text(encoding="utf-8"))}


def raked(given: dict[str, Any]) -> Raking:
    """Rake as a case asks."""
    targets = given["targets"]
    return rake(
        {name: given[name] for name in targets},
        targets,
        given.get("base_weight", given.get("base_weights", 1)),
        most_rounds=10_000,
    )


def sample_for(case: Case, *, honouring: bool) -> Sample:
    """Give the sample of a case: weights of another case, weights listed, its own raking, or none."""
    given = case["input"]
    selection = Selection.SELF_SELECTED if given.get("self_selected") else Selection.RANDOM
    weights = given.get("weights")
    if isinstance(weights, str):
        raking = raked(KNOWN[weights]["input"] if weights in KNOWN else shared_inputs()[weights])
    elif "targets" in given and weights is None:
        raking = raked(given)
    else:
        return sample_of(np.ones(people(given)) if weights is None else weights, selection)
    return raked_sample(raking, selection) if honouring else sample_of(raking.weights, selection)


def people(given: dict[str, Any]) -> int:
    """Count respondents by the first list of the input."""
    return next(len(value) for value in given.values() if isinstance(value, list))


def as_numbers(values: list[Any]) -> Any:
    """Read answers with null for none."""
    return np.array([np.nan if value is None else value for value in values], float)


def confidence(given: dict[str, Any]) -> float:
    """Read the confidence, under either of its names."""
    return float(given.get("conf", given.get("confidence", 0.95)))


def named(estimate: estimates.Estimate, value: str) -> Answer:
    """Answer an estimate, its value also under the name of what it is."""
    return {
        **{value: estimate.value, "value": estimate.value, "estimate": estimate.value},
        **{"se": estimate.error, "lo": estimate.low, "hi": estimate.high},
        **{"n": estimate.base, "base": estimate.base, "n_eff": estimate.effective},
        **{"margin": estimate.margin, "state": estimate.sureness.value},
    }


@answers("Raking")
def raking(case: Case) -> Answer:
    found = raked(case["input"])
    return {
        "weights": found.weights.tolist(),
        "kish_deff": design_effect(found.weights),
        "deff": design_effect(found.weights),
        "n_eff": effective_number(found.weights),
    }


@answers("Kish")
def kish(case: Case) -> Answer:
    weights = sample_for(case, honouring=False).weights
    return {
        "kish_deff": design_effect(weights),
        "deff": design_effect(weights),
        "n_eff": effective_number(weights),
    }


@answers("Korn-Graubard", "Beta CI", "Logit", "Linearised SE", "Weighted proportion")
def proportion(case: Case) -> Answer:
    given, method = case["input"], case["method"].lower()
    honouring = given.get("calibrated", "honours the raking" in method or "calibrat" in method)
    beta = given.get("interval") == "beta" or method.startswith(("korn", "beta"))
    y = as_numbers(given["y"])
    sample = sample_for(case, honouring=honouring)
    if not np.isin(y[~np.isnan(y)], (0, 1)).all():
        return named(estimates.mean(sample, y, minimum_base=1, confidence=confidence(given)), "mean")
    found = estimates.share(
        sample, y, minimum_base=1, confidence=confidence(given), form="beta" if beta else "logit"
    )
    return named(found, "p") | {"mean": found.value, "proportion": found.value}


@answers("Weighted mean")
def mean(case: Case) -> Answer:
    given = case["input"]
    sample = sample_for(case, honouring=given.get("calibrated", "calibrat" in case["method"].lower()))
    found = estimates.mean(sample, as_numbers(given["y"]), minimum_base=1, confidence=confidence(given))
    return named(found, "mean")


@answers("Rao-Scott")
def rao_scott(case: Case) -> Answer:
    """Cross y with the other list of the input, whatever it is called."""
    given = case["input"]
    over = given.get("over") or next(
        key
        for key, value in given.items()
        if key not in ("y", "weights", "base_weight") and isinstance(value, list)
    )
    rows, columns = (
        tables.groups(["" if one is None else str(one) for one in given[key]])[0] for key in ("y", over)
    )
    sample = sample_for(case, honouring=given.get("calibrated", "calibrat" in case["method"].lower()))
    test = tables.crosstab(sample, rows, columns, minimum_base=1).test
    if test is None:
        return {"F": None, "ndf": None, "ddf": None, "p": None}
    return {"F": test.f, "ndf": test.ndf, "ddf": test.ddf, "p": test.p}


@answers("NET score")
def net(case: Case) -> Answer:
    given = case["input"]
    codes, labels = tables.groups(["" if one is None else str(one) for one in given["y"]])
    sides = [
        [labels.index(str(one)) for one in given[side] if str(one) in labels]
        for side in ("positive", "negative")
    ]
    sample = sample_for(case, honouring=given.get("calibrated", False))
    found = estimates.net_score(sample, codes, *sides, minimum_base=1, confidence=confidence(given))
    return named(found, "net")


@answers("Margin of error")
def margin(case: Case) -> Answer:
    given = case["input"]
    found = waves.printed_margin(given["p"], given["n"], given.get("deff", 1), confidence(given))
    return {"margin": found, "points": 100 * found}


@answers("Multi-response ranking", "Multiple response")
def multiple(case: Case) -> Answer:
    given = case["input"]
    ticked = np.array([as_numbers(row) for row in given["ticked"]])
    found = choices(
        sample_for(case, honouring=given.get("calibrated", False)),
        ticked,
        minimum_base=1,
        confidence=confidence(given),
    )
    answer: Answer = {"share": found.share.tolist(), "order": found.order.tolist()}
    if found.ranks is not None:
        answer |= {"rank": found.ranks.rank.tolist(), "best": found.ranks.best.tolist()}
        answer |= {"worst": found.ranks.worst.tolist()}
    return answer
