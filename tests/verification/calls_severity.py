"""Product calls for harm scores. `tests.verification.calls` imports this module."""

from __future__ import annotations

import re
from typing import Any

from wardmote.methods.severity import HarmScore, HarmWeights, harm_score
from wardmote.methods.severity_change import harm_change

from .calls import Answer, Case, answers


@answers("Weighted severity score", "Weighted harm score", "Severity score")
def severity(case: Case) -> Answer:
    given = case["input"]
    weights = HarmWeights("of the case", str(case["id"]), given["weights"])
    named = re.search(r"population\s*x\s*([\d,]+)", case["method"])
    per = given.get("per", given.get("multiplier", float(named[1].replace(",", "")) if named else 1000))
    scores = {
        key.removeprefix("counts").strip("_"): score(given, key, weights, per)
        for key in given
        if key.startswith("counts")
    }
    answer: Answer = {}
    for name, found in scores.items():
        end = f"_{name}" if name else ""
        answer |= {
            **{f"score{end}": found.score, f"count_rate{end}": found.rate, f"count{end}": found.count},
            **{f"per_crime{end}": found.per_crime, f"lo{end}": found.low, f"hi{end}": found.high},
        }
    if len(scores) == 2:
        change = harm_change(*scores.values())
        answer |= {"change": change.change, "volume": change.volume, "mix": change.mix}
        answer |= {"volume_effect": change.volume, "mix_effect": change.mix}
    return answer


def score(given: dict[str, Any], key: str, weights: HarmWeights, per: float) -> HarmScore:
    """Score one set of counts; a population of its own goes before the common one, and unlisted offences are zero."""
    population = given.get(key.replace("counts", "pop"), given.get("pop", given.get("population")))
    offences = {offence for name in given if name.startswith("counts") for offence in given[name]}
    counts = {offence: given[key].get(offence, 0) for offence in sorted(offences)}
    return harm_score(
        counts, population, weights, per, given.get("conf", 0.95), given.get("interval", "dobson")
    )
