"""Tests of two counts against sums over every pair of counts, and against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import test_poisson_2indep as poisson_two_samples

from wardmote.methods.two_counts import e_test, exact_rate_ratio, wheeler_band, wheeler_z

from .oracles import counts as oracle

FORM = st.sampled_from(["score", "wald"])


@given(st.integers(0, 25), st.integers(0, 25), st.sampled_from([1.0, 0.5, 3.0]), FORM)
@settings(max_examples=40)
def test_e_test_adds_up_every_pair(k1: int, k2: int, n2: float, form: str) -> None:
    assume(k1 + k2 > 0)
    assert e_test(k1, k2, 1.0, n2, form) == pytest.approx(oracle.e_test(k1, k2, 1.0, n2, form), abs=1e-9)


@pytest.mark.parametrize(("form", "method"), [("score", "etest"), ("wald", "etest-wald")])
def test_e_test_forms_are_those_of_statsmodels(form: str, method: str) -> None:
    for k1, n1, k2, n2 in [(30, 12, 12, 8), (60, 51.3, 30, 54.2), (7, 1, 2, 1)]:
        p = poisson_two_samples(k1, n1, k2, n2, method=method, compare="diff").pvalue
        assert e_test(k1, k2, n1, n2, form) == pytest.approx(p, abs=1e-7)


def test_e_test_forms_agree_at_equal_and_part_at_unequal_exposure() -> None:
    assert e_test(30, 12, form="score") == pytest.approx(e_test(30, 12, form="wald"), abs=1e-12)
    assert e_test(30, 12, 12, 8, "score") != pytest.approx(e_test(30, 12, 12, 8, "wald"), abs=1e-4)


def test_e_test_of_large_and_of_no_counts() -> None:
    assert e_test(0, 0) == 1
    assert e_test(3000, 3000) == pytest.approx(1)
    assert 0 <= e_test(5000, 5400) < 1e-4
    assert e_test(200_000, 200_900) == pytest.approx(2 * stats.norm.sf(900 / 400_900**0.5), rel=1e-2)


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from([365.0, 366.0, 900.0]))
@settings(max_examples=40)
def test_rate_ratio_adds_up_the_binomial(a: int, b: int, n2: float) -> None:
    assume(a + b > 0)
    low, high, p = oracle.rate_ratio(a, b, 365.0, n2, 0.95)
    result = exact_rate_ratio(a, b, 365.0, n2)
    assert (result.low, result.high) == pytest.approx((low, high), rel=1e-7, abs=1e-12)
    assert result.p == pytest.approx(p, rel=1e-6)
    assert result.low <= result.ratio <= result.high


def test_rate_ratio_to_nothing_has_no_upper_limit() -> None:
    result = exact_rate_ratio(6, 0)
    assert (result.ratio, result.high) == (np.inf, np.inf)
    assert result.low > 1


@given(st.floats(0, 500), st.floats(0.5, 4))
def test_the_band_is_where_wheeler_z_is_z(mean: float, z: float) -> None:
    low, high = wheeler_band(mean, z)
    assert wheeler_z(mean, high) == pytest.approx(z, abs=1e-9)
    assert wheeler_z(mean, low) == pytest.approx(max(-z, -2 * mean**0.5), abs=1e-6)


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="'score' and 'wald': found 'exact'"):
        e_test(3, 4, form="exact")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"count1 must be a whole number: found 2\.5"):
        e_test(2.5, 4)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="exposure2 must be above zero"):
        e_test(2, 4, 1, 0)
    with pytest.raises(ValueError, match="at least one event"):
        exact_rate_ratio(0, 0)
    with pytest.raises(ValueError, match="past counts must not be below zero"):
        wheeler_z(-1, 4)
