"""The alert with little history against a regression by statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from wardmote.methods.exceptional import HarmonicRules, harmonic_watch

RULES = HarmonicRules(weight_from=1e9)


@pytest.mark.parametrize(("length", "columns"), [(30, 1), (90, 3), (150, 4)])
def test_it_is_the_regression_that_the_history_bears(length: int, columns: int) -> None:
    random, time = np.random.default_rng(length), np.arange(length)
    y = random.poisson(random.gamma(20, (1 + 0.3 * np.sin(time / 8)))).astype(float)
    found = harmonic_watch(y, rules=RULES)
    past = np.arange(length - 1 - RULES.left_out) - (length - 1)
    turn = 2 * np.pi * past * 7 / 365.25
    x = np.column_stack([np.ones(len(past)), np.sin(turn), np.cos(turn), past])[:, :columns]
    fit = sm.GLM(y[: len(past)], x, sm.families.Poisson()).fit(tol=1e-12)
    now = np.array([1.0, 0.0, 1.0, 0.0])[:columns]
    mean = np.exp(fit.params @ now)
    phi = max(1.0, fit.pearson_chi2 / fit.df_resid)
    variance = phi * mean + phi * mean**2 * (now @ np.linalg.inv(x.T @ (x * fit.fittedvalues[:, None])) @ now)
    assert found.expected[-1] == pytest.approx(mean, rel=1e-6)
    assert found.phi[-1] == pytest.approx(phi, rel=1e-6)
    assert found.upper[-1] == stats.nbinom.ppf(0.99, mean**2 / (variance - mean), mean / variance)


def test_a_jump_is_an_alarm_and_zeros_are_not() -> None:
    assert harmonic_watch([10.0] * 40 + [40.0]).alarm[-1]
    assert not harmonic_watch(np.zeros(40), 3).alarm.any()


def test_too_little_history_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="needs 25 weeks to watch the last 1: found 10"):
        harmonic_watch(np.ones(10))
