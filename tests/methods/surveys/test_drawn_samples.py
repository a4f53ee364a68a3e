"""Strata and clusters against a table filled in by hand, and against what a person-by-person sample gives."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardmote.methods.surveys.choices import choices
from wardmote.methods.surveys.crosstab import crosstab
from wardmote.methods.surveys.design import Design, design_of
from wardmote.methods.surveys.estimates import mean, net_score, share
from wardmote.methods.surveys.sample import Sample, Selection, Sureness, drawn_by, sample_of
from wardmote.methods.surveys.waves import wave_change

from ..oracles import drawn as oracle
from ..oracles import surveys as simple
from .made_surveys import Made, surveys


def groups_for(made: Made, seed: int) -> tuple[list[str], list[str]]:
    """Strata and clusters at random, one stratum with a single cluster."""
    rng = np.random.default_rng(seed)
    people = len(made.question)
    strata = [f"s{one}" for one in rng.integers(0, 3, people)]
    clusters = [str(one) for one in rng.integers(0, 5, people)]
    strata[0], clusters[0] = "alone", "0"
    return strata, clusters


@given(surveys(), st.integers(0, 10**6), st.booleans(), st.booleans())
@settings(max_examples=30)
def test_errors_are_those_of_clusters_within_strata(made: Made, seed: int, raked: bool, finite: bool) -> None:
    strata, clusters = groups_for(made, seed)
    drawn = dict.fromkeys(sorted(set(strata)), 0.0)
    if finite:
        drawn = {name: 0.1 * at for at, name in enumerate(drawn)}
    sample = made.sample if raked else sample_of(made.raking.weights, Selection.RANDOM)
    sample = drawn_by(
        sample, design_of(sample.people, strata, clusters, drawn=[drawn[name] for name in sorted(drawn)])
    )
    known = oracle.mean_and_error(
        made.question,
        made.raking.weights,
        strata,
        clusters,
        drawn,
        *((made.answers, made.base) if raked else ()),
    )
    found = mean(sample, made.question, minimum_base=1)
    assert (found.value, found.error) == pytest.approx(known[:2], rel=1e-6)
    assert found.freedom == known[2]
    said = np.where(np.isnan(made.question), np.nan, made.question == 1)
    beta = share(sample, said, minimum_base=1, form="beta")
    if beta.error and 0.01 < (beta.value or 0) < 0.99:
        limits = oracle.korn_graubard(beta.value or 0, beta.error, beta.base, beta.freedom)
        assert (beta.low, beta.high) == pytest.approx(limits, rel=1e-5)


@given(surveys(), st.booleans())
@settings(max_examples=20)
def test_one_stratum_and_everybody_a_cluster_is_the_person_by_person_sample(made: Made, raked: bool) -> None:
    plain = made.sample if raked else sample_of(made.raking.weights, Selection.RANDOM)
    drawn = drawn_by(plain, design_of(plain.people))
    said = np.where(np.isnan(made.question), np.nan, made.question == 1)
    ticked = np.stack([said, 1 - said], axis=1)
    rows, columns = np.nan_to_num(made.question), np.array([float(one == "F") for one in made.answers["sex"]])
    for one, other in (
        [share(s, said, minimum_base=1, form="beta") for s in (plain, drawn)],
        [share(s, said, minimum_base=1) for s in (plain, drawn)],
        [mean(s, made.question, minimum_base=1) for s in (plain, drawn)],
        [net_score(s, made.question, [2], [0], minimum_base=1) for s in (plain, drawn)],
    ):
        parts = [(e.value, e.error, e.low, e.high, e.freedom) for e in (one, other)]
        assert parts[0] == pytest.approx(parts[1], rel=1e-7, abs=1e-9)
    tables = [crosstab(s, rows, columns, minimum_base=1, shape=(3, 2)) for s in (plain, drawn)]
    assert tables[0].error == pytest.approx(tables[1].error, rel=1e-6, abs=1e-9, nan_ok=True)
    assert tables[0].low == pytest.approx(tables[1].low, rel=1e-5, abs=1e-9, nan_ok=True)
    tests = [table.test for table in tables]
    if tests[0] is not None and tests[1] is not None:
        found = [(one.f, one.ndf, one.ddf, one.p) for one in tests if one is not None]
        assert found[0] == pytest.approx(found[1], rel=1e-5)
    ranked = [choices(s, ticked, minimum_base=1) for s in (plain, drawn)]
    assert ranked[0].low == pytest.approx(ranked[1].low, rel=1e-6, abs=1e-9)


@given(surveys(), st.integers(0, 10**6))
@settings(max_examples=20)
def test_cells_of_a_crosstab_are_shares_within_their_columns(made: Made, seed: int) -> None:
    strata, clusters = groups_for(made, seed)
    sample = drawn_by(made.sample, design_of(made.sample.people, strata, clusters))
    women = np.array([float(one == "F") for one in made.answers["sex"]])
    table = crosstab(sample, made.question, women, minimum_base=1, shape=(3, 2))
    for column in range(2):
        for row in range(3):
            said = np.where(np.isnan(made.question), np.nan, made.question == row)
            one = share(sample, said, minimum_base=1, among=women == column)
            assert table.sureness[column] is one.sureness
            cell = [part[row, column] for part in (table.share, table.error, table.low, table.high)]
            known = [np.nan if part is None else part for part in (one.value, one.error, one.low, one.high)]
            assert cell == pytest.approx(known, rel=1e-5, abs=1e-7, nan_ok=True)


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_the_test_of_a_crosstab_is_rao_and_scotts_of_clusters(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns, weights = rng.integers(0, 3, 160), rng.integers(0, 2, 160), rng.lognormal(0, 0.5, 160)
    strata, clusters = [str(at // 80) for at in range(160)], [str(at % 16) for at in range(160)]
    sample = drawn_by(sample_of(weights, Selection.RANDOM), design_of(160, strata, clusters))
    test = crosstab(sample, rows, columns, minimum_base=1).test
    known = simple.rao_scott(
        rows.tolist(),
        columns.tolist(),
        weights,
        lambda scores: oracle.covariance(scores, strata, clusters),
        30,
    )
    assert test is not None
    assert (test.f, test.ndf, test.ddf, test.p) == pytest.approx(known, rel=1e-6)


NUMBERS = np.arange(120)
STRATUM, CLUSTER = NUMBERS % 3, (NUMBERS // 3) % 8
WEIGHTS = 1 + (NUMBERS * 7 % 11) / 4
SAID = ((NUMBERS * NUMBERS + 3 * CLUSTER + 5 * STRATUM) % 7 < 3).astype(float)
SCORE = (NUMBERS * 13 % 17) + CLUSTER * 1.0


@pytest.mark.parametrize(
    ("design", "errors"),
    [
        (design_of(120, STRATUM, CLUSTER), (0.030971998546283675, 0.7091253542768448)),
        (design_of(120, None, CLUSTER), (0.016905007229134003, 1.0471776562922332)),
        (design_of(120, STRATUM), (0.049013795429787864, 0.5626563535303569)),
        (
            design_of(120, STRATUM, CLUSTER, drawn=(0.1, 0.2, 0.25)),
            (0.028178401700338754, 0.6455731714549845),
        ),
    ],
    ids=["strata and clusters", "clusters", "strata", "a tenth and more drawn"],
)
def test_errors_are_those_of_samplics(design: Design, errors: tuple[float, float]) -> None:
    """The numbers of samplics 0.6.1: TaylorEstimator(PopParam.mean).estimate with stratum, psu and fpc (the factor)."""
    sample = drawn_by(sample_of(WEIGHTS, Selection.RANDOM), design)
    found = [mean(sample, values, minimum_base=1) for values in (SAID, SCORE)]
    assert [one.value for one in found] == pytest.approx([0.4902867715078631, 11.453283996299723], rel=1e-12)
    assert [one.error for one in found] == pytest.approx(errors, rel=1e-12)


def test_the_same_people_twice_are_no_surer_than_once() -> None:
    said = (np.arange(80) % 3 == 0).astype(float)
    once = share(sample_of(np.ones(80), Selection.RANDOM), said, minimum_base=1)
    twice = drawn_by(
        sample_of(np.ones(160), Selection.RANDOM), design_of(160, None, np.tile(np.arange(80), 2))
    )
    found = share(twice, np.tile(said, 2), minimum_base=1)
    assert (found.value, found.error, found.low) == pytest.approx((once.value, once.error, once.low))


def test_names_of_clusters_count_within_their_stratum() -> None:
    design = design_of(6, ["a", "a", "a", "b", "b", "b"], [1, 1, 2, 1, 2, 2])
    assert (design.clusters, design.strata, design.single) == (4, 2, 0)
    assert design.freedom(np.ones(6, np.bool_)) == 2
    assert design.freedom(np.array([True] * 3 + [False] * 3)) == 1


def test_a_stratum_that_everybody_was_drawn_from_adds_nothing() -> None:
    said = np.array([1.0, 0, 1, 0, 1, 1, 0, 1])
    strata = np.repeat([0, 1], 4)
    whole = drawn_by(sample_of(np.ones(8), Selection.RANDOM), design_of(8, strata, drawn=[1.0, 1.0]))
    assert share(whole, said, minimum_base=1).error == 0


def single(rule: Any) -> float:
    sample = drawn_by(
        sample_of(np.ones(8), Selection.RANDOM),
        design_of(8, np.repeat([0, 1], [2, 6]), np.array([0, 0, 1, 1, 2, 2, 3, 3]), rule=rule),
    )
    return share(sample, np.array([1.0, 1, 0, 1, 0, 0, 1, 0]), minimum_base=1).error or 0.0


def test_a_stratum_with_one_cluster_is_centred_or_certain() -> None:
    assert single("centred") ** 2 - single("certain") ** 2 == pytest.approx((2 * (1 - 0.5) / 8) ** 2)


def one_cluster(people: int) -> Sample:
    return drawn_by(sample_of(np.ones(people), Selection.RANDOM), design_of(people, None, np.zeros(people)))


def test_one_cluster_has_shares_and_no_margin_of_error() -> None:
    sample, said = one_cluster(100), (np.arange(100) % 2).astype(float)
    found = share(sample, said, minimum_base=50)
    assert (found.value, found.error, found.low) == (0.5, None, None)
    assert found.sureness is Sureness.TOO_FEW_CLUSTERS
    table = crosstab(sample, said, np.arange(100) // 50, minimum_base=10)
    assert table.test is None
    assert table.share.tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert set(table.sureness) == {Sureness.TOO_FEW_CLUSTERS}
    ranked = choices(sample, np.stack([said, 1 - said], axis=1), minimum_base=10)
    assert ranked.ranks is None
    assert ranked.share.tolist() == [0.5, 0.5]
    other = share(sample_of(np.ones(100), Selection.RANDOM), said, minimum_base=50)
    assert wave_change(found, other).p is None
    assert wave_change(found, other).change == 0


def test_changes_between_clustered_waves_use_their_clusters() -> None:
    said = (np.arange(200) % 3 == 0).astype(float)
    waves = [
        share(
            drawn_by(sample_of(np.ones(200), Selection.RANDOM), design_of(200, None, np.arange(200) // 20)),
            np.roll(said, at),
            minimum_base=1,
        )
        for at in (0, 1)
    ]
    assert [one.freedom for one in waves] == [9, 9]
    found = wave_change(*waves)
    errors = [one.error or 0 for one in waves]
    df = sum(e**2 for e in errors) ** 2 / sum(e**4 / 9 for e in errors)
    assert df < 18.01
    assert (found.needed or 0) == pytest.approx(
        float(simple.stats.t.ppf(0.975, df)) * np.hypot(*errors), rel=1e-9
    )


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"stratum": [1, 2]}, "strata must name one for each of the 4 respondents"),
        ({"cluster": [1, 2, np.nan, 3]}, "clusters must be known of every respondent"),
        ({"drawn": 1.2}, "must lie between 0 and 1"),
        ({"drawn": [0.1, 0.1]}, "one or one for each of 1 strata"),
        ({"drawn": -0.1}, "must not be below zero"),
        ({"rule": "guess"}, "rule must be one of centred, certain"),
    ],
)
def test_designs_that_do_not_fit_are_refused_in_words(given_: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        design_of(4, **given_)


def test_a_design_of_other_people_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="must be of the 5 respondents: found one of 4"):
        drawn_by(sample_of(np.ones(5), Selection.RANDOM), design_of(4))
