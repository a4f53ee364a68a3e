"""Product calls for standardised rates and funnels. `tests.verification.calls` imports this module."""

from __future__ import annotations

from typing import Any

import numpy as np

from wardmote.methods import intervals
from wardmote.methods.peers import dispersion, funnel, gradient, group, neighbours, standardised

from .calls import Answer, Case, answers


def level(name: str) -> float:
    """Read the confidence that the end of a key names: lo95, upper998, ll99_8."""
    digits = "".join(letter for letter in name if letter.isdigit())
    return float("0." + digits)


def levels_asked(case: Case, beginnings: tuple[str, ...]) -> dict[str, float]:
    """Give the expected keys that begin so and end in a confidence, with that confidence."""
    return {
        key: level(key)
        for key in case["expected"]
        if key.startswith(beginnings) and any(letter.isdigit() for letter in key)
    }


def confidence(given: dict[str, Any]) -> float:
    """Read the confidence, under either of its names."""
    return float(given.get("conf", given.get("confidence", 0.95)))


def number(value: Any) -> Any:
    """Write a number, or a list of them, as JSON has it; NaN becomes None."""
    plain = np.asarray(value, float)
    listed = plain.tolist()
    if plain.ndim:
        return [number(one) for one in listed]
    return None if np.isnan(plain) else listed


def with_limits(case: Case, make: Any) -> Answer:
    """Answer lo and hi at the confidence given, and at every confidence that the expected keys name."""
    rate = make(confidence(case["input"]))
    answer: Answer = {"value": number(rate.value), "lo": number(rate.low), "hi": number(rate.high)}
    answer |= {"lower": answer["lo"], "upper": answer["hi"]}
    for key, at in levels_asked(case, ("lo", "ll")).items():
        answer[key] = number(make(at).low)
    for key, at in levels_asked(case, ("hi", "u")).items():
        answer[key] = number(make(at).high)
    return answer


@answers("DSR", "Directly standardised rate")
def direct(case: Case) -> Answer:
    given = case["input"]
    per, fewest = given.get("multiplier", 100_000), given.get("fewest", 10)
    if "persons_by_frequency" in given:
        events_each = [float(each) for each in given["persons_by_frequency"]]
        persons = np.array(list(given["persons_by_frequency"].values()), float)
        answer = with_limits(
            case,
            lambda at: standardised.direct_rate_of_repeats(
                persons, events_each, given["pop"], given["stdpop"], per, at, fewest
            ),
        )
        return answer | {"events": float(np.asarray(events_each) @ persons.sum(axis=-1))}
    answer = with_limits(
        case,
        lambda at: standardised.direct_rate(given["count"], given["pop"], given["stdpop"], per, at, fewest),
    )
    return answer | {"events": float(np.sum(given["count"]))}


@answers("Indirectly standardised")
def indirect(case: Case) -> Answer:
    given = case["input"]
    expected = given.get("expected")
    if expected is None:
        expected = standardised.expected_events(given["pop"], given["refcount"], given["refpop"])
    observed = given.get("observed")
    if observed is None:
        observed = np.sum(given["count"], axis=-1)
    per = given.get("multiplier", 1)
    scale = per * (np.sum(given["refcount"]) / np.sum(given["refpop"])) if "rate" in case["expected"] else 1.0

    def make(at: float) -> intervals.Rate:
        ratio = standardised.indirect_ratio(observed, expected, at)
        return intervals.Rate(ratio.value * scale, ratio.low * scale, ratio.high * scale)

    answer = with_limits(case, make)
    plain = standardised.indirect_ratio(observed, expected)
    return answer | {
        "ratio": number(plain.value),
        "rate": answer["value"],
        "observed": number(observed),
        "expected": number(expected),
    }


@answers("Poisson (exact) funnel limits", "Funnel limits")
def limits(case: Case) -> Answer:
    given = case["input"]
    make = {
        key: funnel.funnel_limits(given["expected_counts"], given.get("target", 1), at)
        for key, at in levels_asked(case, ("l", "u", "h")).items()
    }
    answer: Answer = {
        key: number(pair.low if key.startswith("l") else pair.high) for key, pair in make.items()
    }
    pair = funnel.funnel_limits(given["expected_counts"], given.get("target", 1), confidence(given))
    return {"lo": number(pair.low), "hi": number(pair.high)} | answer


@answers("Funnel over-dispersion", "Funnel overdispersion")
def overdispersed(case: Case) -> Answer:
    given = case["input"]
    words = f"{case['method']} {given.get('ends', '')}".lower()
    spread = dispersion.dispersion(
        given["observed"],
        given["expected"],
        trim=given.get("trim", 0.1),
        scale=given.get("transform", "log"),
        ends="truncate" if "trunc" in words else "winsorise",
        target=given.get("target", 1),
    )
    answer: Answer = {
        "phi": spread.phi,
        "tau2": spread.tau2,
        "z": number(spread.z),
        "adjusted_z": number(spread.adjusted_z),
    }
    for key, at in levels_asked(case, ("l", "u", "h")).items():
        pair = funnel.spread_limits(given["expected"], spread, given.get("target", 1), at)
        answer[key] = number(pair.low if key.startswith("l") else pair.high)
    return answer


@answers("PHE ratio significance flag")
def flags(case: Case) -> Answer:
    given = case["input"]
    found = funnel.significance(
        given["obs"],
        given["expected"],
        given.get("levels", [0.95, 0.998]),
        given.get("exact_below", 10),
        given.get("target", 1),
    )
    words = {1: "High", -1: "Low"}
    flag = [
        f"{words[side]} ({tail:.3g})" if side else "Not significant"
        for side, tail in zip(
            np.atleast_1d(found.side).tolist(), np.atleast_1d(found.tail).tolist(), strict=True
        )
    ]
    return {"flag": flag}


@answers("Position in a comparison group", "Most similar group", "MSG position", "Above/Inline/Below")
def position(case: Case) -> Answer:
    given = case["input"]
    placed = group.place_in_group(
        given.get("count", given.get("counts")),
        given.get("pop", given.get("population")),
        given.get("multiplier", 1000),
        mean=given.get("mean", "pooled"),
        confidence=confidence(given),
        allow_spread=given.get("allow_spread", True),
    )
    return {
        "mean": placed.mean,
        "rate": number(placed.rate.value),
        "distance": number(placed.distance),
        "rank": placed.ranks.rank.tolist(),
        "position": [one.value for one in placed.position],
        "lo": number(placed.low),
        "hi": number(placed.high),
    }


@answers("Statistical neighbours", "Nearest neighbours")
def near(case: Case) -> Answer:
    given = case["input"]
    found = neighbours.nearest(given["profiles"], given["own"], given["k"], given.get("weights"))
    return {
        "neighbours": found.area.tolist(),
        "distance": number(found.distance),
        "share": number(found.share),
    }


@answers("Slope index", "Relative index", "SII", "RII")
def inequality(case: Case) -> Answer:
    given = case["input"]
    fit = gradient.log_gradient if "log" in case["method"].lower() else gradient.linear_gradient
    found = fit(
        given["count"],
        given["pop"],
        given.get("multiplier", 1000),
        confidence(given),
        dispersed=given.get("dispersed", True),
    )
    return {
        **{"sii": found.slope.value, "sii_lo": found.slope.low, "sii_hi": found.slope.high},
        **{"rii": found.ratio.value, "rii_lo": found.ratio.low, "rii_hi": found.ratio.high},
        **{"p": found.p, "phi": found.phi, "ridit": number(found.ridit)},
    }
