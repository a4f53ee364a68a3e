"""Trimmed weights keep their bound, their sum and their margins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.surveys.raking import design_effect, rake
from wardmote.methods.surveys.trimming import trim, trimmed_raking

from .made_surveys import Made, surveys


def by_turns(weights: list[float], bound: float) -> list[float]:
    """Cut and share out, one person after the other."""
    now, total = list(weights), sum(weights)
    most = bound * total / len(weights)
    for _ in range(2000):
        now = [min(one, most) for one in now]
        left = total - sum(now)
        free = [at for at, one in enumerate(now) if one < most]
        whole = sum(now[at] for at in free)
        for at in free:
            now[at] += left * now[at] / whole
    return now


@given(st.lists(st.floats(0.1, 60), min_size=3, max_size=25), st.floats(1.2, 6))
@settings(max_examples=40)
def test_no_weight_is_above_the_bound_and_the_sum_stays(weights: list[float], bound: float) -> None:
    found, said = trim(weights, bound)
    assert found.max() <= bound * found.mean() * (1 + 1e-5)
    assert found.sum() == pytest.approx(sum(weights))
    assert found == pytest.approx(by_turns(weights, bound), rel=1e-4)
    assert said.after <= said.before + 1e-9
    assert said.before == pytest.approx(design_effect(weights))
    assert said.largest == pytest.approx(max(weights) / np.mean(weights))


@given(surveys(), st.floats(1.5, 4))
@settings(max_examples=15)
def test_raking_within_a_bound_meets_the_margins_or_says_that_none_can(made: Made, bound: float) -> None:
    try:
        found, said = trimmed_raking(made.raking, made.answers, made.targets, bound)
    except ValueError:
        with pytest.raises(ValueError, match=f"at most {bound:g} times the average"):
            trimmed_raking(made.raking, made.answers, made.targets, bound)
        return
    assert found.weights.max() <= bound * found.weights.mean() * (1 + 1e-5)
    for name, target in made.targets.items():
        for category, wanted in target.items():
            held = found.weights[[answer == category for answer in made.answers[name]]].sum()
            assert held == pytest.approx(wanted, rel=1e-6)
    assert found.base.tolist() == made.raking.base.tolist()
    if said.largest <= bound:
        assert found.weights.tolist() == made.raking.weights.tolist()


def test_what_trimming_did_is_said() -> None:
    answers = {
        "sex": ["F"] * 5 + ["M"] * 95,
        "age": ["old"] * 2 + ["young"] * 3 + ["old"] * 60 + ["young"] * 35,
    }
    targets = {"sex": {"F": 20.0, "M": 80.0}, "age": {"old": 70.0, "young": 30.0}}
    raking = rake(answers, targets)
    found, said = trimmed_raking(raking, answers, targets, 4.2)
    assert said.largest > 4.2
    assert said.bound == 4.2
    assert said.people == int((found.weights > 4.19 * found.weights.mean()).sum()) > 0
    assert said.after == pytest.approx(design_effect(found.weights))


def test_a_bound_that_cannot_be_is_refused_in_words() -> None:
    for bound in (1, 0.5, -1):
        with pytest.raises(ValueError, match="above 1 time the average"):
            trim([1, 2, 3], bound)
    answers, targets = {"sex": ["F"] + ["M"] * 9}, {"sex": {"F": 5.0, "M": 5.0}}
    with pytest.raises(ValueError, match="no weights of at most 2 times the average meet all margins"):
        trimmed_raking(rake(answers, targets), answers, targets, 2)
    with pytest.raises(ValueError, match="one number for each respondent"):
        trim([], 3)
