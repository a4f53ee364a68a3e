from __future__ import annotations

import numpy as np
import pytest

from wardmote.definitions import load
from wardmote.figures.tokens import SYMBOLS, Verdict
from wardmote.figures.verdicts import Rules, judge
from wardmote.figures.years import MatchedYears, years_to

RULES = Rules.of(load())
DAYS = np.full((3, 12), 30.0)


def _judge(yearly, *, broken=False, lost=(0.0, 0.0), months=12, moved=0.0):
    """One measure whose years hold these totals, spread evenly with a mild season."""
    season = np.linspace(0.9, 1.1, months)
    steps = np.concatenate([[0.0], np.cumsum(season / season.sum())])
    counts = np.array([[[np.diff(np.round(total * steps)) for total in yearly]]])
    years = MatchedYears(
        np.array([0]), counts.astype(np.int64), DAYS[: len(yearly), :months], np.arange(months)
    )
    shares = np.array([[lost[0]]]), np.array([[lost[1]]])
    return Verdict(
        str(
            judge(years, np.array([True]), np.array([[broken]]), shares, np.array([[moved]]), RULES).verdict[
                0, 0
            ]
        )
    )


@pytest.mark.parametrize(
    ("yearly", "options", "expected"),
    [
        ((1200, 1200, 1500), {}, Verdict.ROSE),
        ((1200, 1200, 900), {}, Verdict.FELL),
        ((1200, 1200, 1210), {}, Verdict.NO_CLEAR_CHANGE),
        ((10, 10, 9), {}, Verdict.TOO_FEW),
        ((1200, 1200, 1500), {"months": 8}, Verdict.TOO_FEW),
        ((1200, 1200, 1500), {"broken": True}, Verdict.NOT_COMPARABLE),
        ((1200, 1200, 1500), {"lost": (0.0, 0.2)}, Verdict.ROSE),
        ((1200, 1200, 1010), {"lost": (0.0, 0.2)}, Verdict.LOCATION_UNCERTAIN),
        ((1200, 1200, 1500), {"lost": (0.02, 0.04)}, Verdict.ROSE),
        ((1200, 1200, 1010), {"lost": (0.0, 0.2), "broken": True}, Verdict.NOT_COMPARABLE),
    ],
)
def test_precedence(yearly, options, expected) -> None:
    assert _judge(yearly, **options) is expected


def test_nothing_is_claimed_where_the_counts_shown_point_the_other_way() -> None:
    assert _judge((1200, 1200, 1500), moved=-3.0) is Verdict.NO_CLEAR_CHANGE
    assert _judge((1200, 1200, 1500), moved=3.0) is Verdict.ROSE


def test_two_years_are_enough() -> None:
    assert _judge((1200, 1500)) is Verdict.ROSE


def test_every_verdict_has_a_symbol_of_its_own() -> None:
    assert set(SYMBOLS) == set(Verdict)
    assert len(set(SYMBOLS.values())) == len(Verdict)


def test_years_run_back_from_the_last_month() -> None:
    assert [period.start for period in years_to("2024-04", 12, 3)] == ["2021-05", "2022-05", "2023-05"]
    assert [period.start for period in years_to("2024-04", 3, 2)] == ["2023-02", "2024-02"]
