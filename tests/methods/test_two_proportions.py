"""Two proportions against sums over tables, scipy and statsmodels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

from wardmote.methods.two_proportions import proportion_change

from .oracles import counts as oracle

PART = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(PART, PART, st.booleans())
@settings(max_examples=60)
def test_p_adds_up_the_tables(one: tuple[int, int], two: tuple[int, int], mid: bool) -> None:
    found = proportion_change(*one, *two, form="mid-p" if mid else "exact")
    assert found.p == pytest.approx(oracle.fisher(*one, *two, mid), rel=1e-9)


def test_exact_p_is_that_of_fisher_exact() -> None:
    found = proportion_change(15, 148, 4, 165, form="exact")
    assert found.p == pytest.approx(fisher_exact([[15, 133], [4, 161]]).pvalue)


def test_interval_is_newcombes() -> None:
    found = proportion_change(48, 80, 56, 70)
    low, high = confint_proportions_2indep(56, 70, 48, 80, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high), rel=1e-9)
    assert found.points == pytest.approx(20)


@given(PART, PART)
@settings(max_examples=60)
def test_the_other_half_tells_the_same(one: tuple[int, int], two: tuple[int, int]) -> None:
    found = proportion_change(*one, *two)
    rest = proportion_change(one[1] - one[0], one[1], two[1] - two[0], two[1])
    assert found.p == pytest.approx(rest.p, rel=1e-6)
    assert (found.low, found.high) == pytest.approx((-rest.high, -rest.low), abs=1e-9)
    assert found.low - 1e-9 <= found.points <= found.high + 1e-9


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="must not exceed what it is a part of: found 5 of 4 before"):
        proportion_change(5, 4, 1, 2)
    with pytest.raises(ValueError, match="of after must be above zero"):
        proportion_change(1, 4, 0, 0)
    with pytest.raises(ValueError, match=r"whole numbers: found 0\.5 of 4 before"):
        proportion_change(0.5, 4, 1, 2)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'mid-p' and 'exact': found 'z'"):
        proportion_change(1, 4, 1, 2, form="z")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="count before must all be present"):
        proportion_change(float("nan"), 4, 1, 2)  # type: ignore[arg-type]
