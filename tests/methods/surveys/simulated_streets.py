"""A made-up town of streets whose people are alike, asked street by street and ward by ward, again and again."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import stats

from wardmote.methods.checks import FloatArray, IntArray
from wardmote.methods.surveys.crosstab import crosstab
from wardmote.methods.surveys.design import design_of
from wardmote.methods.surveys.estimates import Estimate, share
from wardmote.methods.surveys.limits import Form
from wardmote.methods.surveys.raking import rake
from wardmote.methods.surveys.sample import Sample, Selection, drawn_by, raked_sample, sample_of
from wardmote.methods.surveys.waves import wave_change

WARDS, STREETS, HOMES, ASKED = 5, 400, 60, 20
"""Wards; streets of each; people of each street; people who are asked of a street that is drawn."""
ALIKE = 0.33
"""Standard deviation of streets on the scale on which people's is 1: a tenth of all differences lies between streets."""


@cache
def lean() -> FloatArray:
    """How unsafe people feel: (wards, streets, people), as shares of the town who feel more so."""
    rng = np.random.default_rng(20290)
    of_wards = np.linspace(-0.4, 0.4, WARDS)[:, None, None]
    whole = of_wards + ALIKE * rng.normal(size=(WARDS, STREETS, 1)) + rng.normal(size=(WARDS, STREETS, HOMES))
    return np.asarray(stats.rankdata(-whole).reshape(whole.shape) / whole.size)


def asked(streets: int, rng: np.random.Generator) -> tuple[FloatArray, IntArray, IntArray]:
    """Give what people felt, their ward and their street: so many streets, as many of each ward."""
    each = streets // WARDS
    found = []
    for ward in range(WARDS):
        drawn = rng.choice(STREETS, each, replace=False)
        found.append(np.stack([rng.permutation(lean()[ward, street])[:ASKED] for street in drawn]))
    wards = np.repeat(np.arange(WARDS), each * ASKED)
    return np.concatenate(found).ravel(), wards, np.repeat(np.arange(each * WARDS), ASKED)


def samples(wards: IntArray, streets: IntArray, rng: np.random.Generator) -> dict[str, Sample]:
    """The sample as if drawn one by one, by streets, by streets within wards, and the last raked to an age."""
    people = wards.size
    plain = sample_of(np.ones(people), Selection.RANDOM)
    age = (rng.random(people) < 0.4).astype(int).tolist()
    raked = raked_sample(rake({"age": age}, {"age": {0: 0.5, 1: 0.5}}), Selection.RANDOM)
    both = design_of(people, wards, streets)
    return {
        "one by one": plain,
        "streets": drawn_by(plain, design_of(people, None, streets)),
        "both": drawn_by(plain, both),
        "raked": drawn_by(raked, both),
    }


def share_covered(truth: float, streets: int, runs: int, seed: int, way: str, form: Form) -> float:
    """Give how often the interval of a share holds the town's."""
    rng, held = np.random.default_rng(seed), 0
    for _ in range(runs):
        felt, wards, of = asked(streets, rng)
        found = share(samples(wards, of, rng)[way], (felt <= truth).astype(float), minimum_base=1, form=form)
        held += _holds(found, truth)
    return held / runs


def crosstab_flagged(streets: int, runs: int, seed: int, way: str) -> float:
    """Give how often an answer is called related to a group of streets that has nothing to do with it, at 5%."""
    rng, calls = np.random.default_rng(seed), 0
    for _ in range(runs):
        felt, wards, of = asked(streets, rng)
        group = rng.integers(0, 2, streets)[of]
        test = crosstab(
            samples(wards, of, rng)[way], np.floor(felt * 3 - 1e-9), group, minimum_base=1, shape=(3, 2)
        ).test
        calls += test is not None and test.p < 0.05
    return calls / runs


def _holds(found: Estimate, truth: float) -> bool:
    return found.low is not None and found.high is not None and found.low <= truth <= found.high


def waves_flagged(streets: int, runs: int, seed: int, way: str) -> float:
    """Give how often a change between two waves of other streets is called beyond chance, where nobody changed."""
    rng, calls = np.random.default_rng(seed), 0
    for _ in range(runs):
        both = []
        for _ in range(2):
            felt, wards, of = asked(streets, rng)
            both.append(share(samples(wards, of, rng)[way], (felt <= 0.3).astype(float), minimum_base=1))
        calls += bool(wave_change(*both).beyond_chance)
    return calls / runs
