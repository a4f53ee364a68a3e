"""The spread of monthly shares: a textbook's statistic, and the rate of false alarms that it buys."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from wardmote.methods.share_spread import share_spread
from wardmote.methods.two_shares import share_change


@pytest.mark.parametrize("seed", range(5))
def test_phi_is_pearsons_statistic_over_its_degrees_of_freedom(seed: int) -> None:
    rng = np.random.default_rng(seed)
    of = rng.integers(20, 90, (2, 12))
    counts = rng.binomial(of, rng.beta(4, 6, (2, 12)))
    year = np.repeat([0, 1], 12)
    model = sm.GLM(
        np.column_stack([counts.ravel(), (of - counts).ravel()]),
        np.column_stack([year == 0, year == 1]).astype(float),
        family=sm.families.Binomial(),
    ).fit()
    found = share_spread(counts, of)
    assert found.df == model.df_resid == 22
    assert found.phi == pytest.approx(model.pearson_chi2 / 22, rel=1e-6)


def test_months_of_nobody_say_nothing_and_phi_is_never_below_one() -> None:
    assert share_spread([[1, 1, 0], [1, 1, 0]], [[2, 2, 0], [2, 2, 0]]) == (1.0, 2.0)
    assert share_spread([[0, 0], [0, 0]], [[0, 0], [0, 0]]) == (1.0, 0.0)
    assert share_spread([[5, 5], [9, 9]], [[5, 5], [9, 9]]) == (1.0, 2.0)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=12))
def test_a_share_and_its_rest_spread_alike(pairs: list[tuple[int, int]]) -> None:
    part, rest = (np.array([[one[at] for one in pairs]] * 2) for at in (0, 1))
    one, other = share_spread(part, part + rest), share_spread(rest, part + rest)
    assert one.phi == pytest.approx(other.phi)
    assert one.df == other.df


def test_more_counted_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="share above 1"):
        share_spread([[3, 1]], [[2, 2]])


@pytest.mark.parametrize(("spread", "most"), [(0.0, 0.065), (0.03, 0.08)])
def test_false_alarms_stay_rare_where_months_vary_more_than_chance(spread: float, most: float) -> None:
    """At a nominal 5%: without phi, a third of the tests of months that vary so would be false alarms."""
    rng = np.random.default_rng(11)
    of = np.full((4_000, 2, 12), 120)
    share = rng.beta(0.3 / spread - 0.3, 0.7 / spread - 0.7, of.shape) if spread else np.full(of.shape, 0.3)
    counts = rng.binomial(of, share)
    found = share_spread(counts, of)
    n, x = of.sum(axis=-1) / found.phi[:, None], counts.sum(axis=-1) / of.sum(axis=-1)
    z = share_change(x[:, 0], n[:, 0], x[:, 1], n[:, 1]).z
    p = 2 * special.stdtr(found.df, -np.abs(z))
    assert 0.03 < (p < 0.05).mean() < most
    bare = share_change(x[:, 0], of.sum(axis=-1)[:, 0], x[:, 1], of.sum(axis=-1)[:, 1]).p
    assert (bare < 0.05).mean() > (0.3 if spread else 0.03)
