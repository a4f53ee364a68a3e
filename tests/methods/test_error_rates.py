"""How often the verdict test at 5% cries change: simulated, and held against the table that we publish."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from wardmote.methods.change import year_change
from wardmote.methods.lagged_change import lagged_change

from .oracles.crime_series import DAYS, NULL, WORLDS, World, simulate

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "statistics.md"
A_YEAR = (20, 100, 1000, 5000)
FULL, SAMPLE, BATCH = 200_000, 4_000, 50_000
LEVEL = 0.05


def flagged(world: World, a_year: float, runs: int, seed: int, years: int = 3) -> float:
    """Give the share of runs in which the test at 5% sees a change between the last two years."""
    calls = 0
    for batch in range(0, runs, BATCH):
        counts = simulate(world, a_year, min(BATCH, runs - batch), seed + batch)[:, 3 - years :]
        calls += int((year_change(counts, DAYS[3 - years :]).p < LEVEL).sum())
    return calls / runs


def published(name: str) -> list[float]:
    """Read a row of the table in the documentation, as shares."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |")]
    assert len(rows) == 1, f"{PAGE.name} must hold one row named {name!r}"
    return [float(cell.strip(" %")) / 100 for cell in rows[0].split("|")[2:6]]


def margin(share: float, runs: int) -> float:
    """Give five standard errors of a share seen in so many runs, and half a unit of the printed decimal."""
    return 5 * float(np.sqrt(max(share, 1 / runs) * (1 - share) * (1 / runs + 1 / FULL))) + 0.0006


@pytest.mark.soak
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_the_published_error_rates_come_out_again(
    world: World, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    rates = [flagged(world, a_year, runs, seed=20261) for a_year in A_YEAR]
    with capsys.disabled():
        if in_full:
            print(f"\n| {world.name} | " + " | ".join(f"{100 * rate:.1f}%" for rate in rates) + " |")
    for rate, known in zip(rates, published(world.name), strict=True):
        assert rate == pytest.approx(known, abs=margin(known, runs))


@pytest.mark.soak
def test_two_years_alone_keep_the_level(in_full: bool, capsys: pytest.CaptureFixture[str]) -> None:
    runs = FULL if in_full else SAMPLE
    rates = [flagged(NULL, a_year, runs, seed=20262, years=2) for a_year in A_YEAR]
    with capsys.disabled():
        if in_full:
            print(
                "\n| No change, only two years | " + " | ".join(f"{100 * rate:.1f}%" for rate in rates) + " |"
            )
    for rate, known in zip(rates, published("No change, only two years"), strict=True):
        assert rate == pytest.approx(known, abs=margin(known, runs))


def test_without_a_change_at_most_one_in_seventeen_is_flagged() -> None:
    for a_year in A_YEAR:
        rate = flagged(NULL, a_year, 20_000, seed=20263)
        assert 0.025 < rate < 0.06


@pytest.mark.parametrize(("before", "after", "power"), [(85, 151, 0.79), (1838, 1517, 0.63)])
def test_changes_as_in_the_real_partnership_are_found_more_often_than_by_the_lag_form(
    before: int, after: int, power: float
) -> None:
    counts = simulate(World("as there", last_year=after / before), before, 20_000, seed=20264)
    strict = 0.005  # about what is left of 5% after the correction for a table of measures
    found = (year_change(counts, DAYS).p < strict).mean()
    lagged = (2 * stats.norm.sf(np.abs(lagged_change(counts.reshape(-1, 36)).z)) < strict).mean()
    assert found > power
    assert found > lagged + 0.01
