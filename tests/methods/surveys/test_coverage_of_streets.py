"""How often intervals of people drawn street by street are right: simulated, and held against our page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ..oracles.published import hold
from .simulated_streets import crosstab_flagged, share_covered

PAGE = "surveys.md"
STREETS = (10, 30, 60)
FULL, SAMPLE = 2000, 20
Rate = Callable[[int, int], float]

ROWS: dict[str, Rate] = {
    "Streets, 30%: as if drawn one by one": lambda n, runs: share_covered(
        0.3, n, runs, 20291, "one by one", "logit"
    ),
    "Streets, 30%: clusters, wards ignored": lambda n, runs: share_covered(
        0.3, n, runs, 20291, "streets", "logit"
    ),
    "Streets, 30%: clusters within wards, logit": lambda n, runs: share_covered(
        0.3, n, runs, 20291, "both", "logit"
    ),
    "Streets, 30%: clusters within wards, Korn-Graubard": lambda n, runs: share_covered(
        0.3, n, runs, 20291, "both", "beta"
    ),
    "Streets, 5%: clusters within wards, Korn-Graubard": lambda n, runs: share_covered(
        0.05, n, runs, 20291, "both", "beta"
    ),
    "Streets, 30%: the same raked, logit": lambda n, runs: share_covered(
        0.3, n, runs, 20291, "raked", "logit"
    ),
    "Crosstab of groups of streets, as if one by one": lambda n, runs: crosstab_flagged(
        n, runs, 20292, "one by one"
    ),
    "Crosstab of groups of streets, clusters": lambda n, runs: crosstab_flagged(n, runs, 20292, "both"),
}


@pytest.mark.soak
@pytest.mark.parametrize("name", ROWS)
def test_the_published_rates_of_streets_come_out_again(
    name: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    rates = [ROWS[name](streets, runs) for streets in STREETS]
    hold(PAGE, name, rates, runs, FULL, capsys if in_full else None)
