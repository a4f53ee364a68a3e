"""Shares, means and NET scores with their intervals, against the textbook."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from wardmote.methods.surveys.estimates import Estimate, mean, net_score, share
from wardmote.methods.surveys.limits import share_limits
from wardmote.methods.surveys.sample import Sample, Selection, Sureness, sample_of

from ..oracles import surveys as oracle
from .made_surveys import Made, surveys

HUNDRED = sample_of(np.ones(100), Selection.RANDOM)


@given(surveys())
@settings(max_examples=25)
def test_means_honour_the_raking_by_its_residuals(made: Made) -> None:
    found = mean(made.sample, made.question, minimum_base=1)
    value, error = oracle.mean_and_error(made.question, made.raking.weights, made.answers, made.base)
    assert (found.value, found.error) == pytest.approx((value, error), rel=1e-6)
    fixed = mean(sample_of(made.raking.weights, Selection.RANDOM), made.question, minimum_base=1)
    assert fixed.error == pytest.approx(
        oracle.mean_and_error(made.question, made.raking.weights)[1], rel=1e-9
    )
    assert found.base == int((~np.isnan(made.question)).sum())


@given(surveys(), st.sampled_from(["logit", "beta"]))
@settings(max_examples=25)
def test_shares_have_the_interval_of_their_form(made: Made, form: str) -> None:
    said = np.where(np.isnan(made.question), np.nan, made.question == 1)
    found = share(made.sample, said, minimum_base=1, form=form)  # type: ignore[arg-type]
    value, error = oracle.mean_and_error(said, made.raking.weights, made.answers, made.base)
    assert (found.value, found.error) == pytest.approx((value, error), rel=1e-6)
    if 0 < value < 1:
        limits = oracle.logit_limits(value, error, found.base - 1, 0.95)
        if form == "beta":
            limits = oracle.beta_limits(value, error, 0.95)
        assert (found.low, found.high) == pytest.approx(limits, rel=1e-5)


@given(surveys())
@settings(max_examples=15)
def test_a_group_is_those_without_an_answer_outside_it(made: Made) -> None:
    women = np.array([one == "F" for one in made.answers["sex"]])
    among = mean(made.sample, made.question, minimum_base=1, among=women)
    blanked = mean(made.sample, np.where(women, made.question, np.nan), minimum_base=1)
    assert among == blanked


@given(surveys())
@settings(max_examples=15)
def test_what_is_raked_to_is_known_without_error(made: Made) -> None:
    women = np.array([float(one == "F") for one in made.answers["sex"]])
    found = share(made.sample, women, minimum_base=1)
    assert found.value == pytest.approx(made.targets["sex"]["F"] / 1000, rel=1e-8)
    assert found.error == pytest.approx(0, abs=1e-7)


@given(surveys())
@settings(max_examples=15)
def test_a_net_score_is_positive_less_negative(made: Made) -> None:
    found = net_score(made.sample, made.question, [2], [0], minimum_base=1)
    parts = [
        share(
            made.sample, np.where(np.isnan(made.question), np.nan, made.question == code), minimum_base=1
        ).value
        for code in (2, 0)
    ]
    assert found.value == pytest.approx(100 * (parts[0] - parts[1]), abs=1e-9)  # type: ignore[operator]
    assert found.low is not None
    assert found.high is not None
    assert -100 <= found.low <= found.value <= found.high <= 100  # type: ignore[operator]
    turned = net_score(made.sample, made.question, [0], [2], minimum_base=1)
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-7)


def test_equal_weights_are_the_simple_sample() -> None:
    said = np.repeat([1.0, 0.0], [30, 70])
    found = share(HUNDRED, said, minimum_base=50)
    assert found.error == pytest.approx(np.sqrt(0.3 * 0.7 / 99))
    assert found.effective == pytest.approx(100)
    assert found.margin == pytest.approx((found.high - found.low) / 2)  # type: ignore[operator]


def test_nobody_and_everybody_have_exact_limits() -> None:
    none, every = (share(HUNDRED, np.full(100, value), minimum_base=1) for value in (0.0, 1.0))
    assert (none.low, none.high) == pytest.approx((0, stats.beta.ppf(0.975, 1, 100)))
    assert (every.low, every.high) == pytest.approx((stats.beta.ppf(0.025, 100, 1), 1))
    flat = mean(HUNDRED, np.full(100, 3), minimum_base=1)
    assert (flat.value, flat.low, flat.high) == (3, 3, 3)


@pytest.mark.parametrize("what", ["share", "mean", "net"])
def test_people_who_chose_to_answer_have_no_margin_of_error(what: str) -> None:
    chosen = sample_of(np.ones(400), Selection.SELF_SELECTED)
    found = estimated(what, chosen, np.repeat([1.0, 0.0], 200), minimum_base=50)
    assert found.sureness is Sureness.SELF_SELECTED
    assert found.value is not None
    assert (found.error, found.low, found.high, found.margin) == (None,) * 4


@pytest.mark.parametrize("what", ["share", "mean", "net"])
def test_below_the_minimum_base_nothing_is_shown(what: str) -> None:
    y = np.repeat([1.0, 0.0, np.nan], [20, 29, 51])
    for selection in Selection:
        sample = sample_of(np.ones(100), selection)
        few = estimated(what, sample, y, minimum_base=50)
        assert (few.sureness, few.value, few.low, few.base) == (Sureness.TOO_FEW, None, None, 49)
        assert estimated(what, sample, y, minimum_base=49).value is not None
        nobody = estimated(what, sample, np.full(100, np.nan), minimum_base=0)
        assert (nobody.sureness, nobody.value, nobody.base) == (Sureness.NOBODY, None, 0)
    single = estimated(what, HUNDRED, np.where(np.arange(100) == 0, 1.0, np.nan), minimum_base=0)
    assert single.sureness is Sureness.TOO_FEW, "one answer has no variance"


def estimated(what: str, sample: Sample, y: np.ndarray, minimum_base: int) -> Estimate:
    if what == "net":
        return net_score(sample, y, [1], [0], minimum_base=minimum_base)
    return (share if what == "share" else mean)(sample, y, minimum_base=minimum_base)


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        (np.full(99, 1), {}, "one value for each of the 100 respondents"),
        (np.full(100, 2), {}, "answers that are 1 or 0"),
        (np.full(100, np.inf), {}, "must be finite"),
        (["yes"] * 100, {}, "must be numbers"),
        (np.ones((100, 2)), {}, "one value for each respondent"),
        (np.ones(100), {"among": np.ones(100)}, "true or false"),
        (np.ones(100), {"among": np.ones(3, bool)}, "true or false"),
        (np.ones(100), {"form": "wald"}, "form must be one of logit, beta"),
        (np.ones(100), {"confidence": 95}, "confidence must lie between 0 and 1"),
    ],
)
def test_answers_that_do_not_fit_are_refused_in_words(
    values: Any, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        share(HUNDRED, values, minimum_base=1, **options)


def test_other_faults_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="cannot be both positive and negative: 1"):
        net_score(HUNDRED, np.ones(100), [1, 2], [0, 1], minimum_base=1)
    with pytest.raises(ValueError, match="divide percentages by 100"):
        share_limits(30, 1, 9, 9)
    for weights, words in (([], "one number for each respondent"), ([1, 0], "weights must be above zero")):
        with pytest.raises(ValueError, match=words):
            sample_of(weights, Selection.RANDOM)
