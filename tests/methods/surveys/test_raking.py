"""Raking against going through the margins by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.surveys.raking import design_effect, effective_number, rake

from ..oracles import surveys as oracle
from .made_surveys import Made, surveys

ANSWERS = {"sex": ["F", "F", "M", "M"], "age": ["young", "old", "young", "old"]}
TARGETS = {"sex": {"F": 6.0, "M": 4.0}, "age": {"young": 5.0, "old": 5.0}}


@given(surveys())
@settings(max_examples=25)
def test_weights_meet_every_margin_and_are_those_of_raking_by_hand(made: Made) -> None:
    found = made.raking
    for name, target in made.targets.items():
        for category, wanted in target.items():
            held = found.weights[[answer == category for answer in made.answers[name]]].sum()
            assert held == pytest.approx(wanted, rel=1e-9)
    by_hand = oracle.raked(made.answers, made.targets, made.base.tolist())
    assert found.weights == pytest.approx(by_hand, rel=1e-6)


@given(surveys())
@settings(max_examples=15)
def test_raking_again_changes_nothing_and_order_does_not_matter(made: Made) -> None:
    again = rake(made.answers, made.targets, made.raking.weights)
    assert again.weights == pytest.approx(made.raking.weights, rel=1e-9)
    turned = rake(dict(reversed(made.answers.items())), dict(reversed(made.targets.items())), made.base)
    assert turned.weights == pytest.approx(made.raking.weights, rel=1e-6)


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=30))
def test_the_design_effect_is_one_plus_the_relative_variance(weights: list[float]) -> None:
    w = np.array(weights)
    assert design_effect(w) == pytest.approx(1 + w.var() / w.mean() ** 2)
    assert effective_number(w) == pytest.approx(w.size / design_effect(w))
    assert effective_number(w * 7) == pytest.approx(effective_number(w))


def test_shares_and_totals_that_differ_by_rounding_are_taken_if_asked() -> None:
    rounded = TARGETS | {"age": {"young": 5.0, "old": 4.99}}
    with pytest.raises(ValueError, match=r"age adds up to 9\.99 and sex to 10"):
        rake(ANSWERS, rounded)
    weights = rake(ANSWERS, rounded, unequal_totals=0.002).weights
    assert weights.sum() == pytest.approx(10)


@pytest.mark.parametrize(
    ("answers", "targets", "base", "words"),
    [
        ({}, {}, 1, "both answers and targets: found only one for none"),
        (ANSWERS, {"sex": TARGETS["sex"]}, 1, "found only one for age"),
        (ANSWERS, TARGETS | {"age": {"young": 10.0}}, 1, "2 of 4 respondents gave an answer without a target"),
        (ANSWERS | {"age": ["young", "old", None, "old"]}, TARGETS, 1, "such as None"),
        (ANSWERS, TARGETS | {"age": {"young": 5, "old": 3, "older": 2}}, 1, "nobody answered 'older'"),
        (ANSWERS, TARGETS | {"age": {"young": 10.0, "old": 0.0}}, 1, "'old' has a target of 0 and 2 respondents"),
        (ANSWERS, TARGETS | {"age": {"young": 0.0, "old": 0.0}}, 1, "the targets are empty, or all zero"),
        (ANSWERS, TARGETS | {"age": {"young": -1.0, "old": 11.0}}, 1, "targets of age must not be below zero"),
        (ANSWERS, TARGETS | {"age": {"young": np.nan, "old": 11.0}}, 1, "targets of age must all be present"),
        (ANSWERS, TARGETS | {"age": {"young": 5.0, "old": 6.0}}, 1, "every margin must count the same people"),
        (ANSWERS | {"age": ["young", "old", "young"]}, TARGETS, 1, "one answer for each respondent: found 4, 3 answers"),
        ({"sex": []}, {"sex": {"F": 1.0}}, 1, "one answer for each respondent"),
        (ANSWERS, TARGETS, [1, 1, 1, 0], "base weights must be above zero"),
        (ANSWERS, TARGETS, [1, 1, np.nan, 1], "base weights must be above zero"),
    ],
)  # fmt: skip
def test_margins_that_cannot_be_are_refused_in_words(
    answers: Any, targets: Any, base: Any, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        rake(answers, targets, base)


def test_margins_that_contradict_each_other_are_named() -> None:
    tied = {"sex": ["F", "F", "M"], "age": ["young", "young", "old"]}
    with pytest.raises(
        ValueError, match=r"no weights meet all margins at once: after 50 rounds sex .* instead of"
    ):
        rake(tied, TARGETS, most_rounds=50)


def test_weights_that_are_none_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="one number for each respondent"):
        design_effect([])
    with pytest.raises(ValueError, match="weights must be above zero"):
        effective_number([1, -1])
