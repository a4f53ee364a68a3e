"""Adjusted p-values against their definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.multiplicity import benjamini_hochberg, benjamini_yekutieli, holm

from .oracles import families

CHANCE = st.floats(0, 1) | st.sampled_from([0.0, 0.01, 0.05, 1.0])


@given(st.lists(CHANCE, min_size=1, max_size=25))
def test_adjusted_as_defined(p: list[float]) -> None:
    assert benjamini_hochberg(p) == pytest.approx(families.benjamini_hochberg(p), rel=1e-12)
    assert holm(p) == pytest.approx(families.holm(p), rel=1e-12)
    assert benjamini_yekutieli(p) == pytest.approx(families.benjamini_yekutieli(p), rel=1e-12)


@given(st.lists(CHANCE | st.just(float("nan")), min_size=1, max_size=25))
def test_missing_values_are_not_in_the_family(p: list[float]) -> None:
    values = np.array(p)
    there = ~np.isnan(values)
    for adjust in (benjamini_hochberg, benjamini_yekutieli, holm):
        whole = adjust(values)
        assert np.isnan(whole[~there]).all()
        assert whole[there] == pytest.approx(adjust(values[there]))


@given(st.lists(CHANCE, min_size=1, max_size=25))
def test_never_below_p_and_holm_is_the_stricter(p: list[float]) -> None:
    assert (benjamini_hochberg(p) >= np.array(p) - 1e-15).all()
    assert (holm(p) >= benjamini_hochberg(p) - 1e-15).all()


@pytest.mark.parametrize("adjust", [benjamini_hochberg, benjamini_yekutieli, holm])
def test_each_line_along_the_axis_is_a_family(adjust: object) -> None:
    assert callable(adjust)
    p = np.random.default_rng(2).uniform(size=(4, 6, 3)) ** 2
    p[0, 2, 1] = np.nan
    for axis in (0, 1, 2, -2):
        lines = np.moveaxis(adjust(p, axis=axis), axis, -1)
        for place in np.ndindex(lines.shape[:-1]):
            np.testing.assert_allclose(lines[place], adjust(np.moveaxis(p, axis, -1)[place]))


def test_an_empty_family_stays_empty() -> None:
    assert benjamini_hochberg([]).size == 0
    assert holm(np.zeros((3, 0))).shape == (3, 0)
    assert benjamini_yekutieli([]).size == 0


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1: found 0\.2 to 1\.2"):
        benjamini_hochberg([0.2, 1.2])
    with pytest.raises(ValueError, match="must come as a family"):
        holm(0.2)
