"""A made-up town that is asked again and again, young people and tenants answering less often."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.surveys.crosstab import crosstab
from wardmote.methods.surveys.estimates import Estimate, net_score, share
from wardmote.methods.surveys.limits import Form
from wardmote.methods.surveys.raking import rake
from wardmote.methods.surveys.sample import Sample, Selection, raked_sample, sample_of
from wardmote.methods.surveys.waves import wave_change

PEOPLE = 200_000
ANSWERING = {"age": (0.25, 0.6, 1.0), "tenure": (1.0, 0.5)}


@dataclass(frozen=True, eq=False)
class Town:
    """age, tenure: (people,) codes; draw: (people,) cumulated chance to be the next who answers."""

    age: IntArray
    tenure: IntArray
    unsafe: FloatArray
    draw: FloatArray


@cache
def town() -> Town:
    """Make the town once; `unsafe` is between 0 and 1, and lower ones answer a question yes sooner."""
    rng = np.random.default_rng(20280)
    age, tenure = rng.choice(3, PEOPLE, p=[0.3, 0.48, 0.22]), rng.choice(2, PEOPLE, p=[0.62, 0.38])
    lean = 0.8 * (age == 0) + 0.6 * (tenure == 1) + rng.logistic(0, 1, PEOPLE)
    chance = np.array(ANSWERING["age"])[age] * np.array(ANSWERING["tenure"])[tenure]
    return Town(age, tenure, stats.rankdata(-lean) / PEOPLE, np.cumsum(chance / chance.sum()))


def asked(people: int, rng: np.random.Generator) -> tuple[IntArray, Sample, Sample, Sample]:
    """Give who answered, and the sample as if simple, with raked weights as fixed, and with raking honoured."""
    place = town()
    who = np.searchsorted(place.draw, rng.random(people))
    margins = {"age": place.age, "tenure": place.tenure}
    targets = {
        name: dict(enumerate(np.bincount(codes).astype(float).tolist())) for name, codes in margins.items()
    }
    raking = rake({name: codes[who].tolist() for name, codes in margins.items()}, targets)
    plain = sample_of(np.ones(people), Selection.RANDOM)
    return who, plain, sample_of(raking.weights, Selection.RANDOM), raked_sample(raking, Selection.RANDOM)


def share_covered(truth: float, people: int, runs: int, seed: int, way: int, form: Form) -> float:
    """Give how often the interval of a share holds the town's; way: 0 as if simple, 1 fixed, 2 raking honoured."""
    rng, held = np.random.default_rng(seed), 0
    for _ in range(runs):
        who, *samples = asked(people, rng)
        said = (town().unsafe[who] <= truth).astype(float)
        held += holds(share(samples[way], said, minimum_base=1, form=form), truth)
    return held / runs


def net_covered(positive: float, negative: float, people: int, runs: int, seed: int) -> float:
    """Give how often the interval of a NET score holds the town's."""
    rng, held = np.random.default_rng(seed), 0
    for _ in range(runs):
        who, *samples = asked(people, rng)
        unsafe = town().unsafe[who]
        said = np.where(unsafe <= negative, 2.0, np.where(unsafe > 1 - positive, 0.0, 1.0))
        held += holds(net_score(samples[2], said, [0], [2], minimum_base=1), 100 * (positive - negative))
    return held / runs


def waves_flagged(truth: float, later: float, people: int, runs: int, seed: int) -> float:
    """Give how often a change between two waves is called beyond chance."""
    rng, calls = np.random.default_rng(seed), 0
    for _ in range(runs):
        both = []
        for level in (truth, later):
            who, *samples = asked(people, rng)
            both.append(share(samples[2], town().unsafe[who] <= level, minimum_base=1))
        calls += bool(wave_change(*both).beyond_chance)
    return calls / runs


def crosstab_flagged(people: int, runs: int, seed: int, *, simple: bool) -> float:
    """Give how often a question is called related to a group that has nothing to do with it, at 5%.

    simple: Pearson's test of the weighted table, as if the weights were people.
    """
    rng, calls = np.random.default_rng(seed), 0
    for _ in range(runs):
        who, _, fixed, _ = asked(people, rng)
        answer, ward = np.floor(town().unsafe[who] * 4 - 1e-9), rng.integers(0, 5, people)
        if simple:
            table = np.bincount((answer * 5 + ward).astype(int), fixed.weights, 20).reshape(4, 5)
            p = stats.chi2_contingency(table * people / table.sum(), correction=False).pvalue
        else:
            test = crosstab(fixed, answer, ward, minimum_base=1, shape=(4, 5)).test
            p = test.p if test is not None else 1.0
        calls += p < 0.05
    return calls / runs


def holds(found: Estimate, truth: float) -> bool:
    """Tell whether the interval holds the truth."""
    assert found.low is not None
    assert found.high is not None
    return found.low <= truth <= found.high
