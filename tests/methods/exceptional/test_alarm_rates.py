"""How often the weekly alerts cry out when nothing has changed: simulated, and held against the published table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from wardmote.methods.exceptional import ears, farrington_flexible, farrington_original, harmonic_watch

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "exceptional-volume.md"
A_WEEK = (2, 10, 50, 200)
FULL, SAMPLE, BATCH = 10_000, 120, 1_000
Counts = npt.NDArray[np.float64]
Watch = Callable[[Counts], npt.NDArray[np.bool_]]


def stable(mean: float, weeks: int, runs: int, seed: int, extra: float = 0.0, season: float = 0.2) -> Counts:
    """Weeks of one level with a season; `extra` is variation beyond chance (negative binomial alpha)."""
    random, week = np.random.default_rng(seed), np.arange(weeks)
    level = np.broadcast_to(mean * (1 + season * np.sin(2 * np.pi * week / 52.18)), (runs, weeks))
    return random.poisson(random.gamma(1 / extra, extra * level) if extra else level).astype(float)


# Name of the row -> weeks of history, variation beyond chance, the alarm of the last week.
ROWS: dict[str, tuple[int, float, Watch]] = {
    "Flexible, chance alone": (320, 0.0, lambda y: farrington_flexible(y).alarm[:, 0]),
    "Flexible, more than chance": (320, 0.05, lambda y: farrington_flexible(y).alarm[:, 0]),
    "Original, chance alone": (320, 0.0, lambda y: farrington_original(y).alarm[:, 0]),
    "Original, more than chance": (320, 0.05, lambda y: farrington_original(y).alarm[:, 0]),
    "One wave, two and a half years": (130, 0.0, lambda y: harmonic_watch(y).alarm[:, 0]),
    "One wave, two and a half years, more than chance": (130, 0.05, lambda y: harmonic_watch(y).alarm[:, 0]),
    "Level only, half a year, more than chance": (30, 0.05, lambda y: harmonic_watch(y).alarm[:, 0]),
    "EARS C1, chance alone": (20, 0.0, lambda y: ears(y).alarm1[:, 0]),
    "EARS C2, chance alone": (20, 0.0, lambda y: ears(y).alarm2[:, 0]),
    "EARS C3, chance alone": (20, 0.0, lambda y: ears(y).alarm3[:, 0]),
}


def alarm_rate(row: str, mean: float, runs: int, seed: int) -> float:
    """Share of stable series whose last week is an alarm."""
    weeks, extra, watch = ROWS[row]
    alarms = 0
    for batch in range(0, runs, BATCH):
        alarms += int(watch(stable(mean, weeks, min(BATCH, runs - batch), seed + batch, extra)).sum())
    return alarms / runs


def published(row: str) -> list[float]:
    """Read a row of the table in the documentation, as shares."""
    found = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| {row} |")]
    assert len(found) == 1, f"{PAGE.name} must hold one row named {row!r}"
    return [float(cell.strip(" %")) / 100 for cell in found[0].split("|")[2:6]]


@pytest.mark.soak
@pytest.mark.parametrize("row", ROWS)
def test_the_published_alarm_rates_come_out_again(
    row: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = FULL if in_full else SAMPLE
    rates = [alarm_rate(row, mean, runs, seed=20271) for mean in A_WEEK]
    if in_full:
        with capsys.disabled():
            print(f"\n| {row} | " + " | ".join(f"{100 * rate:.1f}%" for rate in rates) + " |")
    for rate, known in zip(rates, published(row), strict=True):
        spread = np.sqrt(max(known, 1 / runs) * (1 - known) * (1 / runs + 1 / FULL))
        assert rate == pytest.approx(known, abs=5 * float(spread) + 0.0006)
