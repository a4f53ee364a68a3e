"""How often the verdict test cries change on counts by quarter: simulated, and held against what we publish."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from wardmote.methods.change import year_change

from .oracles.crime_series import DAYS, HALF_MEMORY, MEMORY, NULL, RISE_20, RISE_50, STEADIER, World, simulate

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "statistics.md"
A_YEAR = (20, 100, 1000, 5000)
FULL, SAMPLE, BATCH = 200_000, 4_000, 50_000
ROWS = (
    ("Quarters: no change", NULL, 3, 4),
    ("Quarters: no change, only two years", NULL, 2, 4),
    ("Quarters: no change, three of the four", NULL, 3, 3),
    ("Quarters: no change, pure chance", STEADIER, 3, 4),
    ("Quarters: no change, months remember (0.3)", MEMORY, 3, 4),
    ("Quarters: no change, months remember (0.5)", HALF_MEMORY, 3, 4),
    ("Quarters: rise of 20%", RISE_20, 3, 4),
    ("Quarters: rise of 50%", RISE_50, 3, 4),
    ("Quarters: rise of 50%, only two years", RISE_50, 2, 4),
)


def by_quarter(months: np.ndarray, years: int, quarters: int) -> np.ndarray:
    """Monthly values of three years as the quarters of the latest of them."""
    return months.reshape(*months.shape[:-1], 4, 3).sum(axis=-1)[..., 3 - years :, :quarters]


def flagged(world: World, a_year: float, runs: int, seed: int, years: int, quarters: int) -> float:
    """Give the share of runs in which the test at 5% sees a change between the last two years."""
    days = by_quarter(DAYS, years, quarters)
    calls = 0
    for batch in range(0, runs, BATCH):
        counts = by_quarter(simulate(world, a_year, min(BATCH, runs - batch), seed + batch), years, quarters)
        calls += int((year_change(counts, days).p < 0.05).sum())
    return calls / runs


def published(name: str) -> list[float]:
    """Read a row of the table in the documentation, as shares."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |")]
    assert len(rows) == 1, f"{PAGE.name} must hold one row named {name!r}"
    return [float(cell.strip(" %")) / 100 for cell in rows[0].split("|")[2:6]]


@pytest.mark.soak
@pytest.mark.parametrize(("name", "world", "years", "quarters"), ROWS, ids=lambda value: str(value)[:40])
def test_the_published_rates_of_quarters_come_out_again(
    name: str, world: World, years: int, quarters: int, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    rates = [flagged(world, a_year, runs, 20265, years, quarters) for a_year in A_YEAR]
    with capsys.disabled():
        if in_full:
            print(f"\n| {name} | " + " | ".join(f"{100 * rate:.1f}%" for rate in rates) + " |")
    for rate, known in zip(rates, published(name), strict=True):
        spread = np.sqrt(max(known, 1 / runs) * (1 - known) * (1 / runs + 1 / FULL))
        assert rate == pytest.approx(known, abs=5 * float(spread) + 0.0006)


def test_quarters_never_cry_change_more_often_than_promised() -> None:
    for years, quarters in ((3, 4), (2, 4), (3, 3), (2, 3)):
        for a_year in A_YEAR:
            assert flagged(NULL, a_year, 10_000, 20266, years, quarters) < 0.06
