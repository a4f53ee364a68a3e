"""The lag-12 alternative: checked by hand, and shown to miss what the default finds."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.methods.change import year_change
from wardmote.methods.lagged_change import lagged_change

from .oracles.crime_series import DAYS


def test_pairs_totals_and_z_by_hand() -> None:
    result = lagged_change([4, 0, 6, 0, 9, 0, 1], lag=3)
    pairs = [4**2 / 4, 9**2 / 9, 6**2 / 6, 1**2 / 1]
    assert result.phi == pytest.approx(sum(pairs) / 4)
    assert (result.previous, result.current) == (6, 10)
    assert result.z == pytest.approx((2 / result.phi) ** 0.5 * (10**0.5 - 6**0.5))


def test_many_series_at_once_and_no_crime_at_all() -> None:
    y = np.random.default_rng(1).poisson(20, (5, 36))
    y[3] = 0
    together = lagged_change(y)
    assert [lagged_change(row).z for row in y] == pytest.approx(together.z)
    assert (together.phi[3], together.z[3]) == (0, 0)


def test_it_takes_a_change_of_level_for_noise() -> None:
    y = np.array([[100] * 12, [100] * 12, [160] * 12], dtype=float)
    default, lagged = year_change(y, DAYS), lagged_change(y.ravel())
    assert default.phi == 1
    assert lagged.phi > 6
    assert lagged.z < default.z / 2


def test_bad_input_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"at least 24 months in a row: found the shape \(23,\)"):
        lagged_change(np.ones(23))
