"""How often survey intervals and tests are right: simulated, and held against the tables that we publish."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..oracles.published import hold
from .simulated_surveys import crosstab_flagged, net_covered, share_covered, waves_flagged

PAGE = "surveys.md"
PEOPLE = (100, 300, 1000)
FULL, SAMPLE = 2000, 20
Rate = Callable[[int, int], float]

ROWS: dict[str, Rate] = {
    "30%: as if a simple sample": lambda n, runs: share_covered(0.3, n, runs, 20281, 0, "logit"),
    "30%: raked, weights taken as fixed": lambda n, runs: share_covered(0.3, n, runs, 20281, 1, "logit"),
    "30%: raked, logit": lambda n, runs: share_covered(0.3, n, runs, 20281, 2, "logit"),
    "30%: raked, Korn-Graubard": lambda n, runs: share_covered(0.3, n, runs, 20281, 2, "beta"),
    "5%: raked, logit": lambda n, runs: share_covered(0.05, n, runs, 20281, 2, "logit"),
    "5%: raked, Korn-Graubard": lambda n, runs: share_covered(0.05, n, runs, 20281, 2, "beta"),
    "NET of 50% and 20%": lambda n, runs: net_covered(0.5, 0.2, n, runs, 20282),
    "NET of 85% and 3%": lambda n, runs: net_covered(0.85, 0.03, n, runs, 20282),
    "Two waves, no change": lambda n, runs: waves_flagged(0.3, 0.3, n, runs, 20283),
    "Two waves, 30% to 37%": lambda n, runs: waves_flagged(0.3, 0.37, n, runs, 20283),
    "Crosstab of nothing, Rao-Scott": lambda n, runs: crosstab_flagged(n, runs, 20284, simple=False),
    "Crosstab of nothing, Pearson": lambda n, runs: crosstab_flagged(n, runs, 20284, simple=True),
}


@pytest.mark.soak
@pytest.mark.parametrize("name", ROWS)
def test_the_published_rates_of_surveys_come_out_again(
    name: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    rates = [ROWS[name](people, runs) for people in PEOPLE]
    hold(PAGE, name, rates, runs, FULL, capsys if in_full else None)
