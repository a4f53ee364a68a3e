"""Crosstabs against shares one at a time, and their test against eigenvalues."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.surveys.crosstab import crosstab, groups
from wardmote.methods.surveys.estimates import share
from wardmote.methods.surveys.sample import Selection, Sureness, sample_of

from ..oracles import surveys as oracle
from .made_surveys import Made, surveys

AGES = ("16", "35", "65")


@given(surveys(), st.booleans(), st.sampled_from(["logit", "beta"]))
@settings(max_examples=25)
def test_each_cell_is_the_share_within_its_column(made: Made, raked: bool, form: str) -> None:
    sample = made.sample if raked else sample_of(made.raking.weights, Selection.RANDOM)
    codes, labels = groups(made.answers["age"])
    assert labels == AGES
    table = crosstab(sample, made.question, codes, minimum_base=1, shape=(3, 3), form=form)  # type: ignore[arg-type]
    for column in range(3):
        for row in range(3):
            said = np.where(np.isnan(made.question), np.nan, made.question == row)
            one = share(sample, said, minimum_base=1, among=codes == column, form=form)  # type: ignore[arg-type]
            assert table.base[column] == one.base
            assert table.effective[column] == pytest.approx(one.effective)
            assert table.sureness[column] is one.sureness
            cell = [part[row, column] for part in (table.share, table.error, table.low, table.high)]
            known = [np.nan if part is None else part for part in (one.value, one.error, one.low, one.high)]
            assert cell == pytest.approx(known, rel=1e-5, abs=1e-7, nan_ok=True)


@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(2, 4))
@settings(max_examples=30)
def test_the_test_is_rao_and_scotts(seed: int, height: int, width: int) -> None:
    rng = np.random.default_rng(seed)
    n = 25 * height * width
    rows, columns, weights = rng.integers(0, height, n), rng.integers(0, width, n), rng.lognormal(0, 0.7, n)
    test = crosstab(sample_of(weights, Selection.RANDOM), rows, columns, minimum_base=1).test
    assert test is not None
    known = oracle.rao_scott(rows.tolist(), columns.tolist(), weights)
    assert (test.f, test.ndf, test.ddf, test.p) == pytest.approx(known, rel=1e-6)


def test_equal_weights_give_pearsons_chi_square_almost() -> None:
    rows, columns = np.repeat([0, 0, 1, 1], [60, 40, 45, 55]), np.repeat([0, 1, 0, 1], [60, 40, 45, 55])
    test = crosstab(sample_of(np.ones(200), Selection.RANDOM), rows, columns, minimum_base=1).test
    assert test is not None
    pearson = 200 * (60 * 55 - 40 * 45) ** 2 / (100 * 100 * 105 * 95)
    assert test.f == pytest.approx(pearson, rel=0.06)
    assert (test.ndf, test.ddf) == pytest.approx((1, 199))


def test_small_and_empty_columns_are_hidden_and_others_stay() -> None:
    sample = sample_of(np.ones(130), Selection.RANDOM)
    columns = np.repeat([0.0, 1.0, np.nan], [100, 20, 10])
    table = crosstab(sample, np.arange(130) % 2, columns, minimum_base=50, shape=(2, 3))
    assert table.sureness == (Sureness.KNOWN, Sureness.TOO_FEW, Sureness.NOBODY)
    assert table.base.tolist() == [100, 20, 0]
    assert table.share[:, 0].tolist() == [0.5, 0.5]
    assert np.isnan(table.share[:, 1:]).all()
    assert np.isnan(table.low[:, 1:]).all()
    assert table.effective.tolist() == pytest.approx([100, 20, 0])


def test_people_who_chose_to_answer_are_not_tested() -> None:
    sample = sample_of(np.ones(200), Selection.SELF_SELECTED)
    table = crosstab(sample, np.arange(200) % 2, np.arange(200) // 100, minimum_base=50)
    assert table.share.tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert np.isnan(table.error).all()
    assert np.isnan(table.high).all()
    assert table.test is None
    assert set(table.sureness) == {Sureness.SELF_SELECTED}


def test_one_row_one_column_or_nobody_has_no_test() -> None:
    sample = sample_of(np.ones(60), Selection.RANDOM)
    half = np.arange(60) % 2
    assert crosstab(sample, np.zeros(60), half, minimum_base=1).test is None
    assert crosstab(sample, half, np.zeros(60), minimum_base=1, shape=(2, 5)).test is None
    empty = crosstab(sample, np.full(60, np.nan), half, minimum_base=1, shape=(2, 2))
    assert empty.test is None
    assert set(empty.sureness) == {Sureness.NOBODY}
    same = crosstab(sample, half, half, minimum_base=1)
    assert same.share.tolist() == [[1, 0], [0, 1]]
    assert same.low[0, 0] > 0.8


def test_labels_become_codes_and_empty_ones_are_no_answer() -> None:
    codes, labels = groups(["b", "", "a", "b"])
    assert labels == ("a", "b")
    assert codes.tolist() == pytest.approx([1, np.nan, 0, 1], nan_ok=True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([0.5, 1], "rows must be codes from 0 to 1"),
        ([-1, 1], "rows must be codes from 0 to 1"),
        ([0, 7], "rows must be codes from 0 to 1"),
        ([0], "one value for each of the 2 respondents"),
        ([0, np.inf], "must be finite"),
    ],
)
def test_codes_that_do_not_fit_are_refused_in_words(rows: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        crosstab(sample_of([1, 1], Selection.RANDOM), rows, [0, 1], minimum_base=1, shape=(2, 2))
