"""Harm scores against sums crime by crime; and that two systems never stand together."""

from __future__ import annotations

import dataclasses
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.severity import HarmWeights, MixedWeightsError, harm_score, same_weights
from wardmote.methods.severity_change import harm_change

from .oracles import harm as oracle

WEIGHT = {"homicide": 100.0, "robbery": 10.0, "damage": 1.0}
WEIGHTS = HarmWeights("Made-up index", "2024", WEIGHT)
COUNTS = st.fixed_dictionaries(
    {"homicide": st.integers(0, 5), "robbery": st.integers(1, 60), "damage": st.integers(0, 400)}
)


@given(COUNTS, st.integers(500, 300_000))
def test_a_score_is_the_sum_of_its_crimes(counts: dict[str, int], people: int) -> None:
    crimes, found = oracle.one_by_one(counts, WEIGHT), harm_score(counts, people, WEIGHTS)
    assert found.score == pytest.approx(sum(crimes) / people * 1000)
    assert found.count == len(crimes)
    assert found.per_crime == pytest.approx(sum(crimes) / len(crimes))
    assert found.low <= found.score <= found.high


@given(COUNTS.filter(lambda counts: sum(counts.values()) >= 10), st.sampled_from([0.8, 0.95]))
def test_the_dobson_limits_are_byar_limits_scaled(counts: dict[str, int], level: float) -> None:
    found = harm_score(counts, 1000, WEIGHTS, confidence=level, form="dobson")
    limits = oracle.dobson(oracle.one_by_one(counts, WEIGHT), level)
    assert (found.low, found.high) == pytest.approx(limits, rel=1e-9, abs=1e-9)
    assert harm_score(counts, 1000, WEIGHTS, confidence=level).high > found.high * 0.99


@given(st.integers(0, 300), st.floats(0.1, 50))
def test_equal_weights_give_the_exact_limits_of_the_count(count: int, weight: float) -> None:
    found = harm_score({"theft": count}, 1000, HarmWeights("Even", "1", {"theft": weight}))
    low = weight * stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0
    assert (found.low, found.high) == pytest.approx(
        (low, weight * stats.chi2.ppf(0.975, 2 * count + 2) / 2), rel=1e-7
    )


@given(COUNTS, COUNTS, st.integers(500, 9000), st.integers(500, 9000))
def test_volume_and_mix_add_up_exactly(one: dict[str, int], two: dict[str, int], n1: int, n2: int) -> None:
    before, after = harm_score(one, n1, WEIGHTS), harm_score(two, n2, WEIGHTS)
    change = harm_change(before, after)
    assert change.volume + change.mix == pytest.approx(change.change, abs=1e-9)
    assert change.change == pytest.approx(after.score - before.score)
    assert sum(change.by_offence.values()) == pytest.approx(change.mix, abs=1e-9)
    assert change.volume == pytest.approx(
        (after.rate - before.rate) * (before.per_crime + after.per_crime) / 2, rel=1e-7, abs=1e-9
    )
    assert change.low <= change.change <= change.high
    back = harm_change(after, before)
    assert (back.mix, back.volume) == pytest.approx((-change.mix, -change.volume), abs=1e-9)
    if n1 == n2:
        known = oracle.split(*(oracle.one_by_one(counts, WEIGHT) for counts in (one, two)))
        assert (change.volume, change.mix) == pytest.approx(
            [1000 * part / n1 for part in known], rel=1e-7, abs=1e-9
        )


def test_twice_the_crimes_are_volume_and_a_graver_mix_is_mix() -> None:
    once, twice = ({"robbery": 20 * k, "damage": 100 * k, "homicide": 0} for k in (1, 2))
    doubled = harm_change(harm_score(once, 1000, WEIGHTS), harm_score(twice, 1000, WEIGHTS))
    assert (doubled.volume, doubled.mix) == pytest.approx((300, 0), abs=1e-9)
    graver = {"robbery": 40, "damage": 80, "homicide": 0}
    shifted = harm_change(harm_score(once, 1000, WEIGHTS), harm_score(graver, 1000, WEIGHTS))
    assert (shifted.volume, shifted.mix) == pytest.approx((0, 180), abs=1e-9)
    assert shifted.by_offence["damage"] > 0, "fewer mild crimes make the rest graver"


def test_nothing_at_all_scores_0_and_still_has_an_upper_limit() -> None:
    nothing = harm_score(dict.fromkeys(WEIGHT, 0), 1000, WEIGHTS)
    assert (nothing.score, nothing.low) == (0, 0)
    assert nothing.high == pytest.approx(100 * 3.689, rel=1e-3)
    assert np.isnan(harm_score(dict.fromkeys(WEIGHT, 0), 1000, WEIGHTS, form="dobson").high)
    some = harm_score({"homicide": 1, "robbery": 0, "damage": 3}, 1000, WEIGHTS)
    change = harm_change(nothing, some)
    assert (change.volume, change.mix) == (103, 0)
    free = harm_score({"litter": 3}, 10, HarmWeights("Free", "1", {"litter": 0.0}))
    assert (free.score, free.low, free.high) == (0, 0, 0)


def test_two_weight_systems_never_stand_together() -> None:
    counts = {"robbery": 3, "damage": 4}
    score = harm_score(counts, 1000, WEIGHTS)
    newer = harm_score(counts, 1000, HarmWeights("Made-up index", "2025", WEIGHT))
    other = harm_score(counts, 1000, HarmWeights("Another index", "2024", WEIGHT))
    edited = harm_score(counts, 1000, HarmWeights("Made-up index", "2024", WEIGHT | {"robbery": 11}))
    for wrong, words in ((newer, "2025"), (other, "Another index"), (edited, "different weights")):
        with pytest.raises(MixedWeightsError, match=words):
            harm_change(score, wrong)
        with pytest.raises(MixedWeightsError, match="Score both by the same release"):
            same_weights(score, score, wrong)
    with pytest.raises(MixedWeightsError, match="per 1000 and per 100000 people"):
        same_weights(score, harm_score(counts, 1000, WEIGHTS, per=100_000))
    with pytest.raises(MixedWeightsError, match="do not cover the same offences: homicide"):
        same_weights(score, harm_score(counts | {"homicide": 0}, 1000, WEIGHTS))
    assert same_weights(score, harm_score(counts, 9, WEIGHTS)).name == "Made-up index, 2024"
    with pytest.raises(ValueError, match="no scores"):
        same_weights()


def test_a_score_cannot_be_changed_but_can_be_kept() -> None:
    score = harm_score({"robbery": 3}, 1000, WEIGHTS)
    with pytest.raises(dataclasses.FrozenInstanceError):
        score.score = 3  # type: ignore[misc]
    assert same_weights(score, pickle.loads(pickle.dumps(score))).weight == WEIGHT  # noqa: S301


@pytest.mark.parametrize(
    ("counts", "people", "words"),
    [
        ({}, 1000, "no offences to weigh"),
        ({"arson": 3}, 1000, "Made-up index, 2024 has no weight for arson"),
        ({"robbery": -3}, 1000, "must not be below zero"),
        ({"robbery": np.nan}, 1000, "must all be present"),
        ({"robbery": 3}, 0, "the population must be above zero"),
        ({"robbery": 3}, np.nan, "the population must be above zero"),
    ],
)
def test_what_cannot_be_weighed_is_refused_in_words(
    counts: dict[str, float], people: float, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        harm_score(counts, people, WEIGHTS)


def test_weights_without_a_name_or_with_faults_are_refused_in_words() -> None:
    for system, release, weight, words in (
        ("", "2024", WEIGHT, "a system, a release"),
        ("Index", " ", WEIGHT, "a system, a release"),
        ("Index", "2024", {}, "at least one offence"),
        ("Index", "2024", {"robbery": -1.0}, "the weight of 'robbery' must be a number not below zero"),
        ("Index", "2024", {"robbery": np.nan}, "the weight of 'robbery'"),
    ):
        with pytest.raises(ValueError, match=words):
            HarmWeights(system, release, weight)
    with pytest.raises(ValueError, match="form must be one of gamma, dobson"):
        harm_score({"robbery": 3}, 1000, WEIGHTS, form="normal")  # type: ignore[arg-type]
